/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who was there: lists of names behind their labels, proxies, and everyone but some. */
#include <config.h>

#include <stdlib.h>

#include "reading/fold.h"
#include "reading/noise.h"
#include "reading/reading.h"

/* No assembly of French local government has more members, counting those named twice. */
#define MEMBERS 512

struct member {
    struct dlb_name name;
    struct dlb_name holder; /* of the proxy; first == end: not named */
    delib_presence presence;
};

struct roll {
    struct dlb_reading *reading;
    struct member *members;
    uint32_t count;
};

/* --- one list ------------------------------------------------------------------------------------------------- */

static delib_presence presence_of(enum dlb_cue cue)
{
    switch (cue) {
    case DLB_CUE_PRESENT:
        return DELIB_PRESENT;
    case DLB_CUE_ABSENT:
        return DELIB_ABSENT;
    case DLB_CUE_EXCUSED:
        return DELIB_EXCUSED;
    case DLB_CUE_PROXIES:
        return DELIB_REPRESENTED;
    default:
        return DELIB_PRESENCE_UNKNOWN;
    }
}

/* The token behind « a donné pouvoir à », « à », « par »; at where nothing of the kind stands there. */
static uint32_t skip_gives(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    if (hit < text->hit_count && text->hits[hit].first == at && text->hits[hit].cue == DLB_CUE_GIVES_PROXY)
        return text->hits[hit].end <= end ? text->hits[hit].end : at;
    return dlb_token_is(text, at, DLB_TO | DLB_BY) && !(text->tokens[at].flags & DLB_CAPITAL) ? at + 1 : at;
}

/* Whether what stands at a token separates names, or ends their list. */
static bool separates(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at >= end || (text->tokens[at].kind == DLB_MARK && !dlb_token_is_mark(text, at, ':')) ||
           skip_gives(text, at, end) > at;
}

/* A single capitalised word is a name only between separators, and where it is none of the genre: « Tous les … » is
 * none. What a colon follows is the label of a group: « Belval : M. A, Mme B ». */
static bool is_person(const struct dlb_text *text, const struct dlb_name *name, uint32_t behind, uint32_t end)
{
    if (behind < end && dlb_token_is_mark(text, behind, ':'))
        return false;
    if (name->civility_end > name->civility_first || name->end - name->first >= 2)
        return true;
    return text->tokens[name->first].word == 0 && text->tokens[name->first].size > 2 && separates(text, behind, end);
}

/* The proxies of the members from `from` on go to `holder`. */
static void give_proxies(struct roll *roll, uint32_t from, const struct dlb_name *holder)
{
    for (uint32_t i = from; i < roll->count; i++) {
        roll->members[i].presence = DELIB_REPRESENTED;
        roll->members[i].holder = *holder;
    }
}

/* Reads the names of [at, end). Names joined by « et » give their proxy together; those of a list of proxies all that
 * have not yet. */
static void read_list(struct roll *roll, uint32_t at, uint32_t end, delib_presence presence)
{
    const struct dlb_text *text = &roll->reading->text;
    uint32_t pending = roll->count;

    while (at < end && roll->count < MEMBERS) {
        struct dlb_name name;
        uint32_t behind = skip_gives(text, at, end);
        if (behind > at && pending < roll->count) {
            uint32_t holder = dlb_read_name(text, behind, end, &name);
            if (holder > behind && is_person(text, &name, holder, end)) {
                give_proxies(roll, pending, &name);
                pending = roll->count;
                behind = holder;
            }
            at = behind;
            continue;
        }
        behind = dlb_read_name(text, at, end, &name);
        if (behind > at && is_person(text, &name, behind, end))
            roll->members[roll->count++] = (struct member){ .name = name, .presence = presence };
        else if (presence != DELIB_REPRESENTED && dlb_token_is_mark(text, at, ',') &&
                 skip_gives(text, at + 1, end) == at + 1)
            pending = roll->count;
        at = behind > at ? behind : at + 1;
    }
}

/* --- the lists of an act --------------------------------------------------------------------------------------- */

/* Whether a cue ends the list that stands before it. */
static bool ends_list(const struct dlb_text *text, const struct dlb_hit *hit)
{
    const struct dlb_token *token = &text->tokens[hit->first];
    if (hit->cue == DLB_CUE_ALL_BUT || presence_of(hit->cue) != DELIB_PRESENCE_UNKNOWN)
        return true;
    return (dlb_cue_kinds[hit->cue].flags & DLB_CUE_LABEL) &&
           ((token->flags & DLB_FIRST) || dlb_token_is_mark(text, hit->end, ':'));
}

