/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <errno.h>
#include <iconv.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "io/source.h"
#include "io/utf8.h"

#define LONGEST_CHARACTER 16  /* bytes of one character in any charset, shift sequences included */

/* Gives back what a worst case took too much. */
static void trim(dlb_decoded *out)
{
    char *less = realloc(out->buffer, out->text.size + 1);

    if (less) {
        out->buffer = less;
        out->text.data = less;
    }
}

/* --- one byte, one character --- */

/* The size of the text; where a byte has no code point, `*broken` is its place, else SIZE_MAX. */
static size_t measure_table(delib_slice bytes, const uint32_t table[256], size_t *broken)
{
    unsigned char sizes[256];
    size_t size = 0;

    for (size_t i = 0; i < 256; i++) {
        char scratch[4];
        sizes[i] = (unsigned char)(table[i] == DLB_NO_CODE ? 0 : dlb_utf8_put(table[i], scratch));
    }
    *broken = SIZE_MAX;
    for (size_t i = 0; i < bytes.size; i++) {
        size_t one = sizes[(unsigned char)bytes.data[i]];
        if (one == 0) {
            *broken = i;
            break;
        }
        size += one;
    }
    return size;
}

delib_status dlb_decode_table(delib_slice bytes, const uint32_t table[256], dlb_decoded *out, size_t *broken)
{
    size_t size = measure_table(bytes, table, broken);

    if (*broken != SIZE_MAX) {
        return DELIB_E_INVALID;
    }
    char *buffer = malloc(size + 1);
    if (!buffer) {
        return DELIB_E_NOMEM;
    }
    size_t at = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        char code[4];
        size_t length = dlb_utf8_put(table[(unsigned char)bytes.data[i]], code);
        memcpy(buffer + at, code, length);
        at += length;
    }
    *out = (dlb_decoded){ .text = { buffer, size }, .buffer = buffer, .map = DLB_MAP_BYTE };
    return DELIB_OK;
}

/* --- UTF-16 --- */

static uint32_t unit_at(delib_slice bytes, size_t offset, bool big_endian)
{
    uint32_t first = (unsigned char)bytes.data[offset];
    uint32_t second = (unsigned char)bytes.data[offset + 1];

    return big_endian ? first << 8 | second : second << 8 | first;
}

/* The code point at `*offset`, which is moved past it; U+FFFD counted in `*replaced` for half a one. */
static uint32_t next_utf16(delib_slice bytes, size_t *offset, bool big_endian, size_t *replaced)
{
    size_t left = bytes.size - *offset;

    if (left >= 2) {
        uint32_t unit = unit_at(bytes, *offset, big_endian);
        *offset += 2;
        if (unit < 0xD800 || unit > 0xDFFF) {
            return unit;
        }
        if (unit < 0xDC00 && left >= 4) {
            uint32_t low = unit_at(bytes, *offset, big_endian);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                *offset += 2;
                return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            }
        }
    } else {
        *offset += 1;
    }
    *replaced += 1;
    return 0xFFFD;
}

delib_status dlb_decode_utf16(delib_slice bytes, size_t skipped, bool big_endian, dlb_decoded *out, size_t *replaced)
{
    size_t size = 0;
    char *buffer = malloc((bytes.size / 2 + 1) * 3);

    *replaced = 0;
    if (!buffer) {
        return DELIB_E_NOMEM;
    }
    for (size_t offset = skipped; offset < bytes.size;) {
        char code[4];
        size_t length = dlb_utf8_put(next_utf16(bytes, &offset, big_endian, replaced), code);
        memcpy(buffer + size, code, length);
        size += length;
    }
    *out = (dlb_decoded){ .text = { buffer, size }, .buffer = buffer, .map = DLB_MAP_UTF16, .skipped = skipped };
    trim(out);
    return DELIB_OK;
}

/* --- iconv --- */

