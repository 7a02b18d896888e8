/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What happened to the act: transmission, receipt, publication, signature; from stamps, notices and closing words. */
#include <config.h>

#include "reading/reading.h"

/* Words between a label and its date: « en sous-préfecture de Belval le : », « sur le site de la mairie le ». */
#define BETWEEN 16
/* A date has no more tokens. */
#define DATE_TOKENS 8
/* So many runs further down a stamp may have its date. */
#define RUNS_BELOW 2
/* An act is sent and published within so many years of its sitting. */
#define YEARS 2

/* What a label dates. */
struct label {
    enum dlb_cue cue;
    delib_field field;
    enum dlb_rule rule;
};

static const struct label labels[] = {
    { DLB_CUE_SENT, DELIB_FORMALITIES_SENT, DLB_RULE_SENT },
    { DLB_CUE_RECEIVED, DELIB_FORMALITIES_RECEIVED, DLB_RULE_RECEIVED },
    { DLB_CUE_PUBLISHED, DELIB_FORMALITIES_PUBLISHED, DLB_RULE_PUBLISHED },
    { DLB_CUE_ENFORCEABLE, DELIB_FORMALITIES_ENFORCEABLE, DLB_RULE_ENFORCEABLE },
};

/* Where only the transmission is printed it stands for the receipt: through ACTES both are of one moment. */
static const struct label sent_as_receipt = { DLB_CUE_SENT, DELIB_FORMALITIES_RECEIVED, DLB_RULE_RECEIVED_SENT };

/* The end of the words before a date that a label can announce: a number or a semicolon ends them. */
static uint32_t end_of_words(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t last = end - at > BETWEEN ? at + BETWEEN : end;
    while (at < last && text->tokens[at].kind != DLB_NUMBER && !dlb_token_is_mark(text, at, ';'))
        at++;
    return at;
}

/* A day with its year within reach of `at`; false where a sentence goes on without one. */
static bool find_announced(const struct dlb_text *text, uint32_t *at, uint32_t end, struct dlb_date *date,
                           uint32_t *behind)
{
    uint32_t last = end_of_words(text, *at, end);
    *at = dlb_find_date(text, *at, end, date, behind);
    return *at <= last && *at < end && date->year;
}

/* The end of what a label in run `number` may date: the next label, or the end of the stamps below it. */
static uint32_t end_of_label(const struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number,
                             const struct dlb_hit *hit)
{
    const struct dlb_text *text = &reading->text;
    uint32_t run = number + 1;
    while (run < scope->end && run <= number + RUNS_BELOW && reading->runs[run].type == DELIB_BLOCK_STAMP &&
           reading->runs[run].lead == DLB_CUE_NONE)
        run++;
    for (const struct dlb_hit *next = hit + 1;
         next < text->hits + text->hit_count && next->first < reading->runs[run - 1].end; next++)
        if (dlb_cue_kinds[next->cue].flags & DLB_CUE_CLOSING)
            return next->first;
    return reading->runs[run - 1].end;
}

/* Whether a date stands within YEARS of the sitting: another year is a misread one. */
static bool is_near(const struct dlb_scope *scope, const struct dlb_date *date)
{
    const delib_candidate *sitting = delib_act_candidates(scope->act, DELIB_SITTING_DATE);
    struct dlb_date day = { 0 };
    if (!sitting)
        return true;
    dlb_date_of_value(delib_candidate_value(sitting), &day);
    return date->year >= day.year - YEARS && date->year <= day.year + YEARS;
}

/* What is posted before the sitting is its convocation, not the act. */
static delib_field field_of(const struct dlb_scope *scope, const struct label *label, const struct dlb_date *date)
{
    const delib_candidate *sitting = delib_act_candidates(scope->act, DELIB_SITTING_DATE);
    struct dlb_date day = { 0 };
    if (label->field != DELIB_FORMALITIES_PUBLISHED || !sitting)
        return label->field;
    dlb_date_of_value(delib_candidate_value(sitting), &day);
    return dlb_date_compare(date, &day) < 0 ? DELIB_SITTING_POSTED : DELIB_FORMALITIES_PUBLISHED;
}

/* « Compte rendu affiché le : 18 mai 2025 »: a label outside of stamps is a short line with a colon or
 * the minutes, that ends with the date. */
static bool is_line_of_label(const struct dlb_reading *reading, const struct dlb_run *run, const struct dlb_hit *hit,
                             uint32_t date_end)
{
    const struct dlb_text *text = &reading->text;
    bool colon = false;
    for (uint32_t at = hit->end; at < date_end && at - hit->end < BETWEEN; at++)
        colon = colon || dlb_token_is_mark(text, at, ':');
    return dlb_length(run) <= 2 * DLB_SHORT &&
           (colon || dlb_run_flagged(reading, run, DLB_CUE_SEVERAL_ACTS)) &&
           dlb_skip_marks(text, date_end, run->end) == run->end;
}

