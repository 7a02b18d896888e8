/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an act is about and what kind of act it is, by the nomenclatures of ACTES. */
#include <config.h>

#include "akn.h"

struct term {
    const char *code, *short_name, *label;
};

static const struct term matters[] = {
#define MATTER(code, level1, level2) { code, code, level1 "/" level2 },
#include "formats/actes/matters.def"
#undef MATTER
};

static const struct term natures[] = {
#define NATURE(code, label, short_name) { code, short_name, label },
#include "formats/actes/natures.def"
#undef NATURE
};

static const struct term *find(const struct term *terms, size_t count, delib_slice code)
{
    for (size_t i = 0; code.data && i < count; i++)
        if (delib_slice_is(code, terms[i].code))
            return &terms[i];
    return NULL;
}

static void put_keyword(struct akn *akn, delib_slice value, delib_slice show, enum akn_reference dictionary)
{
    akn_xml_open(&akn->xml, "keyword");
    akn_xml_attribute(&akn->xml, "value", value);
    akn_xml_attribute(&akn->xml, "showAs", show);
    akn_refer(akn, "dictionary", dictionary);
    akn_xml_close(&akn->xml);
}

static void put_matter(struct akn *akn, delib_slice code)
{
    const struct term *term = find(matters, sizeof matters / sizeof *matters, code);
    delib_slice name = delib_act_text(akn->act, DELIB_ACT_MATTER_NAME);

    if (!name.data)
        name = term ? delib_slice_of(term->label) : code;
    put_keyword(akn, code, name, AKN_REF_MATTERS);
}

void akn_write_classification(struct akn *akn)
{
    delib_slice code = delib_act_text(akn->act, DELIB_ACT_MATTER_CODE);
    const struct term *nature =
        find(natures, sizeof natures / sizeof *natures, delib_act_text(akn->act, DELIB_ACT_NATURE));

    if (!code.data && !nature)
        return;
    akn_xml_open(&akn->xml, "classification");
    akn_refer(akn, "source", AKN_REF_EDITOR);
    if (code.data)
        put_matter(akn, code);
    if (nature)
        put_keyword(akn, delib_slice_of(nature->short_name), delib_slice_of(nature->label), AKN_REF_NATURES);
    akn_xml_close(&akn->xml);
}
