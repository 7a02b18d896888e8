/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The blocks of an act as CommonMark: paragraphs, headings, lists, tables. */
#include <config.h>

#include "markdown.h"

/* Lists nest no deeper than parsers follow; what lies deeper stands at this level. */
#define DEEPEST_LIST 32
/* Columns of text that an item's own blocks are indented by: those of its `- `. */
#define ITEM_INDENT 2

/* Where the walk stands. */
struct body {
    delib_sink *sink;
    size_t items;      /* list items that are open */
    bool begun;        /* something is written: what follows needs a line of its own */
    bool item_begun;   /* a bullet stands on this line and nothing behind it */
    bool list_ended;   /* the block before this one was a list: another one takes another bullet */
    bool headed;       /* the first heading is written */
    char bullet;
};

static bool is_type(const delib_block *block, delib_block_type type)
{
    return block && delib_block_type_get(block) == type;
}

static size_t indent_of(const struct body *body)
{
    return (body->items < DEEPEST_LIST ? body->items : DEEPEST_LIST) * ITEM_INDENT;
}

static void put_indent(struct body *body, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        delib_sink_putc(body->sink, ' ');
}

/* Begins a block: an empty line and the indent, or right behind the bullet of its item. */
static void begin_block(struct body *body)
{
    if (!body->item_begun) {
        if (body->begun)
            delib_sink_putc(body->sink, '\n');
        put_indent(body, indent_of(body));
    }
    body->begun = true;
    body->item_begun = false;
    body->list_ended = false;
}

/* --- text ----------------------------------------------------------------------------------------------------- */

/* The size of the number of an article or a decision where the text begins with it and it can stand in bold; else 0. */
static size_t bold_number(const delib_block *block)
{
    delib_slice text = delib_block_text(block), number = delib_block_number(block);

    if ((!is_type(block, DELIB_BLOCK_ARTICLE) && !is_type(block, DELIB_BLOCK_DECISION)) || number.size == 0 ||
        number.size > text.size ||
        memcmp(text.data, number.data, number.size) != 0 || md_has_lines(number))
        return 0;
    if (number.data[0] == ' ' || number.data[number.size - 1] == ' ' || md_is_blank(number))
        return 0;
    if (number.size < text.size && text.data[number.size] != ' ' && text.data[number.size] != '\n')
        return 0;
    return number.size;
}

/* Whether a mark is a bullet, of no letter or digit: ASCII punctuation, or a symbol of U+0080–00BF, U+2000–2FFF or
 * U+F000–FFFF, where fonts of bullets stand. */
static bool is_bullet(delib_slice mark)
{
    unsigned char first = mark.size > 0 ? (unsigned char)mark.data[0] : '\0';

    if (first >= 0x80)
        return mark.size <= 3 && (first == 0xC2 || first == 0xE2 || first == 0xEF);
    return mark.size == 1 && strchr("-*+>", first) && first;
}

/* The size of a bullet that the text begins with: Markdown has its own; else 0. */
static size_t own_bullet(const delib_block *block)
{
    delib_slice text = delib_block_text(block), mark = delib_block_number(block);

    if (!is_bullet(mark) || mark.size > text.size || memcmp(text.data, mark.data, mark.size) != 0)
        return 0;
    while (mark.size < text.size && text.data[mark.size] == ' ')
        mark.size++;
    return mark.size < text.size ? mark.size : 0;
}

/* A block with a bullet that stands in no list is an item of its own. */
static void put_bullet(struct body *body, const delib_block *block, size_t bullet)
{
    delib_slice text = delib_block_text(block);
    size_t indent = indent_of(body);

    text.data += bullet;
    text.size -= bullet;
    if (!is_type(delib_block_parent(block), DELIB_BLOCK_LIST)) {
        delib_sink_puts(body->sink, "- ");
        indent += ITEM_INDENT;
    }
    md_text(body->sink, text, MD_BREAK_HARD, indent);
}

static void put_paragraph(struct body *body, const delib_block *block)
{
    delib_slice text = delib_block_text(block);
    size_t bold = bold_number(block), bullet = own_bullet(block);

    begin_block(body);
    if (bullet > 0) {
        put_bullet(body, block, bullet);
    } else if (bold > 0) {
        delib_slice number = { text.data, bold };
        bool broken = bold < text.size && text.data[bold] == '\n';

        delib_sink_puts(body->sink, "**");
        md_inline(body->sink, number, MD_BREAK_SPACE, 0);
        delib_sink_puts(body->sink, "**");
        text.data += bold;
        text.size -= bold;
        if (!md_is_blank(text))
            delib_sink_puts(body->sink, broken ? "\\\n" : " ");
        if (broken)
            put_indent(body, indent_of(body));
        if (broken)
            md_text(body->sink, text, MD_BREAK_HARD, indent_of(body));
        else
            md_inline(body->sink, text, MD_BREAK_HARD, indent_of(body));
    } else {
        md_text(body->sink, text, MD_BREAK_HARD, indent_of(body));
    }
    delib_sink_putc(body->sink, '\n');
}

/* One line: `# …`. Several lines: the underlined form, the only one that holds them. */
static void put_heading(struct body *body, const delib_block *block)
{
    delib_slice text = delib_block_text(block);
    bool lines = md_has_lines(text);

    begin_block(body);
    if (!lines)
        delib_sink_puts(body->sink, body->headed ? "## " : "# ");
    md_text(body->sink, text, MD_BREAK_HARD, indent_of(body));
    delib_sink_putc(body->sink, '\n');
    if (lines) {
        put_indent(body, indent_of(body));
        delib_sink_puts(body->sink, body->headed ? "---\n" : "===\n");
    }
    body->headed = true;
}

