/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is said of inputs and acts: to people on standard error, to programs in the log. */
#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>

#include "cli/cli.h"

const char *cli_severity_name(delib_severity severity)
{
    static const char *const names[] = { N_("note"), N_("warning"), N_("error") };
    return _(names[severity]);
}

static void print_place(const delib_place *place)
{
    fputs(place->file ? place->file : "delib", stderr);
    if (place->line > 0)
        fprintf(stderr, ":%" PRIu32, place->line);
    if (place->line > 0 && place->column > 0)
        fprintf(stderr, ":%" PRIu32, place->column);
}

static void print(const delib_diagnostic *said)
{
    print_place(&said->place);
    fprintf(stderr, ": %s: [%s] %s\n", cli_severity_name(said->severity), said->code, said->shown);
    if (said->hint)
        fprintf(stderr, "  %s\n", said->hint);
}

static void add_string(json_t *object, const char *key, const char *text)
{
    if (text)
        json_object_set_new(object, key, json_string(text));
}

static void add_number(json_t *object, const char *key, uint32_t number)
{
    if (number > 0)
        json_object_set_new(object, key, json_integer((json_int_t)number));
}

static void log_line(FILE *log, const delib_diagnostic *said)
{
    json_t *line = json_object();
    add_string(line, "severity", delib_severity_name(said->severity));
    add_string(line, "code", said->code);
    add_string(line, "message", said->message);
    add_string(line, "hint", said->hint);
    add_string(line, "file", said->place.file);
    add_number(line, "line", said->place.line);
    add_number(line, "column", said->place.column);
    add_string(line, "field", said->place.field);
    json_dumpf(line, log, JSON_COMPACT);
    fputc('\n', log);
    json_decref(line);
}

void cli_note(cli_run *cli, const delib_diagnostic *said)
{
    if (cli->has_fail_on && said->severity >= cli->fail_on)
        cli->fail_reached = true;
    if (cli->log)
        log_line(cli->log, said);
}

void cli_listen(void *user, const delib_diagnostic *said)
{
    cli_run *cli = user;
    cli_note(cli, said);
    if (!cli->quiet || said->severity == DELIB_ERROR)
        print(said);
}

delib_status cli_open_log(cli_run *cli)
{
    if (!cli->log_path)
        return DELIB_OK;
    cli->log = fopen(cli->log_path, "we");
    if (cli->log)
        return DELIB_OK;
    delib_place place = { .file = cli->log_path };
    delib_report(cli->context, DELIB_ERROR, "IO-WRITE", &place, NULL, N_("the log cannot be written: %s"),
                 strerrordesc_np(errno));
    return DELIB_E_IO;
}
