/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says what a document has found about itself. */
#include <config.h>

#include <stdio.h>

#include "context/context.h"
#include "convert/pipeline.h"
#include "model/document.h"

/* The column of the value that a finding is about; 0: not known. */
static uint32_t column_of(const delib_act *act, const delib_finding *finding)
{
    delib_field field = act && finding->line ? delib_field_of(finding->field) : DELIB_FIELD_COUNT;
    if (field == DELIB_FIELD_COUNT)
        return 0;
    for (const delib_candidate *c = delib_act_candidates(act, field); c; c = delib_candidate_next(c)) {
        const delib_provenance *from = delib_candidate_provenance(c);
        if (from->source == finding->source && from->line == finding->line)
            return from->column;
    }
    return 0;
}

static void report(delib_context *context, const dlb_lot *lot, delib_document *document, const delib_act *act,
                   const delib_finding *finding)
{
    char field[64], file[256];
    delib_slice name = { NULL, 0 };
    if (finding->source != DELIB_NO_SOURCE)
        name = delib_document_source(document, finding->source).name;
    snprintf(field, sizeof field, "%.*s", (int)(finding->field.size < 63 ? finding->field.size : 63),
             finding->field.data ? finding->field.data : "");
    snprintf(file, sizeof file, "%.*s", (int)(name.size < 255 ? name.size : 255), name.data ? name.data : "");
    delib_place place = { file, finding->line, column_of(act, finding), field[0] ? field : NULL };
    if (!place.file[0])
        place.file = lot ? lot->inputs[0].path : NULL;
    dlb_finding_report(context, finding, &place);
}

void dlb_report_findings(delib_context *context, const dlb_lot *lot, delib_document *document)
{
    delib_act *act = delib_document_first_act(document);
    for (const delib_finding *f = delib_document_findings(document); f; f = delib_finding_next(f))
        report(context, lot, document, NULL, f);
    for (; act; act = delib_act_next(act))
        for (const delib_finding *f = delib_act_findings(act); f; f = delib_finding_next(f))
            report(context, lot, document, act, f);
}

void delib_report_findings(delib_context *context, delib_document *document, const delib_act *act)
{
    const delib_finding *f = act ? delib_act_findings(act) : delib_document_findings(document);
    for (; f; f = delib_finding_next(f))
        report(context, NULL, document, act, f);
}
