/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes an act as CommonMark with the tables of GitHub, behind YAML. */
#include <config.h>

#include <stdlib.h>

#include "markdown.h"

struct writer {
    delib_sink *sink;
    bool front_matter;
};

static delib_status markdown_open(delib_context *context, const delib_options *options, const delib_output *output,
                                  void **state)
{
    struct writer *writer = malloc(sizeof *writer);

    (void)context;
    if (!writer)
        return DELIB_E_NOMEM;
    writer->sink = output->sink;
    writer->front_matter = delib_options_yes(options, "front-matter");
    *state = writer;
    return DELIB_OK;
}

static delib_status markdown_write(void *state, delib_document *document, delib_act *act)
{
    struct writer *writer = state;

    (void)document;
    if (writer->front_matter)
        md_front_matter(writer->sink, act);
    md_body(writer->sink, act);
    return DELIB_OK;
}

static delib_status markdown_close(void *state)
{
    free(state);
    return DELIB_OK;
}

static const delib_option write_options[] = {
    { "front-matter", DELIB_OPTION_YES_NO, NULL, "yes", N_("Begin with the act's values as YAML.") },
    { NULL, DELIB_OPTION_TEXT, NULL, NULL, NULL }
};

static const delib_writer markdown_writer = {
    .size = sizeof(delib_writer),
    .cardinality = DELIB_PER_ACT,
    .open = markdown_open,
    .write = markdown_write,
    .close = markdown_close
};

static const delib_format format = {
    .size = sizeof(delib_format),
    .name = "markdown",
    .summary = N_("CommonMark with tables, for a web site"),
    .media_types = "text/markdown",
    .extensions = "md markdown",
    .write_options = write_options,
    .writer = &markdown_writer
};

static const delib_format *const formats[] = { &format, NULL };

DELIB_PLUGIN(markdown) = {
    DELIB_PLUGIN_HEAD,
    .name = "markdown",
    .version = PACKAGE_VERSION,
    .summary = N_("writes acts as Markdown"),
    .text_domain = "delib",
    .formats = formats
};
