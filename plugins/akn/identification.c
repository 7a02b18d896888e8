/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The FRBR identification of an act: work, expression, manifestation. */
#include <config.h>

#include <stdio.h>

#include "akn.h"

static void put_value(struct akn *akn, const char *element, delib_slice value)
{
    akn_xml_open(&akn->xml, element);
    akn_xml_attribute(&akn->xml, "value", value);
    akn_xml_close(&akn->xml);
}

static void put_string(struct akn *akn, const char *element, const char *value)
{
    put_value(akn, element, delib_slice_of(value));
}

static void put_alias(struct akn *akn, const char *name, delib_field field)
{
    delib_slice value = delib_act_text(akn->act, field);

    if (!value.data)
        return;
    akn_xml_open(&akn->xml, "FRBRalias");
    akn_xml_attribute_string(&akn->xml, "name", name);
    akn_xml_attribute(&akn->xml, "value", value);
    akn_xml_close(&akn->xml);
}

static void put_date(struct akn *akn, const char *date, const char *name)
{
    akn_xml_open(&akn->xml, "FRBRdate");
    akn_xml_attribute_string(&akn->xml, "date", date);
    akn_xml_attribute_string(&akn->xml, "name", name);
    akn_xml_close(&akn->xml);
}

static void put_author(struct akn *akn, enum akn_reference author, enum akn_reference role)
{
    akn_xml_open(&akn->xml, "FRBRauthor");
    akn_refer(akn, "href", author);
    akn_refer(akn, "as", role);
    akn_xml_close(&akn->xml);
}

/* `FRBRthis` is the document inside, `FRBRuri` the whole. */
static void put_iris(struct akn *akn, const char *iri, const char *ending)
{
    char value[AKN_IRI + 16];

    snprintf(value, sizeof value, "%s/!main%s", iri, ending);
    put_string(akn, "FRBRthis", value);
    snprintf(value, sizeof value, "%s%s", iri, ending);
    put_string(akn, "FRBRuri", value);
}

static void put_work(struct akn *akn)
{
    akn_xml_open(&akn->xml, "FRBRWork");
    put_iris(akn, akn->names.work, "");
    put_alias(akn, "identifiant-acte", DELIB_ACT_ID);
    put_alias(akn, "numero", DELIB_ACT_NUMBER);
    put_alias(akn, "url", DELIB_ACT_URL);
    put_date(akn, akn->names.date, akn->names.date_name);
    put_author(akn, akn_agent(akn, AKN_REF_BODY), AKN_REF_AS_AUTHOR);
    put_string(akn, "FRBRcountry", "fr");
    put_string(akn, "FRBRsubtype", akn->names.nature);
    put_string(akn, "FRBRnumber", akn->names.number);
    put_string(akn, "FRBRprescriptive", "true");
    put_string(akn, "FRBRauthoritative", "false");
    akn_xml_close(&akn->xml);
}

static void put_expression(struct akn *akn)
{
    akn_xml_open(&akn->xml, "FRBRExpression");
    put_iris(akn, akn->names.expression, "");
    put_date(akn, akn->names.date, akn->names.date_name);
    put_author(akn, akn_agent(akn, AKN_REF_BODY), AKN_REF_AS_AUTHOR);
    akn_xml_open(&akn->xml, "FRBRlanguage");
    akn_xml_attribute_string(&akn->xml, "language", "fra");
    akn_xml_close(&akn->xml);
    akn_xml_close(&akn->xml);
}

static void put_manifestation(struct akn *akn)
{
    akn_xml_open(&akn->xml, "FRBRManifestation");
    put_iris(akn, akn->names.expression, ".xml");
    put_date(akn, akn->names.generated, "generation");
    put_author(akn, AKN_REF_EDITOR, AKN_REF_AS_EDITOR);
    put_string(akn, "FRBRformat", "application/xml");
    akn_xml_close(&akn->xml);
}

void akn_write_identification(struct akn *akn)
{
    akn_xml_open(&akn->xml, "identification");
    akn_refer(akn, "source", AKN_REF_EDITOR);
    put_work(akn);
    put_expression(akn);
    put_manifestation(akn);
    akn_xml_close(&akn->xml);
}
