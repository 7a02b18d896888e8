/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "io/utf8.h"
#include "model/json.h"

/* --- structure ---------------------------------------------------------------------------------------------- */

static void new_line(dlb_json *json)
{
    static const char spaces[] = "                                ";
    if (!json->indent)
        return;
    delib_sink_putc(json->sink, '\n');
    for (size_t left = (size_t)json->depth * json->indent; left > 0;) {
        size_t size = left < sizeof spaces - 1 ? left : sizeof spaces - 1;
        delib_sink_write(json->sink, spaces, size);
        left -= size;
    }
}

void dlb_json_item(dlb_json *json)
{
    if (!json->fresh)
        delib_sink_putc(json->sink, ',');
    if (json->depth)
        new_line(json);
    json->fresh = false;
}

void dlb_json_open(dlb_json *json, char bracket)
{
    delib_sink_putc(json->sink, bracket);
    json->depth++;
    json->fresh = true;
}

void dlb_json_close(dlb_json *json, char bracket)
{
    json->depth--;
    if (!json->fresh)
        new_line(json);
    delib_sink_putc(json->sink, bracket);
    json->fresh = false;
}

static void put_key(dlb_json *json, delib_slice key)
{
    dlb_json_item(json);
    dlb_json_string(json, key);
    delib_sink_putc(json->sink, ':');
    if (json->indent)
        delib_sink_putc(json->sink, ' ');
}

static void open_pending(dlb_json *json)
{
    for (unsigned i = 0; i < json->pending; i++) {
        put_key(json, json->keys[i]);
        dlb_json_open(json, '{');
    }
    json->pending = 0;
}

void dlb_json_key(dlb_json *json, delib_slice key)
{
    open_pending(json);
    put_key(json, key);
}

void dlb_json_open_if_used(dlb_json *json, delib_slice key)
{
    if (json->pending == DLB_JSON_PENDING)
        open_pending(json);
    json->keys[json->pending++] = key;
}

void dlb_json_close_if_used(dlb_json *json)
{
    if (json->pending)
        json->pending--;
    else
        dlb_json_close(json, '}');
}

/* --- values ------------------------------------------------------------------------------------------------- */

/* The bytes of the character at `at` that stand in a string as they are; 0: it must be escaped, or is broken. */
static size_t plain_size(delib_slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte < 0x80)
        return byte >= 0x20 && byte != '"' && byte != '\\';
    size_t next = at;
    return dlb_utf8_next(text, &next) >= 0 ? next - at : 0;
}

/* Writes a byte that may not stand in a string: escaped, or U+FFFD where UTF-8 is broken. */
static void put_special(delib_sink *sink, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    static const char letters[] = "\bb\ff\nn\rr\tt\"\"\\\\";
    for (const char *at = letters; *at; at += 2)
        if (byte == (unsigned char)*at) {
            char pair[2] = { '\\', at[1] };
            delib_sink_write(sink, pair, 2);
            return;
        }
    if (byte >= 0x80) {
        delib_sink_write(sink, "\xEF\xBF\xBD", 3);
        return;
    }
    char code[6] = { '\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15] };
    delib_sink_write(sink, code, 6);
}

void dlb_json_string(dlb_json *json, delib_slice text)
{
    delib_sink *sink = json->sink;
    size_t start = 0, at = 0;
    delib_sink_putc(sink, '"');
    while (at < text.size) {
        size_t size = plain_size(text, at);
        if (size > 0) {
            at += size;
            continue;
        }
        if (at > start)
            delib_sink_write(sink, text.data + start, at - start);
        put_special(sink, (unsigned char)text.data[at]);
        start = ++at;
    }
    if (at > start)
        delib_sink_write(sink, text.data + start, at - start);
    delib_sink_putc(sink, '"');
}

void dlb_json_decimal(dlb_json *json, uint32_t number, unsigned digits)
{
    char fraction[9];
    unsigned size = digits < sizeof fraction ? digits : (unsigned)sizeof fraction;
    for (unsigned i = size; i > 0; i--, number /= 10)
        fraction[i - 1] = (char)('0' + number % 10);
    delib_sink_number(json->sink, number);
    while (size > 0 && fraction[size - 1] == '0')
        size--;
    if (size > 0) {
        delib_sink_putc(json->sink, '.');
        delib_sink_write(json->sink, fraction, size);
    }
}

void dlb_json_span(dlb_json *json, delib_span span)
{
    delib_sink_putc(json->sink, '[');
    delib_sink_number(json->sink, (int64_t)span.start);
    delib_sink_puts(json->sink, json->indent ? ", " : ",");
    delib_sink_number(json->sink, (int64_t)span.end);
    delib_sink_putc(json->sink, ']');
}

void dlb_json_text(dlb_json *json, const char *key, delib_slice text)
{
    if (text.size == 0)
        return;
    dlb_json_key(json, delib_slice_of(key));
    dlb_json_string(json, text);
}

void dlb_json_number(dlb_json *json, const char *key, int64_t number)
{
    if (number == 0)
        return;
    dlb_json_key(json, delib_slice_of(key));
    delib_sink_number(json->sink, number);
}

void dlb_json_confidence(dlb_json *json, int confidence)
{
    if (confidence < 0)
        return;
    dlb_json_key(json, delib_slice_of("confidence"));
    dlb_json_decimal(json, (uint32_t)confidence, 3);
}