/* Fills the table of a charset of single bytes; false where it is not one. */
static bool fill_table(iconv_t converter, uint32_t table[256])
{
    for (unsigned i = 0; i < 256; i++) {
        char byte = (char)i;
        char text[16];
        char *in = &byte;
        char *to = text;
        size_t left = 1;
        size_t room = sizeof text;
        (void)iconv(converter, NULL, NULL, NULL, NULL);
        table[i] = DLB_NO_CODE;
        if (iconv(converter, &in, &left, &to, &room) == (size_t)-1) {
            if (errno != EILSEQ) {
                return false;
            }
            continue;
        }
        size_t at = 0;
        delib_slice code = { text, sizeof text - room };
        int32_t point = code.size > 0 ? dlb_utf8_next(code, &at) : -1;
        if (point < 0 || at != code.size) {
            return false;
        }
        table[i] = (uint32_t)point;
    }
    return true;
}

/* A text that grows, with the bytes that each of its characters was. */
typedef struct stepped {
    char *text;
    unsigned char *steps;
    size_t size;
    size_t room;
    size_t characters;
    size_t pending;  /* bytes that were read and have given no character yet */
} stepped;

/* Adds what one step of iconv gave; its first character gets the bytes. */
static delib_status add_step(stepped *into, const char *text, size_t size)
{
    if (into->room - into->size < size) {
        size_t room = into->room * 2 + size;
        char *more = realloc(into->text, room);
        if (!more) {
            return DELIB_E_NOMEM;
        }
        into->text = more;
        unsigned char *steps = realloc(into->steps, room);
        if (!steps) {
            return DELIB_E_NOMEM;
        }
        into->steps = steps;
        into->room = room;
    }
    if (into->pending > UCHAR_MAX) {
        return DELIB_E_INVALID;
    }
    memcpy(into->text + into->size, text, size);
    into->size += size;
    for (size_t left = dlb_utf8_count(text, size); left > 0; left--) {
        into->steps[into->characters++] = (unsigned char)into->pending;
        into->pending = 0;
    }
    return DELIB_OK;
}

/* Converts the shortest run of bytes at `offset` that iconv takes; 0: none, they are not of this charset. */
static size_t convert_one(iconv_t converter, delib_slice bytes, size_t offset, char text[64], size_t *size)
{
    size_t left = bytes.size - offset;

    for (size_t length = 1; length <= left && length <= LONGEST_CHARACTER; length++) {
        /* iconv never writes to its input; its type lacks the const. */
        char *in = (char *)(uintptr_t)(bytes.data + offset);
        char *to = text;
        size_t in_left = length;
        size_t room = 64;
        if (iconv(converter, &in, &in_left, &to, &room) != (size_t)-1) {
            *size = 64 - room;
            return length;
        }
        if (errno != EINVAL) {
            break;
        }
    }
    return 0;
}

static delib_status decode_steps(iconv_t converter, delib_slice bytes, stepped *into, size_t *broken)
{
    delib_status status = DELIB_OK;
    char text[64];
    size_t size = 0;

    for (size_t offset = 0; offset < bytes.size && status == DELIB_OK;) {
        *broken = offset;
        size_t length = convert_one(converter, bytes, offset, text, &size);
        if (length == 0) {
            return DELIB_E_INVALID;
        }
        offset += length;
        into->pending += length;
        if (size > 0) {
            status = add_step(into, text, size);
        }
    }
    char *to = text;
    size_t room = sizeof text;
    if (status == DELIB_OK && iconv(converter, NULL, NULL, &to, &room) != (size_t)-1 && room < sizeof text) {
        status = add_step(into, text, sizeof text - room);
    }
    return status;
}

delib_status dlb_decode_iconv(delib_slice bytes, const char *charset, dlb_decoded *out, size_t *broken)
{
    uint32_t table[256];
    stepped into = { .room = 0 };
    iconv_t converter = iconv_open("UTF-8", charset);

    *broken = 0;
    if (converter == (iconv_t)-1) {
        return errno == ENOMEM ? DELIB_E_NOMEM : DELIB_E_USAGE;
    }
    bool single = fill_table(converter, table);
    (void)iconv(converter, NULL, NULL, NULL, NULL);
    delib_status status = single ? dlb_decode_table(bytes, table, out, broken)
                                 : decode_steps(converter, bytes, &into, broken);
    iconv_close(converter);
    if (single) {
        return status;
    }
    if (status < 0) {
        free(into.text);
        free(into.steps);
        return status;
    }
    *out = (dlb_decoded){ .text = { into.text ? into.text : "", into.size },
                          .buffer = into.text, .steps = into.steps, .map = DLB_MAP_STEPS };
    return DELIB_OK;
}
