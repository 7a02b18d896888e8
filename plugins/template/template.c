/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The start for a new plugin: copy this folder, rename it, replace what it does. It is compiled and tested, and not
 * installed. What it carries is an invented format, the bulletin:
 *
 *     bulletin 1
 *     act.number: 2025/07
 *     sitting.date: 2025-02-18
 *     | The council approves the budget.
 *
 * Keys are the paths of the model's fields; a line with a bar is a paragraph; a line of dashes begins another act.
 */
#include <config.h>

#include <delib/delib.h>

#include "template.h"

static const delib_option write_options[] = {
    { "content", DELIB_OPTION_YES_NO, NULL, "yes", N_("write the paragraphs, not only the values") },
    { .name = NULL },
};

static const delib_format template_format = {
    .size = sizeof template_format,
    .name = "template",
    .summary = N_("an invented format, to start a plugin from"),
    .media_types = "text/x-bulletin",
    .extensions = "bulletin",
    .write_options = write_options,
    .reader = &template_reader,
    .writer = &template_writer,
};

static const delib_format *const formats[] = { &template_format, NULL };

DELIB_PLUGIN(template) = {
    DELIB_PLUGIN_HEAD,
    .name = "template",
    .version = PACKAGE_VERSION,
    .summary = N_("the start for a new plugin"),
    .formats = formats,
};
