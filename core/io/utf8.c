/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <string.h>

#include "io/utf8.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

static bool continues(uint32_t byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Bytes that a lead byte announces; 0 for a byte that leads nothing. */
static size_t announced(uint32_t lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/* Whether the second byte keeps a sequence clear of overlong forms, surrogates and what is past U+10FFFF. */
static bool second_fits(uint32_t lead, uint32_t second)
{
    switch (lead) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second < 0xA0;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second < 0x90;
    default:
        return true;
    }
}

int32_t dlb_utf8_next(delib_slice text, size_t *offset)
{
    const unsigned char *bytes = (const unsigned char *)text.data + *offset;
    size_t left = text.size - *offset;
    uint32_t lead = bytes[0];
    size_t length = announced(lead);

    *offset += 1;
    if (length == 1) {
        return (int32_t)lead;
    }
    if (length == 0 || length > left || !second_fits(lead, bytes[1])) {
        return -1;
    }
    uint32_t code = lead & (0x7FU >> length);
    for (size_t i = 1; i < length; i++) {
        if (!continues(bytes[i])) {
            return -1;
        }
        code = code << 6 | (bytes[i] & 0x3FU);
    }
    *offset += length - 1;
    return (int32_t)code;
}

bool dlb_utf8_valid(delib_slice text)
{
    size_t offset = 0;

    while (offset < text.size) {
        uint64_t word;
        while (text.size - offset >= sizeof word) {
            memcpy(&word, text.data + offset, sizeof word);
            if (word & HIGH_BITS) {
                break;
            }
            offset += sizeof word;
        }
        if (offset < text.size && dlb_utf8_next(text, &offset) < 0) {
            return false;
        }
    }
    return true;
}

size_t dlb_utf8_put(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
        code = 0xFFFD;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t dlb_utf8_count(const char *data, size_t size)
{
    size_t count = size;

    /* A continuation byte has bit 7 set and bit 6 clear; eight bytes at a time, their marks summed by one product. */
    while (size >= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, data, sizeof word);
        uint64_t marks = (word >> 7) & ((~word) >> 6) & LOW_BITS;
        count -= (size_t)((marks * LOW_BITS) >> 56);
        data += sizeof word;
        size -= sizeof word;
    }
    for (size_t i = 0; i < size; i++) {
        count -= continues((unsigned char)data[i]);
    }
    return count;
}
