/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "plugin/registry.h"

/* values[i] is what was given for table[i], NULL where nothing was. */
struct delib_options {
    const delib_option *table;
    char **values;
    size_t count;
};

static size_t count_rows(const delib_option *table)
{
    size_t count = 0;
    while (table && table[count].name)
        count++;
    return count;
}

/* The row of that name, `count` where there is none. */
static size_t row_of(const delib_option *table, size_t count, const char *name)
{
    size_t row = 0;
    while (row < count && strcmp(table[row].name, name) != 0)
        row++;
    return row;
}

static bool is_choice(const char *choices, const char *value)
{
    delib_slice wanted = delib_slice_of(value);
    while (choices && *choices) {
        delib_slice choice = { choices, strcspn(choices, "|") };
        if (delib_slice_equal(choice, wanted))
            return true;
        choices += choice.size + (choices[choice.size] == '|');
    }
    return false;
}

/* Decimal digits, in front of them a minus at most; false where it is no number of 64 bits. */
static bool parse_number(const char *text, int64_t *number)
{
    bool negative = text[0] == '-';
    const char *digit = text + negative;
    int64_t value = 0;
    if (!*digit)
        return false;
    for (; *digit; digit++) {
        if (*digit < '0' || *digit > '9')
            return false;
        int step = *digit - '0';
        if (value < (INT64_MIN + step) / 10)
            return false;
        value = value * 10 - step; /* negative, because its range is the larger one */
    }
    if (!negative && value == INT64_MIN)
        return false;
    *number = negative ? value : -value;
    return true;
}

static bool fits(const delib_option *row, const char *value)
{
    int64_t number;
    switch (row->type) {
    case DELIB_OPTION_TEXT:
        return true;
    case DELIB_OPTION_YES_NO:
        return is_choice("yes|no", value);
    case DELIB_OPTION_NUMBER:
        return parse_number(value, &number);
    case DELIB_OPTION_CHOICE:
        return is_choice(row->choices, value);
    }
    return false;
}

static void report_unknown(delib_context *context, const char *format, const delib_options *options, const char *key)
{
    delib_place place = { .field = key };
    char known[512] = "";
    size_t used = 0;
    for (size_t i = 0; i < options->count; i++)
        used = dlb_append_word(known, sizeof known, used, options->table[i].name);
    if (options->count == 0)
        delib_report(context, DELIB_ERROR, "OPTION-UNKNOWN", &place, NULL,
                     N_("the format '%s' has no options in this direction, so not '%s'"), format, key);
    else
        delib_report(context, DELIB_ERROR, "OPTION-UNKNOWN", &place, NULL,
                     N_("the format '%s' has no option '%s' in this direction; it has: %s"), format, key, known);
}

static void report_value(delib_context *context, const delib_option *row, const char *value)
{
    delib_place place = { .field = row->name };
    if (row->type == DELIB_OPTION_NUMBER)
        delib_report(context, DELIB_ERROR, "OPTION-VALUE", &place, NULL,
                     N_("'%s' is no value of the option '%s': it takes a whole number"), value, row->name);
    else
        delib_report(context, DELIB_ERROR, "OPTION-VALUE", &place, NULL,
                     N_("'%s' is no value of the option '%s': it takes %s"), value, row->name,
                     row->type == DELIB_OPTION_YES_NO ? "yes|no" : row->choices);
}

static delib_status assign(delib_context *context, const char *format, delib_options *options,
                           const delib_assignment *given)
{
    size_t row = row_of(options->table, options->count, given->key);
    if (row == options->count) {
        report_unknown(context, format, options, given->key);
        return DELIB_E_USAGE;
    }
    if (!fits(&options->table[row], given->value)) {
        report_value(context, &options->table[row], given->value);
        return DELIB_E_USAGE;
    }
    char *copy = strdup(given->value);
    if (!copy)
        return DELIB_E_NOMEM;
    free(options->values[row]);
    options->values[row] = copy;
    return DELIB_OK;
}

delib_status delib_options_new(delib_context *context, const char *format, const delib_option *table,
                               const delib_assignment *given, size_t count, delib_options **out)
{
    delib_options *options = calloc(1, sizeof *options);
    delib_status status = DELIB_OK;
    *out = NULL;
    if (!options)
        return DELIB_E_NOMEM;
    options->table = table;
    options->count = count_rows(table);
    options->values = calloc(options->count + 1, sizeof *options->values);
    if (!options->values)
        status = DELIB_E_NOMEM;
    for (size_t i = 0; status == DELIB_OK && i < count; i++)
        status = assign(context, format, options, &given[i]);
    if (status != DELIB_OK) {
        delib_options_free(options);
        return status;
    }
    *out = options;
    return DELIB_OK;
}

void delib_options_free(delib_options *options)
{
    if (!options)
        return;
    for (size_t i = 0; options->values && i < options->count; i++)
        free(options->values[i]);
    free(options->values);
    free(options);
}

const char *delib_options_text(const delib_options *options, const char *name)
{
    size_t row = options ? row_of(options->table, options->count, name) : 0;
    if (!options || row == options->count)
        return NULL;
    return options->values[row] ? options->values[row] : options->table[row].default_value;
}

bool delib_options_yes(const delib_options *options, const char *name)
{
    const char *text = delib_options_text(options, name);
    return text && strcmp(text, "yes") == 0;
}

int64_t delib_options_number(const delib_options *options, const char *name)
{
    const char *text = delib_options_text(options, name);
    int64_t number = 0;
    return text && parse_number(text, &number) ? number : 0;
}
