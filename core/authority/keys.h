/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The keys of the identifiers that INSEE gives. */
#ifndef DLB_AUTHORITY_KEYS_H
#define DLB_AUTHORITY_KEYS_H

#include <delib/slice.h>

/* 9 digits whose last checks the others (Luhn). */
bool dlb_siren_is_valid(delib_slice text);

/* 14 digits that begin with a SIREN and check as a whole. */
bool dlb_siret_is_valid(delib_slice text);

#endif
