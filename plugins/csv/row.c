/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From an act to the cells of a row: what the validator would refuse is left out and said. */
#include <config.h>

#include <stdio.h>

#include "csv.h"

static const delib_slice absent = { NULL, 0 };

delib_slice csv_row_source(const struct csv_row *row)
{
    return row->source == DELIB_NO_SOURCE ? absent : delib_document_source(row->document, row->source).name;
}

delib_place csv_row_place(const struct csv_row *row, delib_field field, char *file, size_t size)
{
    delib_place place = { NULL, row->line, row->column, delib_field_describe(field)->path };
    delib_slice name = csv_row_source(row);
    const delib_candidate *chosen = delib_act_chosen(row->act, field);
    const delib_provenance *from = chosen ? delib_candidate_provenance(chosen) : NULL;

    if (from && from->line && from->source == row->source) {
        place.line = from->line;
        place.column = from->column;
    }
    if (name.data && size > 0) {
        size_t length = name.size < size - 1 ? name.size : size - 1;

        memcpy(file, name.data, length);
        file[length] = '\0';
        place.file = file;
    }
    return place;
}

/* Takes a value out of a row and says so. */
static void leave_out(struct csv_writer *writer, struct csv_row *row, enum csv_column column, const char *code,
                      const char *message)
{
    char file[CSV_FILE_NAME];
    delib_place place = csv_row_place(row, csv_columns[column].field, file, sizeof file);

    delib_report(writer->context, DELIB_WARNING, code, &place, NULL, message, csv_columns[column].name);
    row->cells[column] = absent;
    row->lossy = true;
}

/* --- cells ---------------------------------------------------------------------------------------------------- */

static void fill_matter(struct csv_writer *writer, struct csv_row *row)
{
    delib_slice stated = row->cells[CSV_DELIB_MATIERE_NOM];
    delib_slice code = csv_matter_code(row->cells[CSV_DELIB_MATIERE_CODE]);
    char file[CSV_FILE_NAME];

    if (row->cells[CSV_DELIB_MATIERE_CODE].data && !code.data)
        row->faults[CSV_DELIB_MATIERE_CODE] = CSV_BROKEN;
    else
        row->cells[CSV_DELIB_MATIERE_CODE] = code;
    if (!csv_matter_name(code, stated, &row->cells[CSV_DELIB_MATIERE_NOM]))
        return;
    delib_place place = csv_row_place(row, DELIB_ACT_MATTER_NAME, file, sizeof file);
    if (row->cells[CSV_DELIB_MATIERE_NOM].data) {
        delib_report(writer->context, DELIB_NOTE, "CSV-MATTER-NAME", &place, NULL,
                     N_("the name of the matter is not that of its code; the nomenclature's is written"));
        return;
    }
    row->cells[CSV_DELIB_MATIERE_NOM] = stated;
    row->faults[CSV_DELIB_MATIERE_NOM] = CSV_BROKEN;
}

static void check_budget(struct csv_writer *writer, struct csv_row *row)
{
    bool year = row->cells[CSV_BUDGET_ANNEE].data, name = row->cells[CSV_BUDGET_NOM].data;

    if (year && !csv_is_budget_year(row->cells[CSV_BUDGET_ANNEE])) {
        leave_out(writer, row, CSV_BUDGET_ANNEE, "CSV-BUDGET", N_("%s is neither AAAA nor AAAA/AAAA; left empty"));
        year = false;
    }
    if (year && !name)
        leave_out(writer, row, CSV_BUDGET_ANNEE, "CSV-BUDGET", N_("%s goes with BUDGET_NOM only; left empty"));
    else if (name && !year)
        leave_out(writer, row, CSV_BUDGET_NOM, "CSV-BUDGET", N_("%s goes with BUDGET_ANNEE only; left empty"));
}

static void check_control(struct csv_writer *writer, struct csv_row *row)
{
    delib_slice received = row->cells[CSV_PREF_DATE], adopted = row->cells[CSV_DELIB_DATE];

    if (row->cells[CSV_PREF_ID].data && !csv_is_control(row->cells[CSV_PREF_ID]))
        leave_out(writer, row, CSV_PREF_ID, "CSV-PREF-ID",
                  N_("%s is neither PREFNNN, SPREFNNNM nor SGARNNN; left empty"));
    if (!received.data)
        return;
    if (!csv_is_day(received))
        leave_out(writer, row, CSV_PREF_DATE, "CSV-PREF-DATE", N_("%s is no day of the calendar; left empty"));
    else if (adopted.data && csv_is_day(adopted) && memcmp(received.data, adopted.data, 10) < 0)
        leave_out(writer, row, CSV_PREF_DATE, "CSV-PREF-DATE", N_("%s is earlier than DELIB_DATE; left empty"));
}

static void check_address(struct csv_writer *writer, struct csv_row *row)
{
    if (row->cells[CSV_DELIB_URL].data && !csv_is_web_address(row->cells[CSV_DELIB_URL]))
        leave_out(writer, row, CSV_DELIB_URL, "CSV-URL",
                  N_("%s is no address of the Web (http, https) in ASCII; left empty"));
}

/* --- votes ---------------------------------------------------------------------------------------------------- */

