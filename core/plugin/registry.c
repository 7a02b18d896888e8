/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "plugin/loader.h"
#include "plugin/registry.h"

void dlb_registry_free(struct dlb_registry *registry)
{
    if (!registry)
        return;
    for (size_t i = 0; i < registry->count; i++) {
        dlb_loader_close(registry->handles[i]);
        free((char *)registry->modules[i].name);
        free((char *)registry->modules[i].path);
        free((char *)registry->modules[i].reason);
    }
    free(registry->modules);
    free(registry->handles);
    free(registry->formats);
    free(registry);
    dlb_loader_end();
}

static struct dlb_registry *registry_new(delib_context *context)
{
    struct dlb_registry *registry;
    if (dlb_loader_begin() != DELIB_OK)
        return NULL;
    registry = calloc(1, sizeof *registry);
    if (!registry) {
        dlb_loader_end();
        return NULL;
    }
    if (dlb_search(context, registry) != DELIB_OK) {
        dlb_registry_free(registry);
        return NULL;
    }
    return registry;
}

struct dlb_registry *dlb_registry_of(delib_context *context)
{
    if (!context->registry)
        context->registry = registry_new(context);
    return context->registry;
}

/* --- the list of modules ------------------------------------------------------------------------------------- */

static delib_status make_room(struct dlb_registry *registry)
{
    size_t room = registry->room ? registry->room * 2 : 16;
    if (registry->count < registry->room)
        return DELIB_OK;
    delib_module_info *modules = reallocarray(registry->modules, room, sizeof *modules);
    if (!modules)
        return DELIB_E_NOMEM;
    registry->modules = modules;
    void **handles = reallocarray(registry->handles, room, sizeof *handles);
    if (!handles)
        return DELIB_E_NOMEM;
    registry->handles = handles;
    registry->room = room;
    return DELIB_OK;
}

delib_status dlb_registry_add(struct dlb_registry *registry, const char *name, const char *path)
{
    for (size_t i = 0; i < registry->count; i++)
        if (strcmp(registry->modules[i].name, name) == 0 && strcmp(registry->modules[i].path, path) == 0)
            return DELIB_OK;
    if (make_room(registry) != DELIB_OK)
        return DELIB_E_NOMEM;
    delib_module_info module = { strdup(name), strdup(path), DELIB_MODULE_FOUND, NULL, NULL };
    if (!module.name || !module.path) {
        free((char *)module.name);
        free((char *)module.path);
        return DELIB_E_NOMEM;
    }
    registry->modules[registry->count] = module;
    registry->handles[registry->count] = NULL;
    registry->count++;
    return DELIB_OK;
}

const char *delib_module_state_name(delib_module_state state)
{
    switch (state) {
    case DELIB_MODULE_FOUND:
        return "found";
    case DELIB_MODULE_LOADED:
        return "loaded";
    case DELIB_MODULE_SHADOWED:
        return "shadowed";
    case DELIB_MODULE_REFUSED:
        return "refused";
    case DELIB_MODULE_FAILED:
        return "failed";
    }
    return "unknown";
}

const delib_module_info *delib_plugins_list(const delib_context *context, size_t *count)
{
    *count = context->registry ? context->registry->count : 0;
    return *count ? context->registry->modules : NULL;
}

/* --- the table of formats ------------------------------------------------------------------------------------ */

const delib_format *dlb_registry_format(const struct dlb_registry *registry, const char *name)
{
    for (size_t i = 0; i < registry->format_count; i++)
        if (strcmp(registry->formats[i]->name, name) == 0)
            return registry->formats[i];
    return NULL;
}

static size_t count_formats(const delib_plugin *plugin)
{
    size_t count = 0;
    while (plugin->formats && plugin->formats[count])
        count++;
    return count;
}

static const delib_module_info *module_named(const struct dlb_registry *registry, const char *name)
{
    for (size_t i = 0; i < registry->count; i++)
        if (strcmp(registry->modules[i].name, name) == 0)
            return &registry->modules[i];
    return NULL;
}

/* A format belongs to the module of its name where there is one, else to the first that carries it: so what -f NAME
 * means does not hang on which modules happen to be open. */