/* The run behind the last one that a list which begins in `run` may reach: those that only go on with names. */
static uint32_t end_of_list_runs(const struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t run)
{
    uint32_t end = run + 1;
    while (end < scope->end && ((reading->runs[end].type == DELIB_BLOCK_ATTENDANCE &&
                                 reading->runs[end].lead == DLB_CUE_NONE &&
                                 ((reading->runs[end].flags & DLB_RUN_NAMES) ||
                                  dlb_run_has(reading, &reading->runs[end], DLB_CUE_GIVES_PROXY))) ||
                                reading->runs[end].type == DELIB_BLOCK_FURNITURE))
        end++;
    return end;
}

static uint32_t end_of_list(const struct dlb_reading *reading, const struct dlb_hit *hit, uint32_t limit)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *last = text->hits + text->hit_count;
    for (const struct dlb_hit *next = hit + 1; next < last && next->first < limit; next++)
        if (ends_list(text, next))
            return next->first;
    return limit;
}

/* « … à l'exception de A, B, absents excusés. »: the label stands behind the names. */
static void read_all_but(struct roll *roll, const struct dlb_hit *hit, uint32_t limit)
{
    const struct dlb_text *text = &roll->reading->text;
    const struct dlb_hit *label = hit + 1, *last = text->hits + text->hit_count;
    delib_presence presence = DELIB_ABSENT;
    uint32_t end = limit;

    while (label < last && label->first < limit && !ends_list(text, label))
        label++;
    if (label < last && label->first < limit) {
        end = label->first;
        if (presence_of(label->cue) == DELIB_EXCUSED)
            presence = DELIB_EXCUSED;
    }
    read_list(roll, hit->end, end, presence);
}

/* Behind the marks of a label and a number before the names: « Présents (14) : », « Absents : 2 : ». */
static uint32_t skip_count(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = dlb_skip_marks(text, at, end);
    if (next < end && text->tokens[next].kind == DLB_NUMBER && next + 1 < end &&
        text->tokens[next + 1].kind == DLB_MARK && !dlb_token_is_mark(text, next + 1, '.'))
        next = dlb_skip_marks(text, next + 1, end);
    return next;
}

/* A label counts where it begins its line or a colon follows; `true` where a list was read. */
static void read_label(struct roll *roll, const struct dlb_hit *hit, uint32_t limit)
{
    const struct dlb_text *text = &roll->reading->text;
    uint32_t end = end_of_list(roll->reading, hit, limit), at = hit->end;
    bool all_but = end < limit && text->hits[dlb_text_hit_at(text, end)].cue == DLB_CUE_ALL_BUT;

    at = skip_count(text, at, end);
    if (at < end && !all_but && text->tokens[at].kind != DLB_NUMBER)
        read_list(roll, at, end, presence_of(hit->cue));
}

static void read_run(struct roll *roll, const struct dlb_scope *scope, uint32_t number)
{
    const struct dlb_reading *reading = roll->reading;
    const struct dlb_run *run = &reading->runs[number];
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    uint32_t limit = reading->runs[end_of_list_runs(reading, scope, number) - 1].end;

    for (; hit < end; hit++) {
        bool label = presence_of(hit->cue) != DELIB_PRESENCE_UNKNOWN &&
                     ((reading->text.tokens[hit->first].flags & DLB_FIRST) ||
                      dlb_token_is_mark(&reading->text, hit->end, ':') ||
                      dlb_token_is_mark(&reading->text, hit->end, '('));
        if (hit->cue == DLB_CUE_ALL_BUT)
            read_all_but(roll, hit, limit);
        else if (label)
            read_label(roll, hit, limit);
    }
}

/* --- the same person twice -------------------------------------------------------------------------------------- */

/* The same for the same words in any order. */
static uint32_t hash_words(const struct dlb_text *text, const struct dlb_name *name)
{
    uint32_t sum = 0, letters = 0;
    for (uint32_t at = name->first; at < name->end; at++) {
        uint32_t hash = text->tokens[at].kind == DLB_WORD ? dlb_hash_folded(dlb_token_slice(text, at), &letters) : 0;
        sum += hash * (hash >> 7 | 1);
    }
    return sum;
}

