/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Items of minutes: the marks that one may begin with, and which of them are the items of this text. */
#include <config.h>

#include "reading/items.h"
#include "reading/verdict.h"

/* An act's own number has so many parts or more: « 25-04/032 ». */
#define NUMBER_PARTS 3
/* So many ordinals may be missing between two items. */
#define SKIPPED 2
/* A title such as « Questions diverses » is no longer. */
#define ROUTINE_TOKENS 8

/* --- marks ---------------------------------------------------------------------------------------------------- */

static bool is_mark_of(const struct dlb_text *text, uint32_t at, const char *mark)
{
    return at < text->count && text->tokens[at].kind == DLB_MARK && delib_slice_is(dlb_token_slice(text, at), mark);
}

/* « L2122-22 », « R211-110 ». */
static bool is_legal_article(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].kind == DLB_WORD && text->tokens[at].size == 1 && dlb_token_is_mark(text, at + 2, '-');
}

/* « 2025-2029 »: the years of a plan. */
static bool is_years(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size == 4 &&
           text->tokens[at + 2].kind == DLB_NUMBER && text->tokens[at + 2].size == 4;
}

/* Whether a token is a year in two or four figures. */
static bool is_year(const struct dlb_text *text, uint32_t at)
{
    delib_slice digits = dlb_token_slice(text, at);
    return text->tokens[at].kind == DLB_NUMBER &&
           (digits.size == 2 || (digits.size == 4 && (memcmp(digits.data, "19", 2) == 0 ||
                                                      memcmp(digits.data, "20", 2) == 0)));
}

/* A part of an identifier of ACTES: no number has as many digits as a SIREN. */
static bool has_siren(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size >= 9)
            return true;
    return false;
}

/* Numbers without letters bear a year in one of their parts: « 1612-1 » is an article of a code. */
static bool has_year(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (text->tokens[at].kind == DLB_WORD || is_year(text, at))
            return true;
    return false;
}

/* « 2019-09-01 », « CC15_2023 », « DE2024-090 »; no date and no telephone number. */
static uint32_t read_own_number(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t behind = dlb_read_act_number(text, at, end);
    struct dlb_date date;
    if (behind < at + NUMBER_PARTS || dlb_token_is_mark(text, at + 1, '.') || is_legal_article(text, at) ||
        (behind == at + NUMBER_PARTS && (dlb_is_fraction(text, at) || is_years(text, at))))
        return at;
    if (!has_year(text, at, behind) || has_siren(text, at, behind))
        return at;
    if (dlb_read_date(text, at, end, &date) == behind && !dlb_token_is_mark(text, at + 1, '-'))
        return at;
    return behind;
}

static enum dlb_mark mark_of_separator(const struct dlb_text *text, uint32_t at)
{
    if (dlb_token_is_mark(text, at, '/'))
        return DLB_MARK_SLASH;
    if (dlb_token_is_mark(text, at, '-') || is_mark_of(text, at, "–") || is_mark_of(text, at, "—"))
        return DLB_MARK_DASH;
    if (dlb_token_is_mark(text, at, '.'))
        return DLB_MARK_DOT;
    return dlb_token_is_mark(text, at, ')') ? DLB_MARK_BRACKET : DLB_MARK_NONE;
}

/* « 2/ », « 2 – », « 2. », « 2) » before a word. */
static enum dlb_mark read_ordinal(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                                  uint32_t *behind)
{
    int64_t number = 0;
    if (at + 2 >= end || text->tokens[at].kind != DLB_NUMBER || text->tokens[at].size > 3 ||
        text->tokens[at + 2].kind == DLB_NUMBER)
        return DLB_MARK_NONE;
    dlb_read_number(text, at, end, &number);
    *ordinal = (uint32_t)number;
    *behind = at + 2;
    return number > 0 ? mark_of_separator(text, at + 1) : DLB_MARK_NONE;
}

/* « POINT 2 », « Question n° 3 ». */
static enum dlb_mark read_word_mark(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                                    uint32_t *behind)
{
    int64_t number = 0;
    *behind = dlb_read_number(text, at, end, &number);
    if (*behind == at || number <= 0 || number > 999)
        return DLB_MARK_NONE;
    *ordinal = (uint32_t)number;
    return DLB_MARK_WORD;
}

static enum dlb_mark read_number_mark(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *behind)
{
    *behind = read_own_number(text, at, end);
    return *behind > at ? DLB_MARK_NUMBER : DLB_MARK_NONE;
}

enum dlb_mark dlb_read_mark(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                            uint32_t *behind)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    enum dlb_mark mark = DLB_MARK_NONE;

    *ordinal = 0;
    if (hit < text->hit_count && text->hits[hit].first == at && text->hits[hit].end <= end) {
        *behind = dlb_skip_marks(text, text->hits[hit].end, end);
        if (text->hits[hit].cue == DLB_CUE_ITEM)
            return read_word_mark(text, *behind, end, ordinal, behind);
        if (text->hits[hit].cue == DLB_CUE_SUBJECT)
            return DLB_MARK_SUBJECT;
        if (text->hits[hit].cue == DLB_CUE_NUMBER)
            return read_number_mark(text, *behind, end, behind);
    }
    mark = read_number_mark(text, at, end, behind);
    return mark == DLB_MARK_NONE ? read_ordinal(text, at, end, ordinal, behind) : mark;
}

/* --- items ---------------------------------------------------------------------------------------------------- */

