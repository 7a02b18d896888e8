/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One cell of a CSV file: RFC 4180, white space, formulas. */
#include <config.h>

#include "csv.h"

/* Signs at the start of a cell that make a spreadsheet calculate. */
static const char formula_signs[] = "=+-@";

/* The full-width forms of the same signs, which some spreadsheets fold first. */
static const char *const wide_formula_signs[] = { "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0" };

/* White space that is longer than a byte: NBSP, NEL, the spaces of U+2000 and on, line and paragraph separators,
 * narrow NBSP, ideographic space, byte-order mark. */
static size_t wide_space(const char *at, size_t left)
{
    const unsigned char *byte = (const unsigned char *)at;

    if (left >= 2 && byte[0] == 0xC2 && (byte[1] == 0xA0 || byte[1] == 0x85))
        return 2;
    if (left < 3)
        return 0;
    if (byte[0] == 0xE2 && byte[1] == 0x80 &&
        (byte[2] <= 0x8A || byte[2] == 0xA8 || byte[2] == 0xA9 || byte[2] == 0xAF))
        return 3;
    if ((byte[0] == 0xE3 && byte[1] == 0x80 && byte[2] == 0x80) ||
        (byte[0] == 0xEF && byte[1] == 0xBB && byte[2] == 0xBF))
        return 3;
    return 0;
}

/* Bytes of white space at an offset, controls counted with it; 0: none. */
static size_t space_at(delib_slice text, size_t offset)
{
    unsigned char byte = (unsigned char)text.data[offset];

    if (byte <= ' ' || byte == 0x7F)
        return 1;
    return byte < 0xC2 ? 0 : wide_space(text.data + offset, text.size - offset);
}

static size_t skip_space(delib_slice text, size_t offset)
{
    size_t step;

    while (offset < text.size && (step = space_at(text, offset)) > 0)
        offset += step;
    return offset;
}

bool csv_is_blank(delib_slice text)
{
    return skip_space(text, 0) == text.size;
}

static bool looks_like_formula(delib_slice text)
{
    size_t start = skip_space(text, 0);

    if (start == text.size)
        return false;
    if (memchr(formula_signs, text.data[start], sizeof formula_signs - 1))
        return true;
    for (size_t i = 0; i < sizeof wide_formula_signs / sizeof *wide_formula_signs; i++)
        if (text.size - start >= 3 && memcmp(text.data + start, wide_formula_signs[i], 3) == 0)
            return true;
    return false;
}

/* Whatever the delimiter, so that a spreadsheet that guesses another one finds no cell of its own inside; tabs and
 * line ends have become spaces. */
static bool needs_quotes(delib_slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '"' || text.data[i] == ';' || text.data[i] == ',')
            return true;
    return false;
}

/* Writes a run without white space, quotes doubled. */
static void write_run(delib_sink *sink, const char *data, size_t size)
{
    const char *quote;

    while (size > 0 && (quote = memchr(data, '"', size)) != NULL) {
        size_t length = (size_t)(quote - data) + 1;

        delib_sink_write(sink, data, length);
        delib_sink_putc(sink, '"');
        data += length;
        size -= length;
    }
    if (size > 0)
        delib_sink_write(sink, data, size);
}

static void write_words(delib_sink *sink, delib_slice text)
{
    size_t offset = skip_space(text, 0);
    bool first = true;

    while (offset < text.size) {
        size_t start = offset;

        while (offset < text.size && space_at(text, offset) == 0)
            offset++;
        if (!first)
            delib_sink_putc(sink, ' ');
        write_run(sink, text.data + start, offset - start);
        first = false;
        offset = skip_space(text, offset);
    }
}

bool csv_cell_write(delib_sink *sink, delib_slice text, bool guard)
{
    bool guarded = guard && looks_like_formula(text);
    bool quoted = needs_quotes(text);

    if (quoted)
        delib_sink_putc(sink, '"');
    if (guarded)
        delib_sink_putc(sink, '\'');
    write_words(sink, text);
    if (quoted)
        delib_sink_putc(sink, '"');
    return guarded;
}
