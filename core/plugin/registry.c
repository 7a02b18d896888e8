/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "plugin/registry.h"

void dlb_registry_free(struct dlb_registry *registry)
{
    (void)registry;
}

const char *dlb_enter_plugin(delib_context *context, const delib_plugin *plugin)
{
    const char *previous = context->domain;
    context->domain = plugin->text_domain;
    return previous;
}

void dlb_leave_plugin(delib_context *context, const char *previous)
{
    context->domain = previous;
}
