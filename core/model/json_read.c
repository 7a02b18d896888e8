/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A document from canonical JSON. */
#include <config.h>

#include <stdio.h>

#include <delib/plugin.h>

#include "context/context.h"
#include "model/json_load.h"

/* --- values of an act --------------------------------------------------------------------------------------- */

static bool value_of(const json_t *json, delib_type type, delib_value *out)
{
    if (type == DELIB_INTEGER && json_is_integer(json))
        *out = delib_value_number(type, json_integer_value(json));
    else if (type == DELIB_BOOLEAN && json_is_boolean(json))
        *out = delib_value_number(type, json_is_true(json));
    else if (type != DELIB_INTEGER && type != DELIB_BOOLEAN && json_is_string(json))
        *out = delib_value_text(type, dlb_json_slice(json));
    else
        return false;
    return delib_value_is_valid(*out);
}

static const delib_candidate *find_value(const delib_act *act, delib_field field, const delib_value *value)
{
    const delib_candidate *at = delib_act_candidates(act, field);
    while (at && !(at->fact->value.number == value->number && delib_slice_equal(at->fact->value.text, value->text)))
        at = at->next;
    return at;
}

/* Chooses the candidate that the value in place stands for. Without any provenance it is stated by nobody in
 * particular; against its provenance it was mended by hand. */
static delib_status put_in_place(dlb_loader *loader, const dlb_json_path *path, delib_act *act, delib_field field,
                                 const json_t *json)
{
    delib_value value;
    if (!value_of(json, delib_field_describe(field)->type, &value))
        return dlb_json_lose(loader, path);
    const delib_candidate *candidate = find_value(act, field, &value);
    if (!candidate) {
        const delib_provenance stated = DELIB_PROVENANCE(DELIB_STATED), mended = DELIB_PROVENANCE(DELIB_CORRECTED);
        if (!dlb_act_append(act, field, value, act->fields[field].first ? &mended : &stated))
            return DELIB_E_NOMEM;
        candidate = act->fields[field].last;
    }
    delib_act_choose(act, field, candidate);
    return DELIB_OK;
}

static delib_status load_candidate(dlb_loader *loader, const dlb_json_path *path, delib_act *act, delib_field field,
                                   json_t *json)
{
    delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
    delib_value value;
    dlb_extras extras = { 0 };
    const dlb_json_path value_path = { path, "value", 0 };
    if (!json_is_object(json))
        return dlb_json_lose(loader, path);
    if (!value_of(json_object_get(json, "value"), delib_field_describe(field)->type, &value))
        return dlb_json_lose(loader, &value_path);
    delib_status status = dlb_json_load_provenance(loader, path, json, &provenance, &extras);
    if (status < 0)
        return status;
    dlb_fact *fact = dlb_act_append(act, field, value, &provenance);
    if (!fact)
        return DELIB_E_NOMEM;
    fact->extras = extras;
    return DELIB_OK;
}

static delib_status load_candidates(dlb_loader *loader, const dlb_json_path *path, delib_act *act, delib_field field,
                                    json_t *json)
{
    delib_status status = json_is_array(json) ? DELIB_OK : dlb_json_lose(loader, path);
    size_t count = json_array_size(json);
    for (size_t i = 0; status >= 0 && i < count; i++) {
        const dlb_json_path item = { path, NULL, i };
        status = load_candidate(loader, &item, act, field, json_array_get(json, i));
    }
    return status;
}

static delib_status load_provenances(dlb_loader *loader, const dlb_json_path *path, delib_act *act, json_t *json)
{
    const char *key;
    json_t *value;
    delib_status status = json_is_object(json) ? DELIB_OK : dlb_json_lose(loader, path);
    json_object_foreach (json, key, value) {
        const dlb_json_path below = { path, key, 0 };
        delib_field field = delib_field_of(delib_slice_of(key));
        if (field < DELIB_FIELD_COUNT)
            status = load_candidates(loader, &below, act, field, value);
        else
            status = dlb_json_keep(loader, path, &act->extras, "provenance", key, value);
        if (status < 0)
            break;
    }
    return status;
}

