/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A deliberation as Akoma Ntoso 3.0; private to this plugin. */
#ifndef AKN_H
#define AKN_H

#include <delib/plugin.h>

#include "eid.h"
#include "xml_out.h"

#define AKN_NAMESPACE "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
/* Our own, for what Akoma Ntoso has no place for. */
#define AKN_OWN_NAMESPACE "urn:delib:1"

/* What the metadata can refer to; the table is formats/akn/references.def. */
enum akn_reference {
#define REFERENCE(id, element, eid, href, show) AKN_REF_##id,
#include "formats/akn/references.def"
#undef REFERENCE
    AKN_REFERENCES
};

#define AKN_SLUG 64
#define AKN_IRI 256
#define AKN_DAY 11
#define AKN_EID 64

/* The names that an act has inside IRIs, and its dates. */
struct akn_names {
    const char *nature;        /* `deliberation` */
    char actor[AKN_SLUG];      /* SIREN, else a slug of the name, else `inconnue` */
    char number[AKN_SLUG];     /* `2022_29`, else `nn`, `nn_2` where its document has several acts */
    char date[AKN_DAY];        /* that of the work */
    const char *date_name;     /* what the date is */
    char generated[AKN_DAY];   /* SOURCE_DATE_EPOCH, else the newest date of the act */
    char work[AKN_IRI];
    char expression[AKN_IRI];
};

/* One act on its way out. */
struct akn {
    delib_context *context;
    delib_document *document;
    delib_act *act;
    struct akn_names names;
    struct xml xml;
    struct eids eids;
    bool used[AKN_REFERENCES];   /* referred to, so it must be among the references */
    char vote[AKN_EID];          /* eId of the passage about the vote; empty: none */
    bool vote_behind;            /* it stands behind the preamble */
    unsigned headings;           /* headings that were searched for words of the metadata */
    bool authority_found, type_found, number_found, title_found, date_found;
};

/* --- names.c --- */

/* The place of an act for messages about a field; `file` is room for the name of its source. */
delib_place akn_place(const struct akn *akn, delib_field field, char *file, size_t size);

/* Makes the names of an act; says what had to be made up. */
void akn_make_names(struct akn *akn);

/* Writes a text as it can stand in an IRI: ASCII, lower case, hyphens; empty where nothing is left. */
void akn_slug(delib_slice text, char *out, size_t size);

/* The number of an act as operators write it in identifiers: `2022-29` is 2022_29. */
void akn_number_slug(delib_slice text, char *out, size_t size);

/* Whether a word is what a heading calls an act of this nature: `DÉLIBÉRATION`. */
bool akn_is_title(const delib_act *act, delib_slice word);

/* The chosen day of a field; absent where there is none that XML Schema takes. */
delib_slice akn_day(const delib_act *act, delib_field field);

/* --- references.c --- */

/* Adds an attribute that refers to one of the references. */
void akn_refer(struct akn *akn, const char *attribute, enum akn_reference reference);

/* The same for several, in one attribute. */
void akn_refer_all(struct akn *akn, const char *attribute, const enum akn_reference *references, size_t count);

/* `reference` where the act has what it stands for, else the authority. */
enum akn_reference akn_agent(const struct akn *akn, enum akn_reference reference);

/* Writes those that something refers to. */
void akn_write_references(struct akn *akn);

/* --- the parts of the document --- */

void akn_write_identification(struct akn *akn);      /* identification.c */
void akn_write_classification(struct akn *akn);      /* classification.c */
void akn_write_workflow(struct akn *akn);            /* workflow.c: lifecycle and workflow */
void akn_write_analysis(struct akn *akn);            /* analysis.c */
void akn_write_proprietary(struct akn *akn);         /* proprietary.c */
void akn_write_sections(struct akn *akn);            /* body.c: preface to conclusions */
void akn_write_attachments(struct akn *akn);         /* attachments.c */

/* --- marks.c --- */

/* A text without the white space around it. */
delib_slice akn_trim(delib_slice text);

/* The text of a block in two: `mark` is absent where it does not stand apart, `rest` never; `number` is what numbers
 * it, also where it stands not apart. */
struct akn_mark {
    delib_slice mark, rest, number;
};

/* The type that a block is written as: a decision with the number of an article is one. */
delib_block_type akn_type_of(const delib_block *block);

struct akn_mark akn_split_mark(const delib_block *block);

/* Whether a block's mark has a number, and is no mere bullet. */
bool akn_is_numbered(const delib_block *block);

/* The number that a word stands for (`PREMIER`: 1), as it goes into eIds; NULL: none. */
const char *akn_mark_number(delib_slice word);

/* Behind the letters and digits at `at`. */
size_t akn_mark_word(delib_slice text, size_t at);

/* Whether white space and a word like `bis` follow at `at`, and where that word is. */
bool akn_mark_goes_on(delib_slice text, size_t at, size_t *start, size_t *end);

/* --- text.c --- */

/* Opens an element that gets an eId, and closes one. */
void akn_enter(struct akn *akn, enum akn_element element, delib_slice number);
void akn_leave(struct akn *akn);

/* The same for the element of a block whose neighbours may be numbered, so that its position never looks like one of
 * their numbers. */
void akn_enter_numbered(struct akn *akn, enum akn_element element, const delib_block *block, delib_slice number);

/* Writes text into a mixed element; a line feed is an <eol/> and white space. */
void akn_text(struct akn *akn, delib_slice text);

/* Writes a heading's text with the words of authority, type, number, title and date marked where they stand. */
void akn_heading_text(struct akn *akn, delib_slice text);

#endif
