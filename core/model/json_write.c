/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A document as canonical JSON, straight into a sink. */
#include <config.h>

#include <stdio.h>

#include "model/json.h"

/* --- the shape of an act ------------------------------------------------------------------------------------ */

/* Whether two paths begin with the same segment. */
static bool same_section(const char *a, const char *b)
{
    size_t size = strcspn(a, ".");
    return strcspn(b, ".") == size && memcmp(a, b, size) == 0;
}

static size_t lay_lists(dlb_slot *slots, const char *path)
{
    size_t count = 0;
    for (unsigned list = 0; list < DELIB_LIST_COUNT; list++) {
        const char *own = dlb_list_path((delib_list)list);
        if (same_section(own, path))
            slots[count++] = (dlb_slot){ own, DELIB_FIELD_COUNT, (delib_list)list };
    }
    return count;
}

void dlb_json_layout(dlb_slot slots[DLB_SLOT_COUNT])
{
    size_t count = 0;
    for (unsigned field = 0; field < DELIB_FIELD_COUNT; field++) {
        const char *path = delib_field_describe((delib_field)field)->path;
        const delib_field_info *next = delib_field_describe((delib_field)(field + 1));
        slots[count++] = (dlb_slot){ path, (delib_field)field, DELIB_LIST_COUNT };
        if (!next || !same_section(path, next->path))
            count += lay_lists(slots + count, path);
    }
}

bool dlb_fact_is_bare(const dlb_fact *fact)
{
    const delib_provenance *from = &fact->provenance;
    return from->origin == DELIB_STATED && from->source == DELIB_NO_SOURCE && from->bytes.end <= from->bytes.start &&
           !from->line && !from->column && !from->page && !from->box && !from->raw.data && !from->rule.data &&
           from->confidence < 0 && !fact->extras.first;
}

/* --- parts that several objects have ------------------------------------------------------------------------ */

static void write_extras(dlb_json *json, const dlb_extras *extras, delib_slice section)
{
    for (const dlb_extra *extra = extras->first; extra; extra = extra->next) {
        if (extra->section.size != section.size || !delib_slice_equal(extra->section, section))
            continue;
        dlb_json_key(json, extra->key);
        delib_sink_slice(json->sink, extra->json);
    }
}

static void end_object(dlb_json *json, const dlb_extras *extras)
{
    write_extras(json, extras, (delib_slice){ NULL, 0 });
    dlb_json_close(json, '}');
}

static void begin_item(dlb_json *json)
{
    dlb_json_item(json);
    dlb_json_open(json, '{');
}

static void begin_array(dlb_json *json, const char *key)
{
    dlb_json_key(json, delib_slice_of(key));
    dlb_json_open(json, '[');
}

static void write_source_id(dlb_json *json, const delib_document *document, uint32_t source)
{
    if (source < document->source_count)
        dlb_json_text(json, "source", document->sources[source].info.id);
}

static void write_spans(dlb_json *json, const delib_span *spans, size_t count)
{
    if (count == 0)
        return;
    dlb_json_key(json, delib_slice_of("spans"));
    delib_sink_putc(json->sink, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            delib_sink_puts(json->sink, json->indent ? ", " : ",");
        dlb_json_span(json, spans[i]);
    }
    delib_sink_putc(json->sink, ']');
}

static void write_size(dlb_json *json, bool sized, uint64_t size)
{
    if (!sized || size > INT64_MAX)
        return;
    dlb_json_key(json, delib_slice_of("size"));
    delib_sink_number(json->sink, (int64_t)size);
}

static void write_findings(dlb_json *json, const delib_document *document, const dlb_findings *findings)
{
    if (!findings->first)
        return;
    begin_array(json, "diagnostics");
    for (const dlb_finding *at = findings->first; at; at = at->next) {
        const delib_finding *finding = &at->finding;
        begin_item(json);
        dlb_json_text(json, "code", finding->code);
        dlb_json_text(json, "severity", delib_slice_of(delib_severity_name(finding->severity)));
        dlb_json_text(json, "field", finding->field);
        dlb_json_text(json, "message", finding->message);
        write_source_id(json, document, finding->source);
        dlb_json_number(json, "line", finding->line);
        end_object(json, &at->extras);
    }
    dlb_json_close(json, ']');
}

/* --- content ------------------------------------------------------------------------------------------------ */

static void enter_block(dlb_json *json, const delib_block *block)
{
    begin_item(json);
    dlb_json_text(json, "type", delib_slice_of(delib_block_type_name(block->type)));
    dlb_json_text(json, "number", block->number);
    dlb_json_text(json, "verb", block->verb);
    dlb_json_text(json, "text", block->text);
    write_source_id(json, block->document, block->source);
    write_spans(json, block->spans, block->span_count);
    if (block->first)
        begin_array(json, "blocks");
}

