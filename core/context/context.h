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

/* Who knows the paths of the inputs that are being worked on: gives that of the one input of a name, or NULL. */
typedef const char *(*dlb_path_fn)(const void *inputs, const char *name);

struct delib_context {
    delib_diagnostic_fn listener;
    void *user;
    uint64_t limits[DELIB_LIMIT_COUNT];
    char *charset;                 /* forced, or NULL */
    const char *domain;            /* text domain of the plugin that is running; NULL: delib's own */
    dlb_path_fn path_of;           /* NULL: nobody */
    const void *inputs;            /* what it wants */
    const char *target;            /* the format that is written, for hints; NULL: none */
    struct dlb_registry *registry; /* NULL until a plugin is asked for */
    struct dlb_lexicon *lexicon;   /* NULL until prose is read */
};

/* delib_report with a command as its hint, which is the same in every language. */
void dlb_report_command(delib_context *context, delib_severity severity, const char *code, const delib_place *place,
                        const char *command, const char *format, ...) DELIB_PRINTF(6, 7);

/* Copies `text` to `out` (of `size` bytes, ended by NUL, cut where it is too long) with control characters, C1 and
 * broken UTF-8 replaced: the one function that what comes from input passes before a terminal sees it. */
void dlb_quote(delib_slice text, char *out, size_t size);

#endif
