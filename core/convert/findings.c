/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Says what a document has found about itself. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "context/context.h"
#include "convert/pipeline.h"

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
    char code[64], field[64], file[256], *message = NULL;
    delib_slice name = { NULL, 0 };
    if (finding->source != DELIB_NO_SOURCE)
        name = delib_document_source(document, finding->source).name;
    snprintf(code, sizeof code, "%.*s", (int)(finding->code.size < 63 ? finding->code.size : 63), finding->code.data);
    snprintf(field, sizeof field, "%.*s", (int)(finding->field.size < 63 ? finding->field.size : 63),
             finding->field.data ? finding->field.data : "");
    snprintf(file, sizeof file, "%.*s", (int)(name.size < 255 ? name.size : 255), name.data ? name.data : "");
    const char *path = name.data ? path_of(lot, name) : lot->inputs[0].path;
    delib_place place = { .file = path ? path : file, .line = finding->line, .field = field[0] ? field : NULL };
    message = finding->message.data ? strndup(finding->message.data, finding->message.size) : NULL;
    delib_report(context, finding->severity, code, &place, NULL, "%s", message ? message : "");
    free(message);
}

void dlb_report_findings(delib_context *context, const dlb_lot *lot, delib_document *document)
{
    for (const delib_finding *f = delib_document_findings(document); f; f = delib_finding_next(f))
        report(context, lot, document, f);
    for (const delib_act *act = delib_document_first_act(document); act; act = delib_act_next(act))
        for (const delib_finding *f = delib_act_findings(act); f; f = delib_finding_next(f))
            report(context, lot, document, f);
}
