/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "authority/actes_id.h"

/* Characters of the number at most: the norm allows 15; longer ones are no identifier. */
enum { NUMBER_SIZE = 40, HEAD_SIZE = 3 + 1 + 9 + 1 + 8 + 1 };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char upper(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool is_letter(char byte)
{
    return upper(byte) >= 'A' && upper(byte) <= 'Z';
}

static bool are_digits(delib_slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!is_digit(text.data[i]))
            return false;
    return true;
}

/* 038, 971, 02A, 02B */
static bool is_department(delib_slice text)
{
    char last = upper(text.data[2]);
    return is_digit(text.data[0]) && is_digit(text.data[1]) && (is_digit(last) || last == 'A' || last == 'B');
}

static delib_slice cut(delib_slice text, size_t start, size_t size)
{
    return (delib_slice){ text.data + start, size };
}

/* The parts before the number, at the start of `text`. */
static bool parse_head(delib_slice text, dlb_actes_id *out)
{
    if (text.size <= HEAD_SIZE)
        return false;
    out->department = cut(text, 0, 3);
    out->siren = cut(text, 4, 9);
    out->date = cut(text, 14, 8);
    return text.data[3] == '-' && text.data[13] == '-' && text.data[22] == '-' && is_department(out->department) &&
           are_digits(out->siren) && are_digits(out->date);
}

static bool is_number_byte(char byte)
{
    return is_digit(byte) || is_letter(byte) || byte == '_' || byte == '-';
}

const char *dlb_nature_of_suffix(delib_slice suffix)
{
    static const struct { const char *code, *suffix; } natures[] = {
#define NATURE(code, label, suffix) { code, suffix },
#include <formats/actes/natures.def>
#undef NATURE
    };
    if (suffix.size != 2)
        return NULL;
    for (size_t i = 0; i < sizeof natures / sizeof *natures; i++)
        if (upper(suffix.data[0]) == natures[i].suffix[0] && upper(suffix.data[1]) == natures[i].suffix[1])
            return natures[i].code;
    return NULL;
}

/* An identifier at the start of `text`; the number ends at the first suffix that no letter or digit follows. */
static bool parse_at(delib_slice text, dlb_actes_id *out)
{
    if (!parse_head(text, out))
        return false;
    for (size_t at = HEAD_SIZE; at + 2 < text.size && at - HEAD_SIZE <= NUMBER_SIZE; at++) {
        size_t end = at + 3;
        bool bounded = end == text.size || !(is_digit(text.data[end]) || is_letter(text.data[end]));
        if (text.data[at] == '-' && at > HEAD_SIZE && bounded && dlb_nature_of_suffix(cut(text, at + 1, 2))) {
            out->number = cut(text, HEAD_SIZE, at - HEAD_SIZE);
            out->suffix = cut(text, at + 1, 2);
            out->whole = cut(text, 0, end);
            return true;
        }
        if (!is_number_byte(text.data[at]))
            return false;
    }
    return false;
}

/* « -1-1 »: which message brought the act and which part of it; some portals print it behind the identifier. */
static bool is_message(delib_slice text)
{
    return text.size == 0 || (text.size == 4 && text.data[0] == '-' && is_digit(text.data[1]) && text.data[2] == '-' &&
                              is_digit(text.data[3]));
}

bool dlb_actes_id_parse(delib_slice text, dlb_actes_id *out)
{
    return parse_at(text, out) && is_message(cut(text, out->whole.size, text.size - out->whole.size));
}

bool dlb_actes_id_find(delib_slice text, dlb_actes_id *out)
{
    for (size_t start = 0; start + HEAD_SIZE < text.size; start++)
        if ((start == 0 || !is_digit(text.data[start - 1])) && parse_at(cut(text, start, text.size - start), out))
            return true;
    return false;
}
