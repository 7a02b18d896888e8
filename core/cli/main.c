/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* delib: the command. */
#include <config.h>

#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "cli/cli.h"

const cli_command cli_commands[] = {
    { "convert", N_("converts acts from one format to another"), &cli_convert_argp, cli_convert },
    { "show", N_("shows what was understood of each act"), &cli_show_argp, cli_show },
    { "detect", N_("tells which format each input is"), &cli_detect_argp, cli_detect },
    { "formats", N_("lists the formats, and the options of one"), &cli_formats_argp, cli_formats },
    { "plugins", N_("lists the modules that were found"), &cli_plugins_argp, cli_plugins },
    { "help", N_("tells how to use a command"), &cli_help_argp, cli_help },
    { NULL, NULL, NULL, NULL },
};

const cli_command *cli_command_of(const char *name)
{
    for (const cli_command *command = cli_commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

/* Numbers stay as C writes them: only messages and characters follow the user. */
static void use_locale(void)
{
    setlocale(LC_MESSAGES, "");
    setlocale(LC_CTYPE, "");
    bindtextdomain("delib", DELIB_LOCALEDIR);
    bind_textdomain_codeset("delib", "UTF-8");
    textdomain("delib");
}

static void fill_request(cli_run *cli)
{
    delib_request *request = &cli->request;
    request->set = cli->set.items;
    request->set_count = cli->set.count;
    request->defaults = cli->defaults.items;
    request->default_count = cli->defaults.count;
    request->in_options = cli->in_options.items;
    request->in_option_count = cli->in_options.count;
    request->out_options = cli->out_options.items;
    request->out_option_count = cli->out_options.count;
}

static int end(cli_run *cli, int code)
{
    if (cli->log && fclose(cli->log) != 0) {
        cli->log = NULL;
        delib_place place = { .file = cli->log_path };
        delib_report(cli->context, DELIB_ERROR, "IO-WRITE", &place, NULL, N_("the log cannot be written whole"));
        code = CLI_IO;
    }
    delib_context_free(cli->context);
    for (size_t i = 0; i < cli->inputs.count; i++)
        free(cli->inputs.items[i]);
    free(cli->inputs.items);
    free(cli->set.items);
    free(cli->defaults.items);
    free(cli->in_options.items);
    free(cli->out_options.items);
    return code;
}

static int run(const cli_command *command, int argc, char **argv)
{
    char name[64];
    cli_run cli = { .command = command, .context = delib_context_new() };
    if (!cli.context)
        cli_no_memory();
    delib_context_listen(cli.context, cli_listen, &cli);
    snprintf(name, sizeof name, "delib %s", command->name);
    argv[0] = name;
    argp_err_exit_status = CLI_USAGE;
    if (argp_parse(command->argp, argc, argv, 0, NULL, &cli) != 0)
        cli_no_memory();
    fill_request(&cli);
    if (cli_open_log(&cli) < 0)
        return end(&cli, CLI_IO);
    return end(&cli, command->run(&cli));
}

static int usage(const char *word)
{
    if (word)
        fprintf(stderr, _("delib: there is no command '%s'; `delib help` lists them\n"), word);
    else
        fputs(_("Usage: delib COMMAND [OPTION...] [INPUT...]; `delib help` lists the commands\n"), stderr);
    return CLI_USAGE;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    use_locale();
    if (argc < 2)
        return usage(NULL);
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        printf("delib %s\n", delib_version());
        return fflush(stdout) == 0 ? CLI_DONE : CLI_IO;
    }
    bool help = strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "-?") == 0;
    const cli_command *command = cli_command_of(help ? "help" : argv[1]);
    return command ? run(command, argc - 1, argv + 1) : usage(argv[1]);
}
