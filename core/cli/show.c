/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What was understood of each act, for people. */
#include <config.h>

#include <inttypes.h>

#include "cli/cli.h"

enum { FIELD_WIDTH = 26 };

static const struct argp_option options[] = {
    { "explain", CLI_KEY_EXPLAIN, N_("FIELD"), 0, N_("all candidates of a field, with what was passed over"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    cli_run *cli = state->input;
    if (key != CLI_KEY_EXPLAIN)
        return cli_parse(key, argument, state);
    if (delib_field_of(delib_slice_of(argument)) == DELIB_FIELD_COUNT)
        argp_error(state, _("there is no field '%s'; delib(1) lists them"), argument);
    cli->explain = argument;
    return 0;
}

static const struct argp_child children[] = {
    { &cli_reading_argp, 0, N_("Reading and choosing:"), 2 },
    { &cli_input_argp, 0, N_("Inputs:"), 3 },
    { &cli_message_argp, 0, N_("Messages:"), 4 },
    { NULL, 0, NULL, 0 },
};

const struct argp cli_show_argp = {
    options, parse, N_("INPUT..."),
    N_("Shows what was understood of each act: field, value, how sure it is and where it stands."), children, NULL,
    "delib"
};

/* --- values ------------------------------------------------------------------------------------------------- */

static void print_value(delib_value value)
{
    if (value.type == DELIB_INTEGER)
        printf("%" PRId64, value.number);
    else if (value.type == DELIB_BOOLEAN)
        fputs(value.number ? _("yes") : _("no"), stdout);
    else
        cli_print(value.text);
}

static void print_place(delib_document *document, const delib_provenance *provenance)
{
    if (delib_document_source_count(document) > 1 && provenance->source != DELIB_NO_SOURCE) {
        cli_print(delib_document_source(document, provenance->source).name);
        putchar(provenance->line > 0 ? ':' : ' ');
    }
    if (provenance->line > 0)
        printf("%" PRIu32 ":%" PRIu32, provenance->line, provenance->column);
    else if (provenance->page > 0)
        printf(_("page %" PRIu32), provenance->page);
}

/* `98 %, 9:6`, or who says so where no source does. */
static void print_provenance(delib_document *document, const delib_provenance *provenance)
{
    static const char *const origins[] = { N_("corrected"), N_("stated"), N_("declared"), N_("derived") };
    fputs("  [", stdout);
    if (provenance->origin != DELIB_STATED)
        fputs(_(origins[provenance->origin]), stdout);
    if (provenance->origin != DELIB_STATED && provenance->rule.size > 0) {
        fputs(": ", stdout);
        cli_print(provenance->rule);
    }
    if (provenance->origin != DELIB_STATED && provenance->confidence != DELIB_UNMEASURED)
        fputs(", ", stdout);
    if (provenance->confidence != DELIB_UNMEASURED)
        printf(_("%d %%"), (provenance->confidence + 5) / 10);
    if (provenance->line > 0 || provenance->page > 0) {
        fputs(", ", stdout);
        print_place(document, provenance);
    }
    fputs("]\n", stdout);
}

static void print_fields(delib_document *document, const delib_act *act)
{
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++) {
        const delib_candidate *chosen = delib_act_chosen(act, field);
        if (!chosen)
            continue;
        printf("  %-*s ", FIELD_WIDTH, delib_field_describe(field)->path);
        print_value(delib_candidate_value(chosen));
        print_provenance(document, delib_candidate_provenance(chosen));
    }
}

/* --- persons ------------------------------------------------------------------------------------------------ */

static void print_person(const delib_person *person)
{
    cli_print(person->name);
    if (person->role.size > 0) {
        fputs(" (", stdout);
        cli_print(person->role);
        putchar(')');
    }
    if (person->proxy_to.size > 0) {
        fputs(" -> ", stdout);
        cli_print(person->proxy_to);
    }
}

/* The persons of a list who took part in one way, on a line. */
static void print_persons(const delib_act *act, delib_list list, delib_presence presence, const char *label)
{
    size_t count = 0;
    for (const delib_person *p = delib_act_persons(act, list); p; p = delib_person_next(p)) {
        if (p->presence != presence)
            continue;
        if (count++ == 0)
            printf("  %-*s ", FIELD_WIDTH, label);
        else
            fputs(", ", stdout);
        print_person(p);
    }
    if (count > 0)
        printf("  (%zu)\n", count);
}

static void print_lists(const delib_act *act)
{
    print_persons(act, DELIB_ATTENDANCE, DELIB_PRESENT, _("present"));
    print_persons(act, DELIB_ATTENDANCE, DELIB_REPRESENTED, _("represented"));
    print_persons(act, DELIB_ATTENDANCE, DELIB_EXCUSED, _("excused"));
    print_persons(act, DELIB_ATTENDANCE, DELIB_ABSENT, _("absent"));
    print_persons(act, DELIB_ATTENDANCE, DELIB_PRESENCE_UNKNOWN, _("attendance"));
    print_persons(act, DELIB_VOTERS_FOR, DELIB_PRESENCE_UNKNOWN, _("voted for"));
    print_persons(act, DELIB_VOTERS_AGAINST, DELIB_PRESENCE_UNKNOWN, _("voted against"));
    print_persons(act, DELIB_VOTERS_ABSTENTIONS, DELIB_PRESENCE_UNKNOWN, _("abstained"));
}

/* --- findings and candidates -------------------------------------------------------------------------------- */

/* Listens while findings are said, which stand behind what they are about. */
static void print_finding(void *user, const delib_diagnostic *said)
{
    cli_note(user, said);
    printf("  %s: [%s] %s", cli_severity_name(said->severity), said->code, said->shown);
    if (said->place.field)
        printf("  [%s]", said->place.field);
    putchar('\n');
}

static void print_findings(cli_run *cli, delib_document *document, const delib_act *act)
{
    delib_context_listen(cli->context, print_finding, cli);
    delib_report_findings(cli->context, document, act);
    delib_context_listen(cli->context, cli_listen, cli);
}

static void explain(delib_document *document, const delib_act *act, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);
    printf("  %s\n", delib_field_describe(field)->path);
    for (const delib_candidate *c = delib_act_candidates(act, field); c; c = delib_candidate_next(c)) {
        const delib_provenance *provenance = delib_candidate_provenance(c);
        fputs(c == chosen ? "  * " : "    ", stdout);
        print_value(delib_candidate_value(c));
        print_provenance(document, provenance);
        if (provenance->raw.size > 0) {
            fputs("        ", stdout);
            cli_print(provenance->raw);
            putchar('\n');
        }
    }
}

