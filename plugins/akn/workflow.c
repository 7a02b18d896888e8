/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What happened to an act, and when: only steps whose day is known. */
#include <config.h>

#include "akn.h"

static const struct {
    delib_field field;
    enum akn_reference event, agent;
} steps[] = {
#define WORKFLOW_STEP(field, event, agent) { DELIB_##field, AKN_REF_##event, AKN_REF_##agent },
#include "formats/akn/workflow.def"
#undef WORKFLOW_STEP
};

#define STEPS (sizeof steps / sizeof *steps)

static const struct {
    const char *code;
    enum akn_reference concept;
} outcomes[] = {
#define OUTCOME(code, concept) { code, AKN_REF_##concept },
#include "formats/akn/counts.def"
#undef OUTCOME
};

static const delib_slice no_number = { NULL, 0 };

static void put_outcome(struct akn *akn)
{
    delib_slice outcome = delib_act_text(akn->act, DELIB_VOTE_OUTCOME);

    for (size_t i = 0; outcome.data && i < sizeof outcomes / sizeof *outcomes; i++)
        if (delib_slice_is(outcome, outcomes[i].code))
            akn_refer(akn, "outcome", outcomes[i].concept);
}

static void put_step(struct akn *akn, size_t step)
{
    akn_enter(akn, AKN_STEP, no_number);
    akn_xml_attribute(&akn->xml, "date", akn_day(akn->act, steps[step].field));
    akn_refer(akn, "by", akn_agent(akn, steps[step].agent));
    akn_refer(akn, "refersTo", steps[step].event);
    if (steps[step].event == AKN_REF_ADOPTION)
        put_outcome(akn);
    akn_leave(akn);
}

static void put_lifecycle(struct akn *akn)
{
    delib_slice day = akn_day(akn->act, DELIB_SITTING_DATE);

    if (!day.data)
        return;
    akn_xml_open(&akn->xml, "lifecycle");
    akn_refer(akn, "source", AKN_REF_EDITOR);
    akn_enter(akn, AKN_EVENT_REF, no_number);
    akn_xml_attribute(&akn->xml, "date", day);
    akn_xml_attribute_string(&akn->xml, "type", "generation");
    akn_refer(akn, "source", AKN_REF_ACT);
    akn_refer(akn, "refersTo", AKN_REF_SITTING);
    akn_leave(akn);
    akn_xml_close(&akn->xml);
}

void akn_write_workflow(struct akn *akn)
{
    bool begun = false;

    put_lifecycle(akn);
    for (size_t i = 0; i < STEPS; i++) {
        if (!akn_day(akn->act, steps[i].field).data)
            continue;
        if (!begun) {
            akn_xml_open(&akn->xml, "workflow");
            akn_refer(akn, "source", AKN_REF_EDITOR);
        }
        begun = true;
        put_step(akn, i);
    }
    if (begun)
        akn_xml_close(&akn->xml);
}
