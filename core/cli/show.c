/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What was understood of each act, for people. */
#include <config.h>

#include "cli/card.h"

/* The threshold that the library keeps to where nobody asks for another. */
enum { USUAL_THRESHOLD = 500 };

static const struct argp_option options[] = {
    { "explain", CLI_KEY_EXPLAIN, N_("FIELD"), 0,
      N_("all candidates of a field, why they were passed over, and their words in the source"), 0 },
    { "color", CLI_KEY_COLOR, "auto|always|never", 0, N_("emphasis; auto (default): on a terminal only"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

static void set_field(struct argp_state *state, cli_run *cli, const char *argument)
{
    char near[256];
    cli->explain = delib_field_of(delib_slice_of(argument));
    if (cli->explain != DELIB_FIELD_COUNT)
        return;
    cli_suggest(argument, near, sizeof near);
    if (*near)
        argp_error(state, _("there is no field '%s'; near it: %s"), argument, near);
    argp_error(state, _("there is no field '%s'; delib(1) lists them"), argument);
}

static void set_color(struct argp_state *state, cli_run *cli, const char *argument)
{
    static const char *const names[] = { "auto", "always", "never" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(argument, names[i]) == 0) {
            cli->color = (cli_color)i;
            return;
        }
    argp_error(state, _("--color is auto, always or never, not '%s'"), argument);
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    cli_run *cli = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        cli->explain = DELIB_FIELD_COUNT;
        return cli_parse(key, argument, state);
    case CLI_KEY_EXPLAIN:
        set_field(state, cli, argument);
        return 0;
    case CLI_KEY_COLOR:
        set_color(state, cli, argument);
        return 0;
    default:
        return cli_parse(key, argument, state);
    }
}

static const struct argp_child children[] = {
    { &cli_reading_argp, 0, N_("Reading and choosing:"), 2 },
    { &cli_input_argp, 0, N_("Inputs:"), 3 },
    { &cli_message_argp, 0, N_("Messages:"), 4 },
    { NULL, 0, NULL, 0 },
};

const struct argp cli_show_argp = {
    options, parse, N_("INPUT..."),
    N_("Shows what was understood of each act: field, value, how sure it is and where it stands. ? marks what is less "
       "sure than 90 %."),
    children, NULL, "delib"
};

/* One run: what is shown where. */
typedef struct showing {
    cli_run *cli;
    cli_screen screen;
    size_t findings;  /* printed of the act */
} showing;

/* --- findings ----------------------------------------------------------------------------------------------- */

static void put_findings_title(showing *show)
{
    if (show->findings++ == 0)
        printf("%s%s%s\n", show->screen.title, _("Findings"), show->screen.plain);
}

static void put_bullet(showing *show, cli_draft *draft)
{
    put_findings_title(show);
    cli_pad(0, 2);
    cli_wrap(&show->screen, cli_draft_end(draft), 2, 4);
    putchar('\n');
    cli_draft_free(draft);
}

/* Listens while findings are said, which stand behind what they are about. */
static void put_finding(void *user, const delib_diagnostic *said)
{
    showing *show = user;
    const cli_screen *screen = &show->screen;
    cli_draft line;
    cli_note(show->cli, said);
    cli_draft_begin(&line);
    fprintf(line.out, "%s%s:%s [", screen->doubt, cli_severity_name(said->severity), screen->plain);
    cli_quote(line.out, delib_slice_of(said->code));
    fputs("] ", line.out);
    cli_quote(line.out, delib_slice_of(said->shown));
    if (said->place.field) {
        fprintf(line.out, "\n%s[", screen->faint);
        cli_quote(line.out, delib_slice_of(said->place.field));
        fprintf(line.out, "]%s", screen->plain);
    }
    put_bullet(show, &line);
}

static void put_findings(showing *show, delib_document *document, const delib_act *act)
{
    delib_context *context = show->cli->context;
    show->findings = 0;
    delib_context_listen(context, put_finding, show);
    delib_report_findings(context, document, act);
    delib_context_listen(context, cli_listen, show->cli);
}

/* Fields that have candidates, none of which was chosen. */
static void put_passed_over(showing *show, const delib_act *act)
{
    size_t count = 0;
    cli_draft line;
    cli_draft_begin(&line);
    fputs(_("read, but too doubtful to be chosen (--explain tells more):"), line.out);
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++)
        if (delib_act_candidates(act, field) && !delib_act_chosen(act, field))
            fprintf(line.out, "%s%s", count++ > 0 ? ",\n" : "\n", delib_field_describe(field)->path);
    if (count > 0) {
        put_bullet(show, &line);
        return;
    }
    cli_draft_end(&line);
    cli_draft_free(&line);
}

/* --- acts --------------------------------------------------------------------------------------------------- */

static void put_act(showing *show, delib_document *document, const delib_act *act, const delib_act *before)
{
    cli_run *cli = show->cli;
    if (cli->explain != DELIB_FIELD_COUNT) {
        int least = cli->request.min_confidence ? cli->request.min_confidence : USUAL_THRESHOLD;
        cli_question question = { &show->screen, cli->context, document, act, before, cli->explain, least };
        cli_explain(&question);
        return;
    }
    cli_card(&show->screen, document, act, before);
    put_findings(show, document, act);
    put_passed_over(show, act);
}

static void put_head(showing *show, delib_document *document, const delib_act *act, size_t acts)
{
    if (show->cli->shown++ > 0)
        putchar('\n');
    cli_card_head(&show->screen, document, act, acts);
}

static size_t count_acts(const delib_document *document)
{
    size_t count = 0;
    for (const delib_act *act = delib_document_first_act(document); act; act = delib_act_next(act))
        count++;
    return count;
}

static delib_status put_document(showing *show, delib_document *document)
{
    size_t acts = count_acts(document);
    const delib_act *before = NULL;
    for (const delib_act *act = delib_document_first_act(document); act; act = delib_act_next(act)) {
        put_head(show, document, act, acts);
        put_act(show, document, act, before);
        before = act;
    }
    if (acts == 0)
        put_head(show, document, NULL, 0);
    put_findings(show, document, NULL);
    return ferror(stdout) ? DELIB_E_IO : DELIB_OK;
}

static delib_status receive(void *user, delib_document *document)
{
    showing *show = user;
    delib_status status = put_document(show, document);
    if (delib_document_first_act(document))
        show->cli->tally.written++;
    else
        show->cli->tally.empty++;
    return status;
}

int cli_show(cli_run *cli)
{
    if (!cli_has_inputs(cli))
        return CLI_USAGE;
    showing show = { .cli = cli, .screen = cli_screen_open(cli->color) };
    delib_status status = delib_read(cli->context, &cli->request, (const char *const *)cli->inputs.items,
                                     cli->inputs.count, receive, &show, &cli->tally);
    return cli_flush(cli) ? cli_exit_code(cli, status) : CLI_IO;
}
