/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "convert/candidates.h"
#include "convert/derive.h"
#include "convert/keys.h"

int dlb_candidate_confidence(const delib_candidate *candidate)
{
    int confidence = delib_candidate_provenance(candidate)->confidence;
    return confidence == DELIB_UNMEASURED ? 1000 : confidence;
}

static dlb_rank rank_of_declared(delib_field field, delib_slice rule)
{
    if (delib_slice_is(rule, DLB_RULE_SET))
        return DLB_RANK_SET;
    if (delib_slice_is(rule, DLB_RULE_DEFAULT) || delib_field_describe(field)->group != DELIB_GROUP_AUTHORITY)
        return DLB_RANK_DEFAULT;
    return DLB_RANK_PROFILE;
}

dlb_rank dlb_candidate_rank(delib_field field, const delib_candidate *candidate, int min_confidence)
{
    const delib_provenance *provenance = delib_candidate_provenance(candidate);
    if (dlb_candidate_confidence(candidate) < min_confidence)
        return DLB_RANK_NONE;
    switch (provenance->origin) {
    case DELIB_CORRECTED:
        return DLB_RANK_CORRECTED;
    case DELIB_STATED:
        return provenance->source == DELIB_NO_SOURCE ? DLB_RANK_BARE : DLB_RANK_STATED;
    case DELIB_DECLARED:
        return rank_of_declared(field, provenance->rule);
    default:
        return dlb_rule_is_ours(provenance->rule) ? DLB_RANK_NONE : DLB_RANK_DERIVED;
    }
}

const delib_candidate *dlb_candidate_best(const delib_act *act, delib_field field, int min_confidence)
{
    const delib_candidate *best = NULL;
    dlb_rank best_rank = DLB_RANK_NONE;
    for (const delib_candidate *c = delib_act_candidates(act, field); c; c = delib_candidate_next(c)) {
        dlb_rank rank = dlb_candidate_rank(field, c, min_confidence);
        if (rank < best_rank ||
            (best && rank == best_rank && dlb_candidate_confidence(c) > dlb_candidate_confidence(best))) {
            best = c;
            best_rank = rank;
        }
    }
    return best;
}

bool dlb_value_same(delib_value a, delib_value b)
{
    if (a.type == DELIB_INTEGER || a.type == DELIB_BOOLEAN)
        return a.number == b.number;
    return delib_slice_equal(a.text, b.text);
}

bool dlb_value_agrees(delib_field field, delib_value a, delib_value b)
{
    if (field == DELIB_ACT_SUBJECT)
        return dlb_begins_folded(a.text, b.text);
    if (a.type == DELIB_STRING || field == DELIB_ACT_ID)
        return dlb_same_folded(a.text, b.text);
    return dlb_value_same(a, b);
}
