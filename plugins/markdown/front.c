/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The YAML that site generators read in front of a page. */
#include <config.h>

#include "markdown.h"

static void write_hex(delib_sink *sink, unsigned code)
{
    static const char digits[] = "0123456789ABCDEF";
    char escape[6] = { '\\', 'u', digits[code >> 12 & 15], digits[code >> 8 & 15], digits[code >> 4 & 15],
                       digits[code & 15] };

    delib_sink_write(sink, escape, sizeof escape);
}

/* What YAML forbids or takes for a line end: C1, U+2028, U+2029, the byte-order mark, U+FFFE and U+FFFF. Gives the
 * code and its bytes; 0: the character may stand. */
static unsigned awkward_at(delib_slice text, size_t at, size_t *size)
{
    const unsigned char *byte = (const unsigned char *)text.data + at;
    size_t left = text.size - at;

    *size = 2;
    if (left >= 2 && byte[0] == 0xC2 && byte[1] < 0xA0)
        return byte[1];
    *size = 3;
    if (left >= 3 && byte[0] == 0xE2 && byte[1] == 0x80 && (byte[2] == 0xA8 || byte[2] == 0xA9))
        return 0x2000U + (byte[2] & 0x3FU);
    if (left >= 3 && byte[0] == 0xEF && byte[1] == 0xBB && byte[2] == 0xBF)
        return 0xFEFF;
    if (left >= 3 && byte[0] == 0xEF && byte[1] == 0xBF && byte[2] >= 0xBE)
        return 0xFFC0U + (byte[2] & 0x3FU);
    return 0;
}

void md_yaml_string(delib_sink *sink, delib_slice text)
{
    delib_sink_putc(sink, '"');
    for (size_t i = 0; i < text.size;) {
        char byte = text.data[i];
        size_t size = 1;
        unsigned code = (unsigned char)byte < ' ' || byte == 0x7F ? (unsigned char)byte : awkward_at(text, i, &size);

        if (code || byte == '\0') {
            write_hex(sink, code);
            i += size;
            continue;
        }
        if (byte == '"' || byte == '\\')
            delib_sink_putc(sink, '\\');
        delib_sink_putc(sink, byte);
        i++;
    }
    delib_sink_putc(sink, '"');
}

static void write_value(delib_sink *sink, delib_value value)
{
    if (value.type == DELIB_INTEGER)
        delib_sink_number(sink, value.number);
    else if (value.type == DELIB_BOOLEAN)
        delib_sink_puts(sink, value.number ? "true" : "false");
    else
        md_yaml_string(sink, value.text);
}

static void write_key(delib_sink *sink, const char *key, const delib_act *act, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);

    if (!chosen)
        return;
    delib_sink_puts(sink, key);
    delib_sink_puts(sink, ": ");
    write_value(sink, delib_candidate_value(chosen));
    delib_sink_putc(sink, '\n');
}

static bool has_values(const delib_act *act)
{
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++)
        if (delib_act_chosen(act, field))
            return true;
    return false;
}

void md_front_matter(delib_sink *sink, const delib_act *act)
{
    delib_sink_puts(sink, "---\n");
    write_key(sink, "title", act, DELIB_ACT_SUBJECT);
    write_key(sink, "date", act, DELIB_SITTING_DATE);
    delib_sink_puts(sink, "lang: fr\n");
    if (has_values(act))
        delib_sink_puts(sink, "delib:\n");
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++) {
        if (!delib_act_chosen(act, field))
            continue;
        delib_sink_puts(sink, "  ");
        write_key(sink, delib_field_describe(field)->path, act, field);
    }
    delib_sink_puts(sink, "---\n\n");
}
