/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* libdelib: from what French local government has of its acts to what the law and the public ask for. */
#ifndef DELIB_DELIB_H
#define DELIB_DELIB_H

#include <delib/io.h>
#include <delib/model.h>
#include <delib/plugin.h>
#include <delib/reading.h>
#include <delib/slice.h>
#include <delib/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The version of the library that runs, as "0.1.0". */
DELIB_API const char *delib_version(void);

/* --- the context -------------------------------------------------------------------------------------------- */

/** A context with default limits, an empty registry and no listener. NULL: out of memory. */
DELIB_API delib_context *delib_context_new(void);

/** Frees a context and unloads its modules; NULL is allowed. */
DELIB_API void delib_context_free(delib_context *context);

/** Sets who hears diagnostics; NULL: nobody. */
DELIB_API void delib_context_listen(delib_context *context, delib_diagnostic_fn listener, void *user);

/** The limits on input; the table is limits.def. */
typedef enum delib_limit {
#define LIMIT(id, name, value, unit, summary) DELIB_LIMIT_##id,
#include <delib/limits.def>
#undef LIMIT
    DELIB_LIMIT_COUNT
} delib_limit;

/** A row of limits.def. */
typedef struct delib_limit_info {
    const char *name;
    uint64_t default_value;
    const char *unit;
    const char *summary;
} delib_limit_info;

/** The row of a limit; NULL for what is none. */
DELIB_API const delib_limit_info *delib_limit_describe(delib_limit limit);
/** The value in force of a limit, in the unit of its row. */
DELIB_API uint64_t delib_context_limit(const delib_context *context, delib_limit limit);
/** Changes a limit; 0 is a limit of nothing, not the absence of one. */
DELIB_API void delib_context_set_limit(delib_context *context, delib_limit limit, uint64_t value);

/** Forces the charset of text sources (a name that iconv knows); NULL: decide by content.
 *  DELIB_E_USAGE: no such charset. */
DELIB_API delib_status delib_context_set_charset(delib_context *context, const char *charset);

/* --- the registry of plugins -------------------------------------------------------------------------------- */

/** What became of a module that was found. */
typedef enum delib_module_state {
    DELIB_MODULE_FOUND,     /**< there, not opened: nobody asked */
    DELIB_MODULE_LOADED,
    DELIB_MODULE_SHADOWED,  /**< another of the same name came first */
    DELIB_MODULE_REFUSED,   /**< wrong ABI, wrong place, wrong permissions, no descriptor */
    DELIB_MODULE_FAILED     /**< the system could not load it */
} delib_module_state;

/** "found", "loaded", "shadowed", "refused" or "failed". */
DELIB_API const char *delib_module_state_name(delib_module_state state);

/** One module. Strings live as long as the context. */
typedef struct delib_module_info {
    const char *name;
    const char *path;                /**< absolute; "(built in)" for preopened modules */
    delib_module_state state;
    const char *reason;              /**< why shadowed, refused or failed: the system's own words; NULL else */
    const delib_plugin *plugin;      /**< NULL unless loaded */
} delib_module_info;

/** Opens every module of the search path: DELIB_PLUGIN_PATH (absolute folders, ignored where the process has more
 *  rights than its user), the user's data folder (never for root), the folder compiled in; preopened modules first.
 *  Modules that cannot be used are listed with their reason, and are no error here. This function, delib_format_find,
 *  delib_format_of_name, delib_detect and delib_context_free open or close modules: in one thread at a time, whatever
 *  their contexts. */
DELIB_API delib_status delib_plugins_load_all(delib_context *context);

/** The modules that the search has met so far, in its order; `*count` tells how many. */
DELIB_API const delib_module_info *delib_plugins_list(const delib_context *context, size_t *count);

/** The format of that name. Opens the module of the same name only, and every other one where that does not carry it.
 *  NULL: no such format; a diagnostic says so (`FORMAT-UNKNOWN`) and names modules that failed, or the folders that
 *  were searched where none could be loaded. A module of that name
 *  that cannot be used is said as a warning (`MODULE-UNUSABLE`), also where a later one of the search path can. */
DELIB_API const delib_format *delib_format_find(delib_context *context, const char *name);

/** The formats of all loaded modules, by name; `*count` tells how many. */
DELIB_API const delib_format *const *delib_formats_list(delib_context *context, size_t *count);

/** The plugin that carries a format. */
DELIB_API const delib_plugin *delib_format_plugin(const delib_context *context, const delib_format *format);

/** The writer that claims a file name by its extension (`.gz` is not one); NULL: none or several. */
DELIB_API const delib_format *delib_format_of_name(delib_context *context, const char *name);

/** KEY=VALUE of an option table, --set or --default. Borrowed. */
typedef struct delib_assignment {
    const char *key;
    const char *value;
} delib_assignment;

/** Checks assignments against a table of options. The caller frees `*out`.
 *  DELIB_E_USAGE: unknown key or bad value, said with what is allowed. `table` may be NULL: no options. */
DELIB_API delib_status delib_options_new(delib_context *context, const char *format, const delib_option *table,
                                         const delib_assignment *given, size_t count, delib_options **out);
/** Frees options; NULL is allowed. */
DELIB_API void delib_options_free(delib_options *options);