static bool formats_are_free(const struct dlb_registry *registry, const delib_plugin *plugin,
                             struct dlb_reason *reason)
{
    size_t count = count_formats(plugin);
    for (size_t i = 0; i < count; i++) {
        const char *name = plugin->formats[i]->name;
        bool own = strcmp(name, plugin->name) == 0;
        if (dlb_registry_format(registry, name) || (!own && module_named(registry, name))) {
            dlb_reason_set(reason, _("it carries the format '%s', which belongs to another module"), name);
            return false;
        }
    }
    return true;
}

static int by_name(const void *a, const void *b)
{
    const delib_format *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

static delib_status add_formats(struct dlb_registry *registry, const delib_plugin *plugin)
{
    size_t count = count_formats(plugin);
    if (count == 0)
        return DELIB_OK;
    const delib_format **formats =
        reallocarray(registry->formats, registry->format_count + count, sizeof *formats);
    if (!formats)
        return DELIB_E_NOMEM;
    registry->formats = formats;
    memcpy(formats + registry->format_count, plugin->formats, count * sizeof *formats);
    registry->format_count += count;
    qsort(formats, registry->format_count, sizeof *formats, by_name);
    return DELIB_OK;
}

const delib_format *const *delib_formats_list(delib_context *context, size_t *count)
{
    *count = context->registry ? context->registry->format_count : 0;
    return *count ? context->registry->formats : NULL;
}

const delib_plugin *delib_format_plugin(const delib_context *context, const delib_format *format)
{
    const struct dlb_registry *registry = context->registry;
    for (size_t i = 0; registry && i < registry->count; i++) {
        const delib_plugin *plugin = registry->modules[i].plugin;
        for (size_t j = 0; plugin && j < count_formats(plugin); j++)
            if (plugin->formats[j] == format)
                return plugin;
    }
    return NULL;
}

/* --- loading ------------------------------------------------------------------------------------------------- */

const delib_module_info *dlb_registry_loaded(const struct dlb_registry *registry, const char *name)
{
    for (size_t i = 0; i < registry->count; i++)
        if (registry->modules[i].plugin && strcmp(registry->modules[i].name, name) == 0)
            return &registry->modules[i];
    return NULL;
}

static void take(struct dlb_registry *registry, size_t index, const delib_plugin *plugin, struct dlb_reason *reason)
{
    delib_module_info *module = &registry->modules[index];
    if (formats_are_free(registry, plugin, reason) && add_formats(registry, plugin) == DELIB_OK) {
        module->plugin = plugin;
        if (plugin->text_domain)
            bind_textdomain_codeset(plugin->text_domain, "UTF-8");
        return;
    }
    module->state = DELIB_MODULE_REFUSED;
    dlb_loader_close(registry->handles[index]);
    registry->handles[index] = NULL;
}

void dlb_registry_load(struct dlb_registry *registry, size_t index)
{
    delib_module_info *module = &registry->modules[index];
    const delib_plugin *plugin = NULL;
    struct dlb_reason reason = { "" };
    if (module->state != DELIB_MODULE_FOUND)
        return;
    const delib_module_info *first = dlb_registry_loaded(registry, module->name);
    if (first) {
        module->state = DELIB_MODULE_SHADOWED;
        dlb_reason_set(&reason, _("%s comes first"), first->path);
    } else {
        module->state = dlb_loader_open(module->name, module->path, &registry->handles[index], &plugin, &reason);
        if (module->state == DELIB_MODULE_LOADED)
            take(registry, index, plugin, &reason);
    }
    if (module->state != DELIB_MODULE_LOADED)
        module->reason = strdup(reason.text);
}

delib_status delib_plugins_load_all(delib_context *context)
{
    struct dlb_registry *registry = dlb_registry_of(context);
    if (!registry)
        return DELIB_E_NOMEM;
    for (size_t i = 0; i < registry->count; i++)
        dlb_registry_load(registry, i);
    return DELIB_OK;
}

const char *dlb_enter_plugin(delib_context *context, const delib_plugin *plugin)
{
    const char *previous = context->domain;
    context->domain = plugin ? plugin->text_domain : NULL;
    return previous;
}

void dlb_leave_plugin(delib_context *context, const char *previous)
{
    context->domain = previous;
}
