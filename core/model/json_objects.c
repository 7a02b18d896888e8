/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The objects of the canonical JSON, each with its members. */
#include <config.h>

#include <stddef.h>

#include "model/json_load.h"

delib_status dlb_json_load_provenance(dlb_loader *loader, const dlb_json_path *path, json_t *json,
                                      delib_provenance *out, dlb_extras *extras)
{
    static const dlb_member members[] = { { "origin", DLB_ORIGIN, offsetof(delib_provenance, origin) },
                                      { "value", DLB_ELSEWHERE, 0 },
                                      { "source", DLB_SOURCE, offsetof(delib_provenance, source) },
                                      { "line", DLB_COUNT, offsetof(delib_provenance, line) },
                                      { "column", DLB_COUNT, offsetof(delib_provenance, column) },
                                      { "page", DLB_COUNT, offsetof(delib_provenance, page) },
                                      { "box", DLB_BOX, offsetof(delib_provenance, box) },
                                      { "bytes", DLB_SPAN, offsetof(delib_provenance, bytes) },
                                      { "raw", DLB_TEXT, offsetof(delib_provenance, raw) },
                                      { "rule", DLB_TEXT, offsetof(delib_provenance, rule) },
                                      { "confidence", DLB_CONFIDENCE, offsetof(delib_provenance, confidence) },
                                      { NULL, DLB_ELSEWHERE, 0 } };
    return dlb_json_load_members(loader, path, json, members, out, extras);
}

delib_status dlb_json_load_person(dlb_loader *loader, const dlb_json_path *path, json_t *json, delib_person *out,
                                  dlb_extras *extras)
{
    static const dlb_member members[] = { { "name", DLB_TEXT, offsetof(delib_person, name) },
                                      { "given", DLB_TEXT, offsetof(delib_person, given) },
                                      { "family", DLB_TEXT, offsetof(delib_person, family) },
                                      { "civility", DLB_TEXT, offsetof(delib_person, civility) },
                                      { "role", DLB_TEXT, offsetof(delib_person, role) },
                                      { "status", DLB_PRESENCE, offsetof(delib_person, presence) },
                                      { "proxy_to", DLB_TEXT, offsetof(delib_person, proxy_to) },
                                      { "origin", DLB_ORIGIN, offsetof(delib_person, origin) },
                                      { "source", DLB_SOURCE, offsetof(delib_person, source) },
                                      { "spans", DLB_ELSEWHERE, 0 },
                                      { "confidence", DLB_CONFIDENCE, offsetof(delib_person, confidence) },
                                      { NULL, DLB_ELSEWHERE, 0 } };
    const dlb_json_path below = { path, "spans", 0 };
    const json_t *given = json_object_get(json, "spans");
    dlb_spans list = { NULL, 0 };
    bool good = true;
    delib_status status = given ? dlb_json_get_spans(loader, given, &list, &good) : DELIB_OK;
    if (!good)
        dlb_json_lose(loader, &below);
    out->spans = list.spans;
    out->span_count = list.count;
    return status < 0 ? status : dlb_json_load_members(loader, path, json, members, out, extras);
}

delib_status dlb_json_load_attachment(dlb_loader *loader, const dlb_json_path *path, json_t *json,
                                      delib_attachment *out, dlb_extras *extras)
{
    static const dlb_member members[] = { { "name", DLB_TEXT, offsetof(delib_attachment, name) },
                                      { "type", DLB_TEXT, offsetof(delib_attachment, type) },
                                      { "size", DLB_SIZE, offsetof(delib_attachment, size) },
                                      { "sha256", DLB_HASH, offsetof(delib_attachment, sha256) },
                                      { NULL, DLB_ELSEWHERE, 0 } };
    return dlb_json_load_members(loader, path, json, members, out, extras);
}

delib_status dlb_json_load_finding(dlb_loader *loader, const dlb_json_path *path, json_t *json, delib_finding *out,
                                   dlb_extras *extras)
{
    static const dlb_member members[] = { { "code", DLB_TEXT, offsetof(delib_finding, code) },
                                      { "severity", DLB_SEVERITY, offsetof(delib_finding, severity) },
                                      { "field", DLB_TEXT, offsetof(delib_finding, field) },
                                      { "message", DLB_TEXT, offsetof(delib_finding, message) },
                                      { "source", DLB_SOURCE, offsetof(delib_finding, source) },
                                      { "line", DLB_COUNT, offsetof(delib_finding, line) },
                                      { NULL, DLB_ELSEWHERE, 0 } };
    return dlb_json_load_members(loader, path, json, members, out, extras);
}

