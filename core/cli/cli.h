/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the sub-commands share. */
#ifndef DLB_CLI_H
#define DLB_CLI_H

#include <argp.h>
#include <libintl.h>
#include <stdio.h>

#include <delib/delib.h>

#define _(literal) gettext(literal)

/* What the command returns to the shell. */
enum {
#define EXIT(id, code, meaning) CLI_##id = code,
#include "cli/exits.def"
#undef EXIT
};

/* Strings; those that are owned are freed with the list. */
typedef struct cli_strings {
    char **items;
    size_t count, room;
} cli_strings;

/* KEY=VALUE options of one kind. */
typedef struct cli_pairs {
    delib_assignment *items;
    size_t count, room;
} cli_pairs;

/* --color. */
typedef enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } cli_color;

/* One run of the command. */
typedef struct cli_run {
    const struct cli_command *command;
    delib_context *context;
    delib_request request;
    cli_strings inputs;
    cli_pairs set, defaults, in_options, out_options;
    const char *log_path;
    FILE *log;
    bool quiet, verbose;
    bool json;                 /* formats, plugins: --json */
    bool man;                  /* help: --man */
    delib_field explain;       /* show: --explain; DELIB_FIELD_COUNT where it is not given */
    cli_color color;           /* show: --color */
    delib_severity fail_on;    /* with has_fail_on: what makes a run fail */
    bool has_fail_on;
    bool fail_reached;
    size_t shown;              /* show: acts printed so far */
    delib_tally tally;
} cli_run;

/* A sub-command. */
typedef struct cli_command {
    const char *name;
    const char *summary;       /* one line, marked with N_() */
    const struct argp *argp;
    int (*run)(cli_run *cli);      /* after the options are read; gives the exit code */
} cli_command;

/* The sub-commands, ended by one without a name. */
extern const cli_command cli_commands[];

const cli_command *cli_command_of(const char *name);

extern const struct argp cli_convert_argp, cli_show_argp, cli_detect_argp, cli_formats_argp, cli_plugins_argp,
    cli_help_argp;
int cli_convert(cli_run *cli);
int cli_show(cli_run *cli);
int cli_detect(cli_run *cli);
int cli_formats(cli_run *cli);
int cli_plugins(cli_run *cli);
int cli_help(cli_run *cli);

/* options.c: tables that several commands have, as children of theirs. */
extern const struct argp cli_reading_argp, cli_input_argp, cli_message_argp;

/* options.c: the options of the commands that list what there is. */
extern const struct argp_option cli_listing_options[];

/* Keys of options that have no letter. */
enum {
    CLI_KEY_SET = 0x100, CLI_KEY_DEFAULT, CLI_KEY_IN_OPT, CLI_KEY_OUT_OPT, CLI_KEY_GROUP, CLI_KEY_MIN_CONFIDENCE,
    CLI_KEY_REJECTS, CLI_KEY_FROM_CHARSET, CLI_KEY_FAIL_ON, CLI_KEY_FILES_FROM, CLI_KEY_FILES0_FROM, CLI_KEY_FORCE,
    CLI_KEY_ALLOW_EMPTY, CLI_KEY_DRY_RUN, CLI_KEY_LOG, CLI_KEY_LIMIT, CLI_KEY_EXPLAIN, CLI_KEY_COLOR, CLI_KEY_JSON,
    CLI_KEY_MAN
};

/* What a command's own parser does not know goes here; that of a command without options of its own is this. */
error_t cli_parse(int key, char *argument, struct argp_state *state);

/* Adds KEY=VALUE; the argument itself is cut at its first `=`. */
void cli_add_pair(struct argp_state *state, cli_pairs *pairs, char *argument);

/* Memory ran out: says so and ends the run. */
_Noreturn void cli_no_memory(void);

/* inputs.c */
void cli_add_input(cli_run *cli, const char *name);

/* Adds the inputs that a file lists, ended by `separator`. DELIB_E_IO. */
delib_status cli_add_inputs_from(cli_run *cli, const char *path, char separator);

/* Whether there is an input; says so where there is none. */
bool cli_has_inputs(cli_run *cli);

/* diagnostics.c */
void cli_listen(void *cli, const delib_diagnostic *diagnostic);

/* What is done with each diagnostic besides printing: --log and --fail-on. */
void cli_note(cli_run *cli, const delib_diagnostic *diagnostic);

/* The name of a severity in the user's language. */
const char *cli_severity_name(delib_severity severity);

/* Opens what --log names. */
delib_status cli_open_log(cli_run *cli);

/* exit.c: the exit code of a run, from what became of its inputs and acts. */
int cli_exit_code(const cli_run *cli, delib_status status);

/* output.c: text of an input or a module, made harmless. */
void cli_quote(FILE *out, delib_slice text);

/* The same, to standard output. */
void cli_print(delib_slice text);

/* Whether all of standard output was taken; says so where it was not. */
bool cli_flush(cli_run *cli);

/* manual.c: the manual page, made of the same tables as --help. */
void cli_print_manual(FILE *out);

#endif
