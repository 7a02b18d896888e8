/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says what a document has found about itself. */
#include <config.h>

#include <stdio.h>

#include "context/context.h"
#include "convert/pipeline.h"
#include "model/document.h"

/* The path that the user gave for a source of that name; NULL: it is no input (a JSON document tells of others). */
static const char *path_of(const dlb_lot *lot, delib_slice name)
{
    for (size_t i = 0; i < lot->count; i++)
        if (delib_slice_equal(dlb_base_name(delib_slice_of(lot->inputs[i].path)), name))
            return lot->inputs[i].path;
    return NULL;
}

static void report(delib_context *context, const dlb_lot *lot, delib_document *document, const delib_finding *finding)
{
    char field[64], file[256];
    delib_slice name = { NULL, 0 };
    if (finding->source != DELIB_NO_SOURCE)
        name = delib_document_source(document, finding->source).name;
    snprintf(field, sizeof field, "%.*s", (int)(finding->field.size < 63 ? finding->field.size : 63),
             finding->field.data ? finding->field.data : "");
    snprintf(file, sizeof file, "%.*s", (int)(name.size < 255 ? name.size : 255), name.data ? name.data : "");
    const char *path = name.data && lot ? path_of(lot, name) : NULL;
    delib_place place = { .file = path ? path : file, .line = finding->line, .field = field[0] ? field : NULL };
    if (!place.file[0])
        place.file = lot ? lot->inputs[0].path : NULL;
    dlb_finding_report(context, finding, &place);
}

void dlb_report_findings(delib_context *context, const dlb_lot *lot, delib_document *document)
{
    delib_act *act = delib_document_first_act(document);
    for (const delib_finding *f = delib_document_findings(document); f; f = delib_finding_next(f))
        report(context, lot, document, f);
    for (; act; act = delib_act_next(act))
        for (const delib_finding *f = delib_act_findings(act); f; f = delib_finding_next(f))
            report(context, lot, document, f);
}

void delib_report_findings(delib_context *context, delib_document *document, const delib_act *act)
{
    const delib_finding *f = act ? delib_act_findings(act) : delib_document_findings(document);
    for (; f; f = delib_finding_next(f))
        report(context, NULL, document, f);
}
