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

/* The phrase that begins at a token; NULL where none does. */
const struct dlb_hit *dlb_hit_at(const struct dlb_text *text, uint32_t at);

/* What a phrase says of those who stand in its list; unknown: nothing. */
delib_presence dlb_presence_of(enum dlb_cue cue);

/* Whether a name that ends before the token `behind` is somebody's. A single capitalised word is one only between
 * separators, and where it is none of the genre: « Tous les … » is none. What a colon follows is the label of a group,
 * « Belval : M. A, Mme B », unless something is said of him. */
bool dlb_is_person(const struct dlb_text *text, const struct dlb_name *name, uint32_t behind, uint32_t end);

/* Puts a person into a list of an act. A doubtful one is kept; what is said of him is not. */
void dlb_state_person(struct dlb_reading *reading, delib_act *act, delib_list list, const struct dlb_member *member,
                      enum dlb_rule rule, bool doubtful);

/* Who stands in several lists stands in one only: the others lose their presence. Whoever gives a proxy is represented,
 * wherever else the text prints him. */
void dlb_settle_members(const struct dlb_text *text, struct dlb_member *members, uint32_t count);

#endif
