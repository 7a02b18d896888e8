/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* SCDL « délibérations » as CSV; private to this plugin. */
#ifndef CSV_H
#define CSV_H

#include <delib/plugin.h>

/* The columns; the table is formats/scdl/columns.def. */
enum csv_column {
#define COLUMN(name, field, need, kind) CSV_##name,
#include "formats/scdl/columns.def"
#undef COLUMN
    CSV_COLUMNS
};

enum csv_need { CSV_REQUIRED, CSV_OPTIONAL };
enum csv_kind { CSV_FREE, CSV_TYPED };

struct csv_column_info {
    const char *name;
    delib_field field;
    enum csv_need need;
    enum csv_kind kind;
};

extern const struct csv_column_info csv_columns[CSV_COLUMNS];

/* Why a row cannot do with a cell. */
enum csv_fault { CSV_FINE, CSV_MISSING, CSV_BROKEN };

/* Room for the decimal digits of a count. */
#define CSV_DIGITS 24
/* Room for the name of a source in a message. */
#define CSV_FILE_NAME 256

/* One act as cells. Slices are of the document, of constant tables or of `digits`; an absent slice is an empty cell. */
struct csv_row {
    delib_slice cells[CSV_COLUMNS];
    enum csv_fault faults[CSV_COLUMNS];
    char digits[CSV_COLUMNS][CSV_DIGITS];
    delib_document *document;
    const delib_act *act;
    uint32_t source;        /* that the act was read from, or DELIB_NO_SOURCE */
    uint32_t line, column;  /* where it stands there; 0: not known */
    bool lossy;        /* a value of the act was left out */
};

/* One output. */
struct csv_writer {
    delib_context *context;
    delib_output output;
    char delimiter;
    bool raw;           /* free text that looks like a formula is left alone */
    bool formula_said;
};

/* --- rules.c: the forms that cells must have; nothing here reads or changes an act --- */

bool csv_is_siret(delib_slice text);
bool csv_is_day(delib_slice text);
bool csv_is_budget_year(delib_slice text);
bool csv_is_control(delib_slice text);
bool csv_is_web_address(delib_slice text);

/* The two first levels of a code of matters (`7.10` of `7.10.2`); absent where it has none. */
delib_slice csv_matter_code(delib_slice code);

/* The name of a matter: that of the act where it keeps to the nomenclature's level 1 and to its form, else that of
 * the nomenclature. `out` holds it; absent: neither. True: the act's own name was not taken. */
bool csv_matter_name(delib_slice code, delib_slice stated, delib_slice *out);

/* The number inside an identifier of ACTES; absent where it is none. */
delib_slice csv_number_of_id(delib_slice id);

/* --- row.c --- */

/* Sets a row up for an act: no cells yet, but a place for messages. */
void csv_row_begin(struct csv_row *row, delib_document *document, const delib_act *act);

/* Fills a row that was begun and says what it leaves out. */
void csv_row_fill(struct csv_writer *writer, struct csv_row *row);

/* Whether every required cell is there. */
bool csv_row_is_whole(const struct csv_row *row);

/* The name of the source that a row's act was read from; absent: not known. */
delib_slice csv_row_source(const struct csv_row *row);

/* The place of a field's value, else of the row's act, for messages; `file` is room for its name. */
delib_place csv_row_place(const struct csv_row *row, delib_field field, char *file, size_t size);

/* --- cell.c --- */

/* Whether a text has nothing but white space. */
bool csv_is_blank(delib_slice text);

/* Writes a cell: white space as single spaces, quoted where it must be. `guard`: what a spreadsheet would take for a
 * formula gets an apostrophe in front. True: it got one. */
bool csv_cell_write(delib_sink *sink, delib_slice text, bool guard);

#endif
