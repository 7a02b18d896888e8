/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How many members the assembly has, how many are present, how many vote. */
#include <config.h>

#include "reading/reading.h"

/* No assembly of French local government has more members. */
#define MEMBERS 512
/* An assembly has no fewer. */
#define LEAST 5
/* So many counts of one sitting are remembered; minutes repeat them on each page. */
#define COUNTS 96
/* Labels set in a row before their numbers, and words between two of them. */
#define SERIES 8
#define BETWEEN 4

static const struct {
    enum dlb_cue cue;
    delib_field field;
} fields[] = {
    { DLB_CUE_SEATS, DELIB_SITTING_SEATS },
    { DLB_CUE_PRESENT_COUNT, DELIB_SITTING_PRESENT },
    { DLB_CUE_PRESENT, DELIB_SITTING_PRESENT },
    { DLB_CUE_VOTERS, DELIB_SITTING_VOTERS },
    { DLB_CUE_QUORUM, DELIB_SITTING_QUORUM },
    { DLB_CUE_MEMBERS_OF, DELIB_SITTING_SEATS },
    { DLB_CUE_LEGAL_COUNT, DELIB_FIELD_COUNT },
    { DLB_CUE_ABSENT, DELIB_FIELD_COUNT },
    { DLB_CUE_EXCUSED, DELIB_FIELD_COUNT },
    { DLB_CUE_PROXIES, DELIB_FIELD_COUNT },
    { DLB_CUE_CAST, DELIB_SITTING_VOTERS }, /* where the head of an act counts them, and nothing else does */
};

struct count {
    delib_field field;
    int64_t number;
    uint32_t first, end;
    enum dlb_rule rule;
};

struct counts {
    struct count list[COUNTS];
    uint32_t count;
};

/* The row of a cue that counts members; that of one whose number is not kept has no field. */
static size_t row_of(enum dlb_cue cue)
{
    size_t row = 0;
    while (row < sizeof fields / sizeof *fields && fields[row].cue != cue)
        row++;
    return row;
}

static bool counts_members(const struct dlb_hit *hit)
{
    return row_of(hit->cue) < sizeof fields / sizeof *fields;
}

/* --- one number ----------------------------------------------------------------------------------------------- */

static bool is_colon(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at, ':') || dlb_token_is_mark(text, at, '=');
}

/* Whether a number that ends before a token counts something: no part of a day, an hour, another number. */
static bool ends_count(const struct dlb_text *text, uint32_t behind, uint32_t end)
{
    return behind >= end ||
           !(dlb_token_is(text, behind, DLB_MONTH | DLB_HOUR | DLB_ORDINAL) || dlb_token_is_mark(text, behind, '%') ||
             (text->tokens[behind].kind == DLB_NUMBER && !(text->tokens[behind].flags & DLB_FIRST)) ||
             ((text->tokens[behind].flags & DLB_GLUED) &&
              (text->tokens[behind].kind == DLB_WORD ||
               (behind + 1 < end && (text->tokens[behind + 1].flags & DLB_GLUED) &&
                text->tokens[behind + 1].kind == DLB_NUMBER))));
}

/* « 10, dont 2 procurations »: less than the number it is a part of. */
static bool is_whole(const struct dlb_text *text, uint32_t behind, uint32_t end, int64_t number)
{
    int64_t part = 0;
    uint32_t at = dlb_skip_marks(text, behind, end);
    if (at >= end || !dlb_token_is(text, at, DLB_BEING))
        return true;
    at = dlb_skip_marks(text, at + 1, end);
    return dlb_read_number(text, at, end, &part) == at || part < number;
}

static void add(struct counts *counts, const struct dlb_text *text, const struct dlb_hit *hit, int64_t number,
                uint32_t first, uint32_t end, enum dlb_rule rule)
{
    delib_field field = fields[row_of(hit->cue)].field;
    if (field == DELIB_FIELD_COUNT || number > MEMBERS || (field == DELIB_SITTING_SEATS && number < LEAST) || counts->count == COUNTS)
        return;
    if (hit->cue == DLB_CUE_CAST)
        rule = DLB_RULE_COUNT_CAST;
    if (!is_whole(text, end > hit->end ? end : hit->end, text->count, number))
        rule = DLB_RULE_DOUBTFUL;
    counts->list[counts->count++] = (struct count){ field, number, first, end, rule };
}

/* The bracket that closes one with words in it; `at` where it does not, or holds the number itself: « Présents (14) ». */
static uint32_t end_of_bracket(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    while (next + 1 < end && next - at < 2 * BETWEEN && !dlb_token_is_mark(text, next, ')'))
        next++;
    return dlb_token_is_mark(text, next, ')') && text->tokens[at + 1].kind == DLB_WORD ? next : at;
}

