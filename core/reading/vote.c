/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How they voted. */
#include <config.h>

#include <stdlib.h>

#include "model/document.h"
#include "reading/voters.h"

/* No assembly of French local government has more members. */
#define MEMBERS 512
/* « à l'unanimité des suffrages exprimés moins … » */
#define LESS_WITHIN 8
/* The runs of one vote follow each other so closely. */
#define VOTE_RUNS 6
/* « 6 voix pour, 1 contre et 2 abstentions »: so few tokens stand between. */
#define BESIDE 4
/* For, against, abstentions, and those who do not vote. */
#define LABELS 4

/* The counts, by their cues. */
static const struct {
    enum dlb_cue cue;
    delib_field field;
} counts[] = {
    { DLB_CUE_FOR, DELIB_VOTE_FOR },
    { DLB_CUE_AGAINST, DELIB_VOTE_AGAINST },
    { DLB_CUE_ABSTENTIONS, DELIB_VOTE_ABSTENTIONS },
};

/* The number that a label announces: « POUR : 7 ». */
static uint32_t read_behind(const struct dlb_text *text, uint32_t *at, uint32_t end, int64_t *number)
{
    uint32_t behind;
    while (*at < end && text->tokens[*at].kind == DLB_MARK && !dlb_token_is_mark(text, *at, '/') &&
           !dlb_token_is_mark(text, *at, ',') && !dlb_token_is_mark(text, *at, ';'))
        ++*at;
    behind = dlb_read_number(text, *at, end, number);
    return behind == *at ? dlb_read_lone_figure(text, *at, end, number) : behind;
}

static bool is_colon(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at, ':') || dlb_token_is_mark(text, at, '=');
}

/* « CONTRE : / »: a stroke where the number would stand is none. */
static bool is_stroke(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && dlb_token_is_mark(text, at, '/') && text->tokens[at].size == 1 && is_colon(text, at - 1);
}

/* « (1 contre) »: a number and the word that counts, and nothing that it stands before. */
static bool is_number_alone(const struct dlb_text *text, const struct dlb_run *run, const struct dlb_hit *hit)
{
    return hit->first > run->first && text->tokens[hit->first - 1].kind == DLB_NUMBER &&
           (hit->end >= run->end || text->tokens[hit->end].kind == DLB_MARK);
}

/* « par 6 voix pour, 1 contre »: a number before the word, and another word that counts votes close by. */
static bool is_beside(const struct dlb_reading *reading, const struct dlb_run *run, const struct dlb_hit *hit)
{
    const struct dlb_hit *end, *other = dlb_run_hits(reading, run, &end);
    if (hit->first == run->first || reading->text.tokens[hit->first - 1].kind != DLB_NUMBER)
        return false;
    for (; other < end; other++)
        if (other != hit && (dlb_cue_kinds[other->cue].flags & DLB_CUE_COUNT_OF_VOTES) &&
            (other < hit ? hit->first - other->end : other->first - hit->end) <= BESIDE)
            return true;
    return false;
}

/* Whether « pour », « contre » count votes here: in a vote, in capitals, beside another such word, or with « voix ».
 * Else they are prepositions: « reconduit en 2025 pour un an ». */
static bool is_counting(const struct dlb_reading *reading, const struct dlb_run *run, const struct dlb_hit *hit)
{
    const struct dlb_hit *end;
    if (hit->end - hit->first > 1 || hit->cue == DLB_CUE_ABSTENTIONS || run->type == DELIB_BLOCK_VOTE)
        return true;
    if (run->type == DELIB_BLOCK_DECISION)
        return is_beside(reading, run, hit);
    if ((reading->text.tokens[hit->first].flags & DLB_CAPS) || is_number_alone(&reading->text, run, hit))
        return true;
    for (const struct dlb_hit *other = dlb_run_hits(reading, run, &end); other < end; other++)
        if (other->cue != hit->cue && (dlb_cue_kinds[other->cue].flags & DLB_CUE_COUNT_OF_VOTES))
            return true;
    return false;
}