/* « Reçu en préfecture le 3 mai 2025 » beside a heading or below a signature: a stamp that no run holds alone. */
static bool is_stamp_beside(const struct dlb_text *text, const struct dlb_run *run, const struct dlb_hit *hit)
{
    return (run->type == DELIB_BLOCK_HEADING || run->type == DELIB_BLOCK_SIGNATURE || run->type == DELIB_BLOCK_OTHER ||
            (run->type == DELIB_BLOCK_PARAGRAPH && run->zone >= DLB_ZONE_DECISION)) &&
           (text->tokens[hit->first].flags & DLB_CAPITAL);
}

/* « Exécutoire le 22 mai 2025 (transmission en préfecture et publication) »: the day before the brackets that hold a
 * label. */
static bool find_before_bracket(const struct dlb_text *text, uint32_t from, uint32_t label, struct dlb_date *date,
                                uint32_t *first, uint32_t *behind)
{
    uint32_t open = label;
    while (open > from && label - open < BETWEEN && !dlb_token_is_mark(text, open, '(') &&
           !dlb_token_is_mark(text, open, ')'))
        open--;
    for (*first = open; *first > from && open - *first < DATE_TOKENS && dlb_token_is_mark(text, open, '('); --*first)
        if ((*behind = dlb_read_date(text, *first - 1, open, date)) == open && date->year) {
            --*first;
            return true;
        }
    return false;
}

/* The day that a label gives in run `number`, from `*at` to `*behind`. */
static bool find_day(const struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number,
                     const struct dlb_hit *hit, struct dlb_date *date, uint32_t *at, uint32_t *behind)
{
    const struct dlb_run *run = &reading->runs[number];
    bool stamp = run->type == DELIB_BLOCK_STAMP || run->type == DELIB_BLOCK_NOTICE;
    uint32_t end = stamp ? end_of_label(reading, scope, number, hit) : run->end;
    bool found;
    *at = hit->end;
    found = *at < end && find_announced(&reading->text, at, end, date, behind);
    found = found || (stamp && find_before_bracket(&reading->text, run->first, hit->first, date, at, behind));
    return found && (stamp || is_stamp_beside(&reading->text, run, hit) || is_line_of_label(reading, run, hit, *behind));
}

static void read_label(struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number,
                       const struct dlb_hit *hit, const struct label *label)
{
    uint32_t at, behind;
    struct dlb_date date;
    if (find_day(reading, scope, number, hit, &date, &at, &behind))
        dlb_state_date(reading, scope->act, field_of(scope, label, &date), &date, at, behind,
                       is_near(scope, &date) ? label->rule : DLB_RULE_DOUBTFUL);
}

static void read_stamp(struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number,
                       const struct label *label)
{
    const struct dlb_run *run = &reading->runs[number];
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    for (; hit < end; hit++)
        if (label->cue == hit->cue)
            read_label(reading, scope, number, hit, label);
}

static void read_stamps(struct dlb_reading *reading, const struct dlb_scope *scope, const struct label *label)
{
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++)
        read_stamp(reading, scope, i, label);
}

/* Whether all labels of a kind in a scope that give a day give the same. */
static bool agree(const struct dlb_reading *reading, const struct dlb_scope *scope, enum dlb_cue cue)
{
    struct dlb_date day = { 0 }, date;
    uint32_t at, behind;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        const struct dlb_hit *end, *hit = dlb_run_hits(reading, &reading->runs[i], &end);
        for (; hit < end; hit++) {
            if (hit->cue != cue || !find_day(reading, scope, i, hit, &date, &at, &behind))
                continue;
            if (day.year && dlb_date_compare(&day, &date) != 0)
                return false;
            day = date;
        }
    }
    return true;
}

void dlb_find_formalities_of_minutes(struct dlb_reading *reading, const struct dlb_scope *minutes)
{
    for (size_t row = 0; row < sizeof labels / sizeof *labels; row++) {
        bool all = agree(reading, minutes, labels[row].cue);
        for (uint32_t i = minutes->first; i < minutes->end && reading->status >= DELIB_OK; i++)
            if (all || dlb_run_has(reading, &reading->runs[i], DLB_CUE_MINUTES))
                read_stamp(reading, minutes, i, &labels[row]);
    }
    if (!delib_act_candidates(minutes->act, DELIB_FORMALITIES_RECEIVED) && agree(reading, minutes, sent_as_receipt.cue))
        read_stamps(reading, minutes, &sent_as_receipt);
}

/* « Belval-sous-Bois, le 14 décembre 2022 »: the day of signature. */
static void read_signed(struct dlb_reading *reading, const struct dlb_scope *scope, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    for (uint32_t at = run->first; at < run->end && at - run->first < 64; at++) {
        struct dlb_date date;
        uint32_t behind = dlb_read_date(text, at, run->end, &date);
        if (behind == at)
            continue;
        dlb_state_date(reading, scope->act, DELIB_SIGNED_DATE, &date, at, behind, DLB_RULE_SIGNED_DATE);
        return;
    }
}

void dlb_find_formalities(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    for (size_t row = 0; row < sizeof labels / sizeof *labels; row++)
        read_stamps(reading, scope, &labels[row]);
    if (!dlb_is_stated(scope->act, DELIB_FORMALITIES_RECEIVED))
        read_stamps(reading, scope, &sent_as_receipt);
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++)
        if (reading->runs[i].type == DELIB_BLOCK_SIGNATURE)
            read_signed(reading, scope, &reading->runs[i]);
}