/* Whether somebody gives a proxy elsewhere: then he is represented once, whatever lists print him. */
static bool is_represented_elsewhere(const struct roll *roll, const uint32_t *hashes, uint32_t member)
{
    bool represented = roll->members[member].presence == DELIB_REPRESENTED;
    for (uint32_t i = 0; i < (represented ? member : roll->count); i++)
        if (i != member && hashes[i] == hashes[member] && roll->members[i].presence == DELIB_REPRESENTED)
            return true;
    return false;
}

/* --- into the model --------------------------------------------------------------------------------------------- */

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

static enum dlb_rule rule_of(const struct member *member)
{
    if (member->holder.end > member->holder.first)
        return DLB_RULE_PROXY;
    switch (member->presence) {
    case DELIB_PRESENT:
        return DLB_RULE_PRESENT;
    case DELIB_ABSENT:
        return DLB_RULE_ABSENT;
    case DELIB_EXCUSED:
        return DLB_RULE_EXCUSED;
    default:
        return DLB_RULE_REPRESENTED;
    }
}

/* How sure a name is, and that of whom its bearer gave his proxy to. */
static int confidence_of(const struct dlb_reading *reading, const struct member *member)
{
    const struct dlb_name *name = &member->name, *holder = &member->holder;
    char *raw;
    int confidence = dlb_provenance(reading, name->first, name->end, rule_of(member), &raw).confidence;
    free(raw);
    confidence = dlb_in_noise(&reading->text, name->first, name->end, confidence);
    return dlb_in_noise(&reading->text, holder->first, holder->end, confidence);
}

/* One word without a civility: in a text that was read badly it may be a piece of a name. */
static bool is_piece(const struct dlb_name *name)
{
    return name->end - name->first == 1 && name->civility_end == name->civility_first;
}

/* Who was named is kept where he is doubtful; that he was there is not said. */
static void add_member(struct dlb_reading *reading, delib_act *act, const struct member *member)
{
    const struct dlb_name *name = &member->name;
    delib_span span = dlb_text_span(&reading->text, name->first, name->end);
    delib_person person = { .presence = member->presence, .origin = DELIB_STATED,
                            .source = reading->text.lines->source, .spans = &span, .span_count = 1 };
    char *owned[6];
    uint32_t first = 0, end = 0;
    delib_status status;
    bool doubtful;

    if (name->family_end > name->family_first)
        given_range(name, &first, &end);
    person.confidence = confidence_of(reading, member);
    doubtful = person.confidence < DLB_CHOSEN || (reading->text.noise && is_piece(name));
    if (doubtful)
        person.presence = DELIB_PRESENCE_UNKNOWN;
    owned[0] = copy_clean(reading, name->first, name->end, &person.name);
    owned[1] = copy_clean(reading, name->civility_first, name->civility_end, &person.civility);
    owned[2] = copy_clean(reading, name->role_first, name->role_end, &person.role);
    owned[3] = copy_clean(reading, name->family_first, name->family_end, &person.family);
    owned[4] = copy_clean(reading, first, end, &person.given);
    owned[5] = copy_clean(reading, member->holder.first, doubtful ? member->holder.first : member->holder.end,
                          &person.proxy_to);
    status = person.name.data ? delib_act_add_person(act, DELIB_ATTENDANCE, &person) : DELIB_E_NOMEM;
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    if (status < DELIB_OK)
        reading->status = status;
}

static void add_members(const struct roll *roll, delib_act *act)
{
    uint32_t hashes[MEMBERS];
    for (uint32_t i = 0; i < roll->count; i++)
        hashes[i] = hash_words(&roll->reading->text, &roll->members[i].name);
    for (uint32_t i = 0; i < roll->count && roll->reading->status >= DELIB_OK; i++)
        if (!is_represented_elsewhere(roll, hashes, i))
            add_member(roll->reading, act, &roll->members[i]);
}

void dlb_find_attendance(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    struct roll roll = { .reading = reading, .members = malloc(MEMBERS * sizeof *roll.members) };

    if (!roll.members) {
        reading->status = DELIB_E_NOMEM;
        return;
    }
    for (uint32_t i = scope->first; i < scope->end; i++)
        if (reading->runs[i].type == DELIB_BLOCK_ATTENDANCE)
            read_run(&roll, scope, i);
    add_members(&roll, scope->act);
    free(roll.members);
}