static void state_count(struct dlb_reading *reading, delib_act *act, size_t row, int64_t number, uint32_t first,
                        uint32_t end, enum dlb_rule rule)
{
    if (number <= MEMBERS)
        dlb_state_number(reading, act, counts[row].field, number, first, end, rule);
}

/* « Pour 11 Contre 4 »: labels before their numbers, told by the first one. */
static bool is_label_first(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    uint32_t first;
    int64_t number;
    while (hit < end && !(dlb_cue_kinds[hit->cue].flags & DLB_CUE_COUNT_OF_VOTES))
        hit++;
    return hit < end && hit->end < run->end && text->tokens[hit->end].kind == DLB_NUMBER &&
           dlb_read_number_before(text, run->first, hit->first, &first, &number) == first;
}

static void read_count(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                       const struct dlb_hit *hit, size_t row, bool doubtful)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *next = hit + 1;
    uint32_t end = next < text->hits + text->hit_count && next->first < run->end ? next->first : run->end;
    uint32_t at = hit->end, behind, first;
    int64_t number = 0;
    bool label_first = is_label_first(reading, run);

    if (!is_counting(reading, run, hit))
        return;
    if (!label_first && !(is_colon(text, at) && at + 1 < end && text->tokens[at + 1].kind == DLB_NUMBER) &&
        dlb_read_number_before(text, run->first, hit->first, &first, &number) > first) {
        state_count(reading, act, row, number, first, hit->first, doubtful ? DLB_RULE_DOUBTFUL : DLB_RULE_COUNT_BEFORE);
        return;
    }
    if (run->type == DELIB_BLOCK_FORMULA && !label_first && !is_colon(text, at))
        return;
    behind = read_behind(text, &at, end, &number);
    if (behind == at && is_stroke(text, at, end))
        behind = at + 1;
    if (behind < run->end && text->tokens[behind].kind == DLB_NUMBER && !(text->tokens[behind].flags & DLB_GLUED))
        return; /* « Pour : Contre : Abstentions : 41 0 0 »: whose number it is cannot be told */
    if (behind > at && !(behind < run->end && dlb_token_is(text, behind, DLB_MONTH)))
        state_count(reading, act, row, number, at, behind, doubtful ? DLB_RULE_DOUBTFUL : DLB_RULE_COUNT_LABEL);
}

static void read_counts(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run, bool doubtful)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    for (; hit < end; hit++)
        for (size_t row = 0; row < sizeof counts / sizeof *counts; row++)
            if (counts[row].cue == hit->cue)
                read_count(reading, act, run, hit, row, doubtful);
}

/* Behind the labels of counts that follow each other from a hit on, and how many they are. */
static uint32_t behind_labels(const struct dlb_text *text, uint32_t hit, uint32_t *count)
{
    uint32_t end = text->hits[hit].end;
    for (*count = 1; hit + *count < text->hit_count && *count < LABELS; ++*count) {
        const struct dlb_hit *next = &text->hits[hit + *count];
        if (!(dlb_cue_kinds[next->cue].flags & DLB_CUE_COUNT_OF_VOTES) ||
            dlb_skip_marks(text, end, next->first) != next->first)
            break;
        end = next->end;
    }
    return end;
}

/* The labels of a table in one row and their numbers in the next: « Pour Contre Abstention », « 17 3 1 ». */
static void read_columns(struct dlb_reading *reading, delib_act *act, uint32_t first, uint32_t end)
{
    const struct dlb_text *text = &reading->text;
    uint32_t places[LABELS], count, at = behind_labels(text, first, &count);
    int64_t numbers[LABELS];
    if (count < 2)
        return;
    for (uint32_t i = 0; i < count; i++) {
        places[i] = dlb_skip_marks(text, at, end);
        at = dlb_read_number(text, places[i], end, &numbers[i]);
        if (at == places[i])
            return;
    }
    at = dlb_skip_marks(text, at, end);
    if (at < end && text->tokens[at].kind == DLB_NUMBER)
        return;
    for (uint32_t i = 0; i < count; i++)
        for (size_t row = 0; row < sizeof counts / sizeof *counts; row++)
            if (counts[row].cue == text->hits[first + i].cue)
                state_count(reading, act, row, numbers[i], places[i], places[i] + 1, DLB_RULE_COUNT_LABEL);
}

