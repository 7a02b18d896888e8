/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Options that several commands have. The tables are what --help and the manual page are made of. */
#include <config.h>

#include <stdlib.h>

#include "cli/cli.h"

static const struct argp_option reading_options[] = {
    { "recursive", 'r', NULL, 0, N_("read the files of folders, and of the folders in them"), 0 },
    { "from", 'f', N_("FORMAT"), 0, N_("read the inputs as FORMAT; else each input's content decides"), 0 },
    { "in-opt", CLI_KEY_IN_OPT, N_("KEY=VALUE"), 0, N_("option of the format that is read"), 0 },
    { "group", CLI_KEY_GROUP, "auto|none", 0,
      N_("auto (default): one act told by several inputs becomes one; none: inputs stay apart"), 0 },
    { "set", CLI_KEY_SET, N_("FIELD=VALUE"), 0, N_("the value of a field, whatever the inputs say"), 0 },
    { "default", CLI_KEY_DEFAULT, N_("FIELD=VALUE"), 0, N_("the value of a field where the inputs say nothing"), 0 },
    { "min-confidence", CLI_KEY_MIN_CONFIDENCE, N_("NUMBER"), 0,
      N_("choose no value that is less sure than this, from 0 to 1 (default 0.5)"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

static const struct argp_option input_options[] = {
    { "files-from", CLI_KEY_FILES_FROM, N_("FILE"), 0, N_("read the names of inputs from FILE, one a line"), 0 },
    { "files0-from", CLI_KEY_FILES0_FROM, N_("FILE"), 0, N_("the same, each name ended by a zero byte"), 0 },
    { "from-charset", CLI_KEY_FROM_CHARSET, N_("CHARSET"), 0, N_("the charset of text inputs; else content decides"),
      0 },
    { "limit", CLI_KEY_LIMIT, N_("NAME=NUMBER"), 0, N_("change a limit on inputs"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

static const struct argp_option message_options[] = {
    { "fail-on", CLI_KEY_FAIL_ON, "warning|error", 0, N_("end with exit code 1 where such a message was given"), 0 },
    { "log", CLI_KEY_LOG, N_("FILE"), 0, N_("write all messages to FILE, too, as JSON Lines"), 0 },
    { "quiet", 'q', NULL, 0, N_("errors only"), 0 },
    { "verbose", 'v', NULL, 0, N_("say more"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

const struct argp_option cli_listing_options[] = {
    { "json", CLI_KEY_JSON, NULL, 0, N_("for programs"), 0 },
    { NULL, 0, NULL, 0, NULL, 0 },
};

void cli_no_memory(void)
{
    fprintf(stderr, "delib: %s: [NO-MEMORY] %s\n", _("error"), _("memory ran out"));
    exit(CLI_IO);
}

void cli_add_pair(struct argp_state *state, cli_pairs *pairs, char *argument)
{
    char *equals = strchr(argument, '=');
    if (!equals || equals == argument)
        argp_error(state, _("'%s' is not of the form KEY=VALUE"), argument);
    if (pairs->count == pairs->room) {
        size_t room = pairs->room ? 2 * pairs->room : 8;
        delib_assignment *grown = reallocarray(pairs->items, room, sizeof *grown);
        if (!grown)
            cli_no_memory();
        pairs->items = grown;
        pairs->room = room;
    }
    *equals = '\0';
    pairs->items[pairs->count++] = (delib_assignment){ argument, equals + 1 };
}

/* Decimal digits only; false where there is anything else or the number is too large. */
static bool parse_whole(const char *text, uint64_t *out)
{
    uint64_t number = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || number > (UINT64_MAX - 9) / 10)
            return false;
        number = 10 * number + (uint64_t)(*text - '0');
    }
    *out = number;
    return true;
}

static void set_limit(struct argp_state *state, cli_run *cli, char *argument)
{
    char *equals = strchr(argument, '=');
    uint64_t number = 0;
    if (!equals || !parse_whole(equals + 1, &number))
        argp_error(state, _("--limit wants NAME=NUMBER, not '%s'"), argument);
    *equals = '\0';
    for (delib_limit limit = 0; limit < DELIB_LIMIT_COUNT; limit++)
        if (strcmp(delib_limit_describe(limit)->name, argument) == 0) {
            delib_context_set_limit(cli->context, limit, number);
            return;
        }
    argp_error(state, _("there is no limit '%s'; delib(1) lists them"), argument);
}

/* `0`, `0.5`, `.75`, `1` in thousandths; below 0: it is something else. What is finer is cut. */
static int parse_share(const char *text)
{
    int value = 0, digits = 0, scale = 1000;
    for (; *text >= '0' && *text <= '9' && value <= 1; text++, digits++)
        value = 10 * value + (*text - '0');
    value *= 1000;
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++, digits++) {
            scale /= 10;
            value += scale * (*text - '0');
        }
    return digits > 0 && *text == '\0' && value <= 1000 ? value : -1;
}

static void set_confidence(struct argp_state *state, cli_run *cli, const char *argument)
{
    int value = parse_share(argument);
    if (value < 0)
        argp_error(state, _("--min-confidence wants a number from 0 to 1, not '%s'"), argument);
    cli->request.min_confidence = value > 0 ? value : 1;
}

static void set_group(struct argp_state *state, cli_run *cli, const char *argument)
{
    if (strcmp(argument, "auto") != 0 && strcmp(argument, "none") != 0)
        argp_error(state, _("--group is auto or none, not '%s'"), argument);
    cli->request.group = argument[0] == 'a' ? DELIB_GROUP_AUTO : DELIB_GROUP_NEVER;
}

static void set_fail_on(struct argp_state *state, cli_run *cli, const char *argument)
{
    if (strcmp(argument, "warning") != 0 && strcmp(argument, "error") != 0)
        argp_error(state, _("--fail-on is warning or error, not '%s'"), argument);
    cli->fail_on = argument[0] == 'w' ? DELIB_WARNING : DELIB_ERROR;
    cli->has_fail_on = true;
}

static void add_list(cli_run *cli, const char *path, char separator)
{
    if (cli_add_inputs_from(cli, path, separator) < 0)
        exit(CLI_IO);
}

static void set_charset(cli_run *cli, const char *argument)
{
    if (delib_context_set_charset(cli->context, argument) < 0)
        exit(CLI_USAGE);
}

static error_t parse_reading(int key, char *argument, struct argp_state *state, cli_run *cli)
{
    switch (key) {
    case 'r':
        cli->request.recursive = true;
        return 0;
    case 'f':
        cli->request.from = argument;
        return 0;
    case CLI_KEY_IN_OPT:
        cli_add_pair(state, &cli->in_options, argument);
        return 0;
    case CLI_KEY_GROUP:
        set_group(state, cli, argument);
        return 0;
    case CLI_KEY_SET:
        cli_add_pair(state, &cli->set, argument);
        return 0;
    case CLI_KEY_DEFAULT:
        cli_add_pair(state, &cli->defaults, argument);
        return 0;
    case CLI_KEY_MIN_CONFIDENCE:
        set_confidence(state, cli, argument);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_input(int key, char *argument, struct argp_state *state, cli_run *cli)
{
    switch (key) {
    case CLI_KEY_FILES_FROM:
        add_list(cli, argument, '\n');
        return 0;
    case CLI_KEY_FILES0_FROM:
        add_list(cli, argument, '\0');
        return 0;
    case CLI_KEY_FROM_CHARSET:
        set_charset(cli, argument);
        return 0;
    case CLI_KEY_LIMIT:
        set_limit(state, cli, argument);
        return 0;
    case ARGP_KEY_ARG:
        cli_add_input(cli, argument);
        return 0;
    default:
        return parse_reading(key, argument, state, cli);
    }
}

static error_t parse_shared(int key, char *argument, struct argp_state *state)
{
    cli_run *cli = state->input;
    switch (key) {
    case CLI_KEY_FAIL_ON:
        set_fail_on(state, cli, argument);
        return 0;
    case CLI_KEY_LOG:
        cli->log_path = argument;
        return 0;
    case 'q':
        cli->quiet = true;
        return 0;
    case 'v':
        cli->verbose = true;
        return 0;
    case CLI_KEY_JSON:
        cli->json = true;
        return 0;
    default:
        return parse_input(key, argument, state, cli);
    }
}

const struct argp cli_reading_argp = { reading_options, parse_shared, NULL, NULL, NULL, NULL, "delib" };
const struct argp cli_input_argp = { input_options, parse_shared, NULL, NULL, NULL, NULL, "delib" };
const struct argp cli_message_argp = { message_options, parse_shared, NULL, NULL, NULL, NULL, "delib" };

error_t cli_parse(int key, char *argument, struct argp_state *state)
{
    const cli_run *cli = state->input;
    const struct argp_child *children = cli->command->argp->children;
    if (key != ARGP_KEY_INIT)
        return parse_shared(key, argument, state);
    for (size_t i = 0; children && children[i].argp; i++)
        state->child_inputs[i] = state->input;
    return 0;
}