delib_status dlb_json_load_source(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json)
{
    static const dlb_member members[] = { { "id", DLB_TEXT, offsetof(delib_source_info, id) },
                                      { "name", DLB_TEXT, offsetof(delib_source_info, name) },
                                      { "format", DLB_TEXT, offsetof(delib_source_info, format) },
                                      { "charset", DLB_TEXT, offsetof(delib_source_info, charset) },
                                      { "size", DLB_SIZE, offsetof(delib_source_info, size) },
                                      { "sha256", DLB_HASH, offsetof(delib_source_info, sha256) },
                                      { NULL, DLB_ELSEWHERE, 0 } };
    delib_document *document = target;
    const json_t *id = json_object_get(json, "id");
    const char *given = json_is_string(id) ? json_string_value(id) : NULL;
    const dlb_json_path below = { path, "id", 0 };
    delib_source_info info = { .size = UINT64_MAX };
    dlb_extras extras = { 0 };
    uint32_t index;
    if (!json_is_object(json))
        return dlb_json_lose(loader, path);
    delib_status status = dlb_json_load_members(loader, path, json, members, &info, &extras);
    if (status >= 0)
        status = delib_document_add_source(document, &info, &index);
    if (status < 0)
        return status;
    document->sources[index].sized = info.size != UINT64_MAX;
    if (info.size == UINT64_MAX)
        document->sources[index].info.size = 0;
    document->sources[index].extras = extras;
    if (!given)
        return DELIB_OK;
    if (json_object_get(loader->ids, given))
        return dlb_json_lose(loader, &below);
    return json_object_set_new_nocheck(loader->ids, given, json_integer(index)) < 0 ? DELIB_E_NOMEM : DELIB_OK;
}

typedef struct block_members {
    delib_block_type type;
    delib_slice number, verb, text;
    uint32_t source;
    dlb_spans spans;
} block_members;

static delib_status fill_block(delib_block *block, const block_members *from, const dlb_extras *extras)
{
    delib_status status = delib_block_set_text(block, from->text);
    if (status >= 0)
        status = delib_block_set_number(block, from->number);
    if (status >= 0)
        status = delib_block_set_verb(block, from->verb);
    block->source = from->source;
    block->spans = from->spans.spans;
    block->span_count = block->span_room = (uint32_t)from->spans.count;
    block->extras = *extras;
    return status;
}

/* Recursion is bounded: delib_block_add refuses what is too deep. */
delib_status dlb_json_load_block(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json)
{
    static const dlb_member members[] = { { "type", DLB_TYPE, offsetof(block_members, type) },
                                      { "number", DLB_TEXT, offsetof(block_members, number) },
                                      { "verb", DLB_TEXT, offsetof(block_members, verb) },
                                      { "text", DLB_TEXT, offsetof(block_members, text) },
                                      { "source", DLB_SOURCE, offsetof(block_members, source) },
                                      { "spans", DLB_SPANS, offsetof(block_members, spans) },
                                      { "blocks", DLB_ELSEWHERE, 0 },
                                      { NULL, DLB_ELSEWHERE, 0 } };
    delib_block *parent = target;
    block_members given = { .type = DELIB_BLOCK_OTHER, .source = DELIB_NO_SOURCE };
    const dlb_json_path below = { path, "blocks", 0 };
    json_t *children = json_object_get(json, "blocks");
    dlb_extras extras = { 0 };
    if (!json_is_object(json) || parent->depth >= DLB_BLOCK_DEPTH)
        return dlb_json_lose(loader, path);
    delib_status status = dlb_json_load_members(loader, path, json, members, &given, &extras);
    if (status < 0)
        return status;
    delib_block *block = delib_block_add(parent, given.type);
    status = block ? fill_block(block, &given, &extras) : DELIB_E_NOMEM;
    if (status < 0 || !children)
        return status;
    return dlb_json_each(loader, &below, children, dlb_json_load_block, block);
}
