/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From settled documents to outputs. */
#ifndef DLB_CONVERT_WRITE_H
#define DLB_CONVERT_WRITE_H

#include <delib/delib.h>

#include "convert/inputs.h"
#include "convert/names.h"
#include "convert/pipeline.h"

/* One output that is being written. */
typedef struct dlb_written {
    delib_sink *sink;  /* NULL: none is open */
    char *path;        /* NULL: standard output */
    void *state;       /* the writer's own */
    size_t count;      /* acts or documents in it */
    size_t acts;       /* acts, also those of its documents */
} dlb_written;

/* The outputs of one run. */
typedef struct dlb_writing {
    delib_context *context;
    const delib_request *request;
    delib_tally *tally;
    const delib_format *format;
    delib_options *options;
    delib_sink *rejects;
    dlb_written current;
    dlb_names names;
    bool folder_ready;  /* the folder of -O is there… */
    bool folder_made;   /* …and was not before */
    size_t refused;     /* outputs that were there already */
} dlb_writing;

/* Finds the writer and checks its options and places. The caller ends what began, also where it failed. */
delib_status dlb_writing_begin(dlb_writing *writing);

/* Says outputs that are there already, as far as the names of the inputs tell. DELIB_E_USAGE. */
delib_status dlb_writing_foresee(dlb_writing *writing, const dlb_inputs *inputs);

/* Writes a document; a dlb_receiver's functions. */
delib_status dlb_writing_document(void *writing, const dlb_lot *lot, delib_document *document);
delib_status dlb_writing_lot_end(void *writing, const dlb_lot *lot);

/* Ends all outputs; after a failure (`status` below 0) nothing of an open one remains. */
delib_status dlb_writing_end(dlb_writing *writing, delib_status status);

/* places.c: where outputs go. */

/* Whether the outputs of a request have places: one of file and folder, nothing in the way. DELIB_E_USAGE. */
delib_status dlb_places_check(delib_context *context, const delib_request *request);

/* Whether the output is standard output. */
bool dlb_to_stdout(const delib_request *request);

/* The first extension of a format; its name where it has none. `out` has room for 16 bytes. */
void dlb_extension(const delib_format *format, char out[16]);

/* Makes a folder and those above it. DELIB_E_IO. */
delib_status dlb_make_folder(delib_context *context, const char *path);

/* Says that an output is there already and --force was not given; true if so. */
bool dlb_is_in_the_way(delib_context *context, const delib_request *request, const char *path);

#endif
