/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "reading/text.h"

delib_lines *delib_lines_new(uint32_t source)
{
    delib_lines *lines = calloc(1, sizeof *lines);
    if (lines)
        lines->source = source;
    return lines;
}

void delib_lines_free(delib_lines *lines)
{
    if (!lines)
        return;
    for (uint32_t i = 0; i < lines->count; i++)
        free((void *)(uintptr_t)lines->lines[i].box);
    free(lines->lines);
    free(lines);
}

static bool make_room(delib_lines *lines)
{
    uint32_t room = lines->room ? 2 * lines->room : 256;
    struct dlb_line *grown;

    if (lines->count < lines->room)
        return true;
    if (lines->room > UINT32_MAX / 4)
        return false;
    grown = realloc(lines->lines, room * sizeof *grown);
    if (!grown)
        return false;
    lines->lines = grown;
    lines->room = room;
    return true;
}

delib_status delib_lines_add(delib_lines *lines, delib_slice text, delib_span span, unsigned page,
                             const delib_box *box, int confidence)
{
    struct dlb_line line = { text, span, NULL, page, confidence };

    if (text.size > UINT32_MAX / 2 || !make_room(lines))
        return DELIB_E_NOMEM;
    if (box) {
        delib_box *copy = malloc(sizeof *copy);
        if (!copy)
            return DELIB_E_NOMEM;
        *copy = *box;
        line.box = copy;
    }
    lines->lines[lines->count++] = line;
    return DELIB_OK;
}

/* The length of the line that begins at `start`, without what ends it. */
static size_t line_length(delib_slice text, size_t start)
{
    size_t end = start;
    while (end < text.size && text.data[end] != '\n' && text.data[end] != '\r' && text.data[end] != '\f')
        end++;
    return end - start;
}

delib_status delib_lines_add_source(delib_context *context, delib_lines *lines, delib_source *source)
{
    delib_slice text;
    delib_status status = delib_source_text(context, source, &text);
    unsigned page = 1;

    if (status < DELIB_OK)
        return status;
    if (lines->count == 0) {
        lines->base = text;
        lines->origin = source;
    }
    for (size_t start = 0; start < text.size && status >= DELIB_OK;) {
        size_t length = line_length(text, start), end = start + length;
        delib_span span = { delib_source_byte_at(source, start), delib_source_byte_at(source, end) };
        status = delib_lines_add(lines, (delib_slice){ text.data + start, length }, span, page, NULL, DELIB_UNMEASURED);
        if (end < text.size && text.data[end] == '\f')
            page++;
        if (end + 1 < text.size && text.data[end] == '\r' && text.data[end + 1] == '\n')
            end++;
        start = end + 1;
    }
    return status;
}
