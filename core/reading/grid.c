/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "reading/grid.h"

/* So many blanks part two columns. */
#define GAP 3
/* A cell may begin so many characters before its heading. */
#define SLACK 3

static bool is_bar(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at, '|');
}

/* The characters of a line before a byte, tabs counted as the gap that they are. */
static uint32_t characters(delib_slice line, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to && i < line.size; i++)
        count += line.data[i] == '\t' ? 8 : ((unsigned char)line.data[i] & 0xC0) != 0x80;
    return count;
}

static bool parts(const struct dlb_text *text, uint32_t at, bool bars)
{
    const struct dlb_token *token = &text->tokens[at], *before = token - 1;
    delib_slice line = text->lines->lines[token->line].text;
    if (bars)
        return is_bar(text, at);
    return characters(line, before->start + before->size, token->start) >= GAP;
}

uint32_t dlb_read_cells(const struct dlb_text *text, uint32_t at, struct dlb_cell cells[DLB_CELLS], uint32_t *behind)
{
    delib_slice line = text->lines->lines[text->tokens[at].line].text;
    uint32_t count = 0, column = 0, byte = 0, next = at;
    bool bars = is_bar(text, at), open = false, many = false;

    for (; next < text->count && text->tokens[next].line == text->tokens[at].line; next++) {
        const struct dlb_token *token = &text->tokens[next];
        if (next == at || parts(text, next, bars))
            open = false;
        column += bars ? (uint32_t)is_bar(text, next) : characters(line, byte, token->start);
        byte = token->start;
        if (bars && is_bar(text, next))
            continue;
        if (!open && count == DLB_CELLS)
            many = true;
        if (many)
            continue;
        if (!open)
            cells[count++] = (struct dlb_cell){ .first = next, .column = column };
        open = true;
        cells[count - 1].end = next + 1;
        cells[count - 1].column_end = column + (bars ? 0 : characters(line, byte, byte + token->size));
    }
    *behind = next;
    return many ? 0 : count;
}

uint32_t dlb_cell_above(const struct dlb_cell *heads, uint32_t count, const struct dlb_cell *cell)
{
    uint32_t above = count, slack = cell->column_end > cell->column ? SLACK : 0;
    for (uint32_t i = 0; i < count && heads[i].column <= cell->column + slack; i++)
        above = i;
    if (above + 1 < count && cell->column_end > cell->column && cell->column_end > heads[above + 1].column)
        return count;
    return above;
}
