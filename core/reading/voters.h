/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Voters by name; private to core/reading. */
#ifndef DLB_VOTERS_H
#define DLB_VOTERS_H

#include "reading/reading.h"

/* Puts those whom a run of a vote names into the lists of voters of an act. */
void dlb_find_voters(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run);

#endif
