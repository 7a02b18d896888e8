/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The sitting: date, time, convocation, session. */
#include <config.h>

#include <stdio.h>

#include "reading/fold.h"
#include "reading/reading.h"

/* A value stands no further behind its cue than this. */
#define REACH 40
/* The opening sentence is longer. */
#define SENTENCE 80
/* An assembly is convened no more days before it meets. */
#define CONVENED_WITHIN 62
/* Small words between a cue and its date: « du », « en date du », « le ». */
#define SMALL_WORDS 4
/* No assembly meets earlier in the day, in minutes: an hour before lost a figure, « 2 heures » for « 20 heures ». */
#define EARLIEST (6 * 60)

/* The end of a search from `at`: so many tokens, never past `end`. */
static uint32_t within(uint32_t at, uint32_t end, uint32_t reach)
{
    return end - at > reach ? at + reach : end;
}

/* The first day whose year is printed. */
static uint32_t find_day(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date,
                         uint32_t *behind)
{
    while ((at = dlb_find_date(text, at, end, date, behind)) < end && !date->year)
        at = *behind;
    return at;
}

/* Behind the small words between a cue and its date. */
static uint32_t skip_small_words(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    while (next < end && next - at < SMALL_WORDS &&
           (text->tokens[next].kind == DLB_MARK ||
            dlb_token_is(text, next, DLB_PARTICLE | DLB_TOPONYM | DLB_TIME_UNIT)))
        next++;
    return next;
}

static bool is_of_sitting(const struct dlb_run *run)
{
    return run->type == DELIB_BLOCK_ATTENDANCE || run->type == DELIB_BLOCK_HEADING ||
           run->type == DELIB_BLOCK_SIGNATURE;
}

/* --- date and time -------------------------------------------------------------------------------------------- */

static bool read_time_behind(struct dlb_reading *reading, delib_act *act, uint32_t at, uint32_t end,
                             enum dlb_rule rule)
{
    const struct dlb_text *text = &reading->text;
    for (; at < end; at++) {
        int minutes;
        uint32_t behind = dlb_read_time(text, at, end, &minutes);
        char value[8];
        if (behind == at)
            continue;
        if (dlb_holds_bar(text, at, behind))
            return false;
        snprintf(value, sizeof value, "%02u:%02u", (unsigned)minutes / 60 % 24, (unsigned)minutes % 60);
        dlb_state(reading, act, DELIB_SITTING_TIME, delib_value_text(DELIB_TIME, delib_slice_of(value)), at, behind,
                  minutes < EARLIEST ? DLB_RULE_DOUBTFUL : rule);
        return true;
    }
    return false;
}

static bool is_convocation(enum dlb_cue cue)
{
    return cue == DLB_CUE_CONVENED || cue == DLB_CUE_CONVENED_LABEL || cue == DLB_CUE_CONVENED_POSTED ||
           cue == DLB_CUE_CONVOCATION;
}

/* The day of the sitting between two cues of its opening sentence: behind « l'an » or its first words, else behind
 * « s'est réuni »; never the day of the convocation. `*behind` is where the time is looked for. */
static uint32_t find_opening(const struct dlb_reading *reading, const struct dlb_run *run, struct dlb_date *date,
                             uint32_t *behind, enum dlb_rule *rule)
{
    const struct dlb_hit *last, *hit = dlb_run_hits(reading, run, &last);
    uint32_t first = run->body, end, at;
    *behind = run->body;
    *rule = DLB_RULE_DATE_OPENING;
    for (bool more = true; more; hit++) {
        more = hit < last;
        if (more && hit->cue != DLB_CUE_YEAR_OF && hit->cue != DLB_CUE_MEETS && hit->cue != DLB_CUE_VISA &&
            !is_convocation(hit->cue))
            continue;
        end = more ? hit->first : run->end;
        if (first < end && (at = find_day(&reading->text, first, within(first, end, REACH), date, behind)) < *behind &&
            date->year)
            return at;
        if (!more || hit->cue == DLB_CUE_VISA)
            break;
        first = is_convocation(hit->cue) ? run->end : hit->end;
        *rule = hit->cue == DLB_CUE_YEAR_OF ? DLB_RULE_DATE_YEAR_OF : DLB_RULE_DATE_OPENING;
    }
    *behind = run->body;
    return run->end;
}

