/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who is the same person: two spellings of one text, in either order, with initials, or damaged. */
#include <config.h>

#include <stdlib.h>

#include "reading/fold.h"
#include "reading/people.h"

/* The words of a name that count, and the bytes of one. */
#define WORDS 8
#define WORD_ROOM 32
/* A word shorter than this is not taken for another one that is nearly the same. */
#define NEAR_LENGTH 5

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

void dlb_settle_members(const struct dlb_text *text, struct dlb_member *members, uint32_t count)
{
    struct words *names = count ? malloc(count * sizeof *names) : NULL;
    if (!names)
        return;
    for (uint32_t i = 0; i < count; i++)
        fold_name(text, &members[i].name, &names[i]);
    for (uint32_t i = 0; i < count; i++)
        if (members[i].presence != DELIB_PRESENCE_UNKNOWN)
            forget_others(names, members, count, i, false);
    for (uint32_t i = 0; i < count; i++)
        if (members[i].presence == DELIB_REPRESENTED)
            forget_others(names, members, count, i, true);
    free(names);
}
