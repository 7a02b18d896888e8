/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The identifier of ACTES: DDD-SIREN-YYYYMMDD-NUMERO-NN. */
#ifndef DLB_AUTHORITY_ACTES_ID_H
#define DLB_AUTHORITY_ACTES_ID_H

#include <delib/slice.h>

/* Its parts, pointing into the text that holds it. */
typedef struct dlb_actes_id {
    delib_slice whole;
    delib_slice department, siren, date, number, suffix;
} dlb_actes_id;

/* Takes apart a text that is an identifier and nothing else. */
bool dlb_actes_id_parse(delib_slice text, dlb_actes_id *out);

/* Finds the first identifier inside a text, such as a file name. */
bool dlb_actes_id_find(delib_slice text, dlb_actes_id *out);

/* The code of the nature that a suffix (`DE`) stands for, or NULL. */
const char *dlb_nature_of_suffix(delib_slice suffix);

#endif
