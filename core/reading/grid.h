/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Columns set by bars, tabs or blanks; private to core/reading. */
#ifndef DLB_GRID_H
#define DLB_GRID_H

#include "reading/text.h"

/* No table of members has more columns. */
#define DLB_CELLS 12

/* One cell of a line. `column` is where it begins: the number of bars before it, or characters. */
struct dlb_cell {
    uint32_t first, end;
    uint32_t column, column_end;
};

/* The cells of the line that begins at a token; 0 where there are too many. `*behind` gets the first token of the next
 * line. */
uint32_t dlb_read_cells(const struct dlb_text *text, uint32_t at, struct dlb_cell cells[DLB_CELLS], uint32_t *behind);

/* Which of the cells of a heading stands above a cell; `count` where none does, or the cell reaches below two. */
uint32_t dlb_cell_above(const struct dlb_cell *heads, uint32_t count, const struct dlb_cell *cell);

#endif
