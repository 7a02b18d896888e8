/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes SCDL « délibérations » 2.1.5: one row an act, rows that the national validator would refuse to the rejects. */
#include <config.h>

#include <stdlib.h>

#include "csv.h"

#define COLUMN(name, field, need, kind) { #name, DELIB_##field, CSV_##need, CSV_##kind },
const struct csv_column_info csv_columns[CSV_COLUMNS] = {
#include "formats/scdl/columns.def"
};
#undef COLUMN

/* What a row of the rejects has behind the columns of the schema. */
static const char *const reject_columns[] = { "reason", "source", "line" };

#define REJECT_COLUMNS (sizeof reject_columns / sizeof *reject_columns)
#define REASON_SIZE 1024

static void end_line(delib_sink *sink)
{
    delib_sink_puts(sink, "\r\n");
}

static void write_head(const struct csv_writer *writer, delib_sink *sink)
{
    for (enum csv_column i = 0; i < CSV_COLUMNS; i++) {
        if (i > 0)
            delib_sink_putc(sink, writer->delimiter);
        delib_sink_puts(sink, csv_columns[i].name);
    }
}

static bool write_cells(const struct csv_writer *writer, delib_sink *sink, const struct csv_row *row)
{
    bool guarded = false;

    for (enum csv_column i = 0; i < CSV_COLUMNS; i++) {
        bool guard = !writer->raw && (csv_columns[i].kind == CSV_FREE || row->faults[i] != CSV_FINE);

        if (i > 0)
            delib_sink_putc(sink, writer->delimiter);
        if (row->cells[i].data && csv_cell_write(sink, row->cells[i], guard))
            guarded = true;
    }
    return guarded;
}

static void say_formula(struct csv_writer *writer, const struct csv_row *row)
{
    char file[CSV_FILE_NAME];
    delib_place place = csv_row_place(row, DELIB_ACT_SUBJECT, file, sizeof file);

    if (writer->formula_said)
        return;
    writer->formula_said = true;
    place.field = NULL;
    delib_report(writer->context, DELIB_NOTE, "CSV-FORMULA", &place,
                 N_("--out-opt raw=yes writes such cells as they are"),
                 N_("cells that a spreadsheet would calculate begin with an apostrophe"));
}

/* --- rejects -------------------------------------------------------------------------------------------------- */

static const char *describe_fault(enum csv_fault fault)
{
    return fault == CSV_MISSING ? "missing" : "invalid";
}

/* `COLL_SIRET missing (authority.siret), …`, for the rejects: the same words in every language. */
static void make_reason(const struct csv_row *row, char *out, size_t size)
{
    size_t used = 0;

    out[0] = '\0';
    for (enum csv_column i = 0; i < CSV_COLUMNS; i++) {
        const char *pieces[] = { used ? ", " : "", csv_columns[i].name, " ", describe_fault(row->faults[i]), " (",
                                 delib_field_describe(csv_columns[i].field)->path, ")" };

        for (size_t j = 0; row->faults[i] != CSV_FINE && j < sizeof pieces / sizeof *pieces; j++) {
            size_t length = strlen(pieces[j]);

            if (length >= size - used)
                return;
            memcpy(out + used, pieces[j], length + 1);
            used += length;
        }
    }
}

static void begin_rejects(struct csv_writer *writer)
{
    delib_sink *sink = writer->output.rejects;

    write_head(writer, sink);
    for (size_t i = 0; i < REJECT_COLUMNS; i++) {
        delib_sink_putc(sink, writer->delimiter);
        delib_sink_puts(sink, reject_columns[i]);
    }
    end_line(sink);
}

static void write_reject(struct csv_writer *writer, const struct csv_row *row)
{
    delib_sink *sink = writer->output.rejects;
    delib_slice source = csv_row_source(row);
    char reason[REASON_SIZE];

    if (delib_sink_written(sink) == 0) /* outputs of one run may share it */
        begin_rejects(writer);
    make_reason(row, reason, sizeof reason);
    if (write_cells(writer, sink, row))
        say_formula(writer, row);
    delib_sink_putc(sink, writer->delimiter);
    csv_cell_write(sink, delib_slice_of(reason), false);
    delib_sink_putc(sink, writer->delimiter);
    if (source.data)
        csv_cell_write(sink, source, !writer->raw);
    delib_sink_putc(sink, writer->delimiter);
    if (row->line)
        delib_sink_number(sink, row->line);
    end_line(sink);
}

