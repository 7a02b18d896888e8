/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* XML out: elements, attributes, text; escaped, indented, never a tree. Private to this plugin. */
#ifndef AKN_XML_OUT_H
#define AKN_XML_OUT_H

#include <delib/io.h>

/* A writer. Set up with akn_xml_begin_at; errors are kept in `no_memory`. */
struct xml {
    delib_sink *sink;
    const char **open;  /* names of the elements that are open */
    size_t depth, room;
    size_t base;        /* levels of indent below which it writes */
    size_t mixed;       /* depth of the element whose white space counts; 0: none */
    bool in_tag;        /* the last start tag still takes attributes */
    bool replaced;      /* a character was met that XML cannot hold */
    bool no_memory;
};

/* Sets a writer up for a sink, `base` levels deep. */
void akn_xml_begin_at(struct xml *xml, delib_sink *sink, size_t base);

/* Frees what a writer holds. */
void akn_xml_finish(struct xml *xml);

/* Opens an element; `name` is kept until it is closed. */
void akn_xml_open(struct xml *xml, const char *name);

/* From here on the white space of the element that was just opened counts: its children stay on its line. */
void akn_xml_mixed(struct xml *xml);

/* Closes the element that was opened last. */
void akn_xml_close(struct xml *xml);

/* Adds an attribute to the element that was just opened; white space becomes single spaces. */
void akn_xml_attribute(struct xml *xml, const char *name, delib_slice value);
void akn_xml_attribute_string(struct xml *xml, const char *name, const char *value);
void akn_xml_attribute_number(struct xml *xml, const char *name, int64_t value);

/* Adds text to a mixed element. */
void akn_xml_text(struct xml *xml, delib_slice text);

/* Puts ready-made XML behind a start tag. */
void akn_xml_raw(struct xml *xml, delib_slice bytes);

#endif
