/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From what a user names to the files to read, and the lots that they make. */
#ifndef DLB_CONVERT_INPUTS_H
#define DLB_CONVERT_INPUTS_H

#include <delib/delib.h>

/* One file to read. */
typedef struct dlb_input {
    char *path;                  /* as opened and as shown; "-" for standard input */
    const delib_format *format;  /* named by -f or FORMAT:path; NULL: by content */
    size_t lot;                  /* number of its lot */
} dlb_input;

/* Inputs of zeros are empty and ready. After dlb_lots_make, those of a lot stand together. */
typedef struct dlb_inputs {
    dlb_input *items;
    size_t count, room;
    size_t lots;
    size_t empty_folders; /* of -r: nothing to read below them */
} dlb_inputs;

/* Expands what the command line names: a file, `-`, `FORMAT:path`, with request->recursive a folder (its files by
 * name, no links to folders, nothing hidden). What cannot be read is left for the reader to say.
 * DELIB_E_USAGE, DELIB_E_PLUGIN: a format is not there or reads nothing. */
delib_status dlb_inputs_expand(delib_context *context, const delib_request *request, const char *const *names,
                               size_t count, dlb_inputs *out);

/* Puts inputs into lots: those that share a stem in one folder, or an identifier of ACTES in their names. Lots stand
 * in the order of their first input, and inputs of a lot in that of the command line. */
delib_status dlb_lots_make(dlb_inputs *inputs);

void dlb_inputs_free(dlb_inputs *inputs);

/* A file name without folders. */
delib_slice dlb_base_name(delib_slice path);

/* A file name without its extensions: runs of 1 to 10 letters and digits behind a dot, the first a letter. */
delib_slice dlb_stem(delib_slice name);

/* `folder/name`; the caller frees it. NULL: out of memory. */
char *dlb_path_in(const char *folder, const char *name);

#endif
