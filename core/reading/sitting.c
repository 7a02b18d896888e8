/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The sitting: date, time, convocation, session, president, secretary, rapporteur. */
#include <config.h>

#include <stdio.h>

#include "reading/fold.h"
#include "reading/reading.h"

/* A value stands no further behind its cue than this. */
#define REACH 40

/* The end of a search from `at`: REACH tokens, never past `end`. */
static uint32_t within(uint32_t at, uint32_t end)
{
    return end - at > REACH ? at + REACH : end;
}

/* The first date with a year in [at, end); `*behind` is the token behind it. end where there is none. */
static uint32_t find_date(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date,
                          uint32_t *behind)
{
    for (; at < end; at++) {
        *behind = dlb_read_date(text, at, end, date);
        if (*behind > at && date->year)
            return at;
        if (*behind > at)
            at = *behind - 1;
    }
    return end;
}

/* --- date and time -------------------------------------------------------------------------------------------- */

static void read_time_behind(struct dlb_reading *reading, delib_act *act, uint32_t at, uint32_t end)
{
    const struct dlb_text *text = &reading->text;
    for (end = within(at, end); at < end; at++) {
        int minutes;
        uint32_t behind = dlb_read_time(text, at, end, &minutes);
        char value[8];
        if (behind == at)
            continue;
        snprintf(value, sizeof value, "%02u:%02u", (unsigned)minutes / 60 % 24, (unsigned)minutes % 60);
        dlb_state(reading, act, DELIB_SITTING_TIME, delib_value_text(DELIB_TIME, delib_slice_of(value)), at, behind,
                  DLB_RULE_TIME_OPENING);
        return;
    }
}

/* « L'an deux mille vingt-cinq, le dix-huit février, à 18 heures 30 minutes, … », « Le 16 octobre 2024 à … ». */
static void read_opening(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_hit *last, *hit = dlb_run_hits(reading, run, &last);
    uint32_t first = run->body, end = run->end, behind = first;
    struct dlb_date date;
    enum dlb_rule rule = DLB_RULE_DATE_OPENING;

    for (; hit < last; hit++) {
        if (hit->cue == DLB_CUE_YEAR_OF) {
            first = hit->end;
            rule = DLB_RULE_DATE_YEAR_OF;
        } else if (hit->cue == DLB_CUE_CONVENED || hit->cue == DLB_CUE_CONVENED_LABEL || hit->cue == DLB_CUE_VISA) {
            end = hit->first;
            break;
        }
    }
    if (first >= end)
        return;
    first = find_date(&reading->text, first, within(first, end), &date, &behind);
    if (behind > first)
        dlb_state_date(reading, act, DELIB_SITTING_DATE, &date, first, behind, rule);
    read_time_behind(reading, act, behind > first ? behind : run->body, run->end);
}

/* « Séance du 29 juillet 2022 ». */
static void read_sitting_of(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *hit, uint32_t end)
{
    struct dlb_date date;
    uint32_t at = dlb_skip_marks(&reading->text, hit->end, end), behind;
    behind = dlb_read_date(&reading->text, at, end, &date);
    if (behind > at)
        dlb_state_date(reading, act, DELIB_SITTING_DATE, &date, at, behind, DLB_RULE_DATE_SITTING_OF);
    if (behind > at)
        read_time_behind(reading, act, behind, end);
}

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

/* « convoqué, conformément à …, le treize juillet 2022 », « Date de la convocation : 7 février 2025 ». */
static void read_convocation(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *hit,
                             const struct dlb_hit *last, const struct dlb_run *run)
{
    bool alone = hit->cue != DLB_CUE_CONVENED && dlb_skip_marks(&reading->text, hit->end, run->end) == run->end;
    uint32_t end = alone ? end_of_value_below(reading, run) : run->end;
    const struct dlb_hit *next = hit + 1;
    struct dlb_date date;
    uint32_t at = hit->end, behind = at;

    while (next < last && next - hit < REACH && !ends_convocation(next->cue))
        next++;
    if (next < last)
        end = next->first;
    if (at >= end)
        return;
    at = find_date(&reading->text, at, within(at, end), &date, &behind);
    if (at < end && behind > at)
        dlb_state_date(reading, act,
                       hit->cue == DLB_CUE_CONVENED_POSTED ? DELIB_SITTING_POSTED : DELIB_SITTING_CONVENED, &date, at,
                       behind, hit->cue == DLB_CUE_CONVENED ? DLB_RULE_CONVENED_SENTENCE : DLB_RULE_CONVENED_LABEL);
}

/* --- persons -------------------------------------------------------------------------------------------------- */