/* --- acts --------------------------------------------------------------------------------------------------- */

static void print_head(delib_document *document, size_t number)
{
    if (delib_document_source_count(document) > 0)
        cli_print(delib_document_source(document, 0).name);
    if (number > 0)
        printf(_(": act %zu\n"), number);
    else
        puts(_(": no act"));
}

static delib_status print_document(void *user, delib_document *document)
{
    cli_run *cli = user;
    size_t number = 0;
    for (const delib_act *act = delib_document_first_act(document); act; act = delib_act_next(act)) {
        if (cli->shown++ > 0)
            putchar('\n');
        print_head(document, ++number);
        if (cli->explain) {
            explain(document, act, delib_field_of(delib_slice_of(cli->explain)));
            continue;
        }
        print_fields(document, act);
        print_lists(act);
        print_findings(cli, document, act);
    }
    if (number == 0)
        print_head(document, 0);
    print_findings(cli, document, NULL);
    return ferror(stdout) ? DELIB_E_IO : DELIB_OK;
}

static delib_status receive(void *user, delib_document *document)
{
    cli_run *cli = user;
    delib_status status = print_document(user, document);
    if (delib_document_first_act(document))
        cli->tally.written++;
    else
        cli->tally.empty++;
    return status;
}

int cli_show(cli_run *cli)
{
    if (!cli_has_inputs(cli))
        return CLI_USAGE;
    delib_status status = delib_read(cli->context, &cli->request, (const char *const *)cli->inputs.items,
                                     cli->inputs.count, receive, cli, &cli->tally);
    return cli_flush(cli) ? cli_exit_code(cli, status) : CLI_IO;
}