/* What has been seen of the marks of each kind. */
struct sequence {
    uint32_t ordinal;  /* the last one */
    uint32_t run;      /* the last run with such a mark */
    bool any, open;    /* one was met; no verdict since */
    uint32_t items;    /* that a verdict followed */
};

uint32_t dlb_number_of(const struct dlb_reading *reading, const struct dlb_run *run)
{
    uint32_t at = run->first;
    while (at < run->head && dlb_read_act_number(&reading->text, at, run->head) != run->head)
        at++;
    return at;
}

static bool is_same_number(const struct dlb_reading *reading, const struct dlb_run *one, const struct dlb_run *other)
{
    const struct dlb_text *text = &reading->text;
    uint32_t a = dlb_number_of(reading, one), b = dlb_number_of(reading, other);
    if (one->head - a != other->head - b)
        return false;
    for (; a < one->head; a++, b++)
        if (!delib_slice_equal(dlb_token_slice(text, a), dlb_token_slice(text, b)))
            return false;
    return true;
}

/* Whether a mark goes on with those of its kind: the next ordinal, or another number. */
static bool goes_on(const struct dlb_reading *reading, const struct sequence *sequence, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    if (!sequence->any)
        return true;
    if (run->mark == DLB_MARK_AGENDA)
        return true;
    if (run->mark == DLB_MARK_NUMBER)
        return !is_same_number(reading, run, &reading->runs[sequence->run]);
    return run->ordinal <= 1 || (run->ordinal > sequence->ordinal && run->ordinal <= sequence->ordinal + 1 + SKIPPED);
}

static void meet_mark(const struct dlb_reading *reading, struct sequence *sequence, uint32_t number)
{
    if (!goes_on(reading, sequence, number))
        return;
    *sequence = (struct sequence){ reading->runs[number].ordinal, number, true, true, sequence->items };
}

uint32_t dlb_title_of(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_hit *examined = dlb_run_cue(reading, run, run->head, DLB_CUE_EXAMINED);
    struct dlb_date date;
    uint32_t behind;
    if (!examined || examined->first != run->head)
        return run->head;
    behind = dlb_read_date(&reading->text, examined->end, run->end, &date);
    return behind > examined->end ? behind : run->head;
}

bool dlb_is_numbered_title(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *label = dlb_run_cue(reading, run, run->first, DLB_CUE_NUMBER);
    return run->mark == DLB_MARK_NUMBER && run->lead == DLB_CUE_NUMBER && label && label->end - label->first > 1 &&
           run->head + 1 < run->end &&
           (text->tokens[run->head].kind == DLB_MARK || dlb_title_of(reading, run) > run->head);
}

/* A number right below another mark belongs to the same head. */
static bool is_head(const struct dlb_reading *reading, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    if (run->mark != DLB_MARK_NUMBER || number == 0)
        return run->mark != DLB_MARK_NONE;
    return run[-1].mark == DLB_MARK_NONE || run[-1].mark == DLB_MARK_NUMBER;
}

static void meet_head(const struct dlb_reading *reading, struct sequence *sequences, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    struct sequence *sequence = &sequences[run->mark];
    bool goes = goes_on(reading, sequence, number);
    meet_mark(reading, sequence, number);
    if (goes && dlb_is_numbered_title(reading, run)) {
        sequence->items++;
        sequence->open = false;
    }
}

/* Whether the text is an extract of the register and no minutes: numbers set acts apart there, headings do not. */
static bool is_extract(const struct dlb_reading *reading)
{
    bool extract = false;
    for (uint32_t i = 0; i < reading->text.hit_count; i++) {
        enum dlb_cue cue = reading->text.hits[i].cue;
        if (cue == DLB_CUE_MINUTES || cue == DLB_CUE_AGENDA)
            return false;
        extract = extract || cue == DLB_CUE_EXTRACT;
    }
    return extract;
}

/* The marks that set the most verdicts apart; the stronger ones where two do alike. */
static enum dlb_mark choose_mark(const struct dlb_reading *reading)
{
    struct sequence sequences[DLB_MARK_COUNT] = { { 0 } };
    enum dlb_mark best = DLB_MARK_NONE;

    for (uint32_t i = 0; i < reading->run_count; i++) {
        if (is_head(reading, i))
            meet_head(reading, sequences, i);
        else if (dlb_is_verdict(reading, &reading->runs[i]))
            for (int mark = 1; mark < DLB_MARK_COUNT; mark++) {
                sequences[mark].items += sequences[mark].open;
                sequences[mark].open = false;
            }
    }
    for (int mark = 1; mark < (is_extract(reading) ? DLB_MARK_WORD : DLB_MARK_COUNT); mark++)
        if (sequences[mark].items > 1 && sequences[mark].items > sequences[best].items)
            best = (enum dlb_mark)mark;
    return best;
}

void dlb_find_items(struct dlb_reading *reading)
{
    enum dlb_mark mark = choose_mark(reading);
    struct sequence sequence = { 0 };

    for (uint32_t i = 0; mark != DLB_MARK_NONE && i < reading->run_count; i++) {
        struct dlb_run *run = &reading->runs[i];
        if (run->lead == DLB_CUE_ROUTINE && run->end - run->first <= ROUTINE_TOKENS)
            run->flags |= DLB_RUN_ITEM;
        if (run->mark != mark || !goes_on(reading, &sequence, i))
            continue;
        meet_mark(reading, &sequence, i);
        run->flags |= DLB_RUN_ITEM;
    }
}