/* « BUREAU COMMUNAUTAIRE DU 12 JANVIER 2023 » in the head. */
static void read_body_of(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *hit, uint32_t end)
{
    struct dlb_hit day = *hit;
    day.end += dlb_token_is(&reading->text, hit->end, DLB_PARTICLE);
    read_sitting_of(reading, act, &day, end);
}

/* « du 19 mai 2017 » on a line of its own in the head. */
static void read_day_of_head(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    for (uint32_t at = run->first; at + 1 < run->end; at++) {
        struct dlb_date date;
        uint32_t behind;
        if (!(text->tokens[at].flags & DLB_FIRST) || !dlb_token_is(text, at, DLB_PARTICLE))
            continue;
        behind = dlb_read_date(text, at + 1, run->end, &date);
        if (behind > at + 1 && (behind == run->end || (text->tokens[behind].flags & DLB_FIRST)))
            dlb_state_date(reading, act, DELIB_SITTING_DATE, &date, at + 1, behind, DLB_RULE_DATE_HEAD);
    }
}

/* Whether a name is enough to name a person: a civility, or given and family name. */
static bool is_person(const struct dlb_name *name)
{
    return name->civility_end > name->civility_first || name->end - name->first >= 2;
}

static void state_name(struct dlb_reading *reading, delib_act *act, delib_field field, const struct dlb_name *name,
                       enum dlb_rule rule)
{
    delib_slice words = dlb_given_first(reading, name);
    if (words.data)
        dlb_state(reading, act, field, delib_value_text(DELIB_STRING, words), name->first, name->end, rule);
}

/* The name behind a cue, past marks and small words: « Secrétaire de séance : Mme A B ». */
static bool read_name_behind(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_name *name)
{
    at = dlb_skip_marks(text, at, end);
    for (uint32_t next = at; next < end && next - at < 12 && text->tokens[next].line == text->tokens[at].line; next++)
        if (dlb_token_is(text, next, DLB_CIVILITY)) {
            at = next;
            break;
        }
    return dlb_read_name(text, at, end, name) > at && is_person(name);
}

/* The name that begins the sentence in which a cue stands: « Mme A B est élue secrétaire de séance ». */
static bool read_name_before(const struct dlb_text *text, uint32_t first, uint32_t cue, struct dlb_name *name)
{
    uint32_t at = cue;
    while (at > first && cue - at < REACH && !dlb_token_is_mark(text, at - 1, '.') &&
           !dlb_token_is_mark(text, at - 1, ':') && !(text->tokens[at].flags & DLB_GAP))
        at--;
    while (at > first && dlb_token_is_mark(text, at - 1, '.') && dlb_token_is(text, at - 2, DLB_CIVILITY))
        at -= 2;
    return at < cue && dlb_read_name(text, at, cue, name) > at && is_person(name);
}

static void read_secretary(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                           const struct dlb_hit *hit, uint32_t scope_end)
{
    struct dlb_name name;
    uint32_t reach = within(hit->end, scope_end);
    bool colon = dlb_token_is_mark(&reading->text, hit->end, ':');
    if (hit->cue == DLB_CUE_SECRETARY && !colon && read_name_before(&reading->text, run->first, hit->first, &name))
        state_name(reading, act, DELIB_SITTING_SECRETARY, &name, DLB_RULE_SECRETARY_SENTENCE);
    else if (read_name_behind(&reading->text, hit->end, reach, &name))
        state_name(reading, act, DELIB_SITTING_SECRETARY, &name, 
                   run->zone < DLB_ZONE_CLOSING ? DLB_RULE_SECRETARY_LABEL : DLB_RULE_SECRETARY_SIGNS);
}

/* « sous la présidence de M. A B, Maire ». */
static bool read_president(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                           const struct dlb_hit *hit)
{
    const struct dlb_text *text = &reading->text;
    uint32_t at = hit->end;
    struct dlb_name name;

    while (at < run->end && (dlb_token_is(text, at, DLB_PARTICLE | DLB_ROLE) || text->tokens[at].kind == DLB_MARK) &&
           at - hit->end < 6)
        at++;
    if (dlb_read_name(text, at, run->end, &name) == at || !is_person(&name))
        return false;
    state_name(reading, act, DELIB_SITTING_PRESIDENT, &name, DLB_RULE_PRESIDENT_PRESIDES);
    return true;
}

/* « Monsieur A B, rapporteur, … », « Rapporteur : M. A B ». */
static void read_rapporteur(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                            const struct dlb_hit *hit)
{
    struct dlb_name name;
    if (read_name_before(&reading->text, run->first, hit->first, &name) ||
        read_name_behind(&reading->text, hit->end, run->end, &name))
        state_name(reading, act, DELIB_ACT_RAPPORTEUR, &name, DLB_RULE_RAPPORTEUR);
}

