/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Findings about sources that state different things of one act. */
#ifndef DLB_CONVERT_DISAGREE_H
#define DLB_CONVERT_DISAGREE_H

#include <delib/delib.h>

/* Adds SOURCES-DISAGREE (date, number, subject, vote) and SIREN-CONFLICT (a declared SIREN against a stated one) to
 * the findings of an act whose values are chosen. */
delib_status dlb_find_disagreements(delib_document *document, delib_act *act, int min_confidence);

#endif