static void leave_block(dlb_json *json, const delib_block *block)
{
    if (block->first)
        dlb_json_close(json, ']');
    end_object(json, &block->extras);
}

static void write_content(dlb_json *json, const delib_block *root)
{
    if (!root->first)
        return;
    begin_array(json, "content");
    for (delib_walk walk = delib_walk_begin(root); delib_walk_next(&walk);) {
        if (walk.entering)
            enter_block(json, walk.block);
        else
            leave_block(json, walk.block);
    }
    dlb_json_close(json, ']');
}

/* --- values of an act --------------------------------------------------------------------------------------- */

static void write_value(dlb_json *json, delib_slice key, const delib_value *value)
{
    dlb_json_key(json, key);
    if (value->type == DELIB_INTEGER)
        delib_sink_number(json->sink, value->number);
    else if (value->type == DELIB_BOOLEAN)
        delib_sink_puts(json->sink, value->number ? "true" : "false");
    else
        dlb_json_string(json, value->text);
}

static void write_person(dlb_json *json, const delib_document *document, const dlb_person *node)
{
    const delib_person *person = &node->person;
    begin_item(json);
    dlb_json_text(json, "name", person->name);
    dlb_json_text(json, "given", person->given);
    dlb_json_text(json, "family", person->family);
    dlb_json_text(json, "civility", person->civility);
    dlb_json_text(json, "role", person->role);
    dlb_json_text(json, "status", delib_slice_of(delib_presence_name(person->presence)));
    dlb_json_text(json, "proxy_to", person->proxy_to);
    if (person->origin != DELIB_STATED)
        dlb_json_text(json, "origin", delib_slice_of(delib_origin_name(person->origin)));
    write_source_id(json, document, person->source);
    write_spans(json, person->spans, person->span_count);
    dlb_json_confidence(json, person->confidence);
    end_object(json, &node->extras);
}

static void write_persons(dlb_json *json, const delib_act *act, delib_list list, delib_slice key)
{
    const dlb_persons *persons = act->lists[list];
    if (!persons || !persons->first)
        return;
    dlb_json_key(json, key);
    dlb_json_open(json, '[');
    for (const dlb_person *person = persons->first; person; person = person->next)
        write_person(json, act->document, person);
    dlb_json_close(json, ']');
}

static void write_slot(dlb_json *json, const delib_act *act, const dlb_slot *slot, delib_slice key)
{
    const delib_candidate *chosen = delib_act_chosen(act, slot->field);
    if (slot->field == DELIB_FIELD_COUNT)
        write_persons(json, act, slot->list, key);
    else if (chosen)
        write_value(json, key, &chosen->fact->value);
}

/* Writes the slots [first, last), whose paths share their first `prefix` bytes; goes down once a dot of a path. */
static void write_slots(dlb_json *json, const delib_act *act, const dlb_slot *first, const dlb_slot *last,
                        size_t prefix)
{
    while (first < last) {
        delib_slice key = { first->path + prefix, strcspn(first->path + prefix, ".") };
        if (!key.data[key.size]) {
            write_slot(json, act, first++, key);
            continue;
        }
        const dlb_slot *end = first;
        while (end < last && strncmp(end->path, first->path, prefix + key.size + 1) == 0)
            end++;
        dlb_json_open_if_used(json, key);
        write_slots(json, act, first, end, prefix + key.size + 1);
        write_extras(json, &act->extras, (delib_slice){ first->path, prefix + key.size });
        dlb_json_close_if_used(json);
        first = end;
    }
}

/* --- provenance --------------------------------------------------------------------------------------------- */

/* Millionths; what is no fraction of a page is brought back to its edge. */
static uint32_t millionths(float fraction)
{
    if (!(fraction > 0))
        return 0;
    return fraction >= 1 ? 1000000 : (uint32_t)((double)fraction * 1e6 + 0.5);
}

static void write_box(dlb_json *json, const delib_box *box)
{
    if (!box)
        return;
    const float edges[] = { box->left, box->top, box->right, box->bottom };
    dlb_json_key(json, delib_slice_of("box"));
    delib_sink_putc(json->sink, '[');
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        if (i)
            delib_sink_puts(json->sink, json->indent ? ", " : ",");
        dlb_json_decimal(json, millionths(edges[i]), 6);
    }
    delib_sink_putc(json->sink, ']');
}