/* Where the number behind a label begins: past marks and « est de »; `*colon`: a colon or a verb announces it. */
static uint32_t skip_to_number(const struct dlb_text *text, uint32_t at, uint32_t end, bool *colon)
{
    for (*colon = false; at < end; at++) {
        bool verb = dlb_token_is(text, at, DLB_BEING), dots = dlb_token_is_mark(text, at, '.') && text->tokens[at].size > 2;
        if (dlb_token_is_mark(text, at, '('))
            at = end_of_bracket(text, at, end);
        *colon = *colon || is_colon(text, at) || verb || dots;
        if (dots)
            continue;
        if (verb || (*colon && dlb_token_is(text, at, DLB_PARTICLE)))
            continue;
        if (!*colon && dlb_token_is_mark(text, at, '-') && !(text->tokens[at].flags & DLB_GLUED))
            break; /* a dash begins the next count */
        if (text->tokens[at].kind != DLB_MARK || dlb_token_is_mark(text, at, '/') || dlb_token_is_mark(text, at, ',') ||
            dlb_token_is_mark(text, at, ';') || dlb_token_is_mark(text, at, '.'))
            break;
    }
    return at;
}

/* Whether a number that begins at a token stands free: no part of a day, an hour, a reference. */
static bool begins_count(const struct dlb_text *text, uint32_t first, uint32_t from)
{
    return first == from || !(dlb_token_is(text, first - 1, DLB_MONTH | DLB_HOUR | DLB_LEGAL) ||
                              (text->tokens[first].flags & DLB_GLUED) || text->tokens[first - 1].kind == DLB_NUMBER ||
                              delib_slice_is(dlb_token_slice(text, first - 1), "°"));
}

/* --- labels --------------------------------------------------------------------------------------------------- */

/* « En exercice | Présents | Votants » with « 15 | 12 | 13 » below: as many numbers as labels. Returns the labels. */
static uint32_t read_series(struct counts *counts, const struct dlb_text *text, const struct dlb_hit *hit,
                            uint32_t end)
{
    const struct dlb_hit *last = hit, *all = text->hits + text->hit_count;
    uint32_t labels = 1, numbers = 0, at, found[SERIES];
    while (last + 1 < all && labels < SERIES && last[1].first < end && counts_members(last + 1) &&
           last[1].first - last->end <= BETWEEN && is_colon(text, last->end) == is_colon(text, last[1].end)) {
        last++;
        labels++;
    }
    at = dlb_skip_marks(text, last->end, end);
    while (at < end && numbers < SERIES && text->tokens[at].kind == DLB_NUMBER) {
        found[numbers++] = at;
        at = dlb_skip_marks(text, at + 1, end);
    }
    if (labels < 2 || numbers != labels)
        return 1;
    for (uint32_t i = 0; i < labels; i++) {
        int64_t number = 0;
        if (dlb_read_number(text, found[i], found[i] + 1, &number) > found[i])
            add(counts, text, hit + i, number, found[i], found[i] + 1, DLB_RULE_COUNT_SERIES);
    }
    return labels;
}

/* Whether a label that counts members ends at a token: « Présents : », not « Membres : ». */
static bool ends_label(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    return hit > 0 && text->hits[hit - 1].end == at && counts_members(&text->hits[hit - 1]);
}

/* The first token of the line of `at`, or behind a colon in it that no count stands before, or `least` where that stands behind it. */
static uint32_t begin_of_line(const struct dlb_text *text, uint32_t at, uint32_t least)
{
    while (at > least && !(text->tokens[at].flags & DLB_FIRST) && !(is_colon(text, at - 1) && !ends_label(text, at - 1)))
        at--;
    return at;
}

/* Whether a line, a cell or another count ends behind a number without a colon: « présente 3 devis » counts nobody. A
 * number in the line below is alone there. */
static bool ends_line(const struct dlb_text *text, uint32_t label, uint32_t behind, uint32_t end)
{
    uint32_t hit = dlb_text_hit_at(text, behind);
    if (text->tokens[label - 1].line != text->tokens[behind - 1].line)
        return behind >= end || (text->tokens[behind].flags & DLB_FIRST);
    return behind >= end || (text->tokens[behind].flags & DLB_FIRST) || text->tokens[behind].kind == DLB_MARK ||
           dlb_token_is(text, behind, DLB_ROLE | DLB_BEING) ||
           (hit < text->hit_count && text->hits[hit].first == behind);
}

/* Reads what one label counts. `*used` is the end of the number before it that belongs to another. */
static uint32_t read_label(struct counts *counts, const struct dlb_text *text, const struct dlb_run *run,
                           const struct dlb_hit *hit, uint32_t *used, uint32_t end)
{
    int64_t number = 0, before = 0;
    bool colon;
    uint32_t at = skip_to_number(text, hit->end, run->end, &colon), from = begin_of_line(text, hit->first, *used);
    uint32_t behind = dlb_read_number(text, at, run->end, &number), first;

    if (dlb_token_is_mark(text, hit->end, ')'))
        return 1; /* « présents (titulaires et suppléants votants) : 14 » */
    if (!colon && dlb_read_number_before(text, from, hit->first, &first, &before) > first &&
        begins_count(text, first, run->first)) {
        add(counts, text, hit, before, first, hit->first, DLB_RULE_COUNT_BEFORE);
        return 1;
    }
    if (behind > at && ends_count(text, behind, run->end) && (colon || ends_line(text, hit->end, behind, run->end))) {
        add(counts, text, hit, number, at, behind, DLB_RULE_COUNT_LABEL);
        *used = behind;
        return 1;
    }
    if (behind == at && colon && from < hit->first && dlb_read_number(text, from, hit->first, &number) == hit->first &&
        (text->tokens[from].flags & DLB_FIRST)) {
        add(counts, text, hit, number, from, hit->first, DLB_RULE_COUNT_BEFORE); /* « 44 PRÉSENTS : M. X, … » */
        return 1;
    }
    return behind == at ? read_series(counts, text, hit, end) : 1;
}