static void find_columns(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    const struct dlb_text *text = &reading->text;
    uint32_t end = reading->runs[scope->end - 1].end;
    for (uint32_t i = scope->first, count = 0; i < scope->end; i++) {
        const struct dlb_run *run = &reading->runs[i];
        if (run->zone < DLB_ZONE_BODY)
            continue;
        for (uint32_t hit = run->hit; hit < run->hit_end; hit += count) {
            count = 1;
            if (!(dlb_cue_kinds[text->hits[hit].cue].flags & DLB_CUE_COUNT_OF_VOTES))
                continue;
            behind_labels(text, hit, &count);
            read_columns(reading, scope->act, hit, end);
        }
    }
}

static void state_code(struct dlb_reading *reading, delib_act *act, delib_field field, const char *code,
                       const struct dlb_hit *hit)
{
    dlb_state(reading, act, field, delib_value_text(DELIB_CODE, delib_slice_of(code)), hit->first, hit->end,
              DLB_RULE_MANNER);
}

/* « à l'unanimité moins deux voix »: not unanimous, unless it is abstentions that are taken off. */
static bool is_lessened(const struct dlb_reading *reading, const struct dlb_hit *unanimous)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *last = text->hits + text->hit_count;
    bool less = false;
    for (const struct dlb_hit *hit = unanimous + 1; hit < last && hit->first - unanimous->end <= LESS_WITHIN; hit++) {
        less = less || hit->cue == DLB_CUE_LESS || hit->cue == DLB_CUE_ALL_BUT;
        if (less && hit->cue == DLB_CUE_ABSTENTIONS)
            return false;
    }
    return less;
}

/* Whether somebody is said to vote against. */
static bool has_opponents(const delib_act *act)
{
    const delib_candidate *against = delib_act_candidates(act, DELIB_VOTE_AGAINST);
    for (; against; against = delib_candidate_next(against))
        if (delib_candidate_value(against).number > 0)
            return true;
    return false;
}

static void read_manner(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run, bool doubtful)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    for (; hit < end; hit++) {
        if (hit->cue == DLB_CUE_UNANIMOUS && !is_lessened(reading, hit) && !has_opponents(act))
            dlb_state_number(reading, act, DELIB_VOTE_UNANIMOUS, 1, hit->first, hit->end,
                             doubtful ? DLB_RULE_DOUBTFUL : DLB_RULE_UNANIMITY);
        else if (hit->cue == DLB_CUE_MAJORITY)
            dlb_state_number(reading, act, DELIB_VOTE_UNANIMOUS, 0, hit->first, hit->end,
                             doubtful ? DLB_RULE_DOUBTFUL : DLB_RULE_MAJORITY);
        else if (hit->cue == DLB_CUE_SECRET_BALLOT)
            state_code(reading, act, DELIB_VOTE_METHOD, "secret", hit);
        else if (hit->cue == DLB_CUE_SHOW_OF_HANDS)
            state_code(reading, act, DELIB_VOTE_METHOD, "show-of-hands", hit);
    }
}

/* Whether all that an act decides is to take note. */
static bool only_takes_note(const struct dlb_reading *reading, const struct dlb_scope *scope,
                            const struct dlb_hit **noted)
{
    *noted = NULL;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *hit = dlb_run_cue(reading, run, run->first, DLB_CUE_NOTED);
        bool operative = run->type == DELIB_BLOCK_DECISION || run->type == DELIB_BLOCK_FORMULA;
        if (run->type == DELIB_BLOCK_DECISION && !hit)
            return false;
        if (operative && hit && !*noted)
            *noted = hit;
    }
    return *noted;
}

static bool is_operative(const struct dlb_run *run)
{
    return run->type == DELIB_BLOCK_VOTE || run->type == DELIB_BLOCK_FORMULA ||
           (run->type == DELIB_BLOCK_DECISION && run->zone == DLB_ZONE_DECISION);
}

