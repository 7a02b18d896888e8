/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdio.h>

#include "context/context.h"

/* The bytes of the well-formed UTF-8 sequence at the start of `text`, and its code point; 0: it is not one. */
static size_t decode(delib_slice text, uint32_t *point)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned char first = (unsigned char)text.data[0];
    size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > text.size)
        return 0;
    uint32_t value = length == 1 ? first : first & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if ((byte & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (byte & 0x3Fu);
    }
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *point = value;
    return length;
}

/* Characters that a terminal obeys instead of showing: controls, and those that turn the direction of writing. */
static bool is_harmful(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x061C || point == 0x200E || point == 0x200F ||
           point == 0x2028 || point == 0x2029 || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

/* Writes what stands for a harmful character or, with length 0, for a byte of broken UTF-8; gives its size. */
static size_t escape(char out[8], unsigned char byte, size_t length, uint32_t point)
{
    int size;
    if (point == '\n' || point == '\t' || point == '\r')
        size = snprintf(out, 8, "\\%c", point == '\n' ? 'n' : point == '\t' ? 't' : 'r');
    else if (length < 2)
        size = snprintf(out, 8, "\\x%02x", (unsigned)byte);
    else
        size = snprintf(out, 8, "\\u%04x", (unsigned)point & 0xFFFFu);
    return size < 0 ? 0 : (size_t)size;
}

void dlb_quote(delib_slice text, char *out, size_t size)
{
    size_t used = 0;
    if (size == 0)
        return;
    while (text.size > 0) {
        uint32_t point = UINT32_MAX;
        char escaped[8];
        size_t length = decode(text, &point);
        const char *piece = text.data;
        size_t piece_size = length;
        if (length == 0 || is_harmful(point)) {
            piece = escaped;
            piece_size = escape(escaped, (unsigned char)text.data[0], length, point);
        }
        if (piece_size >= size - used)
            break;
        memcpy(out + used, piece, piece_size);
        used += piece_size;
        text.data += length ? length : 1;
        text.size -= length ? length : 1;
    }
    out[used] = '\0';
}
