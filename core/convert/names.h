/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* File names of outputs: the only way from a name in an input to a name on the disk. */
#ifndef DLB_CONVERT_NAMES_H
#define DLB_CONVERT_NAMES_H

#include <delib/slice.h>
#include <delib/status.h>

enum { DLB_NAME_SIZE = 120 };

/* The names that a run has given so far. Of zeros: empty and ready. */
typedef struct dlb_names {
    void *tree;
} dlb_names;

/* `STEM.EXTENSION`, or `STEM-NN.EXTENSION` for output `number` of `count` where there are several. The stem is that of
 * `source`, of [A-Za-z0-9._-], no dot or dash in front; the name has at most DLB_NAME_SIZE bytes. A name that was given
 * before gets `-2`, `-3`… behind its stem. */
delib_status dlb_names_make(dlb_names *names, delib_slice source, size_t number, size_t count, const char *extension,
                            char out[DLB_NAME_SIZE + 1]);

void dlb_names_free(dlb_names *names);

#endif
