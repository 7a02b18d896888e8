/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "authority/actes_id.h"
#include "authority/keys.h"
#include "convert/candidates.h"
#include "convert/derive.h"
#include "model/document.h"

/* The premise and the conclusion of one step. */
typedef struct derivation {
    delib_act *act;
    const char *rule;
    int confidence;  /* of the least sure premise */
} derivation;

static void rest_on(derivation *step, delib_field field)
{
    const delib_candidate *premise = delib_act_chosen(step->act, field);
    int confidence = premise ? delib_candidate_provenance(premise)->confidence : DELIB_UNMEASURED;
    if (confidence != DELIB_UNMEASURED && (step->confidence == DELIB_UNMEASURED || confidence < step->confidence))
        step->confidence = confidence;
}

static const delib_candidate *find(const derivation *step, delib_field field, delib_value value)
{
    for (const delib_candidate *c = delib_act_candidates(step->act, field); c; c = delib_candidate_next(c)) {
        const delib_provenance *provenance = delib_candidate_provenance(c);
        if (provenance->origin == DELIB_DERIVED && delib_slice_is(provenance->rule, step->rule) &&
            dlb_value_same(delib_candidate_value(c), value))
            return c;
    }
    return NULL;
}

/* Gives a field that is absent its value; one that was derived before is taken again. */
static delib_status conclude(const derivation *step, delib_field field, delib_value value)
{
    if (delib_act_chosen(step->act, field) || !delib_value_is_valid(value))
        return DELIB_OK;
    if (!find(step, field, value)) {
        delib_provenance provenance = DELIB_PROVENANCE(DELIB_DERIVED);
        provenance.rule = delib_slice_of(step->rule);
        provenance.confidence = step->confidence;
        delib_status status = delib_act_add(step->act, field, value, &provenance);
        if (status < 0)
            return status;
    }
    delib_act_choose(step->act, field, find(step, field, value));
    return DELIB_OK;
}

static bool identifier(derivation *step, dlb_actes_id *id)
{
    rest_on(step, DELIB_ACT_ID);
    return dlb_actes_id_parse(delib_act_text(step->act, DELIB_ACT_ID), id);
}

static delib_status id_siren(derivation *step)
{
    dlb_actes_id id;
    if (!identifier(step, &id) || !dlb_siren_is_valid(id.siren))
        return DELIB_OK;
    return conclude(step, DELIB_AUTHORITY_SIREN, delib_value_text(DELIB_CODE, id.siren));
}

static delib_status id_department(derivation *step)
{
    dlb_actes_id id;
    if (!identifier(step, &id))
        return DELIB_OK;
    return conclude(step, DELIB_AUTHORITY_DEPARTMENT, delib_value_text(DELIB_CODE, id.department));
}

static delib_status id_date(derivation *step)
{
    dlb_actes_id id;
    char date[10];
    if (!identifier(step, &id))
        return DELIB_OK;
    memcpy(date, id.date.data, 4);
    date[4] = date[7] = '-';
    memcpy(date + 5, id.date.data + 4, 2);
    memcpy(date + 8, id.date.data + 6, 2);
    return conclude(step, DELIB_SITTING_DATE, delib_value_text(DELIB_DATE, (delib_slice){ date, sizeof date }));
}

static delib_status id_nature(derivation *step)
{
    dlb_actes_id id;
    if (!identifier(step, &id))
        return DELIB_OK;
    return conclude(step, DELIB_ACT_NATURE,
                    delib_value_text(DELIB_CODE, delib_slice_of(dlb_nature_of_suffix(id.suffix))));
}

static delib_status siret_siren(derivation *step)
{
    delib_slice siret = delib_act_text(step->act, DELIB_AUTHORITY_SIRET);
    if (!dlb_siret_is_valid(siret))
        return DELIB_OK;
    rest_on(step, DELIB_AUTHORITY_SIRET);
    return conclude(step, DELIB_AUTHORITY_SIREN, delib_value_text(DELIB_CODE, (delib_slice){ siret.data, 9 }));
}

/* The number that somebody gave, not a rule. */
static bool given(const derivation *step, delib_field field, int64_t *out)
{
    const delib_candidate *chosen = delib_act_chosen(step->act, field);
    return chosen && delib_candidate_provenance(chosen)->origin != DELIB_DERIVED &&
           delib_act_number(step->act, field, out);
}

static delib_status counts_unanimous(derivation *step)
{
    int64_t against = 0, abstentions = 0;
    bool against_given = given(step, DELIB_VOTE_AGAINST, &against);
    bool abstentions_given = given(step, DELIB_VOTE_ABSTENTIONS, &abstentions);
    rest_on(step, DELIB_VOTE_AGAINST);
    if (against_given && against > 0)
        return conclude(step, DELIB_VOTE_UNANIMOUS, delib_value_number(DELIB_BOOLEAN, 0));
    if (!against_given || !abstentions_given || abstentions > 0)
        return DELIB_OK;
    rest_on(step, DELIB_VOTE_ABSTENTIONS);
    return conclude(step, DELIB_VOTE_UNANIMOUS, delib_value_number(DELIB_BOOLEAN, 1));
}

/* Where members took no part, nobody can tell whether the voters count them. */
/* Whether a reader found that unanimity does not tell the counts. */
static bool is_qualified(const delib_act *act)
{
    for (const delib_finding *finding = delib_act_findings(act); finding; finding = delib_finding_next(finding))
        if (delib_slice_is(finding->code, DLB_VOTE_QUALIFIED))
            return true;
    return false;
}

static delib_status unanimous_counts(derivation *step)
{
    int64_t unanimous = 0, voters = 0, idle = 0;
    if (is_qualified(step->act) ||
        !given(step, DELIB_VOTE_UNANIMOUS, &unanimous) || !unanimous || !given(step, DELIB_SITTING_VOTERS, &voters) ||
        (delib_act_number(step->act, DELIB_VOTE_NOT_VOTING, &idle) && idle > 0) ||
        delib_act_chosen(step->act, DELIB_VOTE_FOR) || delib_act_chosen(step->act, DELIB_VOTE_AGAINST) ||
        delib_act_chosen(step->act, DELIB_VOTE_ABSTENTIONS))
        return DELIB_OK;
    rest_on(step, DELIB_VOTE_UNANIMOUS);
    rest_on(step, DELIB_SITTING_VOTERS);
    delib_status status = conclude(step, DELIB_VOTE_FOR, delib_value_number(DELIB_INTEGER, voters));
    if (status >= 0)
        status = conclude(step, DELIB_VOTE_AGAINST, delib_value_number(DELIB_INTEGER, 0));
    if (status >= 0)
        status = conclude(step, DELIB_VOTE_ABSTENTIONS, delib_value_number(DELIB_INTEGER, 0));
    return status;
}

static const struct {
    const char *name;
    delib_status (*apply)(derivation *step);
} rules[] = {
    { "id-siren", id_siren },
    { "id-department", id_department },
    { "id-date", id_date },
    { "id-nature", id_nature },
    { "siret-siren", siret_siren },
    { "counts-unanimous", counts_unanimous },
    { "unanimous-counts", unanimous_counts },
};

bool dlb_rule_is_ours(delib_slice rule)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (delib_slice_is(rule, rules[i].name))
            return true;
    return false;
}

delib_status dlb_derive(delib_act *act)
{
    delib_status status = DELIB_OK;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && status >= 0; i++) {
        derivation step = { act, rules[i].name, DELIB_UNMEASURED };
        status = rules[i].apply(&step);
    }
    return status;
}
