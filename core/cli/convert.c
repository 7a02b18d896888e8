/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "cli/cli.h"

static const struct argp_option options[] = {
    { "to", 't', N_("FORMAT"), 0, N_("write FORMAT; else the ending of -o decides"), 0 },
    { "output", 'o', N_("FILE"), 0, N_("write to FILE, which appears whole or not at all"), 0 },
    { "output-folder", 'O', N_("DIR"), 0, N_("write one file an act, document or lot into DIR, named after its source"),
      0 },
    { "out-opt", CLI_KEY_OUT_OPT, N_("KEY=VALUE"), 0, N_("option of the format that is written"), 0 },
    { "rejects", CLI_KEY_REJECTS, N_("FILE"), 0, N_("write what the format cannot hold to FILE"), 0 },
    { "force", CLI_KEY_FORCE, NULL, 0, N_("replace outputs that are there"), 0 },
    { "allow-empty", CLI_KEY_ALLOW_EMPTY, NULL, 0, N_("write an output even if no act is in it"), 0 },
    { "dry-run", CLI_KEY_DRY_RUN, NULL, 0, N_("do all but write, and say what would be written"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    cli_run *cli = state->input;
    switch (key) {
    case 't':
        cli->request.to = argument;
        return 0;
    case 'o':
        cli->request.output = argument;
        return 0;
    case 'O':
        cli->request.output_folder = argument;
        return 0;
    case CLI_KEY_OUT_OPT:
        cli_add_pair(state, &cli->out_options, argument);
        return 0;
    case CLI_KEY_REJECTS:
        cli->request.rejects = argument;
        return 0;
    case CLI_KEY_FORCE:
        cli->request.replace = true;
        return 0;
    case CLI_KEY_ALLOW_EMPTY:
        cli->request.allow_empty = true;
        return 0;
    case CLI_KEY_DRY_RUN:
        cli->request.dry_run = true;
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

const struct argp cli_convert_argp = {
    options, parse, N_("INPUT..."),
    N_("Converts acts: reads each INPUT (a file, - for standard input, FORMAT:FILE, with -r a folder) and writes "
       "standard output, a file or a folder."),
    children, NULL, "delib"
};

static void say_tally(const cli_run *cli)
{
    const delib_tally *tally = &cli->tally;
    fprintf(stderr, _("delib: inputs: %zu, read: %zu; acts: %zu, written: %zu, rejected: %zu, failed: %zu\n"),
            tally->inputs, tally->read, tally->acts, tally->written, tally->rejected, tally->failed);
}

int cli_convert(cli_run *cli)
{
    if (!cli_has_inputs(cli))
        return CLI_USAGE;
    delib_status status = delib_convert(cli->context, &cli->request, (const char *const *)cli->inputs.items,
                                        cli->inputs.count, &cli->tally);
    if (cli->verbose)
        say_tally(cli);
    return cli_exit_code(cli, status);
}