/* The session as the last word of its phrase: « séance ordinaire ». */
static void read_session(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *hit)
{
    char folded[32];
    size_t size = dlb_fold(dlb_token_slice(&reading->text, hit->end - 1), folded, sizeof folded);
    dlb_state(reading, act, DELIB_SITTING_SESSION, delib_value_text(DELIB_STRING, (delib_slice){ folded, size }),
              hit->end - 1, hit->end, DLB_RULE_SESSION);
}

/* The name of who signs: « Le Maire, Paule VERNET », also on a line further down. */
static bool find_signer(struct dlb_reading *reading, const struct dlb_scope *scope, struct dlb_name *name)
{
    const struct dlb_text *text = &reading->text;
    bool announced = false;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *signs = dlb_run_cue(reading, run, run->first, DLB_CUE_SIGNER);
        uint32_t at = dlb_skip_marks(text, run->body, run->end);
        if (run->type != DELIB_BLOCK_SIGNATURE || (run->lead == DLB_CUE_DONE && !signs))
            continue;
        if (signs && signs->first > run->first && !(text->tokens[signs->first].flags & DLB_FIRST))
            continue; /* the signatures stand in columns */
        if (signs) {
            announced = true;
            at = dlb_skip_marks(text, signs->end, run->end);
        }
        if (announced && dlb_read_name(text, at, run->end, name) > at && name->end - name->first >= 2)
            return true;
        announced = announced && signs;
    }
    return false;
}

static void read_run(struct dlb_reading *reading, const struct dlb_scope *scope, const struct dlb_run *run,
                     bool *president)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    uint32_t scope_end = reading->runs[scope->end - 1].end;

    for (; hit < end; hit++) {
        if (hit->cue == DLB_CUE_SITTING_OF && run->zone == DLB_ZONE_HEAD)
            read_sitting_of(reading, scope->act, hit, run->end);
        else if ((dlb_cue_kinds[hit->cue].flags & DLB_CUE_BODY) && run->zone == DLB_ZONE_HEAD)
            read_body_of(reading, scope->act, hit, run->end);
        else if (hit->cue == DLB_CUE_CONVENED || hit->cue == DLB_CUE_CONVENED_LABEL ||
                 hit->cue == DLB_CUE_CONVENED_POSTED)
            read_convocation(reading, scope->act, hit, end, run);
        else if (hit->cue == DLB_CUE_PRESIDENCY ||
                 (hit->cue == DLB_CUE_PRESIDENT && dlb_token_is_mark(&reading->text, hit->end, ':')))
            *president = read_president(reading, scope->act, run, hit) || *president;
        else if (hit->cue == DLB_CUE_SECRETARY)
            read_secretary(reading, scope->act, run, hit, scope_end);
        else if (hit->cue == DLB_CUE_SESSION)
            read_session(reading, scope->act, hit);
    }
}

static bool is_of_sitting(const struct dlb_run *run)
{
    return run->type == DELIB_BLOCK_ATTENDANCE || run->type == DELIB_BLOCK_HEADING ||
           run->type == DELIB_BLOCK_SIGNATURE;
}

void dlb_find_sitting(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    bool opened = false, president = false, presided = false;
    struct dlb_name signer;

    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
        if (run->zone == DLB_ZONE_HEAD && run->type == DELIB_BLOCK_HEADING)
            read_day_of_head(reading, scope->act, run);
        if (is_of_sitting(run))
            read_run(reading, scope, run, &president);
        presided = presided || (is_of_sitting(run) && dlb_run_has(reading, run, DLB_CUE_PRESIDENCY));
        if (!opened && run->type == DELIB_BLOCK_ATTENDANCE &&
            (run->lead == DLB_CUE_YEAR_OF || dlb_run_has(reading, run, DLB_CUE_MEETS))) {
            read_opening(reading, scope->act, run);
            opened = true;
        }
        for (; hit < end && run->zone <= DLB_ZONE_BODY; hit++)
            if (hit->cue == DLB_CUE_RAPPORTEUR)
                read_rapporteur(reading, scope->act, run, hit);
    }
    if (!find_signer(reading, scope, &signer))
        return;
    state_name(reading, scope->act, DELIB_SIGNED_BY, &signer, DLB_RULE_SIGNED_BY);
    if (presided && !president)
        state_name(reading, scope->act, DELIB_SITTING_PRESIDENT, &signer, DLB_RULE_PRESIDENT_SIGNS);
}
