/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The quorum and the vote as numbers. */
#include <config.h>

#include "akn.h"

struct count {
    delib_field field;
    enum akn_element element;
    enum akn_reference what;
};

static const struct count quorum_counts[] = {
#define QUORUM_COUNT(field, element, what) { DELIB_##field, AKN_##element, AKN_REF_##what },
#include "formats/akn/counts.def"
#undef QUORUM_COUNT
};

static const struct count vote_counts[] = {
#define VOTE_COUNT(field, element, what) { DELIB_##field, AKN_##element, AKN_REF_##what },
#include "formats/akn/counts.def"
#undef VOTE_COUNT
};

struct concept {
    const char *code;
    enum akn_reference reference;
};

static const struct concept outcomes[] = {
#define OUTCOME(code, concept) { code, AKN_REF_##concept },
#include "formats/akn/counts.def"
#undef OUTCOME
};

static const struct concept methods[] = {
#define METHOD(code, concept) { code, AKN_REF_##concept },
#include "formats/akn/counts.def"
#undef METHOD
};

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

static const delib_slice no_number = { NULL, 0 };

/* Whether any of the counts is known: the elements must not be empty. */
static bool has_counts(const struct akn *akn, const struct count *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (delib_act_number(akn->act, counts[i].field, NULL))
            return true;
    return false;
}

static void put_counts(struct akn *akn, const struct count *counts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t value;

        if (!delib_act_number(akn->act, counts[i].field, &value))
            continue;
        akn_enter(akn, counts[i].element, no_number);
        akn_xml_attribute_number(&akn->xml, "value", value);
        akn_refer(akn, "refersTo", counts[i].what);
        akn_leave(akn);
    }
}

static const struct concept *find(const struct concept *concepts, size_t count, delib_slice code)
{
    for (size_t i = 0; code.data && i < count; i++)
        if (delib_slice_is(code, concepts[i].code))
            return &concepts[i];
    return NULL;
}

static void put_quorum(struct akn *akn)
{
    int64_t present, quorum;

    if (!has_counts(akn, quorum_counts, COUNT_OF(quorum_counts)))
        return;
    akn_enter(akn, AKN_QUORUM_VERIFICATION, no_number);
    if (delib_act_number(akn->act, DELIB_SITTING_PRESENT, &present) &&
        delib_act_number(akn->act, DELIB_SITTING_QUORUM, &quorum))
        akn_refer(akn, "outcome", present >= quorum ? AKN_REF_QUORUM_MET : AKN_REF_QUORUM_UNMET);
    put_counts(akn, quorum_counts, COUNT_OF(quorum_counts));
    akn_leave(akn);
}

/* What the vote was: its method, and unanimity. */
static void put_manner(struct akn *akn)
{
    const struct concept *method =
        find(methods, COUNT_OF(methods), delib_act_text(akn->act, DELIB_VOTE_METHOD));
    enum akn_reference manner[2];
    size_t count = 0;
    int64_t unanimous;

    if (delib_act_number(akn->act, DELIB_VOTE_UNANIMOUS, &unanimous) && unanimous)
        manner[count++] = AKN_REF_UNANIMITY;
    if (method)
        manner[count++] = method->reference;
    if (count > 0)
        akn_refer_all(akn, "refersTo", manner, count);
}

static void put_voting(struct akn *akn)
{
    const struct concept *outcome =
        find(outcomes, COUNT_OF(outcomes), delib_act_text(akn->act, DELIB_VOTE_OUTCOME));
    char passage[AKN_EID + 1] = "#";

    if (!has_counts(akn, vote_counts, COUNT_OF(vote_counts)))
        return;
    akn_enter(akn, AKN_VOTING, no_number);
    if (outcome)
        akn_refer(akn, "outcome", outcome->reference);
    put_manner(akn);
    memcpy(passage + 1, akn->vote, AKN_EID);
    if (akn->vote[0])
        akn_xml_attribute_string(&akn->xml, "href", passage);
    put_counts(akn, vote_counts, COUNT_OF(vote_counts));
    akn_leave(akn);
}

void akn_write_analysis(struct akn *akn)
{
    if (!has_counts(akn, quorum_counts, COUNT_OF(quorum_counts)) &&
        !has_counts(akn, vote_counts, COUNT_OF(vote_counts)))
        return;
    akn_xml_open(&akn->xml, "analysis");
    akn_refer(akn, "source", AKN_REF_EDITOR);
    akn_xml_open(&akn->xml, "parliamentary");
    put_quorum(akn);
    put_voting(akn);
    akn_xml_close(&akn->xml);
    akn_xml_close(&akn->xml);
}
