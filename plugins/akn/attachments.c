/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The files that came with an act, by reference. */
#include <config.h>

#include "akn.h"

static const delib_slice no_number = { NULL, 0 };

void akn_write_attachments(struct akn *akn)
{
    const delib_attachment *file = delib_act_attachments(akn->act);
    char slug[AKN_SLUG];

    if (!file)
        return;
    akn_xml_open(&akn->xml, "attachments");
    for (; file; file = delib_attachment_next(file)) {
        akn_number_slug(file->name, slug, sizeof slug);
        akn_enter(akn, AKN_ATTACHMENT, no_number);
        akn_enter(akn, AKN_DOCUMENT_REF, no_number);
        akn_xml_attribute_string(&akn->xml, "href", slug[0] ? slug : "nn");
        akn_xml_attribute(&akn->xml, "showAs", file->name);
        akn_leave(akn);
        akn_leave(akn);
    }
    akn_xml_close(&akn->xml);
}
