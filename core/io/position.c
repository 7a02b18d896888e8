/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From an offset of the text to line, column and byte. Marks stand every DLB_BLOCK bytes of text; each question scans
 * less than a block from the mark before it (two for a column), so its time does not depend on the length of the text
 * or of the line. The marks are filled in one pass at the first question. */
#include <config.h>

#include <stdlib.h>

#include "io/source.h"
#include "io/utf8.h"

dlb_index *dlb_index_new(size_t text_size)
{
    size_t count = text_size / DLB_BLOCK + 1;
    dlb_index *index = malloc(sizeof *index + count * sizeof index->marks[0]);

    if (index) {
        index->filled = false;
        index->count = count;
    }
    return index;
}

/* Whether a line ends with the byte at `offset`: LF, or CR that no LF follows. */
static bool ends_line(delib_slice text, size_t offset)
{
    char byte = text.data[offset];

    return byte == '\n' || (byte == '\r' && (offset + 1 == text.size || text.data[offset + 1] != '\n'));
}

uint32_t dlb_line_at(delib_slice text, size_t offset)
{
    uint32_t line = 1;

    for (size_t i = 0; i < offset && i < text.size; i++) {
        line += ends_line(text, i);
    }
    return line;
}

/* Bytes of the source that the characters took that begin in `[from, to)` of the text; `first` is the number of the
 * first of them. */
static size_t bytes_between(const dlb_decoded *decoded, size_t from, size_t to, size_t first)
{
    const char *data = decoded->text.data;
    size_t bytes = 0;

    switch (decoded->map) {
    case DLB_MAP_SAME:
        return to - from;
    case DLB_MAP_BYTE:
        return dlb_utf8_count(data + from, to - from);
    case DLB_MAP_UTF16:
        for (size_t i = from; i < to; i++) {
            bytes += (unsigned char)data[i] >= 0xF0 ? 2 : 0;
        }
        return bytes + 2 * dlb_utf8_count(data + from, to - from);
    case DLB_MAP_STEPS:
        for (size_t left = dlb_utf8_count(data + from, to - from); left > 0; left--) {
            bytes += decoded->steps[first++];
        }
        return bytes;
    }
    return 0;
}

static void fill(const dlb_decoded *decoded, dlb_index *index)
{
    delib_slice text = decoded->text;
    dlb_mark mark = { .line = 1, .byte = decoded->skipped };

    for (size_t block = 0; block < index->count; block++) {
        size_t start = block * DLB_BLOCK;
        size_t end = text.size - start < DLB_BLOCK ? text.size : start + DLB_BLOCK;
        index->marks[block] = mark;
        for (size_t i = start; i < end; i++) {
            if (ends_line(text, i)) {
                mark.line++;
                mark.line_start = i + 1;
            }
        }
        mark.byte += bytes_between(decoded, start, end, mark.characters);
        mark.characters += dlb_utf8_count(text.data + start, end - start);
    }
    index->filled = true;
}

/* The mark before an offset. The index is a cache: it may be filled behind a constant source. */
static const dlb_mark *mark_before(const delib_source *source, size_t offset)
{
    if (!source->index->filled) {
        fill(&source->decoded, source->index);
    }
    return &source->index->marks[offset / DLB_BLOCK];
}

/* The start of the character that holds an offset; the end of the text for what is past it. */
static size_t character_start(delib_slice text, size_t offset)
{
    if (offset >= text.size) {
        return text.size;
    }
    while (offset > 0 && ((unsigned char)text.data[offset] & 0xC0) == 0x80) {
        offset--;
    }
    return offset;
}

static size_t characters_before(const delib_source *source, size_t offset)
{
    size_t start = offset - offset % DLB_BLOCK;

    return mark_before(source, offset)->characters +
           dlb_utf8_count(source->decoded.text.data + start, offset - start);
}

size_t delib_source_byte_at(const delib_source *source, size_t text_offset)
{
    const dlb_decoded *decoded = &source->decoded;

    if (!source->index) {
        return text_offset;
    }
    size_t offset = character_start(decoded->text, text_offset);
    if (offset == decoded->text.size) {
        return source->bytes.size;
    }
    if (decoded->map == DLB_MAP_SAME) {
        return offset + decoded->skipped;
    }
    const dlb_mark *mark = mark_before(source, offset);
    return mark->byte + bytes_between(decoded, offset - offset % DLB_BLOCK, offset, mark->characters);
}

size_t delib_source_text_at(const delib_source *source, size_t byte)
{
    size_t low = 0, high = source->decoded.text.size;

    /* The last offset whose byte is not behind `byte`: bytes grow with offsets. */
    while (low < high) {
        size_t middle = high - (high - low) / 2;
        if (delib_source_byte_at(source, middle) > byte) {
            high = middle - 1;
        } else {
            low = middle;
        }
    }
    return character_start(source->decoded.text, low);
}

void delib_source_position(const delib_source *source, size_t text_offset, uint32_t *line, uint32_t *column)
{
    uint32_t number = 0;
    size_t character = 0;

    if (source->index) {
        delib_slice text = source->decoded.text;
        size_t offset = character_start(text, text_offset);
        const dlb_mark *mark = mark_before(source, offset);
        size_t start = mark->line_start;
        number = mark->line;
        for (size_t i = offset - offset % DLB_BLOCK; i < offset; i++) {
            if (ends_line(text, i)) {
                number++;
                start = i + 1;
            }
        }
        character = 1 + (offset - start < DLB_BLOCK ? dlb_utf8_count(text.data + start, offset - start)
                                                    : characters_before(source, offset) -
                                                          characters_before(source, start));
    }
    if (line) {
        *line = number;
    }
    if (column) {
        *column = character < UINT32_MAX ? (uint32_t)character : UINT32_MAX;
    }
}
