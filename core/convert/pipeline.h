/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The steps from inputs to documents, and who takes the documents. */
#ifndef DLB_CONVERT_PIPELINE_H
#define DLB_CONVERT_PIPELINE_H

#include <delib/delib.h>

#include "convert/formats.h"
#include "convert/inputs.h"

/* Inputs that are read together: `count` of them. */
typedef struct dlb_lot {
    const dlb_input *inputs;
    size_t count;
} dlb_lot;

/* Who takes documents that are joined, settled and checked, lot by lot. Below 0 stops the run. */
typedef struct dlb_receiver {
    delib_status (*document)(void *user, const dlb_lot *lot, delib_document *document);
    delib_status (*lot_end)(void *user, const dlb_lot *lot);
    void *user;
} dlb_receiver;

/* One run over the inputs of a request. */
typedef struct dlb_run {
    delib_context *context;
    const delib_request *request;
    delib_tally *tally;
    dlb_in_options options;
} dlb_run;

/* Takes over a document that was read. */
typedef delib_status (*dlb_take_fn)(void *user, delib_document *document);

/* read.c: gives each document of an input to `take`. An input that fails is counted and said; below 0 comes from
 * `take` only, or where memory ran out. */
delib_status dlb_read_input(dlb_run *run, const dlb_input *input, dlb_take_fn take, void *user);

/* Says the findings of a document and of its acts. */
void dlb_report_findings(delib_context *context, const dlb_lot *lot, delib_document *document);

/* Checks the parts of a request that reading needs. DELIB_E_USAGE. */
delib_status dlb_request_check(delib_context *context, const delib_request *request);

/* Reads the inputs of a request, lot by lot. */
delib_status dlb_run_lots(delib_context *context, const delib_request *request, const dlb_inputs *inputs,
                          const dlb_receiver *receiver, delib_tally *tally);

#endif