/* Whether a run tells of members who do not vote, or of votes cast only. */
static bool is_qualified(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return dlb_run_has(reading, run, DLB_CUE_NOT_VOTING) || dlb_run_has(reading, run, DLB_CUE_ABSTAINS) ||
           (is_operative(run) && dlb_run_has(reading, run, DLB_CUE_VOTES_CAST) &&
            dlb_run_has(reading, run, DLB_CUE_UNANIMOUS));
}

/* Unanimity does not tell the counts where somebody may have abstained or left: says so, for those who derive. */
static void find_qualification(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    delib_finding finding = { .code = DELIB_SLICE(DLB_VOTE_QUALIFIED), .severity = DELIB_NOTE,
                              .field = DELIB_SLICE("vote.unanimous"),
                              .message = DELIB_SLICE("members abstain or do not vote: unanimity does not tell the counts"),
                              .source = reading->text.lines->source };
    if (!delib_act_candidates(scope->act, DELIB_VOTE_UNANIMOUS) || reading->status < DELIB_OK)
        return;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        delib_provenance place;
        char *owned;
        if (!is_qualified(reading, &reading->runs[i]))
            continue;
        place = dlb_provenance(reading, reading->runs[i].first, reading->runs[i].end, DLB_RULE_DOUBTFUL, &owned);
        free(owned);
        finding.line = place.line;
        if (delib_act_add_finding(reading->document, scope->act, &finding) < DELIB_OK)
            reading->status = DELIB_E_NOMEM;
        return;
    }
}

static void read_outcome(struct dlb_reading *reading, const struct dlb_scope *scope, const struct dlb_run *run)
{
    const struct dlb_hit *adopted = dlb_run_cue(reading, run, run->first, DLB_CUE_ADOPTED);
    const struct dlb_hit *rejected = dlb_run_cue(reading, run, run->first, DLB_CUE_REJECTED);
    if (rejected)
        state_code(reading, scope->act, DELIB_VOTE_OUTCOME, "rejected", rejected);
    else if (adopted)
        state_code(reading, scope->act, DELIB_VOTE_OUTCOME, "adopted", adopted);
}

/* Whether a run says how many or in what manner the members voted. What is decided may well be « pour » something. */
static bool tells_vote(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return dlb_run_has(reading, run, DLB_CUE_UNANIMOUS) || dlb_run_has(reading, run, DLB_CUE_MAJORITY) ||
           (run->type != DELIB_BLOCK_DECISION && dlb_run_has(reading, run, DLB_CUE_FOR));
}

/* The run in which the last vote of an act begins: a formula that tells one, or « Vote : ». */
static uint32_t last_vote(const struct dlb_reading *reading, const struct dlb_scope *scope)
{
    uint32_t last = scope->first;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        const struct dlb_run *run = &reading->runs[i];
        if (run->zone == DLB_ZONE_DECISION && tells_vote(reading, run) &&
            (run->type == DELIB_BLOCK_FORMULA || (is_operative(run) && i > last + VOTE_RUNS)))
            last = i;
    }
    return last;
}

/* Whether a run belongs to a vote before the last: on who keeps the minutes, on urgency, on another matter. */
static bool is_earlier(const struct dlb_run *run, uint32_t number, uint32_t last)
{
    return run->zone == DLB_ZONE_DECISION && number < last;
}

void dlb_find_vote(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    const struct dlb_hit *noted;
    uint32_t last = last_vote(reading, scope);
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++)
        if (is_operative(&reading->runs[i]))
            read_counts(reading, scope->act, &reading->runs[i], is_earlier(&reading->runs[i], i, last));
    find_columns(reading, scope);
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        if (!is_operative(run))
            continue;
        read_manner(reading, scope->act, run, is_earlier(run, i, last));
        if (!is_earlier(run, i, last))
            dlb_find_voters(reading, scope->act, run);
        if (run->type != DELIB_BLOCK_DECISION)
            read_outcome(reading, scope, run);
    }
    find_qualification(reading, scope);
    if (only_takes_note(reading, scope, &noted))
        state_code(reading, scope->act, DELIB_VOTE_OUTCOME, "noted", noted);
}
