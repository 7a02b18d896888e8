/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who is a person, and who the same one: two spellings of one text, in either order, with initials, or damaged. */
#include <config.h>

#include <stdlib.h>

#include "reading/fold.h"
#include "reading/noise.h"
#include "reading/people.h"

/* The words of a name that count, and the bytes of one. */
#define WORDS 8
#define WORD_ROOM 32
/* A name is cut apart by the columns of so many lines at most. */
#define NAME_SPANS 4
/* A word shorter than this is not taken for another one that is nearly the same. */
#define NEAR_LENGTH 5

const struct dlb_hit *dlb_hit_at(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    return hit < text->hit_count && text->hits[hit].first == at ? &text->hits[hit] : NULL;
}

delib_presence dlb_presence_of(enum dlb_cue cue)
{
    switch (cue) {
    case DLB_CUE_PRESENT:
        return DELIB_PRESENT;
    case DLB_CUE_ABSENT:
        return DELIB_ABSENT;
    case DLB_CUE_EXCUSED:
        return DELIB_EXCUSED;
    case DLB_CUE_PROXIES:
    case DLB_CUE_REPRESENTED:
        return DELIB_REPRESENTED;
    default:
        return DELIB_PRESENCE_UNKNOWN;
    }
}

/* --- who -------------------------------------------------------------------------------------------------------- */

/* Whether what stands at a token separates names, or ends their list. */
static bool separates(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at >= end || (text->tokens[at].kind == DLB_MARK && !dlb_token_is_mark(text, at, ':')) ||
           (text->tokens[at].flags & DLB_FIRST) || dlb_hit_at(text, at) || dlb_token_is(text, at, DLB_AND | DLB_TO | DLB_BY);
}

/* Whether the token before one separates names, too. */
static bool is_apart(const struct dlb_text *text, uint32_t at)
{
    uint32_t before = dlb_text_hit_at(text, at);
    return at == 0 || (text->tokens[at].flags & DLB_FIRST) || text->tokens[at - 1].kind == DLB_MARK ||
           dlb_token_is(text, at - 1, DLB_AND | DLB_TO | DLB_BY | DLB_ROLE) ||
           (before > 0 && text->hits[before - 1].end == at);
}

bool dlb_is_person(const struct dlb_text *text, const struct dlb_name *name, uint32_t behind, uint32_t end)
{
    const struct dlb_token *first = &text->tokens[name->first];
    if (behind < end && dlb_token_is_mark(text, behind, ':') &&
        !(dlb_hit_at(text, behind + 1) && dlb_presence_of(dlb_hit_at(text, behind + 1)->cue) != DELIB_PRESENCE_UNKNOWN))
        return false;
    if (name->civility_end > name->civility_first || name->end - name->first >= 2)
        return true;
    return first->word == 0 && first->size > 2 && separates(text, behind, end) && is_apart(text, name->first);
}

/* --- the same person --------------------------------------------------------------------------------------------- */

struct words {
    uint32_t count;
    struct {
        char letters[WORD_ROOM];
        size_t size;
    } word[WORDS];
};

static void fold_name(const struct dlb_text *text, const struct dlb_name *name, struct words *words)
{
    words->count = 0;
    for (uint32_t at = name->first; at < name->end && words->count < WORDS; at++) {
        delib_slice slice = dlb_token_slice(text, at);
        if (text->tokens[at].kind != DLB_WORD)
            continue;
        words->word[words->count].size = dlb_fold(slice, words->word[words->count].letters, WORD_ROOM);
        words->count++;
    }
}

/* Whether one letter more, less or other, or two changed over, make one word of the other. */
static bool is_near(const char *one, size_t one_size, const char *other, size_t other_size)
{
    if (one_size < NEAR_LENGTH || other_size < NEAR_LENGTH)
        return false;
    while (one_size && other_size && *one == *other)
        one++, other++, one_size--, other_size--;
    while (one_size && other_size && one[one_size - 1] == other[other_size - 1])
        one_size--, other_size--;
    return (one_size <= 1 && other_size <= 1) ||
           (one_size == 2 && other_size == 2 && one[0] == other[1] && one[1] == other[0]);
}