/* --- sections of an act ------------------------------------------------------------------------------------- */

static delib_status load_person(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json)
{
    dlb_json_list *into = target;
    delib_person person = { .origin = DELIB_STATED, .source = DELIB_NO_SOURCE, .confidence = DELIB_UNMEASURED };
    dlb_extras extras = { 0 };
    delib_status status = dlb_json_load_person(loader, path, json, &person, &extras);
    if (status < 0)
        return status;
    if (!person.name.data)
        return dlb_json_lose(loader, path);
    dlb_person *node = dlb_act_append_person(into->act, into->list, &person);
    if (!node)
        return DELIB_E_NOMEM;
    node->extras = extras;
    return DELIB_OK;
}

/* Where a path of the form stands among the slots: at one of them, above some (a section), or nowhere. */
static const dlb_slot *find_slot(const dlb_loader *loader, const char *path, bool *section)
{
    size_t size = strlen(path);
    for (size_t i = 0; i < DLB_SLOT_COUNT; i++) {
        const dlb_slot *slot = &loader->slots[i];
        if (strncmp(slot->path, path, size) == 0 && (!slot->path[size] || slot->path[size] == '.')) {
            *section = slot->path[size] == '.';
            return slot;
        }
    }
    return NULL;
}

static delib_status load_slot(dlb_loader *loader, const dlb_json_path *path, delib_act *act, const dlb_slot *slot,
                              json_t *json)
{
    dlb_json_list list = { act, slot->list };
    if (slot->field < DELIB_FIELD_COUNT)
        return put_in_place(loader, path, act, slot->field, json);
    return dlb_json_each(loader, path, json, load_person, &list);
}

/* Loads the object of section `name` ("" for the act itself); goes down once a dot of a path. */
static delib_status load_section(dlb_loader *loader, const dlb_json_path *path, delib_act *act, const char *name,
                                 json_t *json, delib_status (*other)(dlb_loader *, const dlb_json_path *, delib_act *,
                                                                     const char *, json_t *))
{
    const char *key;
    json_t *value;
    delib_status status = json_is_object(json) ? DELIB_OK : dlb_json_lose(loader, path);
    json_object_foreach (json, key, value) {
        char full[64];
        bool section = false;
        int size = snprintf(full, sizeof full, "%s%s%s", name, *name ? "." : "", key);
        const dlb_json_path below = { path, key, 0 };
        bool good = (size_t)size < sizeof full && *key && !strchr(key, '.');
        const dlb_slot *slot = good ? find_slot(loader, full, &section) : NULL;
        if (slot && section)
            status = load_section(loader, &below, act, full, value, NULL);
        else if (slot)
            status = load_slot(loader, &below, act, slot, value);
        else if (other)
            status = other(loader, path, act, key, value);
        else
            status = dlb_json_keep(loader, path, &act->extras, name, key, value);
        if (status < 0)
            break;
    }
    return status;
}

/* --- acts --------------------------------------------------------------------------------------------------- */

static delib_status load_attachment(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json)
{
    delib_attachment attachment = { 0 };
    dlb_extras extras = { 0 };
    delib_status status = dlb_json_load_attachment(loader, path, json, &attachment, &extras);
    if (status < 0)
        return status;
    if (!attachment.name.data)
        return dlb_json_lose(loader, path);
    dlb_attachment *node = dlb_act_append_attachment(target, &attachment);
    if (!node)
        return DELIB_E_NOMEM;
    node->extras = extras;
    node->sized = json_is_integer(json_object_get(json, "size"));
    return DELIB_OK;
}

static delib_status load_finding(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json)
{
    delib_finding finding = { .source = DELIB_NO_SOURCE };
    dlb_extras extras = { 0 };
    delib_status status = dlb_json_load_finding(loader, path, json, &finding, &extras);
    if (status < 0)
        return status;
    if (!finding.code.data || !finding.message.data)
        return dlb_json_lose(loader, path);
    dlb_finding *node = dlb_findings_append(loader->document, target, &finding);
    if (!node)
        return DELIB_E_NOMEM;
    node->extras = extras;
    return DELIB_OK;
}

