/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a context holds; private to core. */
#ifndef DLB_CONTEXT_H
#define DLB_CONTEXT_H

#include <libintl.h>

#include <delib/delib.h>

/* The text domain of libdelib and the command. */
#define DLB_TEXT_DOMAIN "delib"
#define _(literal) dgettext(DLB_TEXT_DOMAIN, literal)

struct dlb_registry; /* core/plugin/registry.h */
struct dlb_lexicon;  /* core/reading/lexicon.h */

struct delib_context {
    delib_diagnostic_fn listener;
    void *user;
    uint64_t limits[DELIB_LIMIT_COUNT];
    char *charset;                 /* forced, or NULL */
    const char *domain;            /* text domain of the plugin that is running; NULL: delib's own */
    struct dlb_registry *registry; /* NULL until a plugin is asked for */
    struct dlb_lexicon *lexicon;   /* NULL until prose is read */
};

/* Copies `text` to `out` (of `size` bytes, ended by NUL, cut where it is too long) with control characters, C1 and
 * broken UTF-8 replaced: the one function that what comes from input passes before a terminal sees it. */
void dlb_quote(delib_slice text, char *out, size_t size);

#endif
