/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The FRBR identification of an act: work, expression, manifestation. */
#include <config.h>

#include <stdio.h>

#include "akn.h"

static void put_value(struct akn *akn, const char *element, delib_slice value)
{
    xml_open(&akn->xml, element);
    xml_attribute(&akn->xml, "value", value);
    xml_close(&akn->xml);
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
    xml_open(&akn->xml, "FRBRalias");
    xml_attribute_string(&akn->xml, "name", name);
    xml_attribute(&akn->xml, "value", value);
    xml_close(&akn->xml);
}

static void put_date(struct akn *akn, const char *date, const char *name)
{
    xml_open(&akn->xml, "FRBRdate");
    xml_attribute_string(&akn->xml, "date", date);
    xml_attribute_string(&akn->xml, "name", name);
    xml_close(&akn->xml);
}

static void put_author(struct akn *akn, enum akn_reference author, enum akn_reference role)
{
    xml_open(&akn->xml, "FRBRauthor");
    akn_refer(akn, "href", author);
    akn_refer(akn, "as", role);
    xml_close(&akn->xml);
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
    xml_open(&akn->xml, "FRBRWork");
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
    xml_close(&akn->xml);
}

static void put_expression(struct akn *akn)
{
    xml_open(&akn->xml, "FRBRExpression");
    put_iris(akn, akn->names.expression, "");
    put_date(akn, akn->names.date, akn->names.date_name);
    put_author(akn, akn_agent(akn, AKN_REF_BODY), AKN_REF_AS_AUTHOR);
    xml_open(&akn->xml, "FRBRlanguage");
    xml_attribute_string(&akn->xml, "language", "fra");
    xml_close(&akn->xml);
    xml_close(&akn->xml);
}

static void put_manifestation(struct akn *akn)
{
    xml_open(&akn->xml, "FRBRManifestation");
    put_iris(akn, akn->names.expression, ".xml");
    put_date(akn, akn->names.generated, "generation");
    put_author(akn, AKN_REF_EDITOR, AKN_REF_AS_EDITOR);
    put_string(akn, "FRBRformat", "application/xml");
    xml_close(&akn->xml);
}

void akn_write_identification(struct akn *akn)
{
    xml_open(&akn->xml, "identification");
    akn_refer(akn, "source", AKN_REF_EDITOR);
    put_work(akn);
    put_expression(akn);
    put_manifestation(akn);
    xml_close(&akn->xml);
}
