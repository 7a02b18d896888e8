/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Formats as a request names them. */
#ifndef DLB_CONVERT_FORMATS_H
#define DLB_CONVERT_FORMATS_H

#include <delib/delib.h>

/* The format of that name, which reads (or writes). What is missing is said.
 * DELIB_E_USAGE: there is none, or it has not that face. DELIB_E_PLUGIN: its module is there and cannot be used. */
delib_status dlb_find_reader(delib_context *context, const char *name, const delib_format **out);
delib_status dlb_find_writer(delib_context *context, const char *name, const delib_format **out);

/* The options of each format that reads, checked once. Of zeros: empty and ready. */
typedef struct dlb_in_options {
    struct dlb_format_options *rows;
    size_t count, room;
} dlb_in_options;

/* Checks what --in-opt says before any input is read. A format named with -f must know every
 * option; else each option must be known to one reader at least. */
delib_status dlb_in_options_check(delib_context *context, const delib_request *request, dlb_in_options *options);

/* The options of one format: those of --in-opt that it knows. Lives as long as `options`. */
delib_status dlb_in_options_get(delib_context *context, const delib_request *request, dlb_in_options *options,
                                const delib_format *format, const delib_options **out);

void dlb_in_options_free(dlb_in_options *options);

#endif
