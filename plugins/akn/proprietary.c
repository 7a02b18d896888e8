/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What Akoma Ntoso has no place for: each chosen value with where it came from and how sure it is, and the persons,
 * in a namespace of our own. */
#include <config.h>

#include <stdio.h>

#include "akn.h"

static void put_slice(struct akn *akn, const char *name, delib_slice value)
{
    if (value.data)
        akn_xml_attribute(&akn->xml, name, value);
}

static void put_positive(struct akn *akn, const char *name, uint32_t value)
{
    if (value)
        akn_xml_attribute_number(&akn->xml, name, value);
}

/* Thousandths as a fraction, without the locale's comma. */
static void put_confidence(struct akn *akn, int thousandths)
{
    char text[16];

    if (thousandths < 0)
        return;
    snprintf(text, sizeof text, "%d.%03d", thousandths / 1000, thousandths % 1000);
    akn_xml_attribute_string(&akn->xml, "confidence", text);
}

static void put_source_of(struct akn *akn, uint32_t source)
{
    if (source < delib_document_source_count(akn->document))
        put_slice(akn, "source", delib_document_source(akn->document, source).id);
}

static void put_written(struct akn *akn, delib_value value)
{
    char digits[24];

    akn_xml_mixed(&akn->xml);
    if (value.type == DELIB_BOOLEAN) {
        akn_xml_text(&akn->xml, delib_slice_of(value.number ? "true" : "false"));
    } else if (value.type == DELIB_INTEGER) {
        snprintf(digits, sizeof digits, "%lld", (long long)value.number);
        akn_xml_text(&akn->xml, delib_slice_of(digits));
    } else {
        akn_xml_text(&akn->xml, value.text);
    }
}

static void put_value(struct akn *akn, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(akn->act, field);
    const delib_provenance *from = chosen ? delib_candidate_provenance(chosen) : NULL;

    if (!from)
        return;
    akn_xml_open(&akn->xml, "d:value");
    akn_xml_attribute_string(&akn->xml, "field", delib_field_describe(field)->path);
    akn_xml_attribute_string(&akn->xml, "origin", delib_origin_name(from->origin));
    put_source_of(akn, from->source);
    put_positive(akn, "page", from->page);
    put_positive(akn, "line", from->line);
    put_positive(akn, "column", from->column);
    put_slice(akn, "rule", from->rule);
    put_confidence(akn, from->confidence);
    put_written(akn, delib_candidate_value(chosen));
    akn_xml_close(&akn->xml);
}

static const char *const list_names[DELIB_LIST_COUNT] = { "attendance", "for", "against", "abstentions" };

static void put_person(struct akn *akn, delib_list list, const delib_person *person)
{
    const char *presence = delib_presence_name(person->presence);

    akn_xml_open(&akn->xml, "d:person");
    akn_xml_attribute_string(&akn->xml, "list", list_names[list]);
    if (presence)
        akn_xml_attribute_string(&akn->xml, "status", presence);
    put_slice(akn, "civility", person->civility);
    put_slice(akn, "role", person->role);
    put_slice(akn, "proxyTo", person->proxy_to);
    akn_xml_attribute_string(&akn->xml, "origin", delib_origin_name(person->origin));
    put_source_of(akn, person->source);
    put_confidence(akn, person->confidence);
    akn_xml_mixed(&akn->xml);
    akn_xml_text(&akn->xml, person->name);
    akn_xml_close(&akn->xml);
}

static void put_sources(struct akn *akn)
{
    uint32_t count = delib_document_source_count(akn->document);

    for (uint32_t i = 0; i < count; i++) {
        delib_source_info info = delib_document_source(akn->document, i);

        akn_xml_open(&akn->xml, "d:source");
        put_slice(akn, "id", info.id);
        put_slice(akn, "format", info.format);
        put_slice(akn, "charset", info.charset);
        akn_xml_close(&akn->xml);
    }
}

void akn_write_proprietary(struct akn *akn)
{
    akn_xml_open(&akn->xml, "proprietary");
    akn_refer(akn, "source", AKN_REF_EDITOR);
    akn_xml_open(&akn->xml, "d:provenance");
    akn_xml_attribute_string(&akn->xml, "xmlns:d", AKN_OWN_NAMESPACE);
    put_sources(akn);
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++)
        put_value(akn, field);
    for (delib_list list = 0; list < DELIB_LIST_COUNT; list++)
        for (const delib_person *one = delib_act_persons(akn->act, list); one; one = delib_person_next(one))
            put_person(akn, list, one);
    akn_xml_close(&akn->xml);
    akn_xml_close(&akn->xml);
}
