/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Parts of the reader of canonical JSON: members of objects by table. Private to core/model. */
#ifndef DLB_MODEL_JSON_LOAD_H
#define DLB_MODEL_JSON_LOAD_H

#include <jansson.h>

#include "model/json.h"

typedef struct dlb_loader {
    delib_context *context;
    delib_document *document;
    const char *name;
    uint32_t line;
    json_t *ids;  /* id of a source in the text: its index */
    json_t *said; /* paths of unknown keys that were said */
    bool lost;    /* a value was left out */
    dlb_slot slots[DLB_SLOT_COUNT];
} dlb_loader;

/* Where a value stands, from the inside out; NULL is the document. */
typedef struct dlb_json_path {
    const struct dlb_json_path *above;
    const char *key; /* NULL: an item */
    size_t index;
} dlb_json_path;

/* A list that persons are loaded into. */
typedef struct dlb_json_list {
    delib_act *act;
    delib_list list;
} dlb_json_list;

typedef delib_status (*dlb_json_load_fn)(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json);

/* The bytes of a JSON string. */
delib_slice dlb_json_slice(const json_t *json);

/* Says that a value is left out. Always DELIB_OK: the rest goes on. */
delib_status dlb_json_lose(dlb_loader *loader, const dlb_json_path *path);

/* Keeps and, once a path, says a key that is not known of the object at `path`. */
delib_status dlb_json_keep(dlb_loader *loader, const dlb_json_path *path, dlb_extras *extras, const char *section,
                           const char *key, const json_t *json);

/* Loads each item of what should be an array. */
delib_status dlb_json_each(dlb_loader *loader, const dlb_json_path *path, json_t *json, dlb_json_load_fn load,
                           void *target);

/* How a member is written in JSON and kept in the struct at its offset. */
typedef enum dlb_kind {
    DLB_TEXT,       /* delib_slice */
    DLB_HASH,       /* delib_slice of 64 hexadecimal digits */
    DLB_COUNT,      /* uint32_t, from 1 */
    DLB_SIZE,       /* uint64_t */
    DLB_CONFIDENCE, /* int: thousandths */
    DLB_SPAN,       /* delib_span that is not empty */
    DLB_SPANS,      /* dlb_spans */
    DLB_BOX,        /* const delib_box * */
    DLB_SOURCE,     /* uint32_t: index of the id */
    DLB_ORIGIN,
    DLB_SEVERITY,
    DLB_PRESENCE,
    DLB_TYPE,
    DLB_ELSEWHERE   /* the caller sees to it */
} dlb_kind;

typedef struct dlb_member {
    const char *key;
    dlb_kind kind;
    size_t offset;
} dlb_member;

typedef struct dlb_spans {
    delib_span *spans;
    size_t count;
} dlb_spans;

/* Loads the members of an object that a table ended by NULL names; others are kept in `extras`. */
delib_status dlb_json_load_members(dlb_loader *loader, const dlb_json_path *path, json_t *json,
                                   const dlb_member *members, void *out, dlb_extras *extras);
delib_status dlb_json_get_spans(dlb_loader *loader, const json_t *json, dlb_spans *out, bool *good);

/* Load the members of one object. Texts are borrowed from the JSON. */
delib_status dlb_json_load_provenance(dlb_loader *loader, const dlb_json_path *path, json_t *json,
                                      delib_provenance *out, dlb_extras *extras);
delib_status dlb_json_load_person(dlb_loader *loader, const dlb_json_path *path, json_t *json, delib_person *out,
                                  dlb_extras *extras);
delib_status dlb_json_load_attachment(dlb_loader *loader, const dlb_json_path *path, json_t *json,
                                      delib_attachment *out, dlb_extras *extras);
delib_status dlb_json_load_finding(dlb_loader *loader, const dlb_json_path *path, json_t *json, delib_finding *out,
                                   dlb_extras *extras);

/* For dlb_json_each: a source into a document, a block into its parent. */
delib_status dlb_json_load_source(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json);
delib_status dlb_json_load_block(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json);

#endif
