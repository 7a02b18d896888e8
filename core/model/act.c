/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The values of an act. */
#include <config.h>

#include "model/document.h"

/* How many candidates of a field are looked at for an equal one: more than a document states, few enough that hostile
 * input costs no time. */
#define LOOK_BACK 256

delib_block *delib_act_content(delib_act *act)
{
    return &act->content;
}

/* --- adding ------------------------------------------------------------------------------------------------- */

static bool same_value(const delib_value *a, const delib_value *b)
{
    return a->number == b->number && delib_slice_equal(a->text, b->text);
}

static bool same_box(const delib_box *a, const delib_box *b)
{
    if (!a || !b)
        return a == b;
    return a->left == b->left && a->top == b->top && a->right == b->right && a->bottom == b->bottom;
}

static bool same_place(const delib_provenance *a, const delib_provenance *b)
{
    return a->origin == b->origin && a->source == b->source && a->bytes.start == b->bytes.start &&
           a->bytes.end == b->bytes.end && a->line == b->line && a->column == b->column && a->page == b->page &&
           same_box(a->box, b->box) && delib_slice_equal(a->rule, b->rule);
}

static bool is_there(const dlb_candidates *candidates, const delib_value *value, const delib_provenance *provenance)
{
    int left = LOOK_BACK;
    for (const delib_candidate *at = candidates->first; at && left > 0; at = at->next, left--)
        if (same_value(&at->fact->value, value) && same_place(&at->fact->provenance, provenance))
            return true;
    return false;
}

static bool copy_provenance(dlb_arena *arena, const delib_provenance *provenance, delib_provenance *out)
{
    *out = *provenance;
    if (provenance->box) {
        delib_box *box = dlb_arena_alloc(arena, sizeof *box);
        if (!box)
            return false;
        *box = *provenance->box;
        out->box = box;
    }
    return dlb_arena_copy(arena, provenance->raw, &out->raw) && dlb_arena_copy(arena, provenance->rule, &out->rule);
}

static delib_status link_fact(delib_act *act, dlb_candidates *candidates, const dlb_fact *fact)
{
    delib_candidate *candidate = dlb_arena_alloc(&act->document->arena, sizeof *candidate);
    if (!candidate)
        return DELIB_E_NOMEM;
    candidate->fact = fact;
    if (candidates->last)
        candidates->last->next = candidate;
    else
        candidates->first = candidate;
    candidates->last = candidate;
    return DELIB_OK;
}

dlb_fact *dlb_act_append(delib_act *act, delib_field field, delib_value value, const delib_provenance *provenance)
{
    dlb_arena *arena = &act->document->arena;
    dlb_fact *fact = dlb_arena_alloc(arena, sizeof *fact);
    if (!fact)
        return NULL;
    fact->value = value;
    if (!dlb_arena_copy(arena, value.text, &fact->value.text) ||
        !copy_provenance(arena, provenance, &fact->provenance) || link_fact(act, &act->fields[field], fact) < 0)
        return NULL;
    fact->older = act->document->facts;
    act->document->facts = fact;
    return fact;
}

static bool is_number(delib_type type)
{
    return type == DELIB_INTEGER || type == DELIB_BOOLEAN;
}

delib_status delib_act_add(delib_act *act, delib_field field, delib_value value, const delib_provenance *provenance)
{
    const delib_field_info *info = delib_field_describe(field);
    if (!info || value.type != info->type || !delib_value_is_valid(value) || provenance->confidence > 1000)
        return DELIB_E_INVALID;
    if (is_number(value.type))
        value.text = (delib_slice){ NULL, 0 };
    else
        value.number = 0;
    if (is_there(&act->fields[field], &value, provenance))
        return DELIB_OK;
    return dlb_act_append(act, field, value, provenance) ? DELIB_OK : DELIB_E_NOMEM;
}

/* Links what `from` holds of a field behind what `act` holds, equal ones once. */
static delib_status link_all(delib_act *act, delib_field field, const dlb_candidates *from)
{
    for (const delib_candidate *at = from->first; at; at = at->next) {
        if (is_there(&act->fields[field], &at->fact->value, &at->fact->provenance))
            continue;
        delib_status status = link_fact(act, &act->fields[field], at->fact);
        if (status < 0)
            return status;
    }
    return DELIB_OK;
}

static delib_status link_fields(delib_act *act, const delib_act *from)
{
    for (unsigned field = 0; field < DELIB_FIELD_COUNT; field++) {
        delib_status status = link_all(act, (delib_field)field, &from->fields[field]);
        if (status < 0)
            return status;
    }
    return DELIB_OK;
}

delib_status delib_act_inherit(delib_act *act, const delib_act *other)
{
    delib_status status = link_fields(act, other);
    for (unsigned list = 0; status >= 0 && list < DELIB_LIST_COUNT; list++)
        status = dlb_act_share_persons(act, (delib_list)list, other);
    return status;
}

delib_status dlb_act_merge(delib_act *into, delib_act *from)
{
    delib_status status = delib_act_inherit(into, from);
    for (const dlb_finding *at = from->findings.first; status >= 0 && at; at = at->next)
        status = delib_act_add_finding(into->document, into, &at->finding);
    if (status < 0)
        return status;
    dlb_act_move_attachments(into, from);
    dlb_extras_move(&into->extras, &from->extras);
    if (!into->content.first)
        dlb_block_take_children(&into->content, &from->content);
    return DELIB_OK;
}

/* --- asking ------------------------------------------------------------------------------------------------- */

const delib_candidate *delib_act_chosen(const delib_act *act, delib_field field)
{
    if ((unsigned)field >= DELIB_FIELD_COUNT || !act->fields[field].chosen)
        return NULL;
    return act->fields[field].first;
}

const delib_candidate *delib_act_candidates(const delib_act *act, delib_field field)
{
    return (unsigned)field < DELIB_FIELD_COUNT ? act->fields[field].first : NULL;
}

const delib_candidate *delib_candidate_next(const delib_candidate *candidate)
{
    return candidate->next;
}

delib_value delib_candidate_value(const delib_candidate *candidate)
{
    return candidate->fact->value;
}

const delib_provenance *delib_candidate_provenance(const delib_candidate *candidate)
{
    return &candidate->fact->provenance;
}

static void bring_forward(dlb_candidates *candidates, const delib_candidate *candidate)
{
    delib_candidate *previous = candidates->first;
    while (previous && previous->next != candidate)
        previous = previous->next;
    if (!previous)
        return;
    delib_candidate *moved = previous->next;
    previous->next = moved->next;
    if (candidates->last == moved)
        candidates->last = previous;
    moved->next = candidates->first;
    candidates->first = moved;
}

void delib_act_choose(delib_act *act, delib_field field, const delib_candidate *candidate)
{
    if ((unsigned)field >= DELIB_FIELD_COUNT)
        return;
    dlb_candidates *candidates = &act->fields[field];
    if (candidate && candidates->first != candidate)
        bring_forward(candidates, candidate);
    candidates->chosen = candidate && candidates->first == candidate;
}

delib_slice delib_act_text(const delib_act *act, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);
    return chosen ? chosen->fact->value.text : (delib_slice){ NULL, 0 };
}

bool delib_act_number(const delib_act *act, delib_field field, int64_t *out)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);
    if (!chosen || !is_number(chosen->fact->value.type))
        return false;
    if (out)
        *out = chosen->fact->value.number;
    return true;
}