/* « L'an deux mille vingt-cinq, le dix-huit février, à 18 heures 30 minutes, … », « Le 16 octobre 2024 à … ». */
static void read_opening(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    struct dlb_date date;
    enum dlb_rule rule;
    uint32_t behind, first = find_opening(reading, run, &date, &behind, &rule);
    if (first < run->end)
        dlb_state_date(reading, act, DELIB_SITTING_DATE, &date, first, behind, rule);
    if (!read_time_behind(reading, act, behind, within(behind, run->end, SENTENCE), DLB_RULE_TIME_OPENING) &&
        run + 1 < reading->runs + reading->run_count)
        read_time_behind(reading, act, run[1].first,
                         within(run[1].first, run[1].end, dlb_run_has(reading, run + 1, DLB_CUE_MEETS) ? SENTENCE
                                                                                                      : SMALL_WORDS),
                         DLB_RULE_TIME_OPENING);
}

/* « Séance du 29 juillet 2022 [à 18 heures] ». */
static void read_sitting_of(struct dlb_reading *reading, delib_act *act, uint32_t at, uint32_t end,
                            enum dlb_rule rule)
{
    struct dlb_date date;
    uint32_t first = skip_small_words(&reading->text, at, end), behind;
    behind = dlb_read_date(&reading->text, first, end, &date);
    if (behind == first || !date.year)
        return;
    dlb_state_date(reading, act, DELIB_SITTING_DATE, &date, first, behind, rule);
    read_time_behind(reading, act, behind, within(behind, end, REACH), DLB_RULE_TIME_OPENING);
}

/* Whether a line ends at a token, or goes on with a time only. */
static bool ends_line(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    int minutes;
    uint32_t time = skip_small_words(text, at, end), behind = dlb_read_time(text, time, end, &minutes);
    at = behind > time && text->tokens[time].line == text->tokens[at - 1].line ? behind : at;
    return at == end || (text->tokens[at].flags & DLB_FIRST);
}

/* « du 19 mai 2017 », « Mardi 14 mars 2023 - 14 h 30 » on a line of its own in the head. */
static void read_day_of_head(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    for (uint32_t at = run->first; at + 1 < run->end; at++) {
        struct dlb_date date;
        uint32_t first = at + dlb_token_is(text, at, DLB_PARTICLE), behind;
        if (!(text->tokens[at].flags & DLB_FIRST) || !(first > at || dlb_token_is(text, at, DLB_WEEKDAY)))
            continue;
        behind = dlb_read_date(text, first, run->end, &date);
        if (behind == first || !date.year || !ends_line(text, behind, run->end))
            continue;
        dlb_state_date(reading, act, DELIB_SITTING_DATE, &date, first, behind, DLB_RULE_DATE_HEAD);
        read_time_behind(reading, act, behind, within(behind, run->end, SMALL_WORDS), DLB_RULE_TIME_OPENING);
    }
}

/* Whether « séance du 10 juillet 2020 » is all that a run says, wherever it stands. */
static bool is_sitting_alone(const struct dlb_text *text, const struct dlb_run *run, const struct dlb_hit *hit)
{
    struct dlb_date date;
    uint32_t behind = dlb_read_date(text, hit->end, run->end, &date);
    return dlb_skip_marks(text, run->first, run->end) == hit->first && behind > hit->end &&
           dlb_skip_marks(text, behind, run->end) == run->end;
}

/* Headings that name the day: « Séance du … », « Procès-verbal du conseil municipal du … ». */
static void read_heading(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    bool list = run->lead == DLB_CUE_MINUTES && run->type == DELIB_BLOCK_HEADING; /* behind words on what it is */
    bool head = (run->zone == DLB_ZONE_HEAD || list) && !dlb_is_marked(run), minutes = false;

    if (head && run->type != DELIB_BLOCK_STAMP)
        read_day_of_head(reading, act, run);
    for (; hit < end; hit++) {
        bool first = dlb_skip_marks(&reading->text, run->first, run->end) == hit->first;
        if ((dlb_cue_kinds[hit->cue].flags & DLB_CUE_ROUTINE_ITEM) && !(head && first))
            return; /* « approbation du procès-verbal de la séance du … » */
        minutes = minutes || (dlb_cue_kinds[hit->cue].flags & DLB_CUE_SEVERAL_ACTS) || (first && hit->cue == DLB_CUE_ROUTINE);
        if (first && hit->cue == DLB_CUE_ROUTINE)
            read_sitting_of(reading, act, hit->end, run->end, DLB_RULE_DATE_MINUTES);
        if (hit->cue == DLB_CUE_SITTING_OF && (head || is_sitting_alone(&reading->text, run, hit)))
            read_sitting_of(reading, act, hit->end, run->end, DLB_RULE_DATE_SITTING_OF);
        else if (head && (dlb_cue_kinds[hit->cue].flags & DLB_CUE_BODY) && (is_of_sitting(run) || first))
            read_sitting_of(reading, act, hit->end, run->end,
                            minutes ? DLB_RULE_DATE_MINUTES : DLB_RULE_DATE_SITTING_OF);
    }
}

