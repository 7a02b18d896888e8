/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What was understood of one act, on a screen. */
#ifndef DLB_CLI_CARD_H
#define DLB_CLI_CARD_H

#include "cli/screen.h"

/* Confidence from which on a value needs no second look, in thousandths. */
enum { CLI_SURE = 900 };

/* Columns of cli_sureness. */
enum { CLI_SURE_COLUMNS = 6 };

/* head.c: the number and subject of an act, whose it is and where it was read, one of `acts`. NULL: there
 * is none. */
void cli_card_head(const cli_screen *screen, delib_document *document, const delib_act *act, size_t acts);

/* card.c: its values and persons. Facts of the sitting that it has in common with the act before it, which may be NULL,
 * are not told again. */
void cli_card(const cli_screen *screen, delib_document *document, const delib_act *act, const delib_act *before);

/* values.c: what people call a field. */
const char *cli_label(delib_field field);

/* A value as it is read, codes in the reader's language. */
void cli_value(FILE *out, delib_field field, delib_value value);

/* How sure a value is; where it stands, or who says so where no source does. */
void cli_sureness(FILE *out, const cli_screen *screen, int confidence);
void cli_place(FILE *out, delib_document *document, const delib_provenance *provenance);

/* What is explained of an act. */
typedef struct cli_question {
    const cli_screen *screen;
    delib_context *context;
    delib_document *document;
    const delib_act *act, *before;  /* before: NULL, or the act before, whose answer is not given again */
    delib_field field;
    int least;  /* the threshold, in thousandths */
} cli_question;

/* explain.c: all candidates of the field, each with its words in the source. */
void cli_explain(const cli_question *question);

/* excerpt.c: the lines of the source that a value stands on, its words marked. Where the source is not at hand, the
 * words alone. */
void cli_excerpt(const cli_question *question, const delib_provenance *provenance);

/* suggest.c: names of fields that a name was perhaps meant for, ", " between them; empty: there are none. */
void cli_suggest(const char *name, char *out, size_t size);

#endif
