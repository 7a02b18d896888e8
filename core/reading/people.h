/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Members of an assembly, and which of them are the same person; private to core/reading. */
#ifndef DLB_PEOPLE_H
#define DLB_PEOPLE_H

#include "reading/reading.h"

struct dlb_member {
    struct dlb_name name;
    struct dlb_name holder; /* of the proxy; first == end: not named */
    delib_presence presence;
};

/* Who stands in several lists stands in one only: the others lose their presence. Whoever gives a proxy is represented,
 * wherever else the text prints him. */
void dlb_settle_members(const struct dlb_text *text, struct dlb_member *members, uint32_t count);

#endif
