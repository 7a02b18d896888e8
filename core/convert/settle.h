/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What --set and --default say, field by field. */
#ifndef DLB_CONVERT_SETTLE_H
#define DLB_CONVERT_SETTLE_H

#include <delib/delib.h>

typedef struct dlb_declaration {
    bool given;
    delib_value value;
} dlb_declaration;

typedef struct dlb_declared {
    dlb_declaration set[DELIB_FIELD_COUNT];
    dlb_declaration defaults[DELIB_FIELD_COUNT];
    bool any;
} dlb_declared;

/* Reads the assignments of a request; values point into it. DELIB_E_USAGE: no such field, or no value of its type. */
delib_status dlb_declared_parse(const delib_request *request, dlb_declared *out);

#endif
