/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <delib/delib.h>

#include "template.h"

/* What the functions below hand on. */
struct reading {
    delib_context *context;
    delib_source *source;
    delib_document *document;
    delib_act *act; /* NULL in front of the first value or paragraph */
    delib_slice text;
    delib_status status; /* the worst so far that is no failure */
};

static bool begins_with(delib_slice text, const char *first)
{
    size_t size = strlen(first);
    return text.size >= size && memcmp(text.data, first, size) == 0;
}

/* Pure: no allocation, no input or output. A first line of its own is worth a high bid. */
static delib_bid probe(delib_slice head, const char *name)
{
    static const delib_bid mine = { 90, N_("the first line of a bulletin") };
    static const delib_bid not_mine = { 0, NULL };
    (void)name;
    return begins_with(head, TEMPLATE_MARK "\n") || begins_with(head, TEMPLATE_MARK "\r\n") ? mine : not_mine;
}

static delib_slice trimmed(delib_slice text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\t'))
        text.size--;
    return text;
}

static delib_place place_of(const struct reading *reading, delib_slice piece)
{
    delib_place place = { .file = delib_source_name(reading->source) };
    delib_source_position(reading->source, (size_t)(piece.data - reading->text.data), &place.line, &place.column);
    return place;
}

/* Offsets of the text are not those of the file where the charset was converted: the source knows both. */
static delib_span span_of(const struct reading *reading, delib_slice piece)
{
    size_t start = (size_t)(piece.data - reading->text.data);
    delib_span span = { delib_source_byte_at(reading->source, start),
                        delib_source_byte_at(reading->source, start + piece.size) };
    return span;
}

/* Every word of a source is in exactly one block, the keys of a bulletin too. */
static delib_status add_block(struct reading *reading, delib_block *parent, delib_block_type type, delib_slice line)
{
    delib_block *block = parent ? delib_block_add(parent, type) : NULL;
    if (!block)
        return DELIB_E_NOMEM;
    delib_status status = delib_block_set_text(block, line);
    return status < 0 ? status : delib_block_add_span(block, 0, span_of(reading, line));
}

static delib_status begin_act(struct reading *reading)
{
    if (!reading->act)
        reading->act = delib_document_add_act(reading->document);
    return reading->act ? DELIB_OK : DELIB_E_NOMEM;
}

/* Adds a value with its provenance; a value of a wrong form is said and left out. */
static delib_status add_value(struct reading *reading, delib_field field, delib_slice raw)
{
    delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
    delib_place place = place_of(reading, raw);
    delib_value value;
    if (delib_value_parse(delib_field_describe(field)->type, raw, &value) != DELIB_OK) {
        place.field = delib_field_describe(field)->path;
        delib_report(reading->context, DELIB_WARNING, "BULLETIN-VALUE", &place, NULL,
                     N_("'%.*s' is no value of this field; it is left out"), (int)raw.size, raw.data);
        reading->status = DELIB_PARTIAL;
        return DELIB_OK;
    }
    provenance.source = 0;
    provenance.bytes = span_of(reading, raw);
    provenance.line = place.line;
    provenance.column = place.column;
    provenance.raw = raw;
    return delib_act_add(reading->act, field, value, &provenance);
}

static delib_status read_pair(struct reading *reading, delib_slice line, size_t colon)
{
    delib_slice key = { line.data, colon };
    delib_slice raw = trimmed((delib_slice){ line.data + colon + 1, line.size - colon - 1 });
    delib_field field = delib_field_of(trimmed(key));
    if (field == DELIB_FIELD_COUNT) {
        delib_place place = place_of(reading, line);
        delib_report(reading->context, DELIB_WARNING, "BULLETIN-KEY", &place, NULL,
                     N_("there is no field '%.*s'; the line is kept as text"), (int)key.size, key.data);
        reading->status = DELIB_PARTIAL;
        return add_block(reading, delib_act_content(reading->act), DELIB_BLOCK_OTHER, line);
    }
    delib_status status = add_value(reading, field, raw);
    return status < 0 ? status : add_block(reading, delib_act_content(reading->act), DELIB_BLOCK_FURNITURE, line);
}

static delib_status read_line(struct reading *reading, delib_slice line)
{
    const char *colon = memchr(line.data, ':', line.size);
    if (line.data == reading->text.data)
        return add_block(reading, delib_document_content(reading->document), DELIB_BLOCK_FURNITURE, line);
    if (begins_with(line, "--")) {
        reading->act = NULL;
        return add_block(reading, delib_document_content(reading->document), DELIB_BLOCK_FURNITURE, line);
    }
    delib_status status = begin_act(reading);
    if (status < 0)
        return status;
    if (line.data[0] == '|') {
        delib_slice paragraph = trimmed((delib_slice){ line.data + 1, line.size - 1 });
        return add_block(reading, delib_act_content(reading->act), DELIB_BLOCK_PARAGRAPH, paragraph);
    }
    if (colon)
        return read_pair(reading, line, (size_t)(colon - line.data));
    return add_block(reading, delib_act_content(reading->act), DELIB_BLOCK_OTHER, line);
}

static delib_status read(delib_context *context, const delib_options *options, delib_source *source,
                         delib_document *document)
{
    struct reading reading = { .context = context, .source = source, .document = document, .status = DELIB_OK };
    (void)options;
    delib_status status = delib_source_text(context, source, &reading.text);
    delib_slice rest = reading.text;
    while (status >= 0 && rest.size > 0) {
        const char *end = memchr(rest.data, '\n', rest.size);
        size_t taken = end ? (size_t)(end - rest.data) + 1 : rest.size;
        delib_slice line = { rest.data, end ? taken - 1 : taken };
        if (line.size > 0 && line.data[line.size - 1] == '\r')
            line.size--;
        line = trimmed(line);
        if (line.size > 0)
            status = read_line(&reading, line);
        rest.data += taken;
        rest.size -= taken;
    }
    return status < 0 ? status : reading.status;
}

const delib_reader template_reader = { .size = sizeof template_reader, .probe = probe, .read = read };
