/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The modules of a context and the formats that they carry; private to core. */
#ifndef DLB_REGISTRY_H
#define DLB_REGISTRY_H

#include "context/context.h"

/* Unloads the modules and frees the registry; NULL is allowed. */
void dlb_registry_free(struct dlb_registry *registry);

/* From here on messages are looked up in the plugin's text domain; gives what dlb_leave_plugin wants back. */
const char *dlb_enter_plugin(delib_context *context, const delib_plugin *plugin);
void dlb_leave_plugin(delib_context *context, const char *previous);

#endif
