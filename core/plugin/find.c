/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "plugin/registry.h"

/* --- the search for one format ------------------------------------------------------------------------------- */

static bool is_broken(const delib_module_info *module)
{
    return module->state == DELIB_MODULE_REFUSED || module->state == DELIB_MODULE_FAILED;
}

static const char *reason_of(const delib_module_info *module)
{
    return module->reason ? module->reason : delib_status_name(DELIB_E_NOMEM);
}

/* Opens modules of that name until one loads. One that was asked for and cannot be used is said each time it is. */
static void load_named(delib_context *context, struct dlb_registry *registry, const char *name)
{
    for (size_t i = 0; i < registry->count && !dlb_registry_loaded(registry, name); i++) {
        const delib_module_info *module = &registry->modules[i];
        if (strcmp(module->name, name) != 0)
            continue;
        dlb_registry_load(registry, i);
        if (is_broken(module))
            delib_report(context, DELIB_WARNING, "MODULE-UNUSABLE", NULL, NULL, N_("%s is not used: %s"),
                         module->path, reason_of(module));
    }
}

size_t dlb_append_word(char *list, size_t size, size_t used, const char *word)
{
    size_t length = strlen(word);
    if (length + 3 > size - used)
        return used;
    if (used > 0) {
        memcpy(list + used, ", ", 2);
        used += 2;
    }
    memcpy(list + used, word, length + 1);
    return used + length;
}

delib_status dlb_report_no_plugin(delib_context *context, const delib_place *place)
{
    char folders[1024];
    dlb_search_path(folders, sizeof folders);
    delib_report(context, DELIB_ERROR, "PLUGIN-NONE", place,
                 N_("`delib plugins` tells why a module is not used; DELIB_PLUGIN_PATH names further folders"),
                 N_("no plugin could be loaded; they were looked for in: %s"), folders);
    return DELIB_E_PLUGIN;
}

static void report_unknown(delib_context *context, const struct dlb_registry *registry, const char *name)
{
    char broken[1024] = "", known[1024] = "", folders[1024];
    size_t used = 0;
    dlb_search_path(folders, sizeof folders);
    for (size_t i = 0; i < registry->count; i++)
        if (is_broken(&registry->modules[i]))
            used = dlb_append_word(broken, sizeof broken, used, registry->modules[i].path);
    used = 0;
    for (size_t i = 0; i < registry->format_count; i++)
        used = dlb_append_word(known, sizeof known, used, registry->formats[i]->name);

    if (!known[0])
        delib_report(context, DELIB_ERROR, "FORMAT-UNKNOWN", NULL,
                     N_("`delib plugins` tells why a module is not used; DELIB_PLUGIN_PATH names further folders"),
                     N_("there is no format '%s': no plugin could be loaded; they were looked for in: %s"), name, folders);
    else if (broken[0])
        delib_report(context, DELIB_ERROR, "FORMAT-UNKNOWN", NULL, N_("`delib plugins` tells why a module is not used"),
                     N_("there is no format '%s' among: %s; modules that cannot be used: %s"), name, known, broken);
    else
        delib_report(context, DELIB_ERROR, "FORMAT-UNKNOWN", NULL, N_("`delib formats` lists the formats"),
                     N_("there is no format '%s' among: %s"), name, known);
}

const delib_format *delib_format_find(delib_context *context, const char *name)
{
    struct dlb_registry *registry = dlb_registry_of(context);
    if (!registry)
        return NULL;
    const delib_format *format = dlb_registry_format(registry, name);
    if (!format) {
        load_named(context, registry, name);
        format = dlb_registry_format(registry, name);
    }
    if (!format) {
        delib_plugins_load_all(context);
        format = dlb_registry_format(registry, name);
    }
    if (!format)
        report_unknown(context, registry, name);
    return format;
}

/* --- extensions ---------------------------------------------------------------------------------------------- */

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool ends_with(delib_slice name, delib_slice extension)
{
    if (extension.size == 0 || name.size <= extension.size + 1)
        return false;
    const char *tail = name.data + name.size - extension.size;
    if (tail[-1] != '.')
        return false;
    for (size_t i = 0; i < extension.size; i++)
        if (lower(tail[i]) != lower(extension.data[i]))
            return false;
    return true;
}

size_t dlb_extension_of(const delib_format *format, const char *name)
{
    const char *list = format->extensions ? format->extensions : "";
    delib_slice whole = delib_slice_of(name), gzip = DELIB_SLICE("gz");
    size_t longest = 0;
    if (ends_with(whole, gzip))
        whole.size -= gzip.size + 1;
    while (*list) {
        delib_slice extension = { list, strcspn(list, " ") };
        if (extension.size > longest && ends_with(whole, extension))
            longest = extension.size;
        list += extension.size + strspn(list + extension.size, " ");
    }
    return longest;
}

const delib_format *delib_format_of_name(delib_context *context, const char *name)
{
    const delib_format *best = NULL;
    size_t longest = 0;
    if (delib_plugins_load_all(context) != DELIB_OK)
        return NULL;
    for (size_t i = 0; i < context->registry->format_count; i++) {
        const delib_format *format = context->registry->formats[i];
        size_t size = format->writer ? dlb_extension_of(format, name) : 0;
        if (size == 0 || size < longest)
            continue;
        best = size == longest ? NULL : format;
        longest = size;
    }
    return best;
}
