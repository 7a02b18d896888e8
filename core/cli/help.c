/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "cli/cli.h"

static const struct argp_option options[] = {
    { "man", CLI_KEY_MAN, NULL, OPTION_HIDDEN, N_("print the manual page"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    cli_run *cli = state->input;
    if (key != CLI_KEY_MAN)
        return cli_parse(key, argument, state);
    cli->man = true;
    return 0;
}

const struct argp cli_help_argp = {
    options, parse, N_("[COMMAND]"), N_("Tells how to use delib, or one COMMAND."), NULL, NULL, "delib"
};

static void print_commands(FILE *out)
{
    fputs(_("Usage: delib COMMAND [OPTION...] [INPUT...]\n"
            "Converts acts of French local government.\n\n"), out);
    for (const cli_command *command = cli_commands; command->name; command++)
        fprintf(out, "  %-10s %s\n", command->name, _(command->summary));
    fputs(_("\n`delib COMMAND --help` lists the options of one, delib(1) tells all.\n"), out);
}

static int help_on(cli_run *cli, const char *name)
{
    char full[64];
    const cli_command *command = cli_command_of(name);
    if (!command) {
        delib_report(cli->context, DELIB_ERROR, "USAGE", NULL, N_("`delib help` lists the commands"),
                     N_("there is no command '%s'"), name);
        return CLI_USAGE;
    }
    snprintf(full, sizeof full, "delib %s", command->name);
    argp_help(command->argp, stdout, ARGP_HELP_STD_HELP & ~(unsigned)ARGP_HELP_EXIT_OK, full);
    return CLI_DONE;
}

int cli_help(cli_run *cli)
{
    int code = CLI_DONE;
    if (cli->man)
        cli_print_manual(stdout);
    else if (cli->inputs.count > 0)
        code = help_on(cli, cli->inputs.items[0]);
    else
        print_commands(stdout);
    return cli_flush(cli) ? code : CLI_IO;
}
