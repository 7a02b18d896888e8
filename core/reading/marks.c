/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The marks that an item of minutes may begin with. */
#include <config.h>

#include "reading/items.h"

/* An act's own number has so many parts or more: « 25-04/032 ». */
#define NUMBER_PARTS 3
/* A mark with levels has no more: « 2.1.3 ». */
#define LEVELS 3
/* No minutes have more items. */
#define ORDINAL_MOST 999

/* --- numbers of acts ------------------------------------------------------------------------------------------ */

static bool is_mark_of(const struct dlb_text *text, uint32_t at, const char *mark)
{
    return at < text->count && text->tokens[at].kind == DLB_MARK && delib_slice_is(dlb_token_slice(text, at), mark);
}

/* « L2122-22 », « R211-110 ». */
static bool is_legal_article(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].kind == DLB_WORD && text->tokens[at].size == 1 && dlb_token_is_mark(text, at + 2, '-');
}

static bool is_number_of(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t digits)
{
    return at < end && text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size == digits;
}

/* « 2025-2029 »: the years of a plan. */
static bool is_years(const struct dlb_text *text, uint32_t at)
{
    return is_number_of(text, at, text->count, 4) && is_number_of(text, at + 2, text->count, 4);
}

static bool is_full_year(const struct dlb_text *text, uint32_t at)
{
    const char *digits = dlb_token_slice(text, at).data;
    return text->tokens[at].kind == DLB_NUMBER && (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0);
}

/* Numbers bear a year in one of their parts, in two or four figures or in a day: « 1612-1 » is an article of a code. */
static bool has_year(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (is_number_of(text, at, end, 2) || (is_number_of(text, at, end, 4) && is_full_year(text, at)) ||
            (is_number_of(text, at, end, 8) && is_full_year(text, at)))
            return true;
    return false;
}

/* A part of an identifier of ACTES: no number has as many digits as a SIREN. */
static bool has_siren(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size >= 9)
            return true;
    return false;
}

/* A short number; 0 where none stands. */
static uint32_t short_number(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    int64_t number = 0;
    if (at < end && text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size <= 3)
        dlb_read_number(text, at, at + 1, &number);
    return (uint32_t)number;
}

/* The rank of an act behind the day of its sitting, or behind its year and month, set apart by blanks or not at all:
 * « 20230609 1 », « 2021 02 01 », « 2021071201 »; behind it, where a title follows. */
static uint32_t read_spaced_number(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t rank = at + 1, behind;
    if (is_number_of(text, at, end, 4) && is_number_of(text, at + 1, end, 2))
        rank = at + 2;
    else if (is_number_of(text, at, end, 10))
        rank = at;
    else if (!is_number_of(text, at, end, 8))
        return at;
    if (!is_full_year(text, at) || rank >= end || text->tokens[rank].kind != DLB_NUMBER ||
        (rank > at && (text->tokens[rank].size > 3 || (text->tokens[rank].flags & DLB_GLUED))))
        return at;
    behind = dlb_skip_marks(text, rank + 1, end);
    if (behind >= end) /* its title stands on the next line */
        return rank + 1;
    return (text->tokens[behind].flags & DLB_CAPITAL) && text->tokens[behind].size > 2 ? rank + 1 : at;
}

/* « 2025-12-09 DCM-05 »: the code of the act behind its day. */
static uint32_t skip_code(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at + 2 < end && (text->tokens[at].flags & DLB_CAPS) && text->tokens[at].size <= 4 &&
           dlb_token_is_mark(text, at + 1, '-') && (text->tokens[at + 1].flags & DLB_GLUED) &&
           text->tokens[at + 2].kind == DLB_NUMBER && (text->tokens[at + 2].flags & DLB_GLUED) ? at + 3 : at;
}

uint32_t dlb_read_own_number(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t behind = dlb_read_act_number(text, at, end), spaced = read_spaced_number(text, at, end);
    struct dlb_date date;
    int minutes;
    if (spaced > at)
        return spaced;
    if (dlb_read_time(text, at, end, &minutes) > at)
        return at;
    if (behind < at + NUMBER_PARTS || dlb_token_is_mark(text, at + 1, '.') || is_legal_article(text, at) ||
        (behind == at + NUMBER_PARTS && (dlb_is_fraction(text, at) || is_years(text, at))))
        return at;
    if (!has_year(text, at, behind) || has_siren(text, at, behind))
        return at;
    if (dlb_read_time(text, at, end, &minutes) == behind)
        return at;
    if (dlb_read_date(text, at, end, &date) == behind && !dlb_token_is_mark(text, at + 1, '-') &&
        !dlb_token_is_mark(text, at + 3, '-'))
        return at;
    return skip_code(text, behind, end);
}

