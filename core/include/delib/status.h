/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a call returns, and what it says to a person. */
#ifndef DELIB_STATUS_H
#define DELIB_STATUS_H

#include <stdint.h>

#include <delib/slice.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The library's context: limits, registry of plugins, who listens to diagnostics. One thread at a time. */
typedef struct delib_context delib_context;

/** What a call returns. 0 and above: there is a result. Below 0: there is none, nothing was changed that the
 *  caller must undo, and a diagnostic says why (DELIB_E_NOMEM excepted). */
typedef enum delib_status {
    DELIB_OK = 0,               /**< done */
    DELIB_PARTIAL = 1,          /**< done, usable; diagnostics list what was lost */
    DELIB_END = 2,              /**< an iteration has nothing more; no error */
    DELIB_E_NOMEM = -1,         /**< out of memory; give up on this document, others may go on */
    DELIB_E_USAGE = -2,         /**< the caller's or user's request makes no sense; correct it */
    DELIB_E_UNRECOGNISED = -3,  /**< no reader, or more than one, claims the input; name the format */
    DELIB_E_IO = -4,            /**< the system refused to read or write */
    DELIB_E_PLUGIN = -5,        /**< a module is missing, refused or broken */
    DELIB_E_INVALID = -6,       /**< the input breaks the rules of its format, or an act lacks what an output needs */
    DELIB_E_LIMIT = -7,         /**< a limit was passed; the message names limit, value and option */
    DELIB_E_INTERNAL = -8       /**< our bug */
} delib_status;

/** A short English name of a status, for logs and tests; never NULL. */
DELIB_API const char *delib_status_name(delib_status status);

/** How much a diagnostic matters. */
typedef enum delib_severity { DELIB_NOTE, DELIB_WARNING, DELIB_ERROR } delib_severity;

/** "note", "warning" or "error". */
DELIB_API const char *delib_severity_name(delib_severity severity);

/** Where something stands. Members that are unknown are NULL or 0. Strings are borrowed. */
typedef struct delib_place {
    const char *file;   /**< name of the source as the user gave it */
    uint32_t line;      /**< from 1 */
    uint32_t column;    /**< in characters, from 1 */
    const char *field;  /**< path in the model (`vote.for`), or an option's name */
} delib_place;

/** One thing said of an input, an act or a module. Lives only during the call that hands it over. */
typedef struct delib_diagnostic {
    delib_severity severity;
    const char *code;     /**< stable, upper case with hyphens, never translated: `VOTE-SUM` */
    const char *message;  /**< English; what the canonical JSON holds */
    const char *shown;    /**< the same in the user's language (equal to `message` where no catalogue is) */
    const char *hint;     /**< what to do, in the user's language; NULL where there is nothing to do */
    delib_place place;
} delib_diagnostic;

/** Receives diagnostics as they arise. */
typedef void (*delib_diagnostic_fn)(void *user, const delib_diagnostic *diagnostic);

/** Says something to the context's listener.
 *  `place` may be NULL. `hint` is an untranslated literal or NULL. `format` is an untranslated printf literal marked
 *  with N_(); it and `hint` are looked up in the text domain of the plugin that is running, else in that of delib.
 *  Text of an input inside the arguments is made harmless (control characters) before anybody sees it. */
DELIB_API void delib_report(delib_context *context, delib_severity severity, const char *code,
                            const delib_place *place, const char *hint, const char *format, ...)
    DELIB_PRINTF(6, 7);

#ifdef __cplusplus
}
#endif

#endif
