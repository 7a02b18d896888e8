/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "reading/grammar.h"

#define FIRST_YEAR 1789
#define LAST_YEAR 2199

static int days_of(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && (leap || year == 0));
}

static bool is_day(const struct dlb_date *date)
{
    return (date->year == 0 || (date->year >= FIRST_YEAR && date->year <= LAST_YEAR)) && date->month >= 1 &&
           date->month <= 12 && date->day >= 1 && date->day <= days_of(date->year, date->month);
}

static bool is_number(const struct dlb_text *text, uint32_t at, uint32_t end, size_t least, size_t most)
{
    return at < end && text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size >= least &&
           text->tokens[at].size <= most;
}

static int number_of(const struct dlb_text *text, uint32_t at)
{
    int64_t number = 0;
    dlb_read_number(text, at, at + 1, &number);
    return (int)number;
}

/* Whether the token is a separator of dates, glued to what stands before it and behind it. */
static bool is_separator(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at + 1 < end && text->tokens[at].size == 1 && (text->tokens[at].flags & DLB_GLUED) &&
           (text->tokens[at + 1].flags & DLB_GLUED) &&
           (dlb_token_is_mark(text, at, '/') || dlb_token_is_mark(text, at, '-') || dlb_token_is_mark(text, at, '.'));
}

static uint32_t read_figures(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date)
{
    bool year_first = is_number(text, at, end, 4, 4);
    size_t size = year_first ? 2 : 4;

    if (!(year_first || is_number(text, at, end, 1, 2)) || !is_separator(text, at + 1, end) ||
        !is_number(text, at + 2, end, 1, 2) || !is_separator(text, at + 3, end) ||
        !delib_slice_equal(dlb_token_slice(text, at + 1), dlb_token_slice(text, at + 3)) ||
        !is_number(text, at + 4, end, year_first ? 1 : 4, size))
        return at;
    date->day = number_of(text, year_first ? at + 4 : at);
    date->month = number_of(text, at + 2);
    date->year = number_of(text, year_first ? at : at + 4);
    return is_day(date) ? at + 5 : at;
}

/* A year in four digits or in words. */
static uint32_t read_year(const struct dlb_text *text, uint32_t at, uint32_t end, int *year)
{
    int64_t number = 0;
    uint32_t next = dlb_read_number(text, at, end, &number);
    if (next == at || number < FIRST_YEAR || number > LAST_YEAR)
        return at;
    *year = (int)number;
    return next;
}

static bool is_folded(const struct dlb_text *text, uint32_t at, uint32_t end, const char *word)
{
    return at < end && text->tokens[at].word &&
           text->tokens[at].word == dlb_lexicon_find(text->lexicon, word, strlen(word));
}

/* Behind « du mois de », « du mois d' »; at where that does not stand. */
static uint32_t skip_of_the_month(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at + 2;
    if (!is_folded(text, at, end, "du") || next >= end)
        return at;
    while (next < end && (dlb_token_is(text, next, DLB_PARTICLE) || text->tokens[next].kind == DLB_MARK) &&
           next - at < 5)
        next++;
    return next;
}

/* « 1 7 DEC. 2024 »: the figures of a rubber stamp stand apart. */
static uint32_t read_stamped_day(const struct dlb_text *text, uint32_t at, uint32_t end, int64_t *day)
{
    if (at + 2 >= end || !is_number(text, at, end, 1, 1) || !is_number(text, at + 1, end, 1, 1) ||
        !dlb_token_is(text, at + 2, DLB_MONTH))
        return at;
    *day = 10 * number_of(text, at) + number_of(text, at + 1);
    return at + 2;
}

