/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "model/document.h"

delib_document *delib_document_new(void)
{
    delib_document *document = calloc(1, sizeof *document);
    if (document)
        dlb_block_init_root(&document->content, document);
    return document;
}

void delib_document_free(delib_document *document)
{
    if (!document)
        return;
    for (uint32_t i = 0; i < document->source_count; i++)
        delib_source_close(document->sources[i].source);
    free(document->sources);
    dlb_arena_free(&document->arena);
    free(document);
}

delib_block *delib_document_content(delib_document *document)
{
    return &document->content;
}

/* --- sources ------------------------------------------------------------------------------------------------ */

static bool reserve_sources(delib_document *document, uint32_t more)
{
    if (more > DELIB_NO_SOURCE - 1 - document->source_count)
        return false;
    uint32_t needed = document->source_count + more;
    if (needed <= document->source_room)
        return true;
    uint32_t room = document->source_room <= needed / 2 ? needed : document->source_room * 2;
    dlb_source *sources = realloc(document->sources, room * sizeof *sources);
    if (!sources)
        return false;
    document->sources = sources;
    document->source_room = room;
    return true;
}

/* Sources are s1, s2, … in their order, whatever they were called elsewhere: a name need never be searched. */
static bool name_source(dlb_arena *arena, uint32_t index, delib_slice *id)
{
    char text[16];
    int size = snprintf(text, sizeof text, "s%lu", (unsigned long)index + 1);
    return dlb_arena_copy(arena, (delib_slice){ text, (size_t)size }, id);
}

static delib_slice without_folders(const char *path)
{
    const char *slash = strrchr(path, '/');
    return delib_slice_of(slash ? slash + 1 : path);
}

static delib_status describe(delib_document *document, dlb_source *slot, const delib_source_info *info)
{
    dlb_arena *arena = &document->arena;
    slot->info.size = info->size;
    bool good = name_source(arena, document->source_count, &slot->info.id) &&
                dlb_arena_copy(arena, info->name, &slot->info.name) &&
                dlb_arena_copy(arena, info->format, &slot->info.format) &&
                dlb_arena_copy(arena, info->charset, &slot->info.charset) &&
                dlb_arena_copy(arena, info->sha256, &slot->info.sha256) && reserve_sources(document, 1);
    return good ? DELIB_OK : DELIB_E_NOMEM;
}

static void keep_source(delib_document *document, const dlb_source *slot, uint32_t *index)
{
    *index = document->source_count;
    document->sources[document->source_count++] = *slot;
}

delib_status delib_document_adopt(delib_document *document, delib_source *source, const char *format, uint32_t *index)
{
    dlb_source slot = { .source = source, .sized = true };
    delib_source_info info = { .name = without_folders(delib_source_name(source)),
                               .format = delib_slice_of(format),
                               .size = delib_source_size(source) };
    delib_status status = describe(document, &slot, &info);
    if (status < 0)
        delib_source_close(source);
    else
        keep_source(document, &slot, index);
    return status;
}

delib_status delib_document_add_source(delib_document *document, const delib_source_info *info, uint32_t *index)
{
    dlb_source slot = { .sized = true };
    delib_status status = describe(document, &slot, info);
    if (status >= 0)
        keep_source(document, &slot, index);
    return status;
}

uint32_t delib_document_source_count(const delib_document *document)
{
    return document->source_count;
}

delib_source_info delib_document_source(delib_document *document, uint32_t index)
{
    delib_source_info info = { 0 };
    if (index >= document->source_count)
        return info;
    const dlb_source *slot = &document->sources[index];
    info = slot->info;
    if (slot->source) {
        info.charset = delib_slice_of(delib_source_charset(slot->source));
        info.sha256 = delib_slice_of(delib_source_sha256(slot->source));
    }
    return info;
}

delib_source *delib_document_held(const delib_document *document, uint32_t index)
{
    return index < document->source_count ? document->sources[index].source : NULL;
}

uint32_t delib_document_find_source(const delib_document *document, delib_slice id)
{
    uint32_t number = 0;
    if (!id.data || id.size < 2 || id.size > 10 || id.data[0] != 's' || id.data[1] == '0')
        return DELIB_NO_SOURCE;
    for (size_t i = 1; i < id.size; i++) {
        if (id.data[i] < '0' || id.data[i] > '9')
            return DELIB_NO_SOURCE;
        number = number * 10 + (uint32_t)(id.data[i] - '0');
    }
    return number <= document->source_count ? number - 1 : DELIB_NO_SOURCE;
}

/* --- acts --------------------------------------------------------------------------------------------------- */

delib_act *delib_document_add_act(delib_document *document)
{
    delib_act *act = dlb_arena_alloc(&document->arena, sizeof *act);
    if (!act)
        return NULL;
    act->document = document;
    dlb_block_init_root(&act->content, document);
    act->previous = document->last_act;
    if (document->last_act)
        document->last_act->next = act;
    else
        document->first_act = act;
    document->last_act = act;
    return act;
}

