/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values that follow from others and leave no choice. */
#ifndef DLB_CONVERT_DERIVE_H
#define DLB_CONVERT_DERIVE_H

#include <delib/delib.h>

/* Whether a rule of that name is one of this file: what it derived once is derived again, not kept. */
bool dlb_rule_is_ours(delib_slice rule);

/* Derives what is absent of an act whose values are chosen, and chooses it. */
delib_status dlb_derive(delib_act *act);

#endif
