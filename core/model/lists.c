/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The persons, attachments and findings of an act. */
#include <config.h>

#include "model/document.h"

const char *delib_presence_name(delib_presence presence)
{
    static const char *const names[] = { NULL, "present", "absent", "excused", "represented" };
    return (size_t)presence < sizeof names / sizeof *names ? names[presence] : NULL;
}

const char *dlb_list_path(delib_list list)
{
    static const char *const paths[] = { "sitting.attendance", "vote.voters.for", "vote.voters.against",
                                         "vote.voters.abstentions" };
    return paths[list];
}

/* --- persons ------------------------------------------------------------------------------------------------ */

static bool copy_spans(dlb_arena *arena, delib_person *person)
{
    if (person->span_count == 0 || !person->spans) {
        person->spans = NULL;
        person->span_count = 0;
        return true;
    }
    if (person->span_count > SIZE_MAX / sizeof *person->spans)
        return false;
    size_t size = person->span_count * sizeof *person->spans;
    delib_span *spans = dlb_arena_alloc(arena, size);
    if (!spans)
        return false;
    memcpy(spans, person->spans, size);
    person->spans = spans;
    return true;
}

static bool copy_texts(dlb_arena *arena, delib_person *person)
{
    delib_slice *texts[] = { &person->name,     &person->given, &person->family,
                             &person->civility, &person->role,  &person->proxy_to };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i]->size == 0)
            *texts[i] = (delib_slice){ NULL, 0 };
        else if (!dlb_arena_copy(arena, *texts[i], texts[i]))
            return false;
    }
    return true;
}

/* Links a person whose texts are the document's already. */
static dlb_person *link_person(delib_document *document, dlb_persons *persons, const delib_person *person)
{
    dlb_person *node = dlb_arena_alloc(&document->arena, sizeof *node);
    if (!node)
        return NULL;
    node->person = *person;
    node->older = document->persons;
    document->persons = node;
    if (persons->last)
        persons->last->next = node;
    else
        persons->first = node;
    persons->last = node;
    return node;
}

static bool link_persons(delib_document *document, dlb_persons *persons, const dlb_persons *from)
{
    for (const dlb_person *at = from ? from->first : NULL; at; at = at->next) {
        dlb_person *node = link_person(document, persons, &at->person);
        if (!node)
            return false;
        node->extras = at->extras;
    }
    return true;
}

/* The list as one that only this act has; NULL: out of memory. */
static dlb_persons *own_list(delib_act *act, delib_list list)
{
    dlb_persons *persons = act->lists[list];
    if (persons && !persons->shared)
        return persons;
    dlb_persons *own = dlb_arena_alloc(&act->document->arena, sizeof *own);
    if (!own || !link_persons(act->document, own, persons))
        return NULL;
    act->lists[list] = own;
    return own;
}

dlb_person *dlb_act_append_person(delib_act *act, delib_list list, const delib_person *person)
{
    dlb_arena *arena = &act->document->arena;
    delib_person copy = *person;
    dlb_persons *persons = own_list(act, list);
    if (!persons || !copy_texts(arena, &copy) || !copy_spans(arena, &copy))
        return NULL;
    return link_person(act->document, persons, &copy);
}

delib_status delib_act_add_person(delib_act *act, delib_list list, const delib_person *person)
{
    if ((unsigned)list >= DELIB_LIST_COUNT || !person->name.data || person->name.size == 0 ||
        person->confidence > 1000)
        return DELIB_E_INVALID;
    return dlb_act_append_person(act, list, person) ? DELIB_OK : DELIB_E_NOMEM;
}

delib_status dlb_act_share_persons(delib_act *act, delib_list list, const delib_act *other)
{
    dlb_persons *theirs = other->lists[list];
    if (!theirs || theirs == act->lists[list])
        return DELIB_OK;
    if (!act->lists[list]) {
        theirs->shared = true;
        act->lists[list] = theirs;
        return DELIB_OK;
    }
    dlb_persons *own = own_list(act, list);
    return own && link_persons(act->document, own, theirs) ? DELIB_OK : DELIB_E_NOMEM;
}

const delib_person *delib_act_persons(const delib_act *act, delib_list list)
{
    if ((unsigned)list >= DELIB_LIST_COUNT || !act->lists[list] || !act->lists[list]->first)
        return NULL;
    return &act->lists[list]->first->person;
}