/* What an act holds beside its sections. */
static delib_status load_part(dlb_loader *loader, const dlb_json_path *path, delib_act *act, const char *key,
                              json_t *json)
{
    const dlb_json_path below = { path, key, 0 };
    if (strcmp(key, "content") == 0)
        return dlb_json_each(loader, &below, json, dlb_json_load_block, &act->content);
    if (strcmp(key, "attachments") == 0)
        return dlb_json_each(loader, &below, json, load_attachment, act);
    if (strcmp(key, "diagnostics") == 0)
        return dlb_json_each(loader, &below, json, load_finding, &act->findings);
    if (strcmp(key, "provenance") == 0)
        return DELIB_OK;
    return dlb_json_keep(loader, path, &act->extras, "", key, json);
}

/* Provenance comes first: a value in its place chooses among the candidates. */
static delib_status load_act(dlb_loader *loader, const dlb_json_path *path, void *target, json_t *json)
{
    const dlb_json_path below = { path, "provenance", 0 };
    json_t *provenance = json_object_get(json, "provenance");
    if (!json_is_object(json))
        return dlb_json_lose(loader, path);
    delib_act *act = delib_document_add_act(target);
    if (!act)
        return DELIB_E_NOMEM;
    delib_status status = provenance ? load_provenances(loader, &below, act, provenance) : DELIB_OK;
    return status < 0 ? status : load_section(loader, path, act, "", json, load_part);
}

/* --- the document ------------------------------------------------------------------------------------------- */

static delib_status load_document(dlb_loader *loader, json_t *root)
{
    delib_document *document = loader->document;
    const dlb_json_path sources = { NULL, "sources", 0 };
    json_t *listed = json_object_get(root, "sources"), *value;
    const char *key;
    delib_status status = listed ? dlb_json_each(loader, &sources, listed, dlb_json_load_source, document) : DELIB_OK;
    if (status < 0)
        return status;
    json_object_foreach (root, key, value) {
        const dlb_json_path below = { NULL, key, 0 };
        if (strcmp(key, "delib") == 0 || value == listed)
            continue;
        if (strcmp(key, "content") == 0)
            status = dlb_json_each(loader, &below, value, dlb_json_load_block, &document->content);
        else if (strcmp(key, "deliberations") == 0)
            status = dlb_json_each(loader, &below, value, load_act, document);
        else if (strcmp(key, "diagnostics") == 0)
            status = dlb_json_each(loader, &below, value, load_finding, &document->findings);
        else
            status = dlb_json_keep(loader, NULL, &document->extras, "", key, value);
        if (status < 0)
            break;
    }
    return status;
}

/* How deep objects and arrays nest, strings left aside. */
static size_t depth_of(delib_slice text)
{
    size_t depth = 0, deepest = 0;
    bool in_string = false;
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (in_string) {
            if (byte == '\\')
                i++;
            else
                in_string = byte != '"';
        } else if (byte == '"') {
            in_string = true;
        } else if (byte == '{' || byte == '[') {
            depth++;
            deepest = depth > deepest ? depth : deepest;
        } else if ((byte == '}' || byte == ']') && depth > 0) {
            depth--;
        }
    }
    return deepest;
}

static delib_status check_depth(const dlb_loader *loader, delib_slice text)
{
    /* A level of content is an object in an array; an act adds four levels of its own. */
    uint64_t limit = delib_context_limit(loader->context, DELIB_LIMIT_NESTING);
    uint64_t allowed = limit > 1000 ? 2004 : 2 * limit + 4;
    size_t depth = depth_of(text);
    delib_place place = { .file = loader->name, .line = loader->line };
    if (depth <= allowed)
        return DELIB_OK;
    delib_report(loader->context, DELIB_ERROR, "LIMIT-NESTING", &place, N_("raise it with --limit nesting=LEVELS"),
                 N_("the JSON nests %zu levels deep; %llu are allowed by the limit nesting of %llu levels of content"),
                 depth, (unsigned long long)allowed, (unsigned long long)limit);
    return DELIB_E_LIMIT;
}

