/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a document is made of; private to core. */
#ifndef DLB_MODEL_DOCUMENT_H
#define DLB_MODEL_DOCUMENT_H

#include <delib/model.h>

#include "model/arena.h"

/* The code of a finding of readers: unanimity does not tell the counts of this vote. */
#define DLB_VOTE_QUALIFIED "VOTE-QUALIFIED"

/* Blocks nest no deeper than this below their root. */
#define DLB_BLOCK_DEPTH 256

/* A key of the JSON that is not known, kept behind the known ones of its object. */
typedef struct dlb_extra {
    struct dlb_extra *next;
    delib_slice section; /* for what stands in a section of an act: `sitting`, `act.matter`; else empty */
    delib_slice key;
    delib_slice json;    /* its value, compact */
} dlb_extra;

typedef struct dlb_extras {
    dlb_extra *first, *last;
} dlb_extras;

/* A value with its provenance; acts of a document share it. */
typedef struct dlb_fact {
    delib_value value;
    delib_provenance provenance;
    dlb_extras extras;
    struct dlb_fact *older; /* all facts of the document */
} dlb_fact;

struct delib_candidate {
    const dlb_fact *fact;
    delib_candidate *next;
};

typedef struct dlb_candidates {
    delib_candidate *first, *last;
    bool chosen; /* the first is */
} dlb_candidates;

typedef struct dlb_person {
    delib_person person; /* first: what the public sees */
    struct dlb_person *next;
    dlb_extras extras;
    struct dlb_person *older; /* all persons of the document */
} dlb_person;

/* Acts of a document share a list until one of them adds to it. */
typedef struct dlb_persons {
    dlb_person *first, *last;
    bool shared;
} dlb_persons;

typedef struct dlb_attachment {
    delib_attachment attachment;
    struct dlb_attachment *next;
    bool sized;
    dlb_extras extras;
} dlb_attachment;

#define DLB_FINDING_VALUES 4

typedef struct dlb_finding {
    delib_finding finding;
    struct dlb_finding *next;
    const char *format;                     /* what `message` was made of; NULL: not known */
    const char *values[DLB_FINDING_VALUES]; /* with it; "" where it has fewer */
    uint32_t hash;
    dlb_extras extras;
} dlb_finding;

typedef struct dlb_findings {
    dlb_finding *first, *last;
} dlb_findings;

struct delib_block {
    delib_document *document;
    delib_block *parent, *first, *last, *next;
    delib_slice text, number, verb;
    delib_span *spans;
    uint32_t span_count, span_room;
    uint32_t source;
    uint16_t depth; /* 0: the root */
    delib_block_type type;
    dlb_extras extras;
};

struct delib_act {
    delib_document *document;
    delib_act *previous, *next;
    dlb_candidates fields[DELIB_FIELD_COUNT];
    dlb_persons *lists[DELIB_LIST_COUNT];
    dlb_attachment *first_attachment, *last_attachment;
    dlb_findings findings;
    delib_block content;
    dlb_extras extras;
};

typedef struct dlb_source {
    delib_source *source;   /* NULL: only described */
    delib_source_info info; /* what an adopted source can tell is asked of it */
    bool sized;             /* the size is known */
    dlb_extras extras;
} dlb_source;

struct delib_document {
    dlb_arena arena;
    dlb_source *sources;
    uint32_t source_count, source_room;
    delib_act *first_act, *last_act;
    const delib_act *counted; /* its position is `position`; NULL: none is known */
    size_t position;
    delib_block content;
    dlb_findings findings;
    uint32_t minor; /* version of the form of JSON that it was read in; 0: of none */
    dlb_fact *facts;
    dlb_person *persons;
    dlb_extras extras;
};

/* Moves all that `from` has to `into`: its sources (numbered and named on behind those of `into`), its acts (behind
 * those of `into`), its content, its findings. `from` is empty afterwards; the caller frees it. What was got of `from`
 * stays good. DELIB_E_NOMEM: nothing is moved. */
delib_status dlb_document_absorb(delib_document *into, delib_document *from);

/* Adds to `into` what `from`, another act of the same document, holds: candidates (behind those that are there),
 * persons, attachments, findings; its content where `into` has none. `from` is of no use afterwards: remove it. */
delib_status dlb_act_merge(delib_act *into, delib_act *from);

/* Takes an act out of its document. */
void dlb_document_remove_act(delib_document *document, delib_act *act);

/* Adds a candidate without looking whether it is there. NULL: out of memory; values are not checked. */
dlb_fact *dlb_act_append(delib_act *act, delib_field field, delib_value value, const delib_provenance *provenance);

/* Adds a finding without looking whether it is there. NULL: out of memory. */
dlb_finding *dlb_findings_append(delib_document *document, dlb_findings *findings, const delib_finding *finding);

/* Says a finding to the listener, in the user's language where its rule is known. */
void dlb_finding_report(delib_context *context, const delib_finding *finding, const delib_place *place);

/* Keeps a key that is not known. */
delib_status dlb_extras_add(delib_document *document, dlb_extras *extras, delib_slice section, delib_slice key,
                            delib_slice json);

/* Moves keys behind others. */
void dlb_extras_move(dlb_extras *into, dlb_extras *from);

/* Adds a person, an attachment; NULL: out of memory; values are not checked. */
dlb_person *dlb_act_append_person(delib_act *act, delib_list list, const delib_person *person);
dlb_attachment *dlb_act_append_attachment(delib_act *act, const delib_attachment *attachment);

/* Gives `act` the persons of `other`, an act of the same document; the list itself where it has none. */
delib_status dlb_act_share_persons(delib_act *act, delib_list list, const delib_act *other);

void dlb_act_move_attachments(delib_act *into, delib_act *from);

/* Makes a block of zeros the root of a tree. */
void dlb_block_init_root(delib_block *block, delib_document *document);

/* Adds `shift` to the source of every block below `root`, and gives them to `document`. */
void dlb_block_move(delib_block *root, delib_document *document, uint32_t shift);

/* Hangs the children of `from` behind those of `into`; both are roots. */
void dlb_block_take_children(delib_block *into, delib_block *from);

/* The list's path in the JSON: `sitting.attendance`. */
const char *dlb_list_path(delib_list list);

#endif
