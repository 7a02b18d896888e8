/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a plugin gives to delib.
 *
 * A module is one constant descriptor, exported as NAME_LTX_delib_plugin and nothing else:
 *
 *     DELIB_PLUGIN(bulletin) = {
 *         DELIB_PLUGIN_HEAD, .name = "bulletin", .version = "1.0", .summary = N_("…"), .formats = formats,
 *     };
 *
 * Nothing of a module runs when it is loaded. Fields are only ever appended; `size` guards the tail. A module loads
 * where its abi_major equals the host's and its abi_minor is not greater. All functions may be called for different
 * documents in different threads, never for one state at a time in two.
 */
#ifndef DELIB_PLUGIN_H
#define DELIB_PLUGIN_H

#include <delib/io.h>
#include <delib/model.h>
#include <delib/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Marks a literal that is translated later; a module's own gettext.h may define it first. */
#ifndef N_
#define N_(literal) literal
#endif

#define DELIB_ABI_MAJOR 1
#define DELIB_ABI_MINOR 0

/* --- options ------------------------------------------------------------------------------------------------ */

typedef enum delib_option_type {
    DELIB_OPTION_TEXT,
    DELIB_OPTION_YES_NO,
    DELIB_OPTION_NUMBER,
    DELIB_OPTION_CHOICE
} delib_option_type;

/** A row of a format's table of options, given with --in-opt NAME=VALUE or --out-opt NAME=VALUE. */
typedef struct delib_option {
    const char *name;         /**< lower case, hyphens; NULL ends a table */
    delib_option_type type;
    const char *choices;      /**< for DELIB_OPTION_CHOICE: "csv|tsv"; NULL else */
    const char *default_value; /**< as text: "yes", "2"; NULL: none */
    const char *summary;      /**< one sentence, marked with N_() */
} delib_option;

/** The options of one use of a format, checked against its table. */
typedef struct delib_options delib_options;

/** The text of an option or its default; NULL where it has neither. The name must be of the table. */
DELIB_API const char *delib_options_text(const delib_options *options, const char *name);
/** Whether an option of DELIB_OPTION_YES_NO is "yes". The name must be of the table. */
DELIB_API bool delib_options_yes(const delib_options *options, const char *name);
/** The number of an option of DELIB_OPTION_NUMBER; 0 where it has none. The name must be of the table. */
DELIB_API int64_t delib_options_number(const delib_options *options, const char *name);

/* --- faces of a format -------------------------------------------------------------------------------------- */

/** What a probe says. */
typedef struct delib_bid {
    int score;           /**< 0: not mine; 1–40 textual markers; 41–60 container; 61–80 structure; 81–100 namespace,
                              schema id or key signature */
    const char *reason;  /**< English, static; what was recognised */
} delib_bid;

typedef struct delib_reader {
    uint32_t size;  /**< sizeof(delib_reader) */
    /** Judges the first 64 KiB (after decompression, charset as it is). Pure: no allocation, no I/O.
     *  `name` is the file's name; the extension alone is worth nothing here, the host breaks ties by it. */
    delib_bid (*probe)(delib_slice head, const char *name);
    /** Reads a source that is one document: fills the one given, which has adopted the source as number 0.
     *  DELIB_E_INVALID with a diagnostic where the source is not what it seemed. */
    delib_status (*read)(delib_context *context, const delib_options *options, delib_source *source,
                         delib_document *document);
    /** For sources that hold several documents, in place of `read`: called again and again with `*cursor` (0 at first)
     *  until it returns DELIB_END; each call fills one document, which describes its own sources. */
    delib_status (*read_next)(delib_context *context, const delib_options *options, delib_source *source,
                              size_t *cursor, delib_document *document);
} delib_reader;

/** What one output holds. */
typedef enum delib_cardinality {
    DELIB_PER_ACT,           /**< one act (akn, markdown) */
    DELIB_PER_DOCUMENT,      /**< one document with all its acts */
    DELIB_STREAM_OF_ACTS,    /**< any number of acts, written one by one (csv) */
    DELIB_STREAM_OF_DOCUMENTS /**< any number of documents (json) */
} delib_cardinality;

