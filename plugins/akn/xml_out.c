/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The escaping XML writer. */
#include <config.h>

#include <stdlib.h>

#include "xml_out.h"

#define INDENT "  "

void akn_xml_begin_at(struct xml *xml, delib_sink *sink, size_t base)
{
    memset(xml, 0, sizeof *xml);
    xml->sink = sink;
    xml->base = base;
}

void akn_xml_finish(struct xml *xml)
{
    free(xml->open);
    xml->open = NULL;
}

static void end_tag(struct xml *xml)
{
    if (xml->in_tag)
        delib_sink_putc(xml->sink, '>');
    xml->in_tag = false;
}

static void begin_line(struct xml *xml)
{
    if (xml->mixed > 0)
        return;
    delib_sink_putc(xml->sink, '\n');
    for (size_t i = 0; i < xml->base + xml->depth; i++)
        delib_sink_puts(xml->sink, INDENT);
}

static bool make_room(struct xml *xml)
{
    const char **open;
    size_t room = xml->room ? xml->room * 2 : 32;

    if (xml->depth < xml->room)
        return true;
    open = realloc(xml->open, room * sizeof *open);
    if (!open) {
        xml->no_memory = true;
        return false;
    }
    xml->open = open;
    xml->room = room;
    return true;
}

void akn_xml_open(struct xml *xml, const char *name)
{
    end_tag(xml);
    if (xml->no_memory || !make_room(xml))
        return;
    begin_line(xml);
    delib_sink_putc(xml->sink, '<');
    delib_sink_puts(xml->sink, name);
    xml->open[xml->depth++] = name;
    xml->in_tag = true;
}

void akn_xml_mixed(struct xml *xml)
{
    if (xml->mixed == 0)
        xml->mixed = xml->depth;
}

void akn_xml_close(struct xml *xml)
{
    if (xml->depth == 0 || xml->no_memory)
        return;
    const char *name = xml->open[--xml->depth];

    if (xml->in_tag) {
        delib_sink_puts(xml->sink, "/>");
    } else {
        begin_line(xml);
        delib_sink_puts(xml->sink, "</");
        delib_sink_puts(xml->sink, name);
        delib_sink_putc(xml->sink, '>');
    }
    xml->in_tag = false;
    if (xml->mixed > xml->depth)
        xml->mixed = 0;
}

/* --- characters ------------------------------------------------------------------------------------------------ */

/* Bytes of the character at `at`, 0 where it is broken UTF-8 or none that XML 1.0 holds. */
static size_t wide_character(delib_slice text, size_t at)
{
    const unsigned char *byte = (const unsigned char *)text.data + at;
    size_t size = byte[0] >= 0xF0 ? 4 : byte[0] >= 0xE0 ? 3 : 2;
    uint32_t code = byte[0] & (0x7FU >> size);

    if (byte[0] < 0xC2 || byte[0] > 0xF4 || text.size - at < size)
        return 0;
    for (size_t i = 1; i < size; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
        code = code << 6 | (byte[i] & 0x3FU);
    }
    if ((size == 3 && code < 0x800) || (size == 4 && (code < 0x10000 || code > 0x10FFFF)))
        return 0;
    return (code >= 0xD800 && code < 0xE000) || code == 0xFFFE || code == 0xFFFF ? 0 : size;
}

static const char *entity_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

/* What stands for a byte that cannot stand itself: a space for white space (form feeds part words), else U+FFFD. */
static const char *stand_in(struct xml *xml, char byte)
{
    if (byte == '\r' || byte == '\v' || byte == '\f')
        return " ";
    xml->replaced = true;
    return "\xEF\xBF\xBD";
}

static void write_escaped(struct xml *xml, delib_slice text, bool quoted)
{
    size_t start = 0;

    for (size_t at = 0; at < text.size;) {
        char byte = text.data[at];
        bool plain = (unsigned char)byte < 0x80 && ((unsigned char)byte >= ' ' || byte == '\n' || byte == '\t');
        size_t size = (unsigned char)byte < 0x80 ? plain : wide_character(text, at);
        const char *instead = size == 0 ? stand_in(xml, byte) : byte != '"' || quoted ? entity_of(byte) : NULL;

        if (instead) {
            if (at > start)
                delib_sink_write(xml->sink, text.data + start, at - start);
            delib_sink_puts(xml->sink, instead);
            start = at + 1;
        }
        at += size > 0 ? size : 1;
    }
    if (text.size > start)
        delib_sink_write(xml->sink, text.data + start, text.size - start);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\v' || byte == '\f';
}

void akn_xml_attribute(struct xml *xml, const char *name, delib_slice value)
{
    bool first = true;

    delib_sink_putc(xml->sink, ' ');
    delib_sink_puts(xml->sink, name);
    delib_sink_puts(xml->sink, "=\"");
    for (size_t at = 0; at < value.size;) {
        size_t end = at;

        while (end < value.size && !is_space(value.data[end]))
            end++;
        if (end > at) {
            delib_slice word = { value.data + at, end - at };

            if (!first)
                delib_sink_putc(xml->sink, ' ');
            write_escaped(xml, word, true);
            first = false;
        }
        at = end + 1;
    }
    delib_sink_putc(xml->sink, '"');
}

void akn_xml_attribute_string(struct xml *xml, const char *name, const char *value)
{
    akn_xml_attribute(xml, name, delib_slice_of(value));
}

void akn_xml_attribute_number(struct xml *xml, const char *name, int64_t value)
{
    delib_sink_putc(xml->sink, ' ');
    delib_sink_puts(xml->sink, name);
    delib_sink_puts(xml->sink, "=\"");
    delib_sink_number(xml->sink, value);
    delib_sink_putc(xml->sink, '"');
}

void akn_xml_text(struct xml *xml, delib_slice text)
{
    if (text.size == 0)
        return;
    end_tag(xml);
    write_escaped(xml, text, false);
}

void akn_xml_raw(struct xml *xml, delib_slice bytes)
{
    end_tag(xml);
    if (bytes.size > 0)
        delib_sink_slice(xml->sink, bytes);
}
