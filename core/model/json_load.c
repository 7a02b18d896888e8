/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include <delib/plugin.h>

#include "context/context.h"
#include "model/json_load.h"

/* --- saying ------------------------------------------------------------------------------------------------- */

#define PATH_SIZE 256

/* Writes a path into the end of `text`, from its end to its start; gives where it begins. */
static const char *show_path(char text[PATH_SIZE], const dlb_json_path *path, bool indexes)
{
    char *at = text + PATH_SIZE - 1;
    *at = '\0';
    for (; path; path = path->above) {
        char index[24] = "[]";
        if (!path->key && indexes)
            snprintf(index, sizeof index, "[%zu]", path->index);
        const char *piece = path->key ? path->key : index;
        size_t size = strlen(piece);
        if (size + 1 > (size_t)(at - text))
            break;
        at -= size;
        memcpy(at, piece, size);
        if (path->key && path->above)
            *--at = '.';
    }
    return at;
}

delib_status dlb_json_lose(dlb_loader *loader, const dlb_json_path *path)
{
    char text[PATH_SIZE];
    delib_place place = { loader->name, loader->line, 0, show_path(text, path, true) };
    delib_report(loader->context, DELIB_WARNING, "JSON-VALUE", &place, NULL,
                 N_("%s has not the form that the model asks for; left out"), place.field);
    loader->lost = true;
    return DELIB_OK;
}

/* A later version may have more types of block. */
static void say_type(dlb_loader *loader, const dlb_json_path *path)
{
    char text[PATH_SIZE];
    delib_place place = { loader->name, loader->line, 0, show_path(text, path, true) };
    delib_report(loader->context, DELIB_WARNING, "JSON-TYPE", &place, NULL,
                 N_("%s is no type of block that is known; the block is kept as other"), place.field);
    loader->lost = true;
}

static delib_status say_key(dlb_loader *loader, const dlb_json_path *path)
{
    char text[PATH_SIZE];
    delib_place place = { loader->name, loader->line, 0, show_path(text, path, false) };
    if (json_object_get(loader->said, place.field))
        return DELIB_OK;
    if (json_object_set_new_nocheck(loader->said, place.field, json_true()) < 0)
        return DELIB_E_NOMEM;
    delib_report(loader->context, DELIB_NOTE, "JSON-KEY", &place, NULL,
                 N_("the key %s is not known; kept as it is"), place.field);
    return DELIB_OK;
}

delib_status dlb_json_keep(dlb_loader *loader, const dlb_json_path *path, dlb_extras *extras, const char *section,
                           const char *key, const json_t *json)
{
    const dlb_json_path below = { path, key, 0 };
    char *text = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);
    if (!text)
        return DELIB_E_NOMEM;
    delib_slice name = *section ? delib_slice_of(section) : (delib_slice){ NULL, 0 };
    delib_status status = dlb_extras_add(loader->document, extras, name, delib_slice_of(key), delib_slice_of(text));
    free(text);
    return status < 0 ? status : say_key(loader, &below);
}

/* --- members by table --------------------------------------------------------------------------------------- */

delib_slice dlb_json_slice(const json_t *json)
{
    return (delib_slice){ json_string_value(json), json_string_length(json) };
}

static bool get_text(const json_t *json, delib_slice *out)
{
    if (json_string_length(json) == 0)
        return false;
    *out = dlb_json_slice(json);
    return true;
}

static bool get_hash(const json_t *json, delib_slice *out)
{
    delib_slice text = dlb_json_slice(json);
    if (text.size != 64 || strspn(text.data, "0123456789abcdefABCDEF") != 64)
        return false;
    *out = text;
    return true;
}

static bool get_count(const json_t *json, uint32_t *out)
{
    json_int_t number = json_integer_value(json);
    if (number < 1 || number > UINT32_MAX)
        return false;
    *out = (uint32_t)number;
    return true;
}

static bool get_size(const json_t *json, uint64_t *out)
{
    if (!json_is_integer(json) || json_integer_value(json) < 0)
        return false;
    *out = (uint64_t)json_integer_value(json);
    return true;
}

static bool get_fraction(const json_t *json, double *out)
{
    *out = json_number_value(json);
    return json_is_number(json) && *out >= 0 && *out <= 1;
}

static bool get_confidence(const json_t *json, int *out)
{
    double fraction;
    if (!get_fraction(json, &fraction))
        return false;
    *out = (int)(fraction * 1000 + 0.5);
    return true;
}

static bool get_span(const json_t *json, delib_span *out)
{
    uint64_t start, end;
    if (json_array_size(json) != 2 || !get_size(json_array_get(json, 0), &start) ||
        !get_size(json_array_get(json, 1), &end) || end < start || end > SIZE_MAX)
        return false;
    *out = (delib_span){ (size_t)start, (size_t)end };
    return true;
}

static bool get_place(const json_t *json, delib_span *out)
{
    delib_span span;
    if (!get_span(json, &span) || span.start == span.end)
        return false;
    *out = span;
    return true;
}

delib_status dlb_json_get_spans(dlb_loader *loader, const json_t *json, dlb_spans *out, bool *good)
{
    size_t count = json_array_size(json);
    *good = count > 0 && count <= UINT32_MAX / sizeof(delib_span);
    if (!*good)
        return DELIB_OK;
    delib_span *list = dlb_arena_alloc(&loader->document->arena, count * sizeof *list);
    if (!list)
        return DELIB_E_NOMEM;
    for (size_t i = 0; i < count && *good; i++)
        *good = get_span(json_array_get(json, i), &list[i]);
    if (*good)
        *out = (dlb_spans){ list, count };
    return DELIB_OK;
}

