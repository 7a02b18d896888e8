/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "model/document.h"

static const char *const names[] = {
#define BLOCK(id, name, summary) name,
#include <delib/blocks.def>
#undef BLOCK
};

const char *delib_block_type_name(delib_block_type type)
{
    return (size_t)type < sizeof names / sizeof *names ? names[type] : "root";
}

delib_block_type delib_block_type_of(delib_slice name)
{
    for (unsigned i = 0; i < DELIB_BLOCK_ROOT; i++)
        if (delib_slice_is(name, names[i]))
            return (delib_block_type)i;
    return DELIB_BLOCK_ROOT;
}

/* --- building ----------------------------------------------------------------------------------------------- */

void dlb_block_init_root(delib_block *block, delib_document *document)
{
    block->document = document;
    block->type = DELIB_BLOCK_ROOT;
    block->source = DELIB_NO_SOURCE;
}

static void hang(delib_block *parent, delib_block *first, delib_block *last)
{
    if (parent->last)
        parent->last->next = first;
    else
        parent->first = first;
    parent->last = last;
}

delib_block *delib_block_add(delib_block *parent, delib_block_type type)
{
    if (parent->depth >= DLB_BLOCK_DEPTH || (unsigned)type >= DELIB_BLOCK_ROOT)
        return NULL;
    delib_block *block = dlb_arena_alloc(&parent->document->arena, sizeof *block);
    if (!block)
        return NULL;
    block->document = parent->document;
    block->parent = parent;
    block->type = type;
    block->depth = (uint16_t)(parent->depth + 1);
    block->source = DELIB_NO_SOURCE;
    hang(parent, block, block);
    return block;
}

static delib_status set_slice(delib_block *block, delib_slice *member, delib_slice value)
{
    if (value.size == 0)
        value = (delib_slice){ NULL, 0 };
    return dlb_arena_copy(&block->document->arena, value, member) ? DELIB_OK : DELIB_E_NOMEM;
}

delib_status delib_block_set_text(delib_block *block, delib_slice text)
{
    return set_slice(block, &block->text, text);
}

delib_status delib_block_set_number(delib_block *block, delib_slice number)
{
    return set_slice(block, &block->number, number);
}

delib_status delib_block_set_verb(delib_block *block, delib_slice verb)
{
    return set_slice(block, &block->verb, verb);
}

static bool make_room(delib_block *block)
{
    if (block->span_count < block->span_room)
        return true;
    if (block->span_room > UINT32_MAX / 2)
        return false;
    uint32_t room = block->span_room ? block->span_room * 2 : 1;
    delib_span *spans = dlb_arena_alloc(&block->document->arena, room * sizeof *spans);
    if (!spans)
        return false;
    if (block->span_count)
        memcpy(spans, block->spans, block->span_count * sizeof *spans);
    block->spans = spans;
    block->span_room = room;
    return true;
}

delib_status delib_block_add_span(delib_block *block, uint32_t source, delib_span span)
{
    if (span.end < span.start || (block->span_count && block->source != source))
        return DELIB_E_INVALID;
    if (!make_room(block))
        return DELIB_E_NOMEM;
    block->source = source;
    block->spans[block->span_count++] = span;
    return DELIB_OK;
}

/* --- reading ------------------------------------------------------------------------------------------------ */

delib_block_type delib_block_type_get(const delib_block *block)
{
    return block->type;
}

delib_slice delib_block_text(const delib_block *block)
{
    return block->text;
}

delib_slice delib_block_number(const delib_block *block)
{
    return block->number;
}

delib_slice delib_block_verb(const delib_block *block)
{
    return block->verb;
}

uint32_t delib_block_source(const delib_block *block)
{
    return block->source;
}

const delib_span *delib_block_spans(const delib_block *block, size_t *count)
{
    *count = block->span_count;
    return block->spans;
}

const delib_block *delib_block_first(const delib_block *block)
{
    return block->first;
}

const delib_block *delib_block_next(const delib_block *block)
{
    return block->next;
}

const delib_block *delib_block_parent(const delib_block *block)
{
    return block->parent;
}

/* --- the walk ----------------------------------------------------------------------------------------------- */

delib_walk delib_walk_begin(const delib_block *root)
{
    delib_walk walk = { root, NULL, false };
    return walk;
}

bool delib_walk_next(delib_walk *walk)
{
    const delib_block *at = walk->block ? walk->block : walk->root;
    bool inside = !walk->block || walk->entering;
    const delib_block *next = inside ? at->first : at->next;
    if (next) {
        walk->block = next;
        walk->entering = true;
        return true;
    }
    if (inside && walk->block) {
        walk->entering = false;
        return true;
    }
    const delib_block *parent = at->parent;
    if (!walk->block || parent == walk->root)
        return false;
    walk->block = parent;
    walk->entering = false;
    return true;
}

/* --- moving ------------------------------------------------------------------------------------------------- */

void dlb_block_move(delib_block *root, delib_document *document, uint32_t shift)
{
    delib_block *block = root;
    root->document = document;
    for (;;) {
        if (block->first) {
            block = block->first;
        } else {
            while (block != root && !block->next)
                block = block->parent;
            if (block == root)
                return;
            block = block->next;
        }
        block->document = document;
        if (block->source != DELIB_NO_SOURCE)
            block->source += shift;
    }
}

void dlb_block_take_children(delib_block *into, delib_block *from)
{
    if (!from->first)
        return;
    for (delib_block *block = from->first; block; block = block->next)
        block->parent = into;
    hang(into, from->first, from->last);
    from->first = from->last = NULL;
}