/* Who voted, by the three counts; false where one is not known or the sum is out of range. */
static bool sum_votes(const delib_act *act, int64_t *sum)
{
    int64_t votes_for, against, abstentions;

    return delib_act_number(act, DELIB_VOTE_FOR, &votes_for) && delib_act_number(act, DELIB_VOTE_AGAINST, &against) &&
           delib_act_number(act, DELIB_VOTE_ABSTENTIONS, &abstentions) && votes_for >= 0 && against >= 0 &&
           abstentions >= 0 && !__builtin_add_overflow(votes_for, against, sum) &&
           !__builtin_add_overflow(*sum, abstentions, sum);
}

/* Whether the number of voters that the act states is the sum, those who took no part left out. */
static bool voters_agree(const delib_act *act, int64_t sum)
{
    int64_t voters, aside = 0;

    if (!delib_act_number(act, DELIB_SITTING_VOTERS, &voters) || voters == sum)
        return true;
    return delib_act_number(act, DELIB_VOTE_NOT_VOTING, &aside) && aside >= 0 && voters >= aside &&
           voters - aside == sum;
}

static void put_number(struct csv_row *row, enum csv_column column, int64_t number)
{
    char *digits = row->digits[column];
    int length = snprintf(digits, CSV_DIGITS, "%lld", (long long)number);

    row->cells[column].data = digits;
    row->cells[column].size = (size_t)length;
}

static bool states_votes(const delib_act *act)
{
    return delib_act_number(act, DELIB_VOTE_FOR, NULL) || delib_act_number(act, DELIB_VOTE_AGAINST, NULL) ||
           delib_act_number(act, DELIB_VOTE_ABSTENTIONS, NULL);
}

static void fill_votes(struct csv_writer *writer, struct csv_row *row, const delib_act *act)
{
    int64_t seats, sum, number;

    if (!states_votes(act))
        return;
    if (!sum_votes(act, &sum)) {
        leave_out(writer, row, CSV_VOTE_POUR, "CSV-VOTE",
                  N_("%s, VOTE_CONTRE and VOTE_ABSTENTION are not all known; the five columns are left empty"));
    } else if (!delib_act_number(act, DELIB_SITTING_SEATS, &seats)) {
        leave_out(writer, row, CSV_VOTE_EFFECTIF, "CSV-VOTE",
                  N_("%s is not known; the five columns of the vote are left empty"));
    } else if (!voters_agree(act, sum) || seats < sum) {
        leave_out(writer, row, CSV_VOTE_REEL, "CSV-VOTE",
                  N_("%s contradicts the votes or the seats; the five columns of the vote are left empty"));
    } else {
        put_number(row, CSV_VOTE_EFFECTIF, seats);
        put_number(row, CSV_VOTE_REEL, sum);
        for (enum csv_column i = CSV_VOTE_POUR; i <= CSV_VOTE_ABSTENTION; i++)
            if (delib_act_number(act, csv_columns[i].field, &number))
                put_number(row, i, number);
    }
}

/* --- the row -------------------------------------------------------------------------------------------------- */

/* The place of the first value that a source states. */
static void locate(struct csv_row *row)
{
    row->source = DELIB_NO_SOURCE;
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++) {
        const delib_candidate *chosen = delib_act_chosen(row->act, field);
        const delib_provenance *from = chosen ? delib_candidate_provenance(chosen) : NULL;

        if (!from || from->source == DELIB_NO_SOURCE)
            continue;
        if (row->source == DELIB_NO_SOURCE)
            row->source = from->source;
        if (from->source != row->source || !from->line || (row->line && from->line >= row->line))
            continue;
        row->line = from->line;
        row->column = from->column;
    }
}

/* Required cells: there, and of the form that the validator asks for. */
static void check_required(struct csv_row *row)
{
    for (enum csv_column i = 0; i < CSV_COLUMNS; i++)
        if (csv_columns[i].need == CSV_REQUIRED && row->faults[i] == CSV_FINE && !row->cells[i].data)
            row->faults[i] = CSV_MISSING;
    if (row->cells[CSV_COLL_SIRET].data && !csv_is_siret(row->cells[CSV_COLL_SIRET]))
        row->faults[CSV_COLL_SIRET] = CSV_BROKEN;
    if (row->cells[CSV_DELIB_DATE].data && !csv_is_day(row->cells[CSV_DELIB_DATE]))
        row->faults[CSV_DELIB_DATE] = CSV_BROKEN;
}

void csv_row_begin(struct csv_row *row, delib_document *document, const delib_act *act)
{
    memset(row, 0, sizeof *row);
    row->document = document;
    row->act = act;
    locate(row);
}

void csv_row_fill(struct csv_writer *writer, struct csv_row *row)
{
    const delib_act *act = row->act;

    for (enum csv_column i = 0; i < CSV_COLUMNS; i++) {
        delib_slice text = delib_act_text(act, csv_columns[i].field);

        row->cells[i] = text.data && !csv_is_blank(text) ? text : absent;
    }
    if (!row->cells[CSV_DELIB_ID].data)
        row->cells[CSV_DELIB_ID] = csv_number_of_id(delib_act_text(act, DELIB_ACT_ID));
    fill_matter(writer, row);
    check_budget(writer, row);
    check_control(writer, row);
    check_address(writer, row);
    fill_votes(writer, row, act);
    check_required(row);
}

bool csv_row_is_whole(const struct csv_row *row)
{
    for (enum csv_column i = 0; i < CSV_COLUMNS; i++)
        if (row->faults[i] != CSV_FINE)
            return false;
    return true;
}