static delib_status parse(const dlb_loader *loader, delib_slice text, json_t **root)
{
    json_error_t error;
    *root = json_loadb(text.data ? text.data : "", text.size, JSON_REJECT_DUPLICATES, &error);
    if (*root)
        return DELIB_OK;
    /* Jansson has no words for an allocation that failed. */
    if (json_error_code(&error) == json_error_out_of_memory || !error.text[0])
        return DELIB_E_NOMEM;
    delib_place place = { .file = loader->name,
                          .line = loader->line + (error.line > 0 ? (uint32_t)error.line - 1 : 0),
                          .column = error.column > 0 ? (uint32_t)error.column : 0 };
    delib_report(loader->context, DELIB_ERROR, "JSON-SYNTAX", &place, NULL, N_("no valid JSON: %s"), error.text);
    return DELIB_E_INVALID;
}

/* The number behind the dot; 0 where there is none of up to six digits. */
static uint32_t minor_of(const char *tail)
{
    size_t digits = *tail == '.' ? strspn(tail + 1, "0123456789") : 0;
    uint32_t minor = 0;
    if (digits == 0 || digits > 6 || tail[1 + digits])
        return 0;
    while (*++tail)
        minor = 10 * minor + (uint32_t)(*tail - '0');
    return minor;
}

static delib_status check_version(const dlb_loader *loader, const json_t *root)
{
    delib_place place = { .file = loader->name, .line = loader->line, .field = "delib" };
    const json_t *version = json_object_get(root, "delib");
    const char *text = json_is_string(version) ? json_string_value(version) : NULL;
    if (!text) {
        delib_report(loader->context, DELIB_ERROR, "JSON-VERSION", &place,
                     N_("begin the object with \"delib\": \"1.0\""),
                     N_("this JSON does not say which version of the form it is in"));
        return DELIB_E_INVALID;
    }
    size_t size = strcspn(text, ".");
    if (size == strlen(DLB_JSON_MAJOR) && strncmp(text, DLB_JSON_MAJOR, size) == 0) {
        loader->document->minor = minor_of(text + size);
        return DELIB_OK;
    }
    delib_report(loader->context, DELIB_ERROR, "JSON-VERSION", &place, NULL,
                 N_("this JSON is in version %s of the form; this program reads versions %s.x"), text, DLB_JSON_MAJOR);
    return DELIB_E_INVALID;
}

static delib_status load_root(dlb_loader *loader, json_t *root)
{
    delib_place place = { .file = loader->name, .line = loader->line };
    if (!json_is_object(root)) {
        delib_report(loader->context, DELIB_ERROR, "JSON-SYNTAX", &place, NULL, N_("a JSON object is expected"));
        return DELIB_E_INVALID;
    }
    delib_status status = check_version(loader, root);
    if (status < 0)
        return status;
    loader->ids = json_object();
    loader->said = json_object();
    status = loader->ids && loader->said ? load_document(loader, root) : DELIB_E_NOMEM;
    json_decref(loader->ids);
    json_decref(loader->said);
    return status >= 0 && loader->lost ? DELIB_PARTIAL : status;
}

delib_status delib_document_read_json(delib_context *context, delib_document *document, const char *name, uint32_t line,
                                      delib_slice text)
{
    dlb_loader loader = { .context = context, .document = document, .name = name, .line = line };
    json_t *root = NULL;
    dlb_json_layout(loader.slots);
    delib_status status = check_depth(&loader, text);
    if (status >= 0)
        status = parse(&loader, text, &root);
    if (status >= 0)
        status = load_root(&loader, root);
    json_decref(root);
    return status;
}