static bool is_same_word(const struct words *one, uint32_t a, const struct words *other, uint32_t b, bool loosely)
{
    size_t size = one->word[a].size, other_size = other->word[b].size;
    if (size == other_size && memcmp(one->word[a].letters, other->word[b].letters, size) == 0)
        return true;
    if (!loosely || !size || !other_size)
        return false;
    if (size == 1 || other_size == 1)
        return one->word[a].letters[0] == other->word[b].letters[0];
    return is_near(one->word[a].letters, size, other->word[b].letters, other_size);
}

/* How many words of `less` are words of `more`, each once, and whether one of them is more than an initial. */
static uint32_t count_common(const struct words *less, const struct words *more, bool loosely, bool *whole)
{
    uint32_t common = 0;
    bool used[WORDS] = { false };
    *whole = false;
    for (uint32_t a = 0; a < less->count; a++)
        for (uint32_t b = 0; b < more->count; b++)
            if (!used[b] && is_same_word(less, a, more, b, loosely)) {
                used[b] = true;
                *whole = *whole || (less->word[a].size > 2 && more->word[b].size > 2);
                common++;
                break;
            }
    return common;
}

static bool is_same(const struct words *one, const struct words *other, bool loosely)
{
    const struct words *less = one->count <= other->count ? one : other, *more = less == one ? other : one;
    bool whole;
    if (!less->count || (!loosely && less->count != more->count))
        return false;
    return count_common(less, more, loosely, &whole) == less->count && (whole || !loosely);
}

/* What a member's presence is worth where he is named twice: the holder of a proxy, a proxy, what else is said. */
static int rank(const struct dlb_member *member)
{
    if (member->presence == DELIB_REPRESENTED)
        return member->holder.end > member->holder.first ? 3 : 2;
    return member->presence != DELIB_PRESENCE_UNKNOWN;
}

/* Of those who are the same person as `members[of]`, forgets those worth less and, where they are worth the same, those
 * behind him. Loosely only those who are not said to be there, and where one alone fits. */
static void forget_others(const struct words *names, struct dlb_member *members, uint32_t count, uint32_t of, bool loosely)
{
    uint32_t found = count, same = 0;
    for (uint32_t i = 0; i < count; i++) {
        int less = rank(&members[of]) - rank(&members[i]);
        if (i == of || members[i].presence == DELIB_PRESENCE_UNKNOWN || less < 0 ||
            (loosely && (members[i].presence == DELIB_PRESENT || less == 0)) ||
            (!loosely && less == 0 && (i < of || members[i].presence != members[of].presence || names[i].count < 2)) ||
            !is_same(&names[of], &names[i], loosely))
            continue;
        found = i;
        same++;
        if (!loosely)
            members[i].presence = DELIB_PRESENCE_UNKNOWN;
    }
    if (loosely && same == 1)
        members[found].presence = DELIB_PRESENCE_UNKNOWN;
}

/* « M. A (suppléant de M. B) »: where one alone who is not there fits, A is there in his place. */
static void settle_substitute(const struct words *names, struct dlb_member *members, uint32_t count, uint32_t of)
{
    uint32_t found = count, same = 0;
    for (uint32_t i = 0; i < count; i++)
        if ((members[i].presence == DELIB_ABSENT || members[i].presence == DELIB_EXCUSED) &&
            is_same(&names[of], &names[i], true)) {
            found = i;
            same++;
        }
    if (same != 1)
        return;
    members[found].presence = DELIB_REPRESENTED;
    members[found].holder = members[of].holder;
}