/* --- convocation ---------------------------------------------------------------------------------------------- */

static bool ends_convocation(enum dlb_cue cue)
{
    return cue == DLB_CUE_MEETS || cue == DLB_CUE_PRESIDENCY || cue == DLB_CUE_POSTED ||
           cue == DLB_CUE_CONVENED_POSTED || cue == DLB_CUE_PRESENT || cue == DLB_CUE_SITTING_OF;
}

/* Where a label ends its run: the end of the run below, if it begins with a date, else of its own. */
static uint32_t end_of_value_below(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_run *below = run + 1;
    struct dlb_date date;
    if (below >= reading->runs + reading->run_count)
        return run->end;
    return dlb_read_date(&reading->text, below->first, below->end, &date) > below->first ? below->end : run->end;
}

/* Gives « le 29 juin » the year of the sitting, or the one before where that would lie behind it. */
static bool complete_year(const delib_act *act, struct dlb_date *date)
{
    const delib_candidate *sitting = delib_act_candidates(act, DELIB_SITTING_DATE);
    struct dlb_date day = { 0 };
    if (!sitting)
        return false;
    dlb_date_of_value(delib_candidate_value(sitting), &day);
    date->year = day.year;
    date->year -= dlb_date_compare(date, &day) > 0;
    return true;
}

/* Days between two dates, nearly. */
static int days_before(const struct dlb_date *date, const struct dlb_date *day)
{
    return 372 * (day->year - date->year) + 31 * (day->month - date->month) + day->day - date->day;
}

/* « Date de convocation : » whose column goes on below: the first day in figures behind it that may be its value. */
static void read_column(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *label)
{
    const struct dlb_text *text = &reading->text;
    const delib_candidate *sitting = delib_act_candidates(act, DELIB_SITTING_DATE);
    uint32_t last = reading->runs[reading->run_count - 1].end, end = within(label->end, last, 2 * SENTENCE), behind, at;
    struct dlb_date date, day = { 0 };
    if (!sitting || delib_act_candidates(act, DELIB_SITTING_CONVENED))
        return;
    dlb_date_of_value(delib_candidate_value(sitting), &day);
    for (at = label->end; (at = find_day(text, at, end, &date, &behind)) < end; at = behind)
        if (text->tokens[at].kind == DLB_NUMBER && text->tokens[behind - 1].kind == DLB_NUMBER &&
            (text->tokens[at].flags & DLB_FIRST || dlb_token_is_mark(text, at + 1, '/')) &&
            days_before(&date, &day) > 0 && days_before(&date, &day) < CONVENED_WITHIN) {
            dlb_state_date(reading, act, DELIB_SITTING_CONVENED, &date, at, behind, DLB_RULE_CONVENED_COLUMN);
            return;
        }
}

static enum dlb_rule rule_of(const struct dlb_hit *hit, const struct dlb_date *date)
{
    if (!date->year)
        return DLB_RULE_CONVENED_YEAR;
    return hit->cue == DLB_CUE_CONVENED_LABEL || hit->cue == DLB_CUE_CONVENED_POSTED ? DLB_RULE_CONVENED_LABEL
                                                                                    : DLB_RULE_CONVENED_SENTENCE;
}

/* « convocation du 3 mai », « La convocation a été envoyée par courriel le 3 mai »: a verb, or small words only. */
static bool is_announced(const struct dlb_text *text, const struct dlb_hit *hit, uint32_t date)
{
    for (uint32_t at = hit->end; at < date; at++)
        if (dlb_token_is_mark(text, at, '.') || dlb_token_is_mark(text, at, ';') || text->tokens[at].kind == DLB_NUMBER)
            return false;
    return hit->end - hit->first > 1 || skip_small_words(text, hit->end, date) == date;
}

