/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The canonical model of a deliberation.
 *
 * A document is one reading of one source (or, after join, of several): content that belongs to no single act, and 0…n
 * acts. For each field an act holds candidates: values that a source states or a rule derives, each with its
 * provenance. Settle puts the chosen candidate first; unknown is absent, never zero and never empty.
 *
 * Ownership: everything handed out by these functions belongs to the document and lives as long as it does.
 * Everything handed in is copied. No function here keeps a pointer of the caller's, delib_document_adopt excepted.
 * Errors: DELIB_E_NOMEM where memory ran out, DELIB_E_INVALID where a value does not fit its type, DELIB_E_LIMIT where
 * blocks nest deeper than DELIB_LIMIT_NESTING's default. Pointers are NULL where memory ran out.
 */
#ifndef DELIB_MODEL_H
#define DELIB_MODEL_H

#include <delib/io.h>
#include <delib/slice.h>
#include <delib/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct delib_document delib_document;
typedef struct delib_act delib_act;
typedef struct delib_candidate delib_candidate;
typedef struct delib_block delib_block;

/* --- fields ------------------------------------------------------------------------------------------------- */

/** The fields of an act; the table is fields.def. */
typedef enum delib_field {
#define FIELD(id, path, type, group, summary) DELIB_##id,
#include <delib/fields.def>
#undef FIELD
    DELIB_FIELD_COUNT
} delib_field;

/** What a field's value looks like. */
typedef enum delib_type {
    DELIB_STRING,   /**< text */
    DELIB_INTEGER,  /**< whole number, 0 or more */
    DELIB_BOOLEAN,  /**< number 0 or 1 */
    DELIB_DATE,     /**< text YYYY-MM-DD, a day of the Gregorian calendar */
    DELIB_TIME,     /**< text HH:MM, 00:00 to 23:59 */
    DELIB_CODE      /**< text without white space */
} delib_type;

/** What settle takes from one source only; fields of DELIB_GROUP_NONE are chosen one by one. */
typedef enum delib_group {
    DELIB_GROUP_NONE,
    DELIB_GROUP_AUTHORITY,
    DELIB_GROUP_IDENTITY,
    DELIB_GROUP_ATTENDANCE,
    DELIB_GROUP_VOTE,
    DELIB_GROUP_COUNT
} delib_group;

/** A row of fields.def. */
typedef struct delib_field_info {
    const char *path;     /**< `sitting.date` */
    delib_type type;
    delib_group group;
    const char *summary;  /**< English, one line */
} delib_field_info;

/** The row of a field; never NULL for a valid field. */
DELIB_API const delib_field_info *delib_field_describe(delib_field field);

/** The field of a path such as `sitting.date`; DELIB_FIELD_COUNT where there is none. */
DELIB_API delib_field delib_field_of(delib_slice path);

/** "string", "integer", "boolean", "date", "time" or "code". */
DELIB_API const char *delib_type_name(delib_type type);

/** A value: `number` for DELIB_INTEGER and DELIB_BOOLEAN, `text` for all other types. */
typedef struct delib_value {
    delib_type type;
    delib_slice text;
    int64_t number;
} delib_value;

/** Makes a value of a text; `type` is one of those that have text. */
DELIB_API delib_value delib_value_text(delib_type type, delib_slice text);

/** Makes an integer or, with DELIB_BOOLEAN, a truth value. */
DELIB_API delib_value delib_value_number(delib_type type, int64_t number);

/** Whether a value keeps the form of its type (see delib_type). */
DELIB_API bool delib_value_is_valid(delib_value value);

/** Reads the written form of a value as --set and CSV cells give it: digits, `true`/`false`, text.
 *  DELIB_E_INVALID where the text is not of that type. `out->text` points into `text`. */
DELIB_API delib_status delib_value_parse(delib_type type, delib_slice text, delib_value *out);

/* --- provenance --------------------------------------------------------------------------------------------- */

/** Where a value came from, in the order in which settle prefers them (corrections first). */
typedef enum delib_origin {
    DELIB_CORRECTED,  /**< a person mended it */
    DELIB_STATED,     /**< a source says so */
    DELIB_DECLARED,   /**< profile, --set, --default */
    DELIB_DERIVED     /**< a rule follows from other values */
} delib_origin;

/** "corrected", "stated", "declared" or "derived". */
DELIB_API const char *delib_origin_name(delib_origin origin);

/** No source: for declared and derived values. */
#define DELIB_NO_SOURCE UINT32_MAX
/** Confidence that nobody measured. */
#define DELIB_UNMEASURED (-1)