static delib_status get_box(dlb_loader *loader, const json_t *json, const delib_box **out, bool *good)
{
    double edges[4];
    *good = json_array_size(json) == 4;
    for (size_t i = 0; i < 4 && *good; i++)
        *good = get_fraction(json_array_get(json, i), &edges[i]);
    if (!*good)
        return DELIB_OK;
    delib_box *box = dlb_arena_alloc(&loader->document->arena, sizeof *box);
    if (!box)
        return DELIB_E_NOMEM;
    *box = (delib_box){ (float)edges[0], (float)edges[1], (float)edges[2], (float)edges[3] };
    *out = box;
    return DELIB_OK;
}

static bool get_source(const dlb_loader *loader, const json_t *json, uint32_t *out)
{
    const json_t *index = json_is_string(json) ? json_object_get(loader->ids, json_string_value(json)) : NULL;
    if (!index)
        return false;
    *out = (uint32_t)json_integer_value(index);
    return true;
}

static const char *severity_name(int value)
{
    return delib_severity_name((delib_severity)value);
}

static const char *origin_name(int value)
{
    return delib_origin_name((delib_origin)value);
}

static const char *presence_name(int value)
{
    return delib_presence_name((delib_presence)value);
}

/* The value from `first` to `last` that has the name in the JSON, or -1. */
static int named(const json_t *json, const char *(*name)(int), int first, int last)
{
    for (int value = first; json_is_string(json) && value <= last; value++)
        if (strcmp(json_string_value(json), name(value)) == 0)
            return value;
    return -1;
}

static bool get_origin(const json_t *json, delib_origin *out)
{
    int value = named(json, origin_name, DELIB_CORRECTED, DELIB_DERIVED);
    if (value >= 0)
        *out = (delib_origin)value;
    return value >= 0;
}

static bool get_severity(const json_t *json, delib_severity *out)
{
    int value = named(json, severity_name, DELIB_NOTE, DELIB_ERROR);
    if (value >= 0)
        *out = (delib_severity)value;
    return value >= 0;
}

static bool get_presence(const json_t *json, delib_presence *out)
{
    int value = named(json, presence_name, DELIB_PRESENT, DELIB_REPRESENTED);
    if (value >= 0)
        *out = (delib_presence)value;
    return value >= 0;
}

static bool get_type(const json_t *json, delib_block_type *out)
{
    delib_block_type type = json_is_string(json) ? delib_block_type_of(dlb_json_slice(json)) : DELIB_BLOCK_ROOT;
    if (type != DELIB_BLOCK_ROOT)
        *out = type;
    return type != DELIB_BLOCK_ROOT;
}

static delib_status get_member(dlb_loader *loader, dlb_kind kind, const json_t *json, void *out, bool *good)
{
    *good = true;
    switch (kind) {
    case DLB_TEXT:
        *good = get_text(json, out);
        break;
    case DLB_HASH:
        *good = get_hash(json, out);
        break;
    case DLB_COUNT:
        *good = get_count(json, out);
        break;
    case DLB_SIZE:
        *good = get_size(json, out);
        break;
    case DLB_CONFIDENCE:
        *good = get_confidence(json, out);
        break;
    case DLB_SPAN:
        *good = get_place(json, out);
        break;
    case DLB_SPANS:
        return dlb_json_get_spans(loader, json, out, good);
    case DLB_BOX:
        return get_box(loader, json, out, good);
    case DLB_SOURCE:
        *good = get_source(loader, json, out);
        break;
    case DLB_ORIGIN:
        *good = get_origin(json, out);
        break;
    case DLB_SEVERITY:
        *good = get_severity(json, out);
        break;
    case DLB_PRESENCE:
        *good = get_presence(json, out);
        break;
    case DLB_TYPE:
        *good = get_type(json, out);
        break;
    case DLB_ELSEWHERE:
        break;
    }
    return DELIB_OK;
}

delib_status dlb_json_load_members(dlb_loader *loader, const dlb_json_path *path, json_t *json,
                                   const dlb_member *members, void *out, dlb_extras *extras)
{
    const char *key;
    json_t *value;
    delib_status status = json_is_object(json) ? DELIB_OK : dlb_json_lose(loader, path);
    json_object_foreach (json, key, value) {
        const dlb_json_path below = { path, key, 0 };
        const dlb_member *at = members;
        bool good = true;
        while (at->key && strcmp(at->key, key) != 0)
            at++;
        if (!at->key)
            status = dlb_json_keep(loader, path, extras, "", key, value);
        else
            status = get_member(loader, at->kind, value, (char *)out + at->offset, &good);
        if (status < 0)
            break;
        if (!good && at->kind == DLB_TYPE)
            say_type(loader, &below);
        else if (!good)
            dlb_json_lose(loader, &below);
    }
    return status;
}

delib_status dlb_json_each(dlb_loader *loader, const dlb_json_path *path, json_t *json, dlb_json_load_fn load,
                           void *target)
{
    delib_status status = json_is_array(json) ? DELIB_OK : dlb_json_lose(loader, path);
    size_t count = json_array_size(json);
    for (size_t i = 0; status >= 0 && i < count; i++) {
        const dlb_json_path item = { path, NULL, i };
        status = load(loader, &item, target, json_array_get(json, i));
    }
    return status;
}
