/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "io/utf8.h"
#include "reading/fold.h"

/* U+00C0 to U+017F without marks, two bytes each (the second a blank where one letter is enough). */
static const char latin[] =
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thss"
    "a a a a a a aec e e e e i i i i d n o o o o o   o u u u u y thy "
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g "
    "h h h h i i i i i i i i i i ijijj j k k k l l l l l l l l l l n n n n n n n n n "
    "o o o o o o oeoer r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u "
    "w w y y y z z z z z z s ";

_Static_assert(sizeof latin == 2 * (0x180 - 0xC0) + 1, "a pair of letters for each code point");

bool dlb_is_letter(int32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    if (code < 0xC0)
        return code == 0xAA || code == 0xB5 || code == 0xBA;
    if (code == 0xD7 || code == 0xF7)
        return false;
    return code < 0x2000 || (code >= 0x2C00 && code < 0x2E00) || (code >= 0x3040 && code < 0xD800) ||
           (code >= 0xF900 && code < 0xFE00);
}

bool dlb_is_combining(int32_t code)
{
    return code >= 0x300 && code < 0x370;
}

bool dlb_is_capital(int32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z';
    if (code < 0x100)
        return code >= 0xC0 && code <= 0xDE && code != 0xD7;
    if (code == 0x178 || (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E))
        return code == 0x178 || (code & 1) == 1;
    return code < 0x180 && code != 0x138 && (code & 1) == 0;
}

int32_t dlb_lower(int32_t code)
{
    if (!dlb_is_capital(code))
        return code;
    if (code < 0x100)
        return code + 0x20;
    return code == 0x178 ? 0xFF : code + 1;
}

int32_t dlb_upper(int32_t code)
{
    if (code >= 'a' && code <= 'z')
        return code - 0x20;
    if (code >= 0xE0 && code <= 0xFE && code != 0xF7)
        return code - 0x20;
    if (code == 0xFF)
        return 0x178;
    return code > 0x100 && code < 0x180 && dlb_is_capital(code - 1) && dlb_lower(code - 1) == code ? code - 1 : code;
}

size_t dlb_fold(delib_slice word, char *out, size_t size)
{
    size_t length = 0;
    for (size_t offset = 0; offset < word.size;) {
        int32_t code = dlb_utf8_next(word, &offset);
        char pair[4] = { 0 };
        size_t count = 1;
        if (code < 0 || dlb_is_combining(code) || code == '(' || code == ')')
            continue;
        if (code < 0x80) {
            pair[0] = (char)dlb_lower(code);
        } else if (code >= 0xC0 && code < 0x180) {
            memcpy(pair, latin + 2 * (code - 0xC0), 2);
            count = pair[1] == ' ' ? 1 : 2;
        } else {
            count = dlb_utf8_put((uint32_t)code, pair);
        }
        if (length + count > size)
            return 0;
        memcpy(out + length, pair, count);
        length += count;
    }
    return length;
}

uint32_t dlb_hash(const char *bytes, size_t size)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash;
}

uint32_t dlb_hash_folded(delib_slice word, uint32_t *letters)
{
    char folded[64];
    size_t size = dlb_fold(word, folded, sizeof folded);
    *letters += (uint32_t)size;
    return size ? dlb_hash(folded, size) : 0;
}
