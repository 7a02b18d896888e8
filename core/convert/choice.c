/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Why a candidate was passed over, told afterwards: settle's order of preference, read backwards. */
#include <config.h>

#include "convert/candidates.h"

/* Of one rank: what sources state, or what only confidence and order tell apart. */
static delib_choice among_equals(const delib_candidate *candidate, const delib_candidate *chosen)
{
    if (delib_candidate_provenance(candidate)->source != delib_candidate_provenance(chosen)->source)
        return DELIB_CHOICE_SOURCE;
    return dlb_candidate_confidence(candidate) < dlb_candidate_confidence(chosen) ? DELIB_CHOICE_CONFIDENCE
                                                                                  : DELIB_CHOICE_ORDER;
}

/* Nothing was chosen, though this one might have been. */
static delib_choice for_nothing(dlb_rank rank)
{
    if (rank == DLB_RANK_NONE)
        return DELIB_CHOICE_STALE;
    return rank == DLB_RANK_STATED ? DELIB_CHOICE_SOURCE : DELIB_CHOICE_CONFLICT;
}

delib_choice delib_candidate_choice(const delib_act *act, delib_field field, const delib_candidate *candidate,
                                    int min_confidence)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);
    int least = min_confidence ? min_confidence : DLB_MIN_CONFIDENCE;
    if (candidate == chosen)
        return DELIB_CHOICE_TAKEN;
    if (dlb_candidate_confidence(candidate) < least)
        return DELIB_CHOICE_UNSURE;
    dlb_rank rank = dlb_candidate_rank(field, candidate, least);
    if (!chosen)
        return for_nothing(rank);
    dlb_rank taken = dlb_candidate_rank(field, chosen, least);
    if (rank == DLB_RANK_NONE && taken == rank)
        return DELIB_CHOICE_STALE;
    if (rank == taken)
        return among_equals(candidate, chosen);
    return rank > taken ? DELIB_CHOICE_ORIGIN : DELIB_CHOICE_SOURCE;
}
