/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "reading/grammar.h"

#define FIRST_YEAR 1789
#define LAST_YEAR 2199
/* A year of two digits from here on is of the century before. */
#define PIVOT 70

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

/* Whether the token is a separator of dates, glued to what stands before it and behind it; a stroke may stand apart. */
static bool is_separator(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    bool stroke = dlb_token_is_mark(text, at, '/');
    return at + 1 < end && text->tokens[at].size == 1 &&
           (stroke || dlb_token_is_mark(text, at, '-') || dlb_token_is_mark(text, at, '.')) &&
           text->tokens[at + 1].line == text->tokens[at - 1].line &&
           (stroke || (text->tokens[at].flags & text->tokens[at + 1].flags & DLB_GLUED));
}

/* « 14/10/22 »: only strokes set a year of two digits apart from telephone numbers and versions. */
static bool is_short_year(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return is_number(text, at - 4, end, 2, 2) && is_number(text, at - 2, end, 2, 2) && is_number(text, at, end, 2, 2) &&
           (text->tokens[at - 3].flags & text->tokens[at - 1].flags & text->tokens[at].flags & DLB_GLUED) &&
           dlb_token_is_mark(text, at - 3, '/') && dlb_token_is_mark(text, at - 1, '/') &&
           !(at + 1 < end && (text->tokens[at + 1].flags & DLB_GLUED) && text->tokens[at + 1].kind != DLB_MARK) &&
           !dlb_token_is_mark(text, at + 1, '/');
}

static int year_of(const struct dlb_text *text, uint32_t at)
{
    int year = number_of(text, at);
    return text->tokens[at].size > 2 ? year : year < PIVOT ? 2000 + year : 1900 + year;
}

static uint32_t read_figures(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date)
{
    bool year_first = is_number(text, at, end, 4, 4);

    if (!(year_first || is_number(text, at, end, 1, 2)) || !is_separator(text, at + 1, end) ||
        !is_number(text, at + 2, end, 1, 2) || !is_separator(text, at + 3, end) ||
        !delib_slice_equal(dlb_token_slice(text, at + 1), dlb_token_slice(text, at + 3)) ||
        !(year_first ? is_number(text, at + 4, end, 1, 2)
                     : is_number(text, at + 4, end, 4, 4) || is_short_year(text, at + 4, end)))
        return at;
    date->day = number_of(text, year_first ? at + 4 : at);
    date->month = number_of(text, at + 2);
    date->year = year_of(text, year_first ? at : at + 4);
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

/* Behind « du mois de », « du mois d' »; at where that does not stand. */
static uint32_t skip_of_the_month(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at + 2;
    if (!dlb_token_is(text, at, DLB_PARTICLE) || next >= end || !dlb_token_is(text, at + 1, DLB_TIME_UNIT))
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
        next += 1 + dlb_token_is_mark(text, next + 1, ',');
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

/* Behind « . », « , » or « de l'an » between a month and its year. */
static uint32_t skip_to_year(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    if (dlb_token_is_mark(text, at, '.') || dlb_token_is_mark(text, at, ','))
        return at + 1;
    while (next < end && next - at < 4 && (dlb_token_is(text, next, DLB_PARTICLE) || text->tokens[next].kind == DLB_MARK))
        next++;
    return next > at && next < end && dlb_token_is(text, next, DLB_TIME_UNIT) ? next + 1 : at;
}

static uint32_t read_day_first(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date)
{
    uint32_t next = read_day_and_month(text, at, end, date), year;
    date->year = 0;
    if (next == at)
        return at;
    year = skip_to_year(text, next, end);
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
    while (next < end && (text->tokens[next].kind == DLB_MARK || dlb_token_is(text, next, DLB_AND)))
        next++;
    if (next >= end || !dlb_token_is(text, next, DLB_ARTICLE | DLB_WEEKDAY))
        return at;
    day = next + dlb_token_is(text, next, DLB_ARTICLE);
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

uint32_t dlb_find_date(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date, uint32_t *behind)
{
    for (*behind = end; at < end; at++) {
        *behind = dlb_read_date(text, at, end, date);
        if (*behind > at)
            return at;
    }
    return end;
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

/* « 30 », « et trente », « et demie » behind the hours; at where no minutes come. */
static uint32_t read_minutes(const struct dlb_text *text, uint32_t at, uint32_t end, int64_t *minutes)
{
    uint32_t next = at + (dlb_token_is(text, at, DLB_AND) || dlb_token_is_mark(text, at, '.')), behind;
    *minutes = 0;
    if (next < end && dlb_token_is(text, next, DLB_PART_OF_HOUR)) {
        *minutes = dlb_lexicon_word(text->lexicon, text->tokens[next].word)->number;
        return next + 1;
    }
    behind = dlb_read_number(text, next, end, minutes);
    if (behind > next && *minutes < 60)
        return behind;
    *minutes = 0;
    return at;
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
    behind = read_minutes(text, next, end, &rest);
    if (behind > next)
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