/** Where and how surely a value was found. Plain data; grows only with a major version of the ABI. */
typedef struct delib_provenance {
    delib_origin origin;
    uint32_t source;      /**< index of the source in its document, or DELIB_NO_SOURCE */
    delib_span bytes;     /**< where `raw` stands in that source; start == end: not known */
    uint32_t line;        /**< from 1; 0: not known */
    uint32_t column;      /**< in characters, from 1; 0: not known */
    uint32_t page;        /**< from 1; 0: not known */
    const delib_box *box; /**< NULL: not known */
    delib_slice raw;      /**< the words as they stand; for text sources exactly the bytes above, in UTF-8 */
    delib_slice rule;     /**< the name of the rule that read or derived the value; for declared ones, who declared
                               it (`--set`, `--default`); absent where nobody says */
    int confidence;       /**< thousandths 0..1000, or DELIB_UNMEASURED */
} delib_provenance;

/** A provenance with nothing known but its origin. */
#define DELIB_PROVENANCE(origin) \
    { (origin), DELIB_NO_SOURCE, { 0, 0 }, 0, 0, 0, NULL, { NULL, 0 }, { NULL, 0 }, DELIB_UNMEASURED }

/* --- documents ---------------------------------------------------------------------------------------------- */

/** An empty document; the caller frees it. NULL: out of memory. */
DELIB_API delib_document *delib_document_new(void);

/** Frees a document, its acts, its text and its sources; NULL is allowed. */
DELIB_API void delib_document_free(delib_document *document);

/** What a document says of one of its sources. Strings live as long as the document. */
typedef struct delib_source_info {
    delib_slice id;       /**< `s1`, `s2`, … */
    delib_slice name;     /**< file name without its folders, or `-` */
    delib_slice format;   /**< name of the format it was read as */
    delib_slice charset;  /**< absent for formats that are no text */
    uint64_t size;        /**< bytes of the file given */
    delib_slice sha256;   /**< of the file given, 64 hexadecimal digits */
} delib_source_info;

/** Takes over a source (the document closes it, on failure too) as read by `format`, and gives its index. */
DELIB_API delib_status delib_document_adopt(delib_document *document, delib_source *source, const char *format,
                                            uint32_t *index);

/** Adds a source that is only described (as a JSON document does), and gives its index. */
DELIB_API delib_status delib_document_add_source(delib_document *document, const delib_source_info *info,
                                                 uint32_t *index);

/** How many sources the document has: their indexes are 0 to that number less 1. */
DELIB_API uint32_t delib_document_source_count(const delib_document *document);

/** Describes source `index`; hashes it at the first call. Absent members where index is out of range. */
DELIB_API delib_source_info delib_document_source(delib_document *document, uint32_t index);

/** Source `index` itself; NULL where the document only describes it (as one that was read from JSON does). */
DELIB_API delib_source *delib_document_held(const delib_document *document, uint32_t index);

/** The index of the source with that id; DELIB_NO_SOURCE where there is none. */
DELIB_API uint32_t delib_document_find_source(const delib_document *document, delib_slice id);

/** The document's own content (what belongs to no single act): the root that its blocks are added to. */
DELIB_API delib_block *delib_document_content(delib_document *document);

/** Adds an act at the end. NULL: out of memory. */
DELIB_API delib_act *delib_document_add_act(delib_document *document);

/** The first act, or NULL. */
DELIB_API delib_act *delib_document_first_act(const delib_document *document);

/** The act behind this one, or NULL. */
DELIB_API delib_act *delib_act_next(const delib_act *act);

/** The position of an act among those of its document, from 1. Cheap for acts in their order. */
DELIB_API size_t delib_act_position(const delib_act *act);

/** The document that an act belongs to. */
DELIB_API delib_document *delib_act_document(const delib_act *act);

/* --- values of an act --------------------------------------------------------------------------------------- */

/** Adds a candidate behind those that are there. The same value from the same place is added once. */
DELIB_API delib_status delib_act_add(delib_act *act, delib_field field, delib_value value,
                                     const delib_provenance *provenance);

/** Gives `act` every candidate and person that `other`, an act of the same document, holds (a sitting's facts).
 *  Nothing is copied that both can share. Content and diagnostics stay with `other`. */
DELIB_API delib_status delib_act_inherit(delib_act *act, const delib_act *other);

/** The chosen candidate, or NULL where the field is absent. */
DELIB_API const delib_candidate *delib_act_chosen(const delib_act *act, delib_field field);

/** The first of all candidates of a field (the chosen one, where one is), or NULL. */
DELIB_API const delib_candidate *delib_act_candidates(const delib_act *act, delib_field field);

