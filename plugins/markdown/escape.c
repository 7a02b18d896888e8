/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Text that stays text: whatever CommonMark would interpret is escaped. */
#include <config.h>

#include "markdown.h"

/* Signs that mean something wherever they stand. */
static const char live_signs[] = "\\`*_[]<>&|~#$";

/* Signs that make a list, a heading, a rule or a table at the start of a line. */
static const char line_start_signs[] = "-+=:";

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* White space and control characters, which CommonMark would drop or take for syntax. */
static bool is_blank(char byte)
{
    return (unsigned char)byte <= ' ' || byte == 0x7F;
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

bool md_is_blank(delib_slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_blank(text.data[i]))
            return false;
    return true;
}

static delib_slice trim(delib_slice text)
{
    while (text.size > 0 && is_blank(text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && is_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* Cuts the next line that has a word off a text; false: there is none. */
static bool next_line(delib_slice *text, delib_slice *line)
{
    while (text->size > 0) {
        size_t end = 0;

        while (end < text->size && !is_line_end(text->data[end]))
            end++;
        line->data = text->data;
        line->size = end;
        end += end < text->size;
        text->data += end;
        text->size -= end;
        *line = trim(*line);
        if (line->size > 0)
            return true;
    }
    return false;
}

bool md_has_lines(delib_slice text)
{
    delib_slice line;

    return next_line(&text, &line) && next_line(&text, &line);
}

static bool follows(delib_slice line, size_t at, const char *rest)
{
    size_t size = strlen(rest);

    return line.size - at >= size && memcmp(line.data + at, rest, size) == 0;
}

/* `www.` without care for case; what autolinks would take. */
static bool follows_www(delib_slice line, size_t at)
{
    return line.size - at >= 4 && (line.data[at] | 0x20) == 'w' && (line.data[at + 1] | 0x20) == 'w' &&
           (line.data[at + 2] | 0x20) == 'w' && line.data[at + 3] == '.';
}

/* The offset of the sign that ends an ordinal (`12.`, `3)`) at the start of a line; 0: none. */
static size_t ordinal_sign(delib_slice line)
{
    size_t at = 0;

    while (at < line.size && is_digit(line.data[at]))
        at++;
    return at > 0 && at < line.size && (line.data[at] == '.' || line.data[at] == ')') ? at : 0;
}

/* Two signs that site generators take for a template are broken up by a character reference. */
static bool opens_template(delib_slice line, size_t at)
{
    return follows(line, at, "{{") || follows(line, at, "{%") || follows(line, at, "{#");
}

static void write_line(delib_sink *sink, delib_slice line, bool at_start)
{
    size_t ordinal = at_start ? ordinal_sign(line) : 0, dot = 0;

    for (size_t i = 0; i < line.size; i++) {
        char byte = line.data[i];

        if (opens_template(line, i)) {
            delib_sink_puts(sink, "&#123;");
            continue;
        }
        if (is_blank(byte))
            byte = ' ';
        if (follows_www(line, i))
            dot = i + 3;
        if ((byte != ' ' && memchr(live_signs, byte, sizeof live_signs - 1)) || (i > 0 && (i == ordinal || i == dot)) ||
            (i == 0 && at_start && memchr(line_start_signs, byte, sizeof line_start_signs - 1)) ||
            follows(line, i, "://"))
            delib_sink_putc(sink, '\\');
        delib_sink_putc(sink, byte);
    }
}

static void begin_line(delib_sink *sink, enum md_break between, size_t indent)
{
    if (between == MD_BREAK_SPACE) {
        delib_sink_putc(sink, ' ');
        return;
    }
    delib_sink_puts(sink, "\\\n");
    for (size_t i = 0; i < indent; i++)
        delib_sink_putc(sink, ' ');
}

static void write_lines(delib_sink *sink, delib_slice text, enum md_break between, size_t indent, bool at_start)
{
    delib_slice line;
    bool first = true;

    while (next_line(&text, &line)) {
        if (!first)
            begin_line(sink, between, indent);
        write_line(sink, line, first ? at_start : between == MD_BREAK_HARD);
        first = false;
    }
}

void md_text(delib_sink *sink, delib_slice text, enum md_break between, size_t indent)
{
    write_lines(sink, text, between, indent, true);
}

void md_inline(delib_sink *sink, delib_slice text, enum md_break between, size_t indent)
{
    write_lines(sink, text, between, indent, false);
}
