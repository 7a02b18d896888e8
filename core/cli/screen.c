/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "cli/screen.h"

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 40, MOST_WIDTH = 1000, ESCAPE = 0x1B };

/* --- what the terminal is ----------------------------------------------------------------------------------- */

static size_t find_width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    long width = columns ? strtol(columns, NULL, 10) : 0;
    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width <= 0)
        width = USUAL_WIDTH;
    return (size_t)(width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width);
}

static bool wants_colour(void)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

cli_screen cli_screen_open(cli_color color)
{
    cli_screen screen = { .width = find_width(), .title = "", .faint = "", .doubt = "", .mark = "", .plain = "" };
    screen.colour = color == CLI_COLOR_ALWAYS || (color == CLI_COLOR_AUTO && wants_colour());
    if (screen.colour) {
        screen.title = "\033[1m";
        screen.faint = "\033[2m";
        screen.doubt = "\033[1;33m";
        screen.mark = "\033[7m";
        screen.plain = "\033[m";
    }
    return screen;
}

/* --- columns ------------------------------------------------------------------------------------------------ */

/* The bytes of the character or sequence of emphasis at `text`, and the columns that it takes. A character that the
 * locale does not know takes one. */
static size_t step(const char *text, size_t *columns)
{
    unsigned char first = (unsigned char)text[0];
    size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    *columns = 0;
    if (first == ESCAPE)
        return strcspn(text, "m") + 1;
    wchar_t point = (wchar_t)(length == 1 ? first : first & (0x7F >> length));
    for (size_t i = 1; i < length; i++)
        point = point << 6 | (text[i] & 0x3F);
    int width = wcwidth(point);
    *columns = width < 0 ? 1 : (size_t)width;
    return length;
}

/* The columns of the first `size` bytes. */
static size_t columns_of(const char *text, size_t size)
{
    size_t sum = 0, columns;
    for (const char *end = text + size; text < end; sum += columns)
        text += step(text, &columns);
    return sum;
}

size_t cli_columns(const char *text)
{
    return columns_of(text, strlen(text));
}

void cli_pad(size_t from, size_t to)
{
    for (; from < to; from++)
        putchar(' ');
}

/* --- lines -------------------------------------------------------------------------------------------------- */

/* Writes a piece behind what stands on the line, or on a line of its own where it finds no room. */
static size_t put_piece(const cli_screen *screen, const char *piece, size_t size, size_t column, size_t indent,
                        bool first)
{
    size_t columns = columns_of(piece, size);
    if (!first && column + 1 + columns > screen->width) {
        putchar('\n');
        cli_pad(0, indent);
        column = indent;
    } else if (!first) {
        putchar(' ');
        column++;
    }
    fwrite(piece, 1, size, stdout);
    return column + columns;
}

/* A part that had better stay whole: word by word only where no line has room for it. */
static size_t put_part(const cli_screen *screen, const char *part, size_t size, size_t column, size_t indent,
                       bool first)
{
    if (indent + columns_of(part, size) <= screen->width)
        return put_piece(screen, part, size, column, indent, first);
    for (const char *end = part + size; part < end; first = false) {
        const char *space = memchr(part, ' ', (size_t)(end - part));
        size_t word = (size_t)((space ? space : end) - part);
        column = put_piece(screen, part, word, column, indent, first);
        part += word + (space != NULL);
    }
    return column;
}

size_t cli_wrap(const cli_screen *screen, const char *text, size_t column, size_t indent)
{
    for (bool first = true; *text; first = false) {
        size_t size = strcspn(text, "\n");
        column = put_part(screen, text, size, column, indent, first);
        text += size + (text[size] == '\n');
    }
    return column;
}

/* The end of the beginning of a text that takes at most `room` columns; `*used` gets those it takes. */
static const char *find_column(const char *text, size_t room, size_t *used)
{
    size_t columns;
    for (*used = 0; *text; *used += columns) {
        size_t size = step(text, &columns);
        if (*used + columns > room)
            break;
        text += size;
    }
    return text;
}

size_t cli_cut(const char *text, size_t room)
{
    size_t used;
    if (!*find_column(text, room, &used)) {
        fputs(text, stdout);
        return used;
    }
    const char *end = find_column(text, room > 0 ? room - 1 : 0, &used);
    fwrite(text, 1, (size_t)(end - text), stdout);
    fputs("…", stdout);
    return used + 1;
}

size_t cli_cut_front(const char *text, size_t room)
{
    size_t columns = cli_columns(text), used;
    if (columns <= room) {
        fputs(text, stdout);
        return columns;
    }
    text = find_column(text, columns - (room > 0 ? room - 1 : 0), &used);
    printf("…%s", text);
    return 1 + cli_columns(text);
}

/* --- drafts ------------------------------------------------------------------------------------------------- */

void cli_draft_begin(cli_draft *draft)
{
    draft->data = NULL;
    draft->out = open_memstream(&draft->data, &draft->size);
    if (!draft->out)
        cli_no_memory();
}

const char *cli_draft_end(cli_draft *draft)
{
    bool failed = ferror(draft->out);
    if (fclose(draft->out) != 0 || failed)
        cli_no_memory();
    return draft->data;
}

void cli_draft_free(cli_draft *draft)
{
    free(draft->data);
}
