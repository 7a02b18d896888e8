/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From runs to acts: where one sitting or act ends and the next begins, and which items of minutes are acts. */
#include <config.h>

#include <stdlib.h>

#include "reading/items.h"
#include "reading/types.h"

/* So many lines of a head at most stand between the title of minutes and the opening of the sitting. */
#define HEAD_RUNS 8

/* The digits of a day in the number of an act, and how many days one sitting has at most. */
#define DAY 8
#define DAYS 3

/* Whether minutes begin at a run: their title, and the opening of a sitting closely below. */
static bool begins_minutes(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_run *last = reading->runs + reading->run_count;
    if (run->lead != DLB_CUE_MINUTES || !(run->flags & DLB_RUN_TITLE))
        return false;
    for (const struct dlb_run *next = run + 1; next < last && next - run <= HEAD_RUNS; next++)
        if (next->lead == DLB_CUE_YEAR_OF || dlb_run_has(reading, next, DLB_CUE_MEETS))
            return true;
    return false;
}

static bool begins_sitting(const struct dlb_reading *reading, const struct dlb_state *state,
                           const struct dlb_run *run)
{
    if (state->opened && begins_minutes(reading, run))
        return true;
    if (state->zone == DLB_ZONE_CLOSING)
        return (dlb_cue_kinds[run->lead].flags & DLB_CUE_HEAD) && run->lead != DLB_CUE_SUBJECT;
    return state->zone == DLB_ZONE_DECISION && run->lead == DLB_CUE_YEAR_OF;
}

static void add_scope(struct dlb_reading *reading, uint32_t first, bool item)
{
    if (reading->scope_count == reading->scope_room) {
        uint32_t room = reading->scope_room ? 2 * reading->scope_room : 8;
        struct dlb_scope *grown = realloc(reading->scopes, room * sizeof *grown);
        if (!grown) {
            reading->status = DELIB_E_NOMEM;
            return;
        }
        reading->scopes = grown;
        reading->scope_room = room;
    }
    reading->scopes[reading->scope_count++] = (struct dlb_scope){ first, first, item, NULL };
}

static void remember_head(const struct dlb_reading *reading, struct dlb_state *state, uint32_t run)
{
    bool head = reading->runs[run].type == DELIB_BLOCK_HEADING ||
                (reading->runs[run].type == DELIB_BLOCK_OTHER && state->zone == DLB_ZONE_HEAD);
    if (head && state->head_count < DLB_HEADS && !(reading->runs[run].flags & DLB_RUN_ITEM) &&
        dlb_count_words(&reading->text, &reading->runs[run]) >= 3)
        state->heads[state->head_count++] = run;
}

/* --- what is an act ------------------------------------------------------------------------------------------- */

static bool decides(const struct dlb_reading *reading, const struct dlb_scope *scope)
{
    for (uint32_t i = scope->first; i < scope->end; i++)
        if (reading->runs[i].zone >= DLB_ZONE_DECISION)
            return true;
    return false;
}

/* Whether what was read as an act decides something, or at least says which act it is. */
static bool is_act(const struct dlb_reading *reading, const struct dlb_scope *scope)
{
    bool numbered = false, titled = false;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        const struct dlb_run *run = &reading->runs[i];
        numbered = numbered || run->lead == DLB_CUE_NUMBER || run->lead == DLB_CUE_IDENTIFIER ||
                   (run->zone == DLB_ZONE_HEAD && dlb_run_has(reading, run, DLB_CUE_EXTRACT));
        titled = titled || run->lead == DLB_CUE_SUBJECT || run->type == DELIB_BLOCK_ATTENDANCE;
    }
    return decides(reading, scope) || (numbered && titled);
}

/* « Retirée de l'ordre du jour », « Ajournée ». */
static bool is_withdrawn(const struct dlb_reading *reading, const struct dlb_scope *scope)
{
    for (uint32_t i = scope->first; i < scope->end; i++)
        if (dlb_run_has(reading, &reading->runs[i], DLB_CUE_WITHDRAWN))
            return true;
    return false;
}

static bool is_item_act(const struct dlb_reading *reading, const struct dlb_scope *scope)
{
    return scope->item && !dlb_is_routine(reading, &reading->runs[scope->first]) &&
           (decides(reading, scope) || (dlb_is_numbered_title(reading, &reading->runs[scope->first]) &&
                                        !is_withdrawn(reading, scope)));
}

/* --- scopes --------------------------------------------------------------------------------------------------- */

static void close_scopes(struct dlb_reading *reading)
{
    for (uint32_t i = 0; i < reading->scope_count; i++)
        reading->scopes[i].end = i + 1 < reading->scope_count ? reading->scopes[i + 1].first : reading->run_count;
}

/* The scope behind the items of the sitting that scope `first` begins, and how many of them are acts. */
static uint32_t end_of_sitting(const struct dlb_reading *reading, uint32_t first, uint32_t *acts)
{
    uint32_t end = first + 1;
    *acts = 0;
    for (; end < reading->scope_count && reading->scopes[end].item; end++)
        *acts += is_item_act(reading, &reading->scopes[end]);
    return end;
}

