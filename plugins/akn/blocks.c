/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Paragraphs, lists and tables, which may stand in any section. */
#include <config.h>

#include "blocks.h"

/* What lies deeper than this is written at this depth: eIds grow with every level. */
#define DEEPEST 32

/* What a block is written as: decided by what it stands in. */
enum shape { SHAPE_PROSE, SHAPE_LIST, SHAPE_ITEM, SHAPE_TABLE, SHAPE_ROW, SHAPE_CELL, SHAPE_LONE_CELL };

/* Blocks that are open, outermost first. */
struct nest {
    enum shape shapes[DEEPEST];
    size_t depth;  /* of the walk; may pass DEEPEST */
};

static const delib_slice absent = { NULL, 0 };

const char *akn_class_of(const delib_block *block)
{
    delib_block_type type = delib_block_type_get(block);

    return type == DELIB_BLOCK_PARAGRAPH || type == DELIB_BLOCK_ITEM || type == DELIB_BLOCK_CELL
               ? NULL
               : delib_block_type_name(type);
}

void akn_write_paragraph(struct akn *akn, const delib_block *block, delib_slice text, const char *class)
{
    akn_enter(akn, AKN_P, absent);
    if (class)
        akn_xml_attribute_string(&akn->xml, "class", class);
    akn_xml_mixed(&akn->xml);
    if (delib_block_type_get(block) == DELIB_BLOCK_HEADING)
        akn_heading_text(akn, text);
    else
        akn_text(akn, text);
    akn_leave(akn);
}

void akn_write_mark(struct akn *akn, delib_slice mark)
{
    if (!mark.data)
        return;
    akn_xml_open(&akn->xml, "num");
    akn_xml_mixed(&akn->xml);
    akn_xml_text(&akn->xml, mark);
    akn_xml_close(&akn->xml);
}

/* A list or table without entries would be invalid: it is prose then. */
static enum shape own_shape(const delib_block *block)
{
    if (!delib_block_first(block))
        return SHAPE_PROSE;
    switch (delib_block_type_get(block)) {
    case DELIB_BLOCK_LIST:
        return SHAPE_LIST;
    case DELIB_BLOCK_TABLE:
        return SHAPE_TABLE;
    default:
        return SHAPE_PROSE;
    }
}

static enum shape shape_in(enum shape parent, const delib_block *block)
{
    switch (parent) {
    case SHAPE_LIST:
        return SHAPE_ITEM;
    case SHAPE_TABLE:
        return delib_block_type_get(block) == DELIB_BLOCK_ROW && delib_block_first(block) ? SHAPE_ROW
                                                                                          : SHAPE_LONE_CELL;
    case SHAPE_ROW:
        return SHAPE_CELL;
    default:
        return own_shape(block);
    }
}

static void enter_item(struct akn *akn, const delib_block *block)
{
    struct akn_mark mark = akn_split_mark(block);

    akn_enter_numbered(akn, AKN_ITEM, block, mark.number);
    akn_write_mark(akn, mark.mark);
    if (mark.rest.size > 0 || !delib_block_first(block))
        akn_write_paragraph(akn, block, mark.rest, akn_class_of(block));
}

static void enter_cell(struct akn *akn, const delib_block *block)
{
    delib_slice text = akn_trim(delib_block_text(block));

    akn_enter(akn, AKN_CELL, absent);
    if (text.size > 0)
        akn_write_paragraph(akn, block, text, akn_class_of(block));
}

/* Prose of a block: `text` is what is left of its own. */
static void put_prose(struct akn *akn, const delib_block *block, delib_slice text)
{
    if (text.size > 0 || !delib_block_first(block))
        akn_write_paragraph(akn, block, text, akn_class_of(block));
}

static void enter(struct akn *akn, const delib_block *block, enum shape shape, delib_slice text)
{
    switch (shape) {
    case SHAPE_ITEM:
        enter_item(akn, block);
        break;
    case SHAPE_LIST:
    case SHAPE_TABLE:
        if (text.size > 0)
            akn_write_paragraph(akn, block, text, akn_class_of(block));
        akn_enter(akn, shape == SHAPE_LIST ? AKN_BLOCK_LIST : AKN_TABLE, absent);
        break;
    case SHAPE_ROW:
        akn_enter(akn, AKN_ROW, absent);
        break;
    case SHAPE_LONE_CELL:
        akn_enter(akn, AKN_ROW, absent);
        enter_cell(akn, block);
        break;
    case SHAPE_CELL:
        enter_cell(akn, block);
        break;
    default:
        put_prose(akn, block, text);
        break;
    }
}

static void leave(struct akn *akn, enum shape shape)
{
    if (shape == SHAPE_LONE_CELL)
        akn_leave(akn);
    if (shape != SHAPE_PROSE)
        akn_leave(akn);
}

/* Near the floor no list or table begins, so that nothing that must be closed lies below it. */
static enum shape next_shape(const struct nest *nest, const delib_block *block)
{
    enum shape shape = nest->depth < DEEPEST ? shape_in(nest->shapes[nest->depth - 1], block) : SHAPE_PROSE;

    return nest->depth > DEEPEST - 5 && (shape == SHAPE_LIST || shape == SHAPE_TABLE) ? SHAPE_PROSE : shape;
}

void akn_write_block(struct akn *akn, const delib_block *block, delib_slice rest, const char *class)
{
    struct nest nest = { { own_shape(block) }, 1 };
    delib_walk walk = delib_walk_begin(block);

    if (nest.shapes[0] == SHAPE_PROSE && (rest.size > 0 || (rest.data && !delib_block_first(block))))
        akn_write_paragraph(akn, block, rest, class);
    else if (nest.shapes[0] != SHAPE_PROSE)
        enter(akn, block, nest.shapes[0], rest);
    while (delib_walk_next(&walk)) {
        enum shape shape;

        if (!walk.entering) {
            nest.depth--;
            leave(akn, nest.depth < DEEPEST ? nest.shapes[nest.depth] : SHAPE_PROSE);
            continue;
        }
        shape = next_shape(&nest, walk.block);
        enter(akn, walk.block, shape, akn_trim(delib_block_text(walk.block)));
        if (nest.depth < DEEPEST)
            nest.shapes[nest.depth] = shape;
        nest.depth++;
    }
    leave(akn, nest.shapes[0]);
}