/* « convoqué, conformément à …, le treize juillet 2022 », « Date de la convocation : 7 février 2025 ». */
static void read_convocation(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                             const struct dlb_hit *hit, const struct dlb_hit *last)
{
    const struct dlb_text *text = &reading->text;
    bool alone = hit->cue != DLB_CUE_CONVENED && dlb_skip_marks(text, hit->end, run->end) == run->end;
    uint32_t end = alone ? end_of_value_below(reading, run) : run->end;
    const struct dlb_hit *next = hit + 1;
    uint32_t at = hit->end, behind = at;
    struct dlb_date date;
    enum dlb_rule rule;

    while (next < last && next - hit < REACH && !ends_convocation(next->cue))
        next++;
    end = next < last ? next->first : end;
    end = at < end ? within(at, end, hit->cue == DLB_CUE_CONVOCATION ? 2 * SMALL_WORDS : REACH) : at;
    at = dlb_find_date(text, at, end, &date, &behind);
    if (at >= end || (hit->cue == DLB_CUE_CONVOCATION && !is_announced(text, hit, at)))
        return;
    rule = rule_of(hit, &date);
    if (date.year || complete_year(act, &date))
        dlb_state_date(reading, act,
                       hit->cue == DLB_CUE_CONVENED_POSTED ? DELIB_SITTING_POSTED : DELIB_SITTING_CONVENED, &date, at,
                       behind, rule);
}

static void read_convocations(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    for (; hit < end; hit++) {
        bool label = hit->cue == DLB_CUE_CONVENED_LABEL || hit->cue == DLB_CUE_CONVENED_POSTED;
        bool line = dlb_length(run) <= DLB_SHORT && run->zone <= DLB_ZONE_BODY;
        bool alone = dlb_skip_marks(&reading->text, hit->end, run->end) == run->end;
        if (is_convocation(hit->cue) &&
            (is_of_sitting(run) || (label && hit->first == run->body) || (line && hit->cue != DLB_CUE_CONVENED)))
            read_convocation(reading, act, run, hit, end);
        if ((alone || dlb_token_is_mark(&reading->text, hit->end, ':')) && hit->cue == DLB_CUE_CONVENED_LABEL &&
            is_of_sitting(run))
            read_column(reading, act, hit);
    }
}

/* --- all ------------------------------------------------------------------------------------------------------ */

/* The session as the last word of its phrase: « séance ordinaire ». */
static void read_session(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *hit)
{
    char folded[32];
    size_t size = dlb_fold(dlb_token_slice(&reading->text, hit->end - 1), folded, sizeof folded);
    dlb_state(reading, act, DELIB_SITTING_SESSION, delib_value_text(DELIB_STRING, (delib_slice){ folded, size }),
              hit->end - 1, hit->end, DLB_RULE_SESSION);
}

/* « La séance est ouverte à 20 heures 30 », « séance ordinaire ». */
static void read_particulars(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    for (; hit < end; hit++) {
        if (hit->cue == DLB_CUE_SESSION && is_of_sitting(run))
            read_session(reading, act, hit);
        if (hit->cue == DLB_CUE_OPENS && run->zone <= DLB_ZONE_BODY)
            read_time_behind(reading, act, hit->end, within(hit->end, run->end, 2 * SMALL_WORDS), DLB_RULE_TIME_OPENS);
    }
}

void dlb_find_examination(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    const struct dlb_run *title = &reading->runs[scope->first];
    const struct dlb_hit *hit = dlb_run_cue(reading, title, title->first, DLB_CUE_EXAMINED);
    if (hit)
        read_sitting_of(reading, scope->act, hit->end, title->end, DLB_RULE_DATE_EXAMINED);
}

void dlb_find_sitting(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    bool opened = false;

    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        read_heading(reading, scope->act, run);
        if (!opened && run->type == DELIB_BLOCK_ATTENDANCE &&
            (dlb_run_has(reading, run, DLB_CUE_YEAR_OF) || dlb_run_has(reading, run, DLB_CUE_MEETS) ||
             (dlb_run_has(reading, run, DLB_CUE_PRESIDENCY) && dlb_length(run) > DLB_SHORT))) {
            read_opening(reading, scope->act, run);
            opened = true;
        }
        read_particulars(reading, scope->act, run);
    }
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++)
        read_convocations(reading, scope->act, &reading->runs[i]);
}