static void put_text(struct body *body, const delib_block *block)
{
    if (md_is_blank(delib_block_text(block)))
        return;
    if (delib_block_type_get(block) == DELIB_BLOCK_HEADING)
        put_heading(body, block);
    else
        put_paragraph(body, block);
}

/* --- tables --------------------------------------------------------------------------------------------------- */

static size_t count_cells(const delib_block *row)
{
    size_t count = 0;

    if (delib_block_type_get(row) != DELIB_BLOCK_ROW)
        return 1;
    for (const delib_block *cell = delib_block_first(row); cell; cell = delib_block_next(cell))
        count++;
    return count;
}

/* All text of a cell on one line, whatever blocks it holds. */
static void put_cell(struct body *body, const delib_block *cell)
{
    delib_walk walk = delib_walk_begin(cell);

    delib_sink_puts(body->sink, "| ");
    md_text(body->sink, delib_block_text(cell), MD_BREAK_SPACE, 0);
    delib_sink_putc(body->sink, ' ');
    while (delib_walk_next(&walk)) {
        if (!walk.entering || md_is_blank(delib_block_text(walk.block)))
            continue;
        md_text(body->sink, delib_block_text(walk.block), MD_BREAK_SPACE, 0);
        delib_sink_putc(body->sink, ' ');
    }
}

/* A row of exactly `columns` cells; what is no row is one cell. */
static void put_row(struct body *body, const delib_block *row, size_t columns)
{
    size_t count = count_cells(row);

    if (delib_block_type_get(row) != DELIB_BLOCK_ROW)
        put_cell(body, row);
    else
        for (const delib_block *cell = delib_block_first(row); cell; cell = delib_block_next(cell))
            put_cell(body, cell);
    for (; count < columns; count++)
        delib_sink_puts(body->sink, "| ");
    delib_sink_puts(body->sink, "|\n");
}

/* The first row is the head: the syntax wants one. */
static void put_table(struct body *body, const delib_block *table)
{
    size_t columns = 0, indent = indent_of(body);

    for (const delib_block *row = delib_block_first(table); row; row = delib_block_next(row)) {
        size_t count = count_cells(row);

        columns = count > columns ? count : columns;
    }
    if (columns == 0)
        return;
    begin_block(body);
    for (const delib_block *row = delib_block_first(table); row; row = delib_block_next(row)) {
        bool first = row == delib_block_first(table);

        if (!first)
            put_indent(body, indent);
        put_row(body, row, columns);
        if (!first)
            continue;
        put_indent(body, indent);
        for (size_t i = 0; i < columns; i++)
            delib_sink_puts(body->sink, "| --- ");
        delib_sink_puts(body->sink, "|\n");
    }
}

/* --- lists ---------------------------------------------------------------------------------------------------- */

/* A list stands off from what is before it; inside an item only where its first item could not begin otherwise. */
static void begin_list(struct body *body, const delib_block *list)
{
    bool close = body->items > 0 && !body->list_ended && !md_is_blank(delib_block_text(delib_block_first(list)));

    if (body->list_ended)
        body->bullet = body->bullet == '-' ? '*' : '-';
    if (!body->item_begun && body->begun && !close)
        delib_sink_putc(body->sink, '\n');
    body->list_ended = false;
}

/* A mark with letters or digits is one of the item's words and stays in its text. */
static void begin_item(struct body *body)
{
    if (body->items < DEEPEST_LIST) {
        if (!body->item_begun)
            put_indent(body, indent_of(body));
        delib_sink_putc(body->sink, body->bullet);
        delib_sink_putc(body->sink, ' ');
        body->item_begun = true;
    }
    body->items++;
    body->begun = true;
}

static void end_item(struct body *body)
{
    if (body->item_begun)
        delib_sink_putc(body->sink, '\n');
    body->item_begun = false;
    body->items--;
    body->list_ended = false;
}

/* --- the walk ------------------------------------------------------------------------------------------------- */

static void enter(struct body *body, const delib_block *block)
{
    if (is_type(delib_block_parent(block), DELIB_BLOCK_LIST))
        begin_item(body);
    put_text(body, block);
    if (is_type(block, DELIB_BLOCK_LIST) && delib_block_first(block))
        begin_list(body, block);
}

static void leave(struct body *body, const delib_block *block)
{
    if (is_type(block, DELIB_BLOCK_LIST) && delib_block_first(block))
        body->list_ended = true;
    if (is_type(delib_block_parent(block), DELIB_BLOCK_LIST))
        end_item(body);
}

void md_body(delib_sink *sink, delib_act *act)
{
    struct body body = { .sink = sink, .bullet = '-' };
    delib_walk walk = delib_walk_begin(delib_act_content(act));
    const delib_block *table = NULL;

    while (delib_walk_next(&walk)) {
        if (table) {
            if (walk.block == table && !walk.entering)
                table = NULL;
            continue;
        }
        if (walk.entering && is_type(walk.block, DELIB_BLOCK_TABLE) && delib_block_first(walk.block)) {
            table = walk.block;
            put_text(&body, table);
            put_table(&body, table);
        } else if (walk.entering) {
            enter(&body, walk.block);
        } else {
            leave(&body, walk.block);
        }
    }
}