static void say_rejected(struct csv_writer *writer, const struct csv_row *row)
{
    for (enum csv_column i = 0; i < CSV_COLUMNS; i++) {
        char file[CSV_FILE_NAME];
        delib_place place = csv_row_place(row, csv_columns[i].field, file, sizeof file);

        if (row->faults[i] == CSV_MISSING)
            delib_report(writer->context, DELIB_ERROR, "CSV-REJECTED", &place,
                         N_("give it with --set or --default, or correct the source"),
                         N_("no row: %s is required and %s is not known"), csv_columns[i].name, place.field);
        else if (row->faults[i] == CSV_BROKEN)
            delib_report(writer->context, DELIB_ERROR, "CSV-REJECTED", &place,
                         N_("give it with --set or --default, or correct the source"),
                         N_("no row: %s does not have the form that the schema asks for (%s)"), csv_columns[i].name,
                         place.field);
    }
}

/* --- the writer ----------------------------------------------------------------------------------------------- */

static delib_status csv_open(delib_context *context, const delib_options *options, const delib_output *output,
                             void **state)
{
    struct csv_writer *writer = calloc(1, sizeof *writer);
    const char *delimiter = delib_options_text(options, "delimiter");

    if (!writer)
        return DELIB_E_NOMEM;
    writer->context = context;
    writer->output = *output;
    writer->raw = delib_options_yes(options, "raw");
    writer->delimiter = strcmp(delimiter, "semicolon") == 0 ? ';' : strcmp(delimiter, "tab") == 0 ? '\t' : ',';
    if (delib_options_yes(options, "bom"))
        delib_sink_puts(output->sink, "\xEF\xBB\xBF");
    write_head(writer, output->sink);
    end_line(output->sink);
    *state = writer;
    return DELIB_OK;
}

/* Another nature is no row and no reject: the schema is about délibérations. */
static bool is_deliberation(const delib_act *act)
{
    delib_slice nature = delib_act_text(act, DELIB_ACT_NATURE);

    return !nature.data || delib_slice_is(nature, "1");
}

static delib_status csv_write(void *state, delib_document *document, delib_act *act)
{
    struct csv_writer *writer = state;
    struct csv_row row;

    csv_row_begin(&row, document, act);
    if (!is_deliberation(act)) {
        char file[CSV_FILE_NAME];
        delib_place place = csv_row_place(&row, DELIB_ACT_NATURE, file, sizeof file);

        delib_report(writer->context, DELIB_WARNING, "CSV-NATURE", &place, NULL,
                     N_("left out: the schema holds délibérations (nature 1) only"));
        return DELIB_E_INVALID;
    }
    csv_row_fill(writer, &row);
    if (!csv_row_is_whole(&row)) {
        say_rejected(writer, &row);
        if (writer->output.rejects)
            write_reject(writer, &row);
        return DELIB_E_INVALID;
    }
    if (write_cells(writer, writer->output.sink, &row))
        say_formula(writer, &row);
    end_line(writer->output.sink);
    return row.lossy ? DELIB_PARTIAL : DELIB_OK;
}

static delib_status csv_close(void *state)
{
    free(state);
    return DELIB_OK;
}

static const delib_option write_options[] = {
    { "delimiter", DELIB_OPTION_CHOICE, "comma|semicolon|tab", "comma", N_("What stands between cells.") },
    { "bom", DELIB_OPTION_YES_NO, NULL, "no", N_("Begin with a byte-order mark, as some spreadsheets want.") },
    { "raw", DELIB_OPTION_YES_NO, NULL, "no", N_("Leave free text alone that a spreadsheet takes for a formula.") },
    { NULL, DELIB_OPTION_TEXT, NULL, NULL, NULL }
};

static const delib_writer writer = {
    .size = sizeof(delib_writer),
    .cardinality = DELIB_STREAM_OF_ACTS,
    .open = csv_open,
    .write = csv_write,
    .close = csv_close
};

static const delib_format format = {
    .size = sizeof(delib_format),
    .name = "csv",
    .summary = N_("open data: SCDL « délibérations » 2.1.5"),
    .media_types = "text/csv",
    .extensions = "csv",
    .write_options = write_options,
    .writer = &writer
};

static const delib_format *const formats[] = { &format, NULL };

DELIB_PLUGIN(csv) = {
    DELIB_PLUGIN_HEAD,
    .name = "csv",
    .version = PACKAGE_VERSION,
    .summary = N_("writes the open-data table of délibérations"),
    .text_domain = "delib",
    .formats = formats
};
