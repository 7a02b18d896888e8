/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the writer and the reader of the canonical JSON share; private to core. */
#ifndef DLB_MODEL_JSON_H
#define DLB_MODEL_JSON_H

#include "model/document.h"

/* The version of the form. A document is written in the minor version that it was read in, at least in ours: the keys
 * of a later one are kept. Another major one is refused. */
#define DLB_JSON_MAJOR "1"
#define DLB_JSON_MINOR 0

/* --- the shape of an act ------------------------------------------------------------------------------------ */

#define DLB_SLOT_COUNT (DELIB_FIELD_COUNT + DELIB_LIST_COUNT)

/* A place for a value or a list of persons in the object of an act. */
typedef struct dlb_slot {
    const char *path;
    delib_field field; /* DELIB_FIELD_COUNT: a list */
    delib_list list;
} dlb_slot;

/* Lays out the places in the order of the form: the fields, and the lists at the end of their section. */
void dlb_json_layout(dlb_slot slots[DLB_SLOT_COUNT]);

/* Whether a candidate says nothing but its value: it is written in its place alone. */
bool dlb_fact_is_bare(const dlb_fact *fact);

/* --- the emitter -------------------------------------------------------------------------------------------- */

#define DLB_JSON_PENDING 4

typedef struct dlb_json {
    delib_sink *sink;
    unsigned indent;
    unsigned depth;
    bool fresh;                            /* the object or array that is open is empty so far */
    unsigned pending;                      /* objects that are opened where something comes to stand in them */
    delib_slice keys[DLB_JSON_PENDING];
} dlb_json;

void dlb_json_key(dlb_json *json, delib_slice key);
void dlb_json_item(dlb_json *json);
void dlb_json_open(dlb_json *json, char bracket);
void dlb_json_close(dlb_json *json, char bracket);

/* An object that is written only where something is put into it. */
void dlb_json_open_if_used(dlb_json *json, delib_slice key);
void dlb_json_close_if_used(dlb_json *json);

void dlb_json_string(dlb_json *json, delib_slice text);
/* `number` divided by 10 to the power of `digits`, without needless zeros. */
void dlb_json_decimal(dlb_json *json, uint32_t number, unsigned digits);
/* A pair of offsets. */
void dlb_json_span(dlb_json *json, delib_span span);

/* A key with its value; nothing where the value is absent (0 for numbers). */
void dlb_json_text(dlb_json *json, const char *key, delib_slice text);
void dlb_json_number(dlb_json *json, const char *key, int64_t number);
void dlb_json_confidence(dlb_json *json, int confidence);

#endif
