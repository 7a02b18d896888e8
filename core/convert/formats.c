/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "context/context.h"
#include "convert/formats.h"

typedef struct dlb_format_options {
    const delib_format *format;
    delib_options *options;
} dlb_format_options;

/* Whether the module of that name was met and cannot be used, or none at all can. */
static bool module_failed(delib_context *context, const char *name)
{
    size_t count;
    delib_formats_list(context, &count);
    if (count == 0)
        return true;
    const delib_module_info *modules = delib_plugins_list(context, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(modules[i].name, name) == 0 &&
            (modules[i].state == DELIB_MODULE_REFUSED || modules[i].state == DELIB_MODULE_FAILED))
            return true;
    return false;
}

static delib_status find(delib_context *context, const char *name, const delib_format **out)
{
    *out = delib_format_find(context, name);
    if (*out)
        return DELIB_OK;
    return module_failed(context, name) ? DELIB_E_PLUGIN : DELIB_E_USAGE;
}

delib_status dlb_find_reader(delib_context *context, const char *name, const delib_format **out)
{
    delib_status status = find(context, name, out);
    if (status >= 0 && !(*out)->reader) {
        delib_report(context, DELIB_ERROR, "FORMAT-NO-READER", NULL, N_("`delib formats` lists what can be read"),
                     N_("the format %s is written, not read"), name);
        status = DELIB_E_USAGE;
    }
    return status;
}

delib_status dlb_find_writer(delib_context *context, const char *name, const delib_format **out)
{
    delib_status status = find(context, name, out);
    if (status >= 0 && !(*out)->writer) {
        delib_report(context, DELIB_ERROR, "FORMAT-NO-WRITER", NULL, N_("`delib formats` lists what can be written"),
                     N_("the format %s is read, not written"), name);
        status = DELIB_E_USAGE;
    }
    return status;
}

static bool knows(const delib_format *format, const char *key)
{
    for (const delib_option *row = format->read_options; row && row->name; row++)
        if (strcmp(row->name, key) == 0)
            return true;
    return false;
}

static bool some_reader_knows(delib_context *context, const char *key)
{
    size_t count;
    const delib_format *const *formats = delib_formats_list(context, &count);
    for (size_t i = 0; i < count; i++)
        if (formats[i]->reader && knows(formats[i], key))
            return true;
    return false;
}

static delib_status check_each_key(delib_context *context, const delib_request *request)
{
    for (size_t i = 0; i < request->in_option_count; i++) {
        const char *key = request->in_options[i].key;
        if (some_reader_knows(context, key))
            continue;
        delib_place place = { .field = key };
        delib_report(context, DELIB_ERROR, "OPTION-UNKNOWN", &place,
                     N_("`delib formats NAME` lists the options of one"), N_("no format that is read has an option %s"), key);
        return DELIB_E_USAGE;
    }
    return DELIB_OK;
}

/* The assignments whose key a format knows; `*count` how many. The caller frees them. NULL: out of memory. */
static delib_assignment *known_of(const delib_request *request, const delib_format *format, size_t *count)
{
    delib_assignment *kept = calloc(request->in_option_count + 1, sizeof *kept);
    *count = 0;
    for (size_t i = 0; kept && i < request->in_option_count; i++)
        if (knows(format, request->in_options[i].key))
            kept[(*count)++] = request->in_options[i];
    return kept;
}

static delib_status add_row(dlb_in_options *options, const delib_format *format, delib_options *made)
{
    if (options->count == options->room) {
        size_t room = options->room ? 2 * options->room : 8;
        dlb_format_options *grown = reallocarray(options->rows, room, sizeof *grown);
        if (!grown)
            return DELIB_E_NOMEM;
        options->rows = grown;
        options->room = room;
    }
    options->rows[options->count++] = (dlb_format_options){ format, made };
    return DELIB_OK;
}

/* With `strict`, options that the format does not know are refused, else passed over. */
static delib_status make(delib_context *context, const delib_request *request, dlb_in_options *options,
                         const delib_format *format, bool strict)
{
    delib_options *made = NULL;
    size_t count;
    delib_assignment *known = known_of(request, format, &count);
    if (!known)
        return DELIB_E_NOMEM;
    delib_status status = delib_options_new(context, format->name, format->read_options,
                                            strict ? request->in_options : known,
                                            strict ? request->in_option_count : count, &made);
    free(known);
    if (status >= 0)
        status = add_row(options, format, made);
    if (status < 0)
        delib_options_free(made);
    return status;
}

delib_status dlb_in_options_get(delib_context *context, const delib_request *request, dlb_in_options *options,
                                const delib_format *format, const delib_options **out)
{
    for (size_t i = 0; i < options->count; i++)
        if (options->rows[i].format == format) {
            *out = options->rows[i].options;
            return DELIB_OK;
        }
    delib_status status = make(context, request, options, format, false);
    if (status >= 0)
        *out = options->rows[options->count - 1].options;
    return status;
}

static delib_status check_named(delib_context *context, const delib_request *request, dlb_in_options *options)
{
    const delib_format *format;
    delib_status status = dlb_find_reader(context, request->from, &format);
    return status < 0 ? status : make(context, request, options, format, true);
}

delib_status dlb_in_options_check(delib_context *context, const delib_request *request, dlb_in_options *options)
{
    if (request->in_option_count == 0)
        return DELIB_OK;
    if (request->from)
        return check_named(context, request, options);
    delib_status status = delib_plugins_load_all(context);
    if (status >= 0)
        status = check_each_key(context, request);
    size_t count;
    const delib_format *const *formats = delib_formats_list(context, &count);
    for (size_t i = 0; i < count && status >= 0; i++) {
        const delib_options *unused;
        if (formats[i]->reader)
            status = dlb_in_options_get(context, request, options, formats[i], &unused);
    }
    return status;
}

void dlb_in_options_free(dlb_in_options *options)
{
    for (size_t i = 0; i < options->count; i++)
        delib_options_free(options->rows[i].options);
    free(options->rows);
}
