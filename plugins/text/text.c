/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Plain text: what pdftotext, an OCR engine or a clerk's editor gives. */
#include <config.h>

#include <delib/delib.h>

static delib_bid probe(delib_slice head, const char *name)
{
    delib_bid bid;
    (void)name;
    bid.score = delib_reading_probe(head, &bid.reason);
    return bid;
}

static delib_status read_text(delib_context *context, const delib_options *options, delib_source *source,
                              delib_document *document)
{
    delib_lines *lines = delib_lines_new(0);
    delib_status status = DELIB_E_NOMEM;

    (void)options;
    if (lines)
        status = delib_lines_add_source(context, lines, source);
    if (status >= DELIB_OK)
        status = delib_read_lines(context, lines, document);
    delib_lines_free(lines);
    return status;
}

static const delib_reader reader = { .size = sizeof reader, .probe = probe, .read = read_text };

static const delib_format text = {
    .size = sizeof text,
    .name = "text",
    .summary = N_("plain text of a deliberation or of minutes"),
    .media_types = "text/plain",
    .extensions = "txt text md",
    .reader = &reader,
};

static const delib_format *const formats[] = { &text, NULL };

DELIB_PLUGIN(text) = {
    DELIB_PLUGIN_HEAD,
    .name = "text",
    .version = PACKAGE_VERSION,
    .summary = N_("reads plain text"),
    .text_domain = "delib",
    .formats = formats,
};
