/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The modules of a context and the formats that they carry; private to core. */
#ifndef DLB_REGISTRY_H
#define DLB_REGISTRY_H

#include "context/context.h"

/* Strings of `modules` belong to the registry; handles[i] is that of modules[i]. */
struct dlb_registry {
    delib_module_info *modules;
    void **handles;
    size_t count, room;
    const delib_format **formats; /* of loaded modules, by name */
    size_t format_count;
};

/* Unloads the modules and frees the registry; NULL is allowed. */
void dlb_registry_free(struct dlb_registry *registry);

/* The registry of a context, filled by the search at the first call; NULL: out of memory. */
struct dlb_registry *dlb_registry_of(delib_context *context);

/* Adds a module that the search met; the same path is added once. Strings are copied. */
delib_status dlb_registry_add(struct dlb_registry *registry, const char *name, const char *path);

/* Adds the modules of the search path, in its order, without opening any. */
delib_status dlb_search(delib_context *context, struct dlb_registry *registry);

/* Lists the folders of the search path, parted by commas; what has no room is left out. */
void dlb_search_path(char *list, size_t size);

/* Says that no module gives what is wanted, and where modules were looked for. DELIB_E_PLUGIN. */
delib_status dlb_report_no_plugin(delib_context *context, const delib_place *place);

/* Opens module `index` where nobody did yet; what becomes of it stands in its state and reason. */
void dlb_registry_load(struct dlb_registry *registry, size_t index);

/* The loaded module of a name, the format of a name among those of loaded modules; NULL: there is none. */
const delib_module_info *dlb_registry_loaded(const struct dlb_registry *registry, const char *name);
const delib_format *dlb_registry_format(const struct dlb_registry *registry, const char *name);

/* Whether `name` is one that modules and formats may have: [a-z0-9_]+. */
bool dlb_is_name(delib_slice name);

/* The size of the longest extension of a format that a file name ends with; 0: with none. */
size_t dlb_extension_of(const delib_format *format, const char *name);

/* Adds a word to a comma-separated list of which `used` bytes are in use; gives those in use then. What has no room is
 * left out. */
size_t dlb_append_word(char *list, size_t size, size_t used, const char *word);

/* From here on messages are looked up in the plugin's text domain; gives what dlb_leave_plugin wants back. */
const char *dlb_enter_plugin(delib_context *context, const delib_plugin *plugin);
void dlb_leave_plugin(delib_context *context, const char *previous);

#endif