/** The candidate behind this one, or NULL. */
DELIB_API const delib_candidate *delib_candidate_next(const delib_candidate *candidate);

/** The value of a candidate; its text lives as long as the document. */
DELIB_API delib_value delib_candidate_value(const delib_candidate *candidate);
/** The provenance of a candidate; never NULL. */
DELIB_API const delib_provenance *delib_candidate_provenance(const delib_candidate *candidate);

/** Makes a candidate of this field the chosen one, in front of the others; NULL: none is chosen.
 *  For settle and for readers of a form that has chosen before (canonical JSON). */
DELIB_API void delib_act_choose(delib_act *act, delib_field field, const delib_candidate *candidate);

/** The chosen value's text; absent where the field is, or is a number. */
DELIB_API delib_slice delib_act_text(const delib_act *act, delib_field field);

/** The chosen value's number (booleans 0 or 1); false where the field is absent. `out` may be NULL. */
DELIB_API bool delib_act_number(const delib_act *act, delib_field field, int64_t *out);

/* --- persons of an act -------------------------------------------------------------------------------------- */

/** The lists of persons of an act. */
typedef enum delib_list {
    DELIB_ATTENDANCE,         /**< sitting.attendance */
    DELIB_VOTERS_FOR,         /**< vote.voters.for */
    DELIB_VOTERS_AGAINST,     /**< vote.voters.against */
    DELIB_VOTERS_ABSTENTIONS, /**< vote.voters.abstentions */
    DELIB_LIST_COUNT
} delib_list;

/** How a member took part in the sitting. */
typedef enum delib_presence {
    DELIB_PRESENCE_UNKNOWN,
    DELIB_PRESENT,
    DELIB_ABSENT,
    DELIB_EXCUSED,
    DELIB_REPRESENTED  /**< gives a proxy, wherever the text prints him */
} delib_presence;

/** "present", "absent", "excused", "represented"; NULL for unknown. */
DELIB_API const char *delib_presence_name(delib_presence presence);

/** One person of a list. Absent members are not known. Plain data; grows only with a major version of the ABI. */
typedef struct delib_person {
    delib_slice name;      /**< as printed, white space normalised, no civility; required */
    delib_slice given;
    delib_slice family;
    delib_slice civility;  /**< as printed: M., Mme */
    delib_slice role;      /**< as printed: Maire, 1er adjoint */
    delib_presence presence;
    delib_slice proxy_to;  /**< name of the holder of the proxy, as printed */
    delib_origin origin;
    uint32_t source;       /**< or DELIB_NO_SOURCE */
    const delib_span *spans; /**< where the name stands; several where it is cut apart */
    size_t span_count;
    int confidence;        /**< thousandths, or DELIB_UNMEASURED */
} delib_person;

/** Adds a person at the end of a list. */
DELIB_API delib_status delib_act_add_person(delib_act *act, delib_list list, const delib_person *person);

/** The first person of a list, or NULL. */
DELIB_API const delib_person *delib_act_persons(const delib_act *act, delib_list list);

/** The person behind this one, or NULL. */
DELIB_API const delib_person *delib_person_next(const delib_person *person);

/* --- attachments and diagnostics of an act ------------------------------------------------------------------ */

/** A file that came with the act. */
typedef struct delib_attachment {
    delib_slice name, type;
    uint64_t size;
    delib_slice sha256;
} delib_attachment;

/** Adds an attachment at the end. */
DELIB_API delib_status delib_act_add_attachment(delib_act *act, const delib_attachment *attachment);
/** The first attachment, or NULL. */
DELIB_API const delib_attachment *delib_act_attachments(const delib_act *act);
/** The attachment behind this one, or NULL. */
DELIB_API const delib_attachment *delib_attachment_next(const delib_attachment *attachment);

/** Something to be known of an act (or, with act NULL, of the document), kept in the canonical JSON. */
typedef struct delib_finding {
    delib_slice code;      /**< `VOTE-SUM` */
    delib_severity severity;
    delib_slice field;     /**< path in the model; absent where none */
    delib_slice message;   /**< English */
    uint32_t source;       /**< or DELIB_NO_SOURCE */
    uint32_t line;         /**< or 0 */
} delib_finding;

/** Keeps a finding once: the same code with the same field and message is not added again. */
DELIB_API delib_status delib_act_add_finding(delib_document *document, delib_act *act, const delib_finding *finding);
/** The first finding of an act, or NULL. */
DELIB_API const delib_finding *delib_act_findings(const delib_act *act);
/** The first finding of the document itself, or NULL. */
DELIB_API const delib_finding *delib_document_findings(const delib_document *document);
/** The finding behind this one, or NULL. */
DELIB_API const delib_finding *delib_finding_next(const delib_finding *finding);