/* --- ordinals ------------------------------------------------------------------------------------------------- */

/* « 3*) »: how an OCR engine reads « 3°) ». */
static bool is_misread_degree(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at, '*') && (text->tokens[at].flags & DLB_GLUED) &&
           (dlb_token_is_mark(text, at + 1, ')') || dlb_token_is_mark(text, at + 1, '}'));
}

static enum dlb_mark mark_of_separator(const struct dlb_text *text, uint32_t at)
{
    if (dlb_token_is_mark(text, at, '/'))
        return DLB_MARK_SLASH;
    if (dlb_token_is_mark(text, at, '-') || is_mark_of(text, at, "–") || is_mark_of(text, at, "—"))
        return DLB_MARK_DASH;
    if (dlb_token_is_mark(text, at, '.'))
        return DLB_MARK_DOT;
    if (dlb_token_is_mark(text, at, ')'))
        return DLB_MARK_BRACKET;
    return dlb_token_is_mark(text, at, ':') || is_mark_of(text, at, "°") || is_misread_degree(text, at)
               ? DLB_MARK_COLON : DLB_MARK_NONE;
}

/* « 2/ », « 2 – », « 2. », « 2) » before a word. */
static enum dlb_mark read_ordinal(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                                  uint32_t *behind)
{
    if (at + 2 >= end || text->tokens[at + 2].kind == DLB_NUMBER)
        return DLB_MARK_NONE;
    *ordinal = short_number(text, at, end);
    *behind = at + 2;
    return *ordinal > 0 ? mark_of_separator(text, at + 1) : DLB_MARK_NONE;
}

/* « 02 Tarifs »: at the beginning of a line, before a word with a capital. */
static enum dlb_mark read_bare_ordinal(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                                       uint32_t *behind)
{
    *behind = at + 1;
    if (*behind >= end || !(text->tokens[at].flags & DLB_FIRST) || !(text->tokens[*behind].flags & DLB_CAPITAL) ||
        (text->tokens[*behind].flags & (DLB_FIRST | DLB_GLUED)) ||
        dlb_token_is(text, *behind, DLB_MONTH | DLB_CIVILITY))
        return DLB_MARK_NONE;
    *ordinal = short_number(text, at, end);
    return *ordinal > 0 ? DLB_MARK_BARE : DLB_MARK_NONE;
}

/* « 2.1 », « 4-3-1 – » before a word with a capital: items of items. */
static enum dlb_mark read_levels(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                                 uint32_t *behind)
{
    uint32_t next = at + 2, levels = 1;
    if (short_number(text, at, end) == 0 || text->tokens[at].size > 2)
        return DLB_MARK_NONE;
    for (; levels < LEVELS && next < end && text->tokens[next].size <= 2 && (text->tokens[next].flags & DLB_GLUED) &&
           (dlb_token_is_mark(text, next - 1, '.') || dlb_token_is_mark(text, next - 1, '-')); next += 2, levels++)
        if ((*ordinal = short_number(text, next, end)) == 0)
            return DLB_MARK_NONE;
    *behind = dlb_skip_marks(text, next - 1, end);
    return levels > 1 && *behind < end && (text->tokens[*behind].flags & DLB_CAPITAL) &&
           !dlb_token_is_mark(text, next - 1, ',') && !dlb_token_is_mark(text, next - 1, '%')
               ? DLB_MARK_LEVELS : DLB_MARK_NONE;
}

/* The value of « XIV »; 0: it is none. */
static uint32_t roman_number(delib_slice word)
{
    static const char digits[] = "IVXL";
    static const uint32_t values[] = { 1, 5, 10, 50 };
    uint32_t sum = 0, before = 0;
    for (size_t i = word.size; i > 0; i--) {
        const char *digit = word.data[i - 1] ? strchr(digits, word.data[i - 1]) : NULL;
        uint32_t value = digit ? values[digit - digits] : 0;
        if (value == 0)
            return 0;
        sum = value < before ? sum - value : sum + value;
        before = value;
    }
    return sum;
}

