/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who voted against and who abstained, by name. */
#include <config.h>

#include "reading/people.h"
#include "reading/voters.h"

/* The names of one list. */
#define VOTERS 64
/* A list stands so near to the word that counts it, and is no longer. */
#define BEFORE 4
#define LIST_TOKENS 400

struct voters {
    struct dlb_name names[VOTERS];
    uint32_t count;
    uint32_t behind; /* the token behind the last name and its role */
};

/* Marks, and words that may stand between names. */
static bool joins(const struct dlb_text *text, uint32_t at)
{
    if (text->tokens[at].kind == DLB_MARK)
        return !dlb_token_is_mark(text, at, ')') && !dlb_token_is_mark(text, at, '.');
    return dlb_token_is(text, at, DLB_AND | DLB_CIVILITY);
}

/* Reads names from a token on, as long as nothing but names follows. */
static void read_names(const struct dlb_text *text, uint32_t at, uint32_t end, struct voters *voters)
{
    voters->count = 0;
    voters->behind = at;
    while (at < end && voters->count < VOTERS) {
        struct dlb_name name;
        uint32_t behind = dlb_read_name(text, at, end, &name);
        if (behind > at && dlb_is_person(text, &name, behind, end)) {
            voters->names[voters->count++] = name;
            at = voters->behind = behind;
        } else if (joins(text, at)) {
            at++;
        } else {
            return;
        }
    }
}

/* The token behind what may stand between the word that counts and the names: « : 2 ( », « de ». */
static uint32_t skip_to_names(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t first = at;
    while (at < end && at - first < 2 * BEFORE &&
           ((text->tokens[at].kind == DLB_MARK && !dlb_token_is_mark(text, at, '.') &&
             !dlb_token_is_mark(text, at, ';')) ||
            text->tokens[at].kind == DLB_NUMBER || dlb_token_is(text, at, DLB_NUMERAL | DLB_PARTICLE)) &&
           !(text->tokens[at].flags & DLB_CAPITAL))
        at++;
    return at;
}

/* The first token of the sentence or bracket that a token stands in. */
static uint32_t begin_of_sentence(const struct dlb_text *text, uint32_t at, uint32_t from)
{
    uint32_t first = at;
    while (first > from && at - first < LIST_TOKENS && !dlb_token_is_mark(text, first - 1, ';') &&
           !dlb_token_is_mark(text, first - 1, '(') && !dlb_token_is_mark(text, first - 1, ':') &&
           !(dlb_token_is_mark(text, first - 1, '.') && !(text->tokens[first - 1].flags & DLB_GLUED)) &&
           !(dlb_token_is_mark(text, first - 1, '.') && first >= 2 && text->tokens[first - 2].size > 3))
        first--;
    return first;
}

/* « 6 voix pour, M. A s'abstient »: what stands behind the names is said of them, not what stands before. */
static bool are_said(const struct dlb_text *text, const struct voters *voters)
{
    const struct dlb_hit *hit = dlb_hit_at(text, voters->behind);
    return hit && hit->end - hit->first > 1 &&
           (hit->cue == DLB_CUE_ABSTAINS || (dlb_cue_kinds[hit->cue].flags & DLB_CUE_COUNT_OF_VOTES));
}

static void state_voters(struct dlb_reading *reading, delib_act *act, delib_list list, const struct voters *voters)
{
    for (uint32_t i = 0; i < voters->count && reading->status >= DELIB_OK; i++) {
        struct dlb_member member = { .name = voters->names[i] };
        dlb_state_person(reading, act, list, &member, DLB_RULE_VOTER, false);
    }
}

/* Names before « s'abstient », « votent contre », or behind « Contre : 2 », « 1 abstention ( ». */
static void read_voters(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                        const struct dlb_hit *hit, delib_list list)
{
    const struct dlb_text *text = &reading->text;
    struct voters voters;
    uint32_t at = skip_to_names(text, hit->end, run->end);

    if (hit->cue != DLB_CUE_ABSTAINS) {
        read_names(text, at, run->end, &voters);
        if (voters.count > 0 && at > hit->end && !are_said(text, &voters)) {
            state_voters(reading, act, list, &voters);
            return;
        }
    }
    if (hit->cue != DLB_CUE_ABSTAINS && hit->end - hit->first < 2)
        return;
    at = begin_of_sentence(text, hit->first, hit > text->hits + run->hit ? hit[-1].end : run->first);
    read_names(text, at, hit->first, &voters);
    if (voters.count > 0 && voters.behind == hit->first)
        state_voters(reading, act, list, &voters);
}

void dlb_find_voters(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_hit *end;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++)
        if (hit->cue == DLB_CUE_AGAINST)
            read_voters(reading, act, run, hit, DELIB_VOTERS_AGAINST);
        else if (hit->cue == DLB_CUE_ABSTENTIONS || hit->cue == DLB_CUE_ABSTAINS)
            read_voters(reading, act, run, hit, DELIB_VOTERS_ABSTENTIONS);
        else if (hit->cue == DLB_CUE_FOR)
            read_voters(reading, act, run, hit, DELIB_VOTERS_FOR);
}