/* Makes one scope of a sitting that holds one act only, and gives what decides nothing back to the act before it. */
static void merge_scopes(struct dlb_reading *reading)
{
    uint32_t kept = 0;
    for (uint32_t i = 0, end, acts; i < reading->scope_count; i = end) {
        struct dlb_scope whole = reading->scopes[i];
        end = end_of_sitting(reading, i, &acts);
        whole.end = reading->scopes[end - 1].end;
        if (acts > 1)
            while (i < end)
                reading->scopes[kept++] = reading->scopes[i++];
        else if (kept && !is_act(reading, &whole))
            reading->scopes[kept - 1].end = whole.end;
        else
            reading->scopes[kept++] = whole;
    }
    reading->scope_count = kept;
}

/* What was proposed is decided where the act does not say it again: « Il est proposé : - d'approuver … Vote : 12 pour ». */
static void settle_proposals(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    bool decided = false, said = false;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        decided = decided || reading->runs[i].zone >= DLB_ZONE_DECISION;
        said = said || (reading->runs[i].zone >= DLB_ZONE_DECISION && reading->runs[i].type == DELIB_BLOCK_DECISION);
    }
    for (uint32_t i = scope->first; i < scope->end; i++) {
        struct dlb_run *run = &reading->runs[i];
        if (run->type == DELIB_BLOCK_DECISION && run->zone < DLB_ZONE_DECISION && (said || !decided))
            run->type = run->body > run->first ? DELIB_BLOCK_ITEM : DELIB_BLOCK_EXPOSITION;
    }
}

static void add_acts(struct dlb_reading *reading)
{
    for (uint32_t i = 0; i < reading->scope_count && reading->status >= DELIB_OK; i++) {
        struct dlb_scope *scope = &reading->scopes[i];
        settle_proposals(reading, scope);
        bool minutes = i + 1 < reading->scope_count && reading->scopes[i + 1].item;
        if (scope->item ? !is_item_act(reading, scope) : minutes || !is_act(reading, scope))
            continue;
        scope->act = delib_document_add_act(reading->document);
        if (!scope->act)
            reading->status = DELIB_E_NOMEM;
    }
}

/* Whether an item may begin in the head, where the text says nothing of the sitting: it has a text of its own, which
 * lines of an agenda have not. */
static bool begins_without_sitting(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return dlb_is_numbered_title(reading, run) ||
           (reading->genre == DLB_GENRE_MINUTES && run + 1 < reading->runs + reading->run_count &&
            !(run[1].flags & DLB_RUN_ITEM));
}

/* The index of a register names the acts of many sittings and tells of none: nothing in it can be given to an act. */
static bool is_register(const struct dlb_reading *reading)
{
    const struct dlb_text *text = &reading->text;
    delib_slice day = { NULL, 0 };
    uint32_t days = 0;
    for (uint32_t i = 0; i < text->hit_count; i++)
        if (text->hits[i].cue == DLB_CUE_YEAR_OF || text->hits[i].cue == DLB_CUE_MEETS ||
            text->hits[i].cue == DLB_CUE_SECRETARY)
            return false;
    for (uint32_t at = 0; at < text->count; at++) {
        if (text->tokens[at].kind != DLB_NUMBER || text->tokens[at].size != DAY ||
            delib_slice_equal(dlb_token_slice(text, at), day))
            continue;
        day = dlb_token_slice(text, at);
        days++;
    }
    return days > DAYS;
}

void dlb_find_acts(struct dlb_reading *reading)
{
    struct dlb_state state = { .before = DLB_BLOCK_NONE };

    dlb_find_items(reading);
    for (uint32_t i = 0; i < reading->run_count && reading->status >= DELIB_OK; i++) {
        struct dlb_run *run = &reading->runs[i];
        bool item = (run->flags & DLB_RUN_ITEM) &&
                    (state.zone > DLB_ZONE_HEAD || begins_without_sitting(reading, run));
        bool sitting = i == 0 || (begins_sitting(reading, &state, run) && !item);
        if (sitting) {
            state = (struct dlb_state){ .before = DLB_BLOCK_NONE };
            add_scope(reading, i, false);
        }
        if (item && reading->status >= DELIB_OK) {
            state.zone = DLB_ZONE_BODY;
            add_scope(reading, i, true);
        }
        run->type = (uint8_t)(item ? DELIB_BLOCK_HEADING : dlb_type_of(reading, &state, run));
        run->zone = (uint8_t)state.zone;
        if (run->type == DELIB_BLOCK_FURNITURE)
            continue;
        state.before = (delib_block_type)run->type;
        if (run->type != DELIB_BLOCK_STAMP)
            state.above = state.before;
        remember_head(reading, &state, i);
    }
    close_scopes(reading);
    merge_scopes(reading);
    if (!is_register(reading))
        add_acts(reading);
}