const delib_person *delib_person_next(const delib_person *person)
{
    const dlb_person *next = ((const dlb_person *)person)->next;
    return next ? &next->person : NULL;
}

/* --- attachments -------------------------------------------------------------------------------------------- */

dlb_attachment *dlb_act_append_attachment(delib_act *act, const delib_attachment *attachment)
{
    dlb_arena *arena = &act->document->arena;
    dlb_attachment *node = dlb_arena_alloc(arena, sizeof *node);
    if (!node || !dlb_arena_copy(arena, attachment->name, &node->attachment.name) ||
        !dlb_arena_copy(arena, attachment->type, &node->attachment.type) ||
        !dlb_arena_copy(arena, attachment->sha256, &node->attachment.sha256))
        return NULL;
    node->attachment.size = attachment->size;
    node->sized = true;
    if (act->last_attachment)
        act->last_attachment->next = node;
    else
        act->first_attachment = node;
    act->last_attachment = node;
    return node;
}

delib_status delib_act_add_attachment(delib_act *act, const delib_attachment *attachment)
{
    return dlb_act_append_attachment(act, attachment) ? DELIB_OK : DELIB_E_NOMEM;
}

const delib_attachment *delib_act_attachments(const delib_act *act)
{
    return act->first_attachment ? &act->first_attachment->attachment : NULL;
}

const delib_attachment *delib_attachment_next(const delib_attachment *attachment)
{
    const dlb_attachment *next = ((const dlb_attachment *)attachment)->next;
    return next ? &next->attachment : NULL;
}

void dlb_act_move_attachments(delib_act *into, delib_act *from)
{
    if (!from->first_attachment)
        return;
    if (into->last_attachment)
        into->last_attachment->next = from->first_attachment;
    else
        into->first_attachment = from->first_attachment;
    into->last_attachment = from->last_attachment;
    from->first_attachment = from->last_attachment = NULL;
}

/* --- findings ----------------------------------------------------------------------------------------------- */

static uint32_t mix(uint32_t hash, delib_slice slice)
{
    for (size_t i = 0; i < slice.size; i++)
        hash = (hash ^ (unsigned char)slice.data[i]) * 16777619u;
    return hash * 31u;
}

static uint32_t hash_of(const delib_finding *finding)
{
    return mix(mix(mix(2166136261u, finding->code), finding->field), finding->message);
}

static bool same_finding(const delib_finding *a, const delib_finding *b)
{
    return delib_slice_equal(a->code, b->code) && delib_slice_equal(a->field, b->field) &&
           delib_slice_equal(a->message, b->message);
}

dlb_finding *dlb_findings_append(delib_document *document, dlb_findings *findings, const delib_finding *finding)
{
    dlb_arena *arena = &document->arena;
    dlb_finding *node = dlb_arena_alloc(arena, sizeof *node);
    if (!node)
        return NULL;
    node->finding = *finding;
    node->hash = hash_of(finding);
    if (!dlb_arena_copy(arena, finding->code, &node->finding.code) ||
        !dlb_arena_copy(arena, finding->field, &node->finding.field) ||
        !dlb_arena_copy(arena, finding->message, &node->finding.message))
        return NULL;
    if (findings->last)
        findings->last->next = node;
    else
        findings->first = node;
    findings->last = node;
    return node;
}

delib_status delib_act_add_finding(delib_document *document, delib_act *act, const delib_finding *finding)
{
    dlb_findings *findings = act ? &act->findings : &document->findings;
    uint32_t hash = hash_of(finding);
    for (const dlb_finding *at = findings->first; at; at = at->next)
        if (at->hash == hash && same_finding(&at->finding, finding))
            return DELIB_OK;
    return dlb_findings_append(document, findings, finding) ? DELIB_OK : DELIB_E_NOMEM;
}

const delib_finding *delib_act_findings(const delib_act *act)
{
    return act->findings.first ? &act->findings.first->finding : NULL;
}

const delib_finding *delib_document_findings(const delib_document *document)
{
    return document->findings.first ? &document->findings.first->finding : NULL;
}

const delib_finding *delib_finding_next(const delib_finding *finding)
{
    const dlb_finding *next = ((const dlb_finding *)finding)->next;
    return next ? &next->finding : NULL;
}
