/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an input is that no reader claims; private to core/plugin. */
#ifndef DLB_SEEN_H
#define DLB_SEEN_H

#include <delib/slice.h>

/* Untranslated literals; `hint` and `to_text`, the program that makes text of it, may be NULL. */
struct dlb_seen {
    const char *what;
    const char *hint;
    const char *to_text;
};

struct dlb_seen dlb_seen_in(delib_slice head);

#endif
