/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The references of a document: only what is referred to, and everything that is. */
#include <config.h>

#include <stdio.h>

#include "akn.h"

static const struct {
    const char *element, *eid, *href, *show;
} references[AKN_REFERENCES] = {
#define REFERENCE(id, element, eid, href, show) { element, eid, href, show },
#include "formats/akn/references.def"
#undef REFERENCE
};

void akn_refer_all(struct akn *akn, const char *attribute, const enum akn_reference *all, size_t count)
{
    char value[AKN_IRI];
    size_t used = 0;

    value[0] = '\0';
    for (size_t i = 0; i < count && used < sizeof value; i++) {
        used += (size_t)snprintf(value + used, sizeof value - used, "%s#%s", used ? " " : "", references[all[i]].eid);
        akn->used[all[i]] = true;
    }
    akn_xml_attribute_string(&akn->xml, attribute, value);
}

void akn_refer(struct akn *akn, const char *attribute, enum akn_reference reference)
{
    akn_refer_all(akn, attribute, &reference, 1);
}

/* The field whose value makes a reference, DELIB_FIELD_COUNT where it can do without. */
static delib_field field_behind(enum akn_reference reference)
{
    switch (reference) {
    case AKN_REF_BODY:
        return DELIB_SITTING_BODY;
    case AKN_REF_PRESIDENT:
        return DELIB_SITTING_PRESIDENT;
    case AKN_REF_SIGNATORY:
        return DELIB_SIGNED_BY;
    default:
        return DELIB_FIELD_COUNT;
    }
}

enum akn_reference akn_agent(const struct akn *akn, enum akn_reference reference)
{
    delib_field field = field_behind(reference);

    if (field != DELIB_FIELD_COUNT && !delib_act_text(akn->act, field).data)
        return AKN_REF_AUTHORITY;
    return reference;
}

/* --- what is made from the act ---------------------------------------------------------------------------------- */

static delib_slice or_else(delib_slice text, const char *instead)
{
    return text.data ? text : delib_slice_of(instead);
}

static void show_act(struct akn *akn)
{
    delib_slice title = delib_act_text(akn->act, DELIB_ACT_SUBJECT);

    akn_xml_attribute_string(&akn->xml, "href", akn->names.work);
    akn_xml_attribute(&akn->xml, "showAs", title.data ? title : delib_slice_of(akn->names.number));
}

static void show_authority(struct akn *akn)
{
    delib_slice siret = delib_act_text(akn->act, DELIB_AUTHORITY_SIRET);
    char href[AKN_IRI], slug[AKN_SLUG];

    akn_slug(siret, slug, sizeof slug);
    if (slug[0])
        snprintf(href, sizeof href, "/ontology/organization/fr/siret/%s", slug);
    else
        snprintf(href, sizeof href, "/ontology/organization/fr/%s", akn->names.actor);
    akn_xml_attribute_string(&akn->xml, "href", href);
    akn_xml_attribute(&akn->xml, "showAs", or_else(delib_act_text(akn->act, DELIB_AUTHORITY_NAME), "inconnue"));
}

static void show_named(struct akn *akn, delib_field field, const char *class)
{
    delib_slice name = delib_act_text(akn->act, field);
    char href[AKN_IRI], slug[AKN_SLUG];

    akn_slug(name, slug, sizeof slug);
    snprintf(href, sizeof href, "/ontology/%s/fr/%s/%s", class, akn->names.actor, slug[0] ? slug : "inconnu");
    akn_xml_attribute_string(&akn->xml, "href", href);
    akn_xml_attribute(&akn->xml, "showAs", name);
}

static void show_control(struct akn *akn)
{
    delib_slice code = delib_act_text(akn->act, DELIB_FORMALITIES_CONTROL);
    char href[AKN_IRI], slug[AKN_SLUG];

    akn_number_slug(code, slug, sizeof slug);
    snprintf(href, sizeof href, "/ontology/organization/fr/%s", slug[0] ? slug : "controle-legalite");
    akn_xml_attribute_string(&akn->xml, "href", href);
    akn_xml_attribute(&akn->xml, "showAs", or_else(code, "Contrôle de légalité"));
}

static void show(struct akn *akn, enum akn_reference reference)
{
    switch (reference) {
    case AKN_REF_ACT:
        show_act(akn);
        break;
    case AKN_REF_AUTHORITY:
        show_authority(akn);
        break;
    case AKN_REF_CONTROL:
        show_control(akn);
        break;
    case AKN_REF_BODY:
        show_named(akn, DELIB_SITTING_BODY, "organization");
        break;
    case AKN_REF_PRESIDENT:
    case AKN_REF_SIGNATORY:
        show_named(akn, field_behind(reference), "person");
        break;
    default:
        akn_xml_attribute_string(&akn->xml, "href", references[reference].href);
        akn_xml_attribute_string(&akn->xml, "showAs", references[reference].show);
        break;
    }
}

void akn_write_references(struct akn *akn)
{
    akn_xml_open(&akn->xml, "references");
    akn_refer(akn, "source", AKN_REF_EDITOR);
    for (enum akn_reference i = 0; i < AKN_REFERENCES; i++) {
        if (!akn->used[i])
            continue;
        akn_xml_open(&akn->xml, references[i].element);
        akn_xml_attribute_string(&akn->xml, "eId", references[i].eid);
        show(akn, i);
        akn_xml_close(&akn->xml);
    }
    akn_xml_close(&akn->xml);
}