void dlb_settle_members(const struct dlb_text *text, struct dlb_member *members, uint32_t count)
{
    struct words *names = count ? malloc(count * sizeof *names) : NULL;
    if (!names)
        return;
    for (uint32_t i = 0; i < count; i++)
        fold_name(text, &members[i].name, &names[i]);
    for (uint32_t i = 0; i < count; i++)
        if (members[i].presence == DELIB_PRESENCE_UNKNOWN && members[i].holder.end > members[i].holder.first)
            settle_substitute(names, members, count, i);
    for (uint32_t i = 0; i < count; i++)
        if (members[i].presence != DELIB_PRESENCE_UNKNOWN)
            forget_others(names, members, count, i, false);
    for (uint32_t i = 0; i < count; i++)
        if (members[i].presence == DELIB_REPRESENTED)
            forget_others(names, members, count, i, true);
    free(names);
}

/* --- into the model ---------------------------------------------------------------------------------------------- */

static char *copy_clean(struct dlb_reading *reading, uint32_t first, uint32_t end, delib_slice *out)
{
    delib_slice words = dlb_clean(reading, first, end, ' ');
    char *copy = words.data && words.size ? malloc(words.size) : NULL;
    *out = (delib_slice){ NULL, 0 };
    if (!copy)
        return NULL;
    memcpy(copy, words.data, words.size);
    *out = (delib_slice){ copy, words.size };
    return copy;
}

/* The tokens of a name that are no part of the family name. */
static void given_range(const struct dlb_name *name, uint32_t *first, uint32_t *end)
{
    bool family_first = name->family_first == name->first;
    *first = family_first ? name->family_end : name->first;
    *end = family_first ? name->end : name->family_first;
}

/* How sure a name is, and that of whom its bearer gave his proxy to. */
static int confidence_of(const struct dlb_reading *reading, const struct dlb_member *member,
                         enum dlb_rule rule)
{
    const struct dlb_name *name = &member->name, *holder = &member->holder;
    char *raw;
    int confidence = dlb_provenance(reading, name->first, name->end, rule, &raw).confidence;
    free(raw);
    confidence = dlb_in_noise(&reading->text, name->first, name->end, confidence);
    return dlb_in_noise(&reading->text, holder->first, holder->end, confidence);
}

void dlb_state_person(struct dlb_reading *reading, delib_act *act, delib_list list, const struct dlb_member *member,
                      enum dlb_rule rule, bool doubtful)
{
    const struct dlb_name *name = &member->name;
    delib_span spans[NAME_SPANS];
    delib_person person = { .presence = member->presence, .origin = DELIB_STATED,
                            .source = reading->text.lines->source, .spans = spans };
    char *owned[6];
    uint32_t first = 0, end = 0;
    delib_status status;

    if (name->family_end > name->family_first)
        given_range(name, &first, &end);
    for (uint32_t at = name->first; at < name->end && person.span_count < NAME_SPANS;) {
        uint32_t behind = dlb_text_stretch(&reading->text, at, name->end);
        spans[person.span_count++] = dlb_text_span(&reading->text, at, behind);
        at = behind;
    }
    person.confidence = confidence_of(reading, member, rule);
    doubtful = doubtful || person.confidence < DLB_CHOSEN;
    if (doubtful)
        person.presence = DELIB_PRESENCE_UNKNOWN;
    owned[0] = copy_clean(reading, name->first, name->end, &person.name);
    owned[1] = copy_clean(reading, name->civility_first, name->civility_end, &person.civility);
    owned[2] = copy_clean(reading, name->role_first, name->role_end, &person.role);
    owned[3] = copy_clean(reading, name->family_first, name->family_end, &person.family);
    owned[4] = copy_clean(reading, first, end, &person.given);
    owned[5] = copy_clean(reading, member->holder.first, doubtful ? member->holder.first : member->holder.end,
                          &person.proxy_to);
    status = person.name.data ? delib_act_add_person(act, list, &person) : DELIB_E_NOMEM;
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    if (status < DELIB_OK)
        reading->status = status;
}
