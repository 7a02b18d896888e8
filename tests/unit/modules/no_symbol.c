/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Exports something, and no descriptor. */
#include <config.h>

#include <delib/slice.h>

DELIB_API extern const int no_symbol_number;
const int no_symbol_number = 1;
