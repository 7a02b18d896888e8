/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text for a reader's eyes: emphasis, columns, lines that end where the terminal does.
 *
 * Texts here are C strings of UTF-8 that were quoted already, with sequences of emphasis in them that take no room. A
 * line feed is a place where a line had better be broken, a space one where it may be; no input holds either. */
#ifndef DLB_CLI_SCREEN_H
#define DLB_CLI_SCREEN_H

#include "cli/cli.h"

/* What standard output can do. Without colour, the sequences are empty. */
typedef struct cli_screen {
    size_t width;
    bool colour;
    const char *title, *faint, *doubt, *mark, *plain;
} cli_screen;

cli_screen cli_screen_open(cli_color color);

/* The columns that a text takes. */
size_t cli_columns(const char *text);

/* Writes blanks from one column to another. */
void cli_pad(size_t from, size_t to);

/* Writes a text from `column` on, its further lines from `indent` on; gives the column behind it. */
size_t cli_wrap(const cli_screen *screen, const char *text, size_t column, size_t indent);

/* Writes as much of the beginning of a text as `room` columns take, or of its end, with an ellipsis in place of what is
 * left out; gives the columns taken. */
size_t cli_cut(const char *text, size_t room);
size_t cli_cut_front(const char *text, size_t room);

/* A text that is being put together: print to `out`, end it, read `data`, free it. */
typedef struct cli_draft {
    FILE *out;
    char *data;
    size_t size;
} cli_draft;

void cli_draft_begin(cli_draft *draft);
const char *cli_draft_end(cli_draft *draft);
void cli_draft_free(cli_draft *draft);

#endif
