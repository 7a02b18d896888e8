/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes an act as an Akoma Ntoso 3.0 statement. */
#include <config.h>

#include <stdlib.h>

#include "akn.h"

/* Levels of indent of what stands inside the statement. */
#define INSIDE_STATEMENT 2

struct writer {
    delib_context *context;
    delib_sink *sink;
};

static delib_status akn_open(delib_context *context, const delib_options *options, const delib_output *output,
                             void **state)
{
    struct writer *writer = malloc(sizeof *writer);

    (void)options;
    if (!writer)
        return DELIB_E_NOMEM;
    writer->context = context;
    writer->sink = output->sink;
    *state = writer;
    return DELIB_OK;
}

static void put_publication(struct akn *akn)
{
    delib_slice day = akn_day(akn->act, DELIB_FORMALITIES_PUBLISHED);

    if (!day.data)
        return;
    akn_xml_open(&akn->xml, "publication");
    akn_xml_attribute(&akn->xml, "date", day);
    akn_xml_attribute_string(&akn->xml, "name", "publication");
    akn_xml_attribute_string(&akn->xml, "showAs", "Publication");
    akn_xml_close(&akn->xml);
}

static void put_meta(struct akn *akn)
{
    akn_xml_open(&akn->xml, "meta");
    akn_write_identification(akn);
    put_publication(akn);
    akn_write_classification(akn);
    akn_write_workflow(akn);
    akn_write_analysis(akn);
    akn_write_references(akn);
    akn_write_proprietary(akn);
    akn_xml_close(&akn->xml);
}

/* The metadata come first and point into the text, so the text is written aside before them. */
static void put_document(struct akn *akn, delib_sink *sink, delib_sink *text)
{
    akn_xml_begin_at(&akn->xml, text, INSIDE_STATEMENT);
    akn_write_sections(akn);
    akn_write_attachments(akn);
    bool replaced = akn->xml.replaced, no_memory = akn->xml.no_memory;

    akn_xml_finish(&akn->xml);
    akn_xml_begin_at(&akn->xml, sink, 0);
    akn->xml.replaced = replaced;
    akn->xml.no_memory = no_memory;
    delib_sink_puts(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    akn_xml_open(&akn->xml, "akomaNtoso");
    akn_xml_attribute_string(&akn->xml, "xmlns", AKN_NAMESPACE);
    akn_xml_open(&akn->xml, "statement");
    akn_xml_attribute_string(&akn->xml, "name", akn->names.nature);
    put_meta(akn);
    akn_xml_raw(&akn->xml, delib_sink_held(text));
    akn_xml_close(&akn->xml);
    akn_xml_close(&akn->xml);
    delib_sink_putc(sink, '\n');
}

static void say_replaced(const struct akn *akn)
{
    char file[256];

    if (!akn->xml.replaced)
        return;
    delib_place place = akn_place(akn, DELIB_FIELD_COUNT, file, sizeof file);
    delib_report(akn->context, DELIB_WARNING, "XML-CHAR", &place, NULL,
                 N_("characters that XML 1.0 cannot hold are written as U+FFFD"));
}

static delib_status akn_write(void *state, delib_document *document, delib_act *act)
{
    struct writer *writer = state;
    struct akn akn = { .context = writer->context, .document = document, .act = act };
    delib_sink *text;
    delib_status status = delib_sink_memory(writer->context, &text);

    if (status < 0)
        return status;
    akn_make_names(&akn);
    put_document(&akn, writer->sink, text);
    say_replaced(&akn);
    if (akn.xml.no_memory || akn.eids.no_memory)
        status = DELIB_E_NOMEM;
    else if (akn.xml.replaced)
        status = DELIB_PARTIAL;
    akn_xml_finish(&akn.xml);
    akn_eid_finish(&akn.eids);
    delib_status closed = delib_sink_close(writer->context, text, false);
    return status < 0 || closed >= 0 ? status : closed;
}

static delib_status akn_close(void *state)
{
    free(state);
    return DELIB_OK;
}

static const delib_writer akn_writer = {
    .size = sizeof(delib_writer),
    .cardinality = DELIB_PER_ACT,
    .open = akn_open,
    .write = akn_write,
    .close = akn_close
};

static const delib_format format = {
    .size = sizeof(delib_format),
    .name = "akn",
    .summary = N_("Akoma Ntoso 3.0, for a legal archive"),
    .media_types = "application/akn+xml",
    .extensions = "xml akn",
    .writer = &akn_writer
};

static const delib_format *const formats[] = { &format, NULL };

DELIB_PLUGIN(akn) = {
    DELIB_PLUGIN_HEAD,
    .name = "akn",
    .version = PACKAGE_VERSION,
    .summary = N_("writes acts as Akoma Ntoso statements"),
    .text_domain = "delib",
    .formats = formats
};