/** Where a writer writes. */
typedef struct delib_output {
    delib_sink *sink;     /**< the output */
    delib_sink *rejects;  /**< acts that the format cannot hold, in the writer's own form; NULL: list them as
                               diagnostics only */
} delib_output;

typedef struct delib_writer {
    uint32_t size;  /**< sizeof(delib_writer) */
    delib_cardinality cardinality;
    /** Begins an output; `*state` is the writer's own. Output is a pure function of documents and options. */
    delib_status (*open)(delib_context *context, const delib_options *options, const delib_output *output, void **state);
    /** Writes one act of a document; `act` is NULL for the cardinalities that take documents.
     *  DELIB_E_INVALID: the act lacks what the format needs; it is in `rejects` and in the diagnostics, the output is
     *  as before and goes on. DELIB_PARTIAL: written, with losses that the diagnostics list. */
    delib_status (*write)(void *state, delib_document *document, delib_act *act);
    /** Ends the output and frees `state`; called once for each open that succeeded, after a failure too. */
    delib_status (*close)(void *state);
} delib_writer;

typedef struct delib_validator {
    uint32_t size;  /**< sizeof(delib_validator) */
    /** Reports on any file of the format; changes nothing. DELIB_E_INVALID: it broke a rule. */
    delib_status (*validate)(delib_context *context, const delib_options *options, delib_source *source);
} delib_validator;

typedef struct delib_container {
    uint32_t size;  /**< sizeof(delib_container) */
    delib_bid (*probe)(delib_slice head, const char *name);
    delib_status (*open)(delib_context *context, const delib_options *options, delib_source *source, void **state);
    /** The next member as a source that the caller closes; DELIB_END behind the last. */
    delib_status (*next)(void *state, delib_source **member);
    void (*close)(void *state);
} delib_container;

/** One format that a user names with -f or -t. Faces that it lacks are NULL. */
typedef struct delib_format {
    uint32_t size;             /**< sizeof(delib_format) */
    const char *name;          /**< [a-z0-9_]+ */
    const char *summary;       /**< one line, marked with N_() */
    const char *media_types;   /**< separated by spaces; NULL: none */
    const char *extensions;    /**< without dot, the usual one first, separated by spaces; NULL: none */
    const delib_option *read_options;   /**< ended by a row without name; NULL: none */
    const delib_option *write_options;  /**< the same */
    const delib_reader *reader;
    const delib_writer *writer;
    const delib_validator *validator;
    const delib_container *container;
} delib_format;

/* --- the module --------------------------------------------------------------------------------------------- */

/** What the host offers to `start`. */
typedef struct delib_host {
    uint32_t size;  /**< sizeof(delib_host) */
    uint16_t abi_major, abi_minor;
    const char *version;  /**< of libdelib */
} delib_host;

typedef struct delib_plugin {
    uint16_t abi_major, abi_minor;
    uint32_t size;            /**< sizeof(delib_plugin) */
    const char *name;         /**< the module's file name without .so: [a-z0-9_]+ */
    const char *version;
    const char *summary;      /**< one line, marked with N_() */
    const char *text_domain;  /**< of its messages; NULL: none are translated */
    /** Runs once before any thread; NULL: nothing to start. Below 0 refuses the module. */
    delib_status (*start)(const delib_host *host);
    const delib_format *const *formats;  /**< ended by NULL */
} delib_plugin;

/** The first members of a descriptor. */
#define DELIB_PLUGIN_HEAD \
    .abi_major = DELIB_ABI_MAJOR, .abi_minor = DELIB_ABI_MINOR, .size = sizeof(delib_plugin)

/** Declares and begins the definition of a module's descriptor under the one name that is exported. */
#define DELIB_PLUGIN(NAME) \
    extern DELIB_API const delib_plugin NAME##_LTX_delib_plugin; \
    const delib_plugin NAME##_LTX_delib_plugin

#ifdef __cplusplus
}
#endif

#endif