/** One reader's bid on a source. */
typedef struct delib_reader_bid {
    const delib_format *format;
    delib_bid bid;
    bool extension;  /**< the name ends as files of the format do */
} delib_reader_bid;

/** Asks every reader for its bid. `bids` gets at most `size` of them, the best first, those of 0 last; `*count` how
 *  many. DELIB_E_UNRECOGNISED: none above 0, or a tie at the top; a diagnostic says what was seen and what to type.
 *  DELIB_E_PLUGIN: no module that reads is loaded. */
DELIB_API delib_status delib_detect(delib_context *context, delib_source *source, delib_reader_bid *bids, size_t size,
                                    size_t *count);

/* --- conversion --------------------------------------------------------------------------------------------- */

/** Which acts join may merge. */
typedef enum delib_grouping { DELIB_GROUP_AUTO, DELIB_GROUP_NEVER } delib_grouping;

/** What a user asks for. All pointers are borrowed; zero is the default of each member. */
typedef struct delib_request {
    const char *from;                  /**< format of the inputs; NULL: by content. An input may say `FORMAT:path` */
    const char *to;                    /**< format of the output; NULL: by the ending of `output` */
    const char *output;                /**< file; NULL or "-": standard output */
    const char *output_folder;         /**< -O: one file an act, document or lot; made where absent */
    const char *rejects;               /**< --rejects; NULL: listed as diagnostics only */
    const delib_assignment *set;       size_t set_count;
    const delib_assignment *defaults;  size_t default_count;
    const delib_assignment *in_options;  size_t in_option_count;
    const delib_assignment *out_options; size_t out_option_count;
    delib_grouping group;
    int min_confidence;                /**< thousandths; 0: 500 */
    bool replace;                      /**< --force */
    bool allow_empty;
    bool dry_run;
    bool recursive;                    /**< -r: folders are read */
} delib_request;

/** What became of the inputs and acts of a request. */
typedef struct delib_tally {
    size_t inputs;        /**< given, members of folders counted */
    size_t read;          /**< of them, those that gave a document */
    size_t unrecognised, unreadable, unloadable, invalid; /**< those that did not, by reason (exit codes 3, 4, 5, 1) */
    size_t acts;          /**< acts after join */
    size_t written;       /**< acts (documents, for outputs of documents) written */
    size_t rejected;      /**< acts that the output could not hold */
    size_t failed;        /**< acts whose output could not be written */
    size_t empty;         /**< documents without an act, for outputs of acts */
} delib_tally;

/** Receives documents that are joined, settled and checked; below 0 stops the run. */
typedef delib_status (*delib_document_fn)(void *user, delib_document *document);

/** Reads inputs lot by lot: source, reader, join, settle, check; gives each document to `receive`. What belongs to a
 *  lot is gone when the next one begins. Inputs that fail are counted and said, and stop nothing.
 *  DELIB_E_USAGE: the request makes no sense. */
DELIB_API delib_status delib_read(delib_context *context, const delib_request *request, const char *const *inputs,
                                  size_t count, delib_document_fn receive, void *user, delib_tally *tally);

/** The same, into the output that the request names. */
DELIB_API delib_status delib_convert(delib_context *context, const delib_request *request, const char *const *inputs,
                                     size_t count, delib_tally *tally);

/** Merges acts of the documents that are the same act: same identifier, or same number, date and authority (SIREN
 *  where both have one, else name). Documents that share an act become one, the first; documents[i] that went into
 *  another is freed and NULL. Acts of one document stay apart. Never on doubt. */
DELIB_API delib_status delib_join(delib_context *context, delib_document **documents, size_t count);

/** Chooses among candidates: --set > corrected > stated > --default > derived; by group (delib_group); nothing under
 *  `min_confidence`. Derives what arithmetic leaves no choice about. Idempotent. */
DELIB_API delib_status delib_settle(delib_context *context, delib_document *document, const delib_request *request);

/** Why settle chose a candidate or passed it over. */
typedef enum delib_choice {
    DELIB_CHOICE_TAKEN,       /**< it is the chosen one */
    DELIB_CHOICE_UNSURE,      /**< under the threshold */
    DELIB_CHOICE_ORIGIN,      /**< another origin goes before: --set > corrected > stated > --default > derived */
    DELIB_CHOICE_SOURCE,      /**< its group was taken from another source */
    DELIB_CHOICE_CONFIDENCE,  /**< another is surer */
    DELIB_CHOICE_ORDER,       /**< another, as sure, stands before it */
    DELIB_CHOICE_CONFLICT,    /**< it contradicts another field */
    DELIB_CHOICE_STALE        /**< a rule concluded so once, and no longer does */
} delib_choice;

/** What became of a candidate of `field` when its document was settled with that threshold (as in delib_request). */
DELIB_API delib_choice delib_candidate_choice(const delib_act *act, delib_field field, const delib_candidate *candidate,
                                              int min_confidence);

/** Adds findings about values that contradict each other (formats/model/findings.def); changes no value. Idempotent. */
DELIB_API delib_status delib_check(delib_context *context, delib_document *document);

/** Says the findings of an act (with NULL, of the document itself) to the context's listener, in the user's language.
 *  delib_convert does so by itself; delib_read leaves it to whoever gets the document. */
DELIB_API void delib_report_findings(delib_context *context, delib_document *document, const delib_act *act);

#ifdef __cplusplus
}
#endif

#endif
