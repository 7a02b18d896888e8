/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How candidates compare, before and while settle chooses. */
#ifndef DLB_CONVERT_CANDIDATES_H
#define DLB_CONVERT_CANDIDATES_H

#include <delib/delib.h>

/* Who declared a value, as provenance names it. */
#define DLB_RULE_SET "--set"
#define DLB_RULE_DEFAULT "--default"

/* Thousandths that a candidate needs where nobody asked for another threshold. */
enum { DLB_MIN_CONFIDENCE = 500 };

/* What weighs more comes first. */
typedef enum dlb_rank {
    DLB_RANK_SET,        /* --set */
    DLB_RANK_CORRECTED,  /* mended by a person */
    DLB_RANK_BARE,       /* stated without a source: somebody wrote it into the record */
    DLB_RANK_PROFILE,    /* declared by a profile, of the authority */
    DLB_RANK_STATED,     /* by a source */
    DLB_RANK_DEFAULT,    /* --default, and what a profile declares of other things */
    DLB_RANK_DERIVED,    /* by the rule of a reader */
    DLB_RANK_NONE        /* not to be chosen: unsure, or derived by a rule of settle, which derives again */
} dlb_rank;

dlb_rank dlb_candidate_rank(delib_field field, const delib_candidate *candidate, int min_confidence);

/* 0..1000; a value that nobody measured counts as sure. */
int dlb_candidate_confidence(const delib_candidate *candidate);

/* The candidate that would be chosen if each field stood alone; NULL: none. */
const delib_candidate *dlb_candidate_best(const delib_act *act, delib_field field, int min_confidence);

/* Whether two values are the same. */
bool dlb_value_same(delib_value a, delib_value b);

/* Whether two values of a field say the same: texts but for case, accents and punctuation, subjects also where one is
 * the beginning of the other. */
bool dlb_value_agrees(delib_field field, delib_value a, delib_value b);

#endif