/* « le [mardi] dix-huit [du mois de] février », without the year; `date->year` is left. */
static uint32_t read_day_and_month(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date)
{
    int64_t day = 0;
    uint32_t next = at, number;

    if (dlb_token_is(text, next, DLB_WEEKDAY))
        next++;
    number = next;
    if (next < end && dlb_token_is(text, next, DLB_ORDINAL)) {
        day = dlb_lexicon_word(text->lexicon, text->tokens[next].word)->number;
        next++;
    } else {
        next = read_stamped_day(text, next, end, &day);
        if (next == number)
            next = dlb_read_number(text, next, end, &day);
    }
    if (next == number || day < 1 || day > 31)
        return at;
    if (next < end && dlb_token_is(text, next, DLB_ORDINAL))
        next++;
    next = skip_of_the_month(text, next, end);
    if (next >= end || !dlb_token_is(text, next, DLB_MONTH))
        return at;
    date->day = (int)day;
    date->month = dlb_lexicon_word(text->lexicon, text->tokens[next].word)->month;
    return next + 1;
}

static uint32_t read_day_first(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date)
{
    uint32_t next = read_day_and_month(text, at, end, date), year;
    date->year = 0;
    if (next == at)
        return at;
    year = next;
    if (dlb_token_is_mark(text, year, '.') || dlb_token_is_mark(text, year, ','))
        year++;
    if (year < end) {
        uint32_t behind = read_year(text, year, end, &date->year);
        next = behind == year ? next : behind;
    }
    return is_day(date) ? next : at;
}

/* « deux mille vingt-cinq, le dix-huit février », as it stands behind « l'an ». */
static uint32_t read_year_first(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date)
{
    uint32_t next = read_year(text, at, end, &date->year), day;
    if (next == at)
        return at;
    while (next < end && (dlb_token_is_mark(text, next, ',') || delib_slice_is(dlb_token_slice(text, next), "et")))
        next++;
    if (!is_folded(text, next, end, "le"))
        return at;
    day = next + 1;
    next = read_day_and_month(text, day, end, date);
    return next != day && is_day(date) ? next : at;
}

uint32_t dlb_read_date(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date)
{
    uint32_t next = read_figures(text, at, end, date);
    if (next == at)
        next = read_year_first(text, at, end, date);
    if (next == at)
        next = read_day_first(text, at, end, date);
    return next;
}

/* « 20:00 ». */
static uint32_t read_clock(const struct dlb_text *text, uint32_t at, uint32_t end, int *minutes)
{
    if (!is_number(text, at, end, 1, 2) || !is_number(text, at + 2, end, 2, 2) ||
        !dlb_token_is_mark(text, at + 1, ':') ||
        !(text->tokens[at + 1].flags & DLB_GLUED) || !(text->tokens[at + 2].flags & DLB_GLUED) ||
        number_of(text, at) > 23 || number_of(text, at + 2) > 59)
        return at;
    *minutes = 60 * number_of(text, at) + number_of(text, at + 2);
    return at + 3;
}

uint32_t dlb_read_time(const struct dlb_text *text, uint32_t at, uint32_t end, int *minutes)
{
    int64_t hours = 0, rest = 0;
    uint32_t next = read_clock(text, at, end, minutes), behind;

    if (next > at)
        return next;
    next = dlb_read_number(text, at, end, &hours);
    if (next == at || hours > 23 ||
        next >= end || !dlb_token_is(text, next, DLB_HOUR))
        return at;
    next++;
    behind = dlb_read_number(text, next, end, &rest);
    if (behind == next || rest > 59)
        rest = 0;
    else
        next = behind;
    if (next < end && dlb_token_is(text, next, DLB_MINUTE))
        next++;
    *minutes = (int)(60 * hours + rest);
    return next;
}

void dlb_date_of_value(delib_value value, struct dlb_date *date)
{
    const char *text = value.text.data;
    date->year = 1000 * (text[0] - '0') + 100 * (text[1] - '0') + 10 * (text[2] - '0') + text[3] - '0';
    date->month = 10 * (text[5] - '0') + text[6] - '0';
    date->day = 10 * (text[8] - '0') + text[9] - '0';
}

int dlb_date_compare(const struct dlb_date *one, const struct dlb_date *other)
{
    if (one->year != other->year)
        return one->year - other->year;
    return one->month != other->month ? one->month - other->month : one->day - other->day;
}
