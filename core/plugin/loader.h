/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From a path to a plugin that may be used; private to core/plugin. */
#ifndef DLB_LOADER_H
#define DLB_LOADER_H

#include <delib/delib.h>

/* Why a module is not used, in the user's language or the system's words. */
struct dlb_reason {
    char text[1024];
};

void dlb_reason_set(struct dlb_reason *reason, const char *format, ...) DELIB_PRINTF(2, 3);

/* The path that stands for modules that are part of the library. */
#define DLB_BUILT_IN "(built in)"

/* Begins and ends the use of the loader; calls pair. */
delib_status dlb_loader_begin(void);
void dlb_loader_end(void);

/* Opens module `name` at `path` and checks what it is. DELIB_MODULE_LOADED: `*plugin` is started and may be used until
 * `*handle` is closed; other states: `reason` says why. */
delib_module_state dlb_loader_open(const char *name, const char *path, void **handle, const delib_plugin **plugin,
                                   struct dlb_reason *reason);
void dlb_loader_close(void *handle);

/* The name of built-in module `index`; false: there are no more. */
bool dlb_loader_built_in(size_t index, delib_slice *name);

/* Whether a file and its folder can be changed by nobody but root and the user. */
bool dlb_is_trusted(const char *path, struct dlb_reason *reason);

/* Whether a descriptor is one that this host can use. */
bool dlb_is_usable(const delib_plugin *plugin, const char *name, struct dlb_reason *reason);

#endif