static void write_candidate(dlb_json *json, const delib_document *document, const dlb_fact *fact)
{
    const delib_provenance *from = &fact->provenance;
    begin_item(json);
    dlb_json_text(json, "origin", delib_slice_of(delib_origin_name(from->origin)));
    write_value(json, delib_slice_of("value"), &fact->value);
    write_source_id(json, document, from->source);
    dlb_json_number(json, "line", from->line);
    dlb_json_number(json, "column", from->column);
    dlb_json_number(json, "page", from->page);
    write_box(json, from->box);
    if (from->bytes.end > from->bytes.start) {
        dlb_json_key(json, delib_slice_of("bytes"));
        dlb_json_span(json, from->bytes);
    }
    dlb_json_text(json, "raw", from->raw);
    dlb_json_text(json, "rule", from->rule);
    dlb_json_confidence(json, from->confidence);
    end_object(json, &fact->extras);
}

static void write_candidates(dlb_json *json, const delib_act *act, delib_field field)
{
    const dlb_candidates *candidates = &act->fields[field];
    const delib_candidate *first = candidates->first;
    if (!first || (candidates->chosen && !first->next && dlb_fact_is_bare(first->fact)))
        return;
    begin_array(json, delib_field_describe(field)->path);
    for (const delib_candidate *at = first; at; at = at->next)
        write_candidate(json, act->document, at->fact);
    dlb_json_close(json, ']');
}

static void write_provenance(dlb_json *json, const delib_act *act)
{
    static const delib_slice key = DELIB_SLICE("provenance");
    dlb_json_open_if_used(json, key);
    for (unsigned field = 0; field < DELIB_FIELD_COUNT; field++)
        write_candidates(json, act, (delib_field)field);
    write_extras(json, &act->extras, key);
    dlb_json_close_if_used(json);
}

/* --- the document ------------------------------------------------------------------------------------------- */

static void write_attachments(dlb_json *json, const delib_act *act)
{
    if (!act->first_attachment)
        return;
    begin_array(json, "attachments");
    for (const dlb_attachment *at = act->first_attachment; at; at = at->next) {
        begin_item(json);
        dlb_json_text(json, "name", at->attachment.name);
        dlb_json_text(json, "type", at->attachment.type);
        write_size(json, at->sized, at->attachment.size);
        dlb_json_text(json, "sha256", at->attachment.sha256);
        end_object(json, &at->extras);
    }
    dlb_json_close(json, ']');
}

static void write_act(dlb_json *json, const delib_act *act, const dlb_slot slots[DLB_SLOT_COUNT])
{
    const dlb_slot *last = slots + DLB_SLOT_COUNT, *formalities = slots;
    while (formalities < last && !same_section(formalities->path, "formalities"))
        formalities++;
    begin_item(json);
    write_slots(json, act, slots, formalities, 0);
    write_content(json, &act->content);
    write_slots(json, act, formalities, last, 0);
    write_attachments(json, act);
    write_provenance(json, act);
    write_findings(json, act->document, &act->findings);
    end_object(json, &act->extras);
}

static void write_sources(dlb_json *json, delib_document *document)
{
    begin_array(json, "sources");
    for (uint32_t i = 0; i < document->source_count; i++) {
        delib_source_info info = delib_document_source(document, i);
        begin_item(json);
        dlb_json_text(json, "id", info.id);
        dlb_json_text(json, "name", info.name);
        dlb_json_text(json, "format", info.format);
        dlb_json_text(json, "charset", info.charset);
        write_size(json, document->sources[i].sized, info.size);
        dlb_json_text(json, "sha256", info.sha256);
        end_object(json, &document->sources[i].extras);
    }
    dlb_json_close(json, ']');
}

static void write_version(dlb_json *json, const delib_document *document)
{
    char version[32];
    unsigned minor = document->minor > DLB_JSON_MINOR ? document->minor : DLB_JSON_MINOR;
    snprintf(version, sizeof version, DLB_JSON_MAJOR ".%u", minor);
    dlb_json_text(json, "delib", delib_slice_of(version));
}

delib_status delib_document_write_json(delib_document *document, unsigned indent, delib_sink *sink)
{
    dlb_json json = { .sink = sink, .indent = indent, .fresh = true };
    dlb_slot slots[DLB_SLOT_COUNT];
    dlb_json_layout(slots);
    begin_item(&json);
    write_version(&json, document);
    write_sources(&json, document);
    write_content(&json, &document->content);
    begin_array(&json, "deliberations");
    for (const delib_act *act = document->first_act; act; act = act->next)
        write_act(&json, act, slots);
    dlb_json_close(&json, ']');
    write_findings(&json, document, &document->findings);
    end_object(&json, &document->extras);
    return DELIB_OK;
}