/* « l'appel des 33 conseillers municipaux », « composé de 15 membres ». */
static void read_members(struct counts *counts, const struct dlb_text *text, const struct dlb_hit *hit, uint32_t end)
{
    int64_t number = 0;
    uint32_t behind = dlb_read_number(text, hit->end, end, &number);
    const struct dlb_hit *next = text->hits + dlb_text_hit_at(text, hit->end);
    if (behind == hit->end || behind >= end || !text->tokens[behind].word || number < LEAST ||
        (next < text->hits + text->hit_count && next->first < end && next->cue == DLB_CUE_PRESENT))
        return;
    add(counts, text, hit, number, hit->end, behind, DLB_RULE_COUNT_MEMBERS);
}

static void read_run(struct counts *counts, const struct dlb_reading *reading, const struct dlb_run *run, uint32_t end)
{
    const struct dlb_hit *last, *hit = dlb_run_hits(reading, run, &last);
    uint32_t used = run->first;
    while (hit < last)
        if (hit->cue == DLB_CUE_CAST && run->zone > DLB_ZONE_SITTING)
            hit++;
        else if (hit->cue == DLB_CUE_MEMBERS_OF)
            read_members(counts, &reading->text, hit++, run->end);
        else
            hit += counts_members(hit) ? read_label(counts, &reading->text, run, hit, &used, end) : 1;
}

/* --- the sitting ---------------------------------------------------------------------------------------------- */

/* Whether a run may count members: attendance, votes, blocks that pages repeat; of a sitting also short lines before the
 * decision. */
static bool may_count(const struct dlb_reading *reading, const struct dlb_run *run, bool item)
{
    const struct dlb_hit *last, *hit = dlb_run_hits(reading, run, &last);
    if (run->type == DELIB_BLOCK_ATTENDANCE || run->type == DELIB_BLOCK_VOTE || run->type == DELIB_BLOCK_FORMULA)
        return true;
    return (!item && run->zone <= DLB_ZONE_BODY && dlb_length(run) <= 2 * DLB_SHORT) ||
           (!item && run->zone <= DLB_ZONE_BODY && dlb_run_has(reading, run, DLB_CUE_MEMBERS_OF)) ||
           (hit < last && hit->first == run->body && (hit->cue == DLB_CUE_COUNTS || counts_members(hit)));
}

static uint32_t times(const struct counts *counts, delib_field field, int64_t number)
{
    uint32_t times = 0;
    for (uint32_t i = 0; i < counts->count; i++)
        times += counts->list[i].field == field && counts->list[i].number == number &&
                 counts->list[i].rule != DLB_RULE_DOUBTFUL;
    return times;
}

/* What pages repeat is what most of them say; nobody votes who has no seat. */
static bool is_outvoted(const struct counts *counts, const struct count *count)
{
    uint32_t own = times(counts, count->field, count->number);
    for (uint32_t i = 0; i < counts->count; i++) {
        const struct count *other = &counts->list[i];
        if (other->field == count->field && count->rule != DLB_RULE_COUNT_CAST &&
            times(counts, other->field, other->number) > own)
            return true;
        if (other->field == DELIB_SITTING_SEATS && count->number > other->number &&
            times(counts, other->field, other->number) >= own)
            return true;
    }
    return false;
}

/* States what a range counts; `field` only, or all where it is DELIB_FIELD_COUNT. */
static void find_counts(struct dlb_reading *reading, const struct dlb_scope *scope, delib_field field)
{
    struct counts counts = { .count = 0 };
    uint32_t end = scope->end > scope->first ? reading->runs[scope->end - 1].end : 0;

    for (uint32_t i = scope->first; i < scope->end; i++)
        if (may_count(reading, &reading->runs[i], scope->item))
            read_run(&counts, reading, &reading->runs[i], end);
    for (uint32_t i = 0; i < counts.count; i++) {
        const struct count *count = &counts.list[i];
        if (field == DELIB_FIELD_COUNT || field == count->field)
            dlb_state_number(reading, scope->act, count->field, count->number, count->first, count->end,
                             is_outvoted(&counts, count) ? DLB_RULE_DOUBTFUL : count->rule);
    }
}

void dlb_find_counts(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    find_counts(reading, scope, DELIB_FIELD_COUNT);
}

void dlb_find_seats(struct dlb_reading *reading, const struct dlb_scope *minutes)
{
    struct dlb_scope items = *minutes;
    items.item = true;
    find_counts(reading, &items, DELIB_SITTING_SEATS);
}
