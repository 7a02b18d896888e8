/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The way of a text: lines, tokens and cues, runs, acts, facts, content. */
#include <config.h>

#include <stdlib.h>

#include "reading/reading.h"

/* So many items may hold what the head of minutes lacks. */
#define HEAD_ITEMS 2


static void find_facts_of_sitting(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    dlb_find_authority(reading, scope);
    dlb_find_sitting(reading, scope);
    dlb_find_officers(reading, scope);
    dlb_find_attendance(reading, scope);
    dlb_find_counts(reading, scope);
}

static void find_facts_of_act(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    dlb_find_subject(reading, scope);
    dlb_find_vote(reading, scope);
    dlb_find_formalities(reading, scope);
}

static bool has_chair(const struct dlb_reading *reading, const struct dlb_scope *scope)
{
    for (uint32_t i = scope->first; i < scope->end; i++)
        if (dlb_run_has(reading, &reading->runs[i], DLB_CUE_CHAIR_ELECTED) &&
            dlb_run_has(reading, &reading->runs[i], DLB_CUE_TAKES_CHAIR))
            return true;
    return false;
}

/* Who takes the chair in the head of minutes presides their first act; who was « proclamé maire et prend la présidence »
 * in an item, the acts behind it. */
static void share_chair(struct dlb_reading *reading, uint32_t sitting, uint32_t first, uint32_t end)
{
    uint32_t chair = sitting;
    for (uint32_t i = sitting + 1; i < end && reading->status >= DELIB_OK; i++) {
        if (reading->scopes[i].act && (i == first || chair > sitting))
            dlb_find_chair(reading, &reading->scopes[chair], reading->scopes[i].act, chair > sitting);
        if (has_chair(reading, &reading->scopes[i]))
            chair = i;
    }
}

/* Where the head of minutes was cut short, their first items hold what it lacks. */
static void complete_sitting(struct dlb_reading *reading, uint32_t first, uint32_t end, delib_act *act)
{
    for (uint32_t i = first; i < end && i < first + HEAD_ITEMS && reading->status >= DELIB_OK; i++) {
        struct dlb_scope scope = reading->scopes[i];
        scope.act = act;
        if (!delib_act_candidates(act, DELIB_AUTHORITY_KIND))
            dlb_find_authority(reading, &scope);
        if (!delib_act_candidates(act, DELIB_SITTING_DATE))
            dlb_find_sitting(reading, &scope);
        if (!delib_act_candidates(act, DELIB_SITTING_PRESIDENT))
            dlb_find_president(reading, &scope);
        if (!delib_act_candidates(act, DELIB_SITTING_SECRETARY))
            dlb_find_secretary(reading, &scope, act);
    }
}

/* What minutes say of their sitting, for every act of theirs: in its head, and in items that are no acts. */
static void share_sitting(struct dlb_reading *reading, uint32_t sitting)
{
    struct dlb_scope scope = reading->scopes[sitting], minutes = scope;
    uint32_t first = sitting + 1, end = first;
    while (end < reading->scope_count && reading->scopes[end].item)
        end++;
    while (first < end && !reading->scopes[first].act)
        first++;
    if (first == end)
        return;
    minutes.end = reading->scopes[end - 1].end;
    scope.act = reading->scopes[first].act;
    if (scope.end > scope.first) /* a list may begin with its first item */
        find_facts_of_sitting(reading, &scope);
    complete_sitting(reading, sitting + 1, end, scope.act);
    minutes.act = scope.act;
    dlb_find_formalities_of_minutes(reading, &minutes);
    if (!delib_act_candidates(scope.act, DELIB_SITTING_SEATS))
        dlb_find_seats(reading, &minutes);
    for (uint32_t i = sitting + 1; i < end && reading->status >= DELIB_OK; i++)
        if (!reading->scopes[i].act || i + 1 == end)
            dlb_find_secretary(reading, &reading->scopes[i], scope.act);
    for (uint32_t i = first + 1; i < end && reading->status >= DELIB_OK; i++)
        if (reading->scopes[i].act && delib_act_inherit(reading->scopes[i].act, scope.act) < DELIB_OK)
            reading->status = DELIB_E_NOMEM;
    share_chair(reading, sitting, first, end);
}

static void find_facts(struct dlb_reading *reading, uint32_t number)
{
    const struct dlb_scope *scope = &reading->scopes[number];
    if (!scope->item && !scope->act)
        share_sitting(reading, number);
    if (!scope->act)
        return;
    if (scope->item) {
        dlb_find_examination(reading, scope);
        dlb_find_counts(reading, scope);
    } else {
        find_facts_of_sitting(reading, scope);
    }
    dlb_find_chair(reading, scope, scope->act, false);
    find_facts_of_act(reading, scope);
}

static void find_no_act(struct dlb_reading *reading)
{
    delib_finding finding = { .code = DELIB_SLICE("NO-ACT"), .severity = DELIB_WARNING,
                              .message = DELIB_SLICE("no act was found in the text"),
                              .source = reading->text.lines->source };
    if (delib_document_first_act(reading->document))
        return;
    reading->status = delib_act_add_finding(reading->document, NULL, &finding);
    if (reading->status == DELIB_OK)
        reading->status = DELIB_PARTIAL;
}

static void read_all(struct dlb_reading *reading)
{
    dlb_find_runs(reading);
    dlb_find_places(reading);
    dlb_find_acts(reading);
    for (uint32_t i = 0; i < reading->scope_count && reading->status >= DELIB_OK; i++) {
        find_facts(reading, i);
        dlb_write_content(reading, &reading->scopes[i]);
    }
    if (reading->status >= DELIB_OK)
        find_no_act(reading);
}

delib_status delib_read_lines(delib_context *context, const delib_lines *lines, delib_document *document)
{
    struct dlb_reading reading = { .context = context, .document = document };

    if (!context->lexicon && !(context->lexicon = dlb_lexicon_new()))
        return DELIB_E_NOMEM;
    reading.status = dlb_text_init(&reading.text, lines, context->lexicon);
    if (reading.status == DELIB_OK)
        reading.status = dlb_restore_lines(&reading.text);
    if (reading.status == DELIB_OK)
        read_all(&reading);
    dlb_text_clear(&reading.text);
    free(reading.runs);
    free(reading.scopes);
    free(reading.buffer);
    return reading.status;
}