delib_act *delib_document_first_act(const delib_document *document)
{
    return document->first_act;
}

delib_act *delib_act_next(const delib_act *act)
{
    return act->next;
}

size_t delib_act_position(const delib_act *act)
{
    delib_document *document = act->document;
    if (!document->counted || (document->counted != act && document->counted != act->previous)) {
        document->counted = document->first_act;
        document->position = 1;
    }
    for (; document->counted != act; document->counted = document->counted->next)
        document->position++;
    return document->position;
}

delib_document *delib_act_document(const delib_act *act)
{
    return act->document;
}

void dlb_document_remove_act(delib_document *document, delib_act *act)
{
    if (act->previous)
        act->previous->next = act->next;
    else
        document->first_act = act->next;
    if (act->next)
        act->next->previous = act->previous;
    else
        document->last_act = act->previous;
    document->counted = NULL;
    act->previous = act->next = NULL;
}

/* --- one document into another ------------------------------------------------------------------------------ */

static delib_status move_sources(delib_document *into, delib_document *from)
{
    if (!reserve_sources(into, from->source_count))
        return DELIB_E_NOMEM;
    for (uint32_t i = 0; i < from->source_count; i++) {
        dlb_source *slot = &into->sources[into->source_count + i];
        *slot = from->sources[i];
        if (!name_source(&into->arena, into->source_count + i, &slot->info.id))
            return DELIB_E_NOMEM;
    }
    into->source_count += from->source_count;
    from->source_count = 0;
    return DELIB_OK;
}

static void shift_source(uint32_t *source, uint32_t shift)
{
    if (*source != DELIB_NO_SOURCE)
        *source += shift;
}

static void move_values(delib_document *into, delib_document *from, uint32_t shift)
{
    dlb_fact **fact = &from->facts;
    for (; *fact; fact = &(*fact)->older)
        shift_source(&(*fact)->provenance.source, shift);
    *fact = into->facts;
    into->facts = from->facts;
    dlb_person **person = &from->persons;
    for (; *person; person = &(*person)->older)
        shift_source(&(*person)->person.source, shift);
    *person = into->persons;
    into->persons = from->persons;
}

static void move_findings(dlb_findings *into, dlb_findings *from)
{
    if (!from->first)
        return;
    if (into->last)
        into->last->next = from->first;
    else
        into->first = from->first;
    into->last = from->last;
    from->first = from->last = NULL;
}

static void shift_findings(const dlb_findings *findings, uint32_t shift)
{
    for (dlb_finding *finding = findings->first; finding; finding = finding->next)
        shift_source(&finding->finding.source, shift);
}

static void move_acts(delib_document *into, delib_document *from, uint32_t shift)
{
    if (!from->first_act)
        return;
    for (delib_act *act = from->first_act; act; act = act->next) {
        act->document = into;
        dlb_block_move(&act->content, into, shift);
        shift_findings(&act->findings, shift);
    }
    from->first_act->previous = into->last_act;
    if (into->last_act)
        into->last_act->next = from->first_act;
    else
        into->first_act = from->first_act;
    into->last_act = from->last_act;
}

delib_status dlb_document_absorb(delib_document *into, delib_document *from)
{
    uint32_t shift = into->source_count;
    delib_status status = move_sources(into, from);
    if (status < 0)
        return status;
    move_values(into, from, shift);
    move_acts(into, from, shift);
    dlb_block_move(&from->content, into, shift);
    dlb_block_take_children(&into->content, &from->content);
    shift_findings(&from->findings, shift);
    move_findings(&into->findings, &from->findings);
    dlb_extras_move(&into->extras, &from->extras);
    into->minor = from->minor > into->minor ? from->minor : into->minor;
    dlb_arena_absorb(&into->arena, &from->arena);
    free(from->sources);
    *from = (delib_document){ 0 };
    dlb_block_init_root(&from->content, from);
    return DELIB_OK;
}

delib_status dlb_extras_add(delib_document *document, dlb_extras *extras, delib_slice section, delib_slice key,
                            delib_slice json)
{
    dlb_extra *extra = dlb_arena_alloc(&document->arena, sizeof *extra);
    if (!extra || !dlb_arena_copy(&document->arena, section, &extra->section) ||
        !dlb_arena_copy(&document->arena, key, &extra->key) || !dlb_arena_copy(&document->arena, json, &extra->json))
        return DELIB_E_NOMEM;
    dlb_extras one = { extra, extra };
    dlb_extras_move(extras, &one);
    return DELIB_OK;
}

void dlb_extras_move(dlb_extras *into, dlb_extras *from)
{
    if (!from->first)
        return;
    if (into->last)
        into->last->next = from->first;
    else
        into->first = from->first;
    into->last = from->last;
    from->first = from->last = NULL;
}
