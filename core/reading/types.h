/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The types of runs; private to core/reading. */
#ifndef DLB_TYPES_H
#define DLB_TYPES_H

#include "reading/reading.h"

/* So many runs of the head are remembered to know page heads by. */
#define DLB_HEADS 24

/* How the operative part of an act is set out. */
enum dlb_operative { DLB_NOTHING_DECIDED, DLB_CLAUSES, DLB_ARTICLES };

/* What is known of the act that is being read. */
struct dlb_state {
    enum dlb_zone zone;
    enum dlb_operative operative; /* since the last formula */
    bool listing;              /* what was proposed or decided goes on in a list of infinitives */
    bool opened;               /* the sitting was: prose behind it is the body of the act */
    uint32_t heads[DLB_HEADS]; /* runs */
    uint32_t head_count;
    delib_block_type before; /* type of the run before; DLB_BLOCK_NONE at the beginning */
    delib_block_type above;  /* the same, stamps between two pages passed over */
};

/* The type of a run; moves the state into its zone. */
delib_block_type dlb_type_of(const struct dlb_reading *reading, struct dlb_state *state, const struct dlb_run *run);

/* Words of two letters or more. */
uint32_t dlb_count_words(const struct dlb_text *text, const struct dlb_run *run);

#endif