/* « IV – », « B) », « b) »; « A. » at the beginning of a paragraph only, where it is no given name. */
static enum dlb_mark read_letter(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                                 uint32_t *behind)
{
    delib_slice word = dlb_token_slice(text, at);
    enum dlb_mark separator = at + 2 < end ? mark_of_separator(text, at + 1) : DLB_MARK_NONE;
    bool capital = text->tokens[at].flags & DLB_CAPITAL;
    *behind = at + 2;
    if (dlb_token_is(text, at, DLB_CIVILITY) || separator == DLB_MARK_NONE || separator == DLB_MARK_COLON ||
        text->tokens[*behind].kind != DLB_WORD ||
        (text->tokens[*behind].line != text->tokens[at].line))
        return DLB_MARK_NONE;
    if (capital && separator == DLB_MARK_DOT && !(text->tokens[at].flags & DLB_GAP))
        return DLB_MARK_NONE;
    if (separator == DLB_MARK_DASH && (text->tokens[at + 1].flags & DLB_GLUED) &&
        (text->tokens[*behind].flags & DLB_GLUED))
        return DLB_MARK_NONE;
    if ((*ordinal = roman_number(word)) > 0)
        return DLB_MARK_ROMAN;
    if (word.size > 1 || (!capital && separator != DLB_MARK_BRACKET))
        return DLB_MARK_NONE;
    *ordinal = (uint32_t)((word.data[0] | ('a' - 'A')) - 'a') + 1;
    return *ordinal >= 1 && *ordinal <= 26 ? DLB_MARK_LETTER : DLB_MARK_NONE;
}

/* « POINT 2 », « Question n° 3 », « N° 5 – ». */
static enum dlb_mark read_word_mark(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                                    uint32_t *behind)
{
    int64_t number = 0;
    *behind = dlb_read_number(text, at, end, &number);
    if (*behind == at || number <= 0 || number > ORDINAL_MOST)
        return DLB_MARK_NONE;
    *ordinal = (uint32_t)number;
    return DLB_MARK_WORD;
}

/* « Délibération n° 12 », « N° 2019-09-01 », « N° 5 – »: behind the label. */
static enum dlb_mark read_labelled_number(const struct dlb_text *text, const struct dlb_hit *label, uint32_t end,
                                          uint32_t *ordinal, uint32_t *behind)
{
    uint32_t at = dlb_skip_marks(text, label->end, end);
    bool capital = text->tokens[label->first].flags & DLB_CAPITAL;
    *behind = dlb_read_own_number(text, at, end);
    if (*behind > at) /* « n° 2023-112 à 2024-009 » are the numbers of many */
        return dlb_token_is(text, *behind, DLB_TO) && text->tokens[*behind + 1].kind == DLB_NUMBER ? DLB_MARK_NONE
                                                                                                 : DLB_MARK_NUMBER;
    if (capital && (label->end - label->first > 1 || is_full_year(text, at)))
        return (*behind = dlb_read_act_number(text, at, end)) > at ? DLB_MARK_NUMBER : DLB_MARK_NONE;
    return capital && read_ordinal(text, at, end, ordinal, behind) != DLB_MARK_NONE ? DLB_MARK_WORD : DLB_MARK_NONE;
}

bool dlb_is_letter_for_bullet(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is(text, at, DLB_BULLET) && at + 1 < text->count && !(text->tokens[at].flags & DLB_CAPITAL) &&
           (text->tokens[at + 1].flags & DLB_CAPITAL) && !(text->tokens[at + 1].flags & DLB_GLUED);
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
            return read_labelled_number(text, &text->hits[hit], end, ordinal, behind);
        if (text->tokens[at].kind == DLB_WORD && text->tokens[at].size == 1 && text->hits[hit].end > at + 2) {
            *behind = at;
            return DLB_MARK_NONE; /* « S.I.V.U. de … » */
        }
    }
    if (dlb_is_letter_for_bullet(text, at)) {
        mark = dlb_read_mark(text, at + 1, end, ordinal, behind);
        *behind = mark == DLB_MARK_NONE ? at + 1 : *behind;
        return mark == DLB_MARK_NONE ? DLB_MARK_BULLET : mark;
    }
    *behind = dlb_read_own_number(text, at, end);
    if (*behind > at)
        return DLB_MARK_NUMBER;
    if (at < end && text->tokens[at].kind == DLB_WORD)
        return read_letter(text, at, end, ordinal, behind);
    mark = read_levels(text, at, end, ordinal, behind);
    if (mark == DLB_MARK_NONE)
        mark = read_ordinal(text, at, end, ordinal, behind);
    return mark == DLB_MARK_NONE ? read_bare_ordinal(text, at, end, ordinal, behind) : mark;
}