/* --- content ------------------------------------------------------------------------------------------------ */

/** The types of blocks; the table is blocks.def. */
typedef enum delib_block_type {
#define BLOCK(id, name, summary) DELIB_BLOCK_##id,
#include <delib/blocks.def>
#undef BLOCK
    DELIB_BLOCK_ROOT  /**< what the blocks of a document or an act hang from; has no text */
} delib_block_type;

/** The name of a type in the canonical JSON. */
DELIB_API const char *delib_block_type_name(delib_block_type type);

/** The type of a name; DELIB_BLOCK_ROOT where there is none. */
DELIB_API delib_block_type delib_block_type_of(delib_slice name);

/** The content of an act: the root that its blocks are added to. Its words, in order, are those of the source. */
DELIB_API delib_block *delib_act_content(delib_act *act);

/** Adds a block as the last child of `parent`. NULL: out of memory, or nested deeper than 256. */
DELIB_API delib_block *delib_block_add(delib_block *parent, delib_block_type type);

/** Sets the text: all its words, the mark or number and the verb included. Lines of a source whose breaks carry
 *  meaning (heads, stamps, signatures) are kept apart by a line feed; lines of prose are joined. */
DELIB_API delib_status delib_block_set_text(delib_block *block, delib_slice text);

/** Adds a place that the text comes from; all spans of a block are of one source. */
DELIB_API delib_status delib_block_add_span(delib_block *block, uint32_t source, delib_span span);

/** Sets the mark or number that the text begins with, as printed: `-`, `2)`, `Article 1er`. */
DELIB_API delib_status delib_block_set_number(delib_block *block, delib_slice number);

/** Sets the operative verb as printed in the text: `APPROUVE`, `autoriser`. */
DELIB_API delib_status delib_block_set_verb(delib_block *block, delib_slice verb);

/** The type of a block; DELIB_BLOCK_ROOT for a root. */
DELIB_API delib_block_type delib_block_type_get(const delib_block *block);
/** The text of a block; absent for those that hold blocks only. */
DELIB_API delib_slice delib_block_text(const delib_block *block);
/** The mark or number that the text begins with; absent where it has none. */
DELIB_API delib_slice delib_block_number(const delib_block *block);
/** The operative verb; absent where there is none. */
DELIB_API delib_slice delib_block_verb(const delib_block *block);
/** Index of the source, or DELIB_NO_SOURCE. */
DELIB_API uint32_t delib_block_source(const delib_block *block);
/** The spans (borrowed) and, in `count`, how many. */
DELIB_API const delib_span *delib_block_spans(const delib_block *block, size_t *count);
/** The first child, or NULL. */
DELIB_API const delib_block *delib_block_first(const delib_block *block);
/** The sibling behind this block, or NULL. */
DELIB_API const delib_block *delib_block_next(const delib_block *block);
/** The block that holds this one; NULL for a root. */
DELIB_API const delib_block *delib_block_parent(const delib_block *block);

/** A walk over a tree of blocks without recursion: each block is entered and, behind its children, left. */
typedef struct delib_walk {
    const delib_block *root;
    const delib_block *block;  /**< the block of the event; never the root */
    bool entering;             /**< true: entered, false: left */
} delib_walk;

/** Starts a walk below `root`; the first event comes with delib_walk_next. */
DELIB_API delib_walk delib_walk_begin(const delib_block *root);

/** Moves to the next event; false: the walk is over. */
DELIB_API bool delib_walk_next(delib_walk *walk);

/* --- the canonical JSON ------------------------------------------------------------------------------------- */

/** Writes a document as one JSON object (schema formats/model/, docs/model.md), without a line feed behind it.
 *  `indent`: 0 for one line, else spaces a level. Deterministic: same document, same bytes. */
DELIB_API delib_status delib_document_write_json(delib_document *document, unsigned indent, delib_sink *sink);

/** Reads one JSON object of the canonical form into an empty document. Keys that are not known are kept and said
 *  (`JSON-KEY`), values of a wrong form are left out and said (`JSON-VALUE`): DELIB_PARTIAL. DELIB_E_INVALID: no JSON,
 *  no object, or another major version. `name` is used in messages; `line` is that of the text's first line. */
DELIB_API delib_status delib_document_read_json(delib_context *context, delib_document *document, const char *name,
                                                uint32_t line, delib_slice text);

#ifdef __cplusplus
}
#endif

#endif
