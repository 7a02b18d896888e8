/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The modules that were found, and what became of each. */
#include <config.h>

#include <jansson.h>

#include "cli/cli.h"

static error_t parse(int key, char *argument, struct argp_state *state)
{
    if (key == ARGP_KEY_ARG)
        argp_error(state, _("'%s' is one argument too many"), argument);
    return cli_parse(key, argument, state);
}

static const struct argp_child children[] = {
    { &cli_message_argp, 0, N_("Messages:"), 2 },
    { NULL, 0, NULL, 0 },
};

const struct argp cli_plugins_argp = {
    cli_listing_options, parse, NULL,
    N_("Lists the modules that were found: loaded, shadowed, refused or failed, and from where."), children, NULL, "delib"
};

static const char *state_name(delib_module_state state)
{
    static const char *const names[] = { N_("found"), N_("loaded"), N_("shadowed"), N_("refused"), N_("failed") };
    return _(names[state]);
}

static void print_module(const delib_module_info *module)
{
    cli_print(delib_slice_of(module->name));
    printf(": %s, ", state_name(module->state));
    cli_print(delib_slice_of(module->path));
    if (module->plugin) {
        fputs(", ", stdout);
        cli_print(delib_slice_of(module->plugin->version));
    }
    putchar('\n');
    if (module->reason) {
        fputs("  ", stdout);
        cli_print(delib_slice_of(module->reason));
        putchar('\n');
    }
    for (size_t i = 0; module->plugin && module->plugin->formats && module->plugin->formats[i]; i++)
        printf(i == 0 ? _("  formats: %s") : ", %s", module->plugin->formats[i]->name);
    if (module->plugin && module->plugin->formats && module->plugin->formats[0])
        putchar('\n');
}

static json_t *object_of(const delib_module_info *module)
{
    json_t *formats = json_array();
    for (size_t i = 0; module->plugin && module->plugin->formats && module->plugin->formats[i]; i++)
        json_array_append_new(formats, json_string(module->plugin->formats[i]->name));
    return json_pack("{s:s, s:s, s:s, s:s*, s:s*, s:s*, s:o}", "name", module->name, "path", module->path, "state",
                     delib_module_state_name(module->state), "reason", module->reason, "version",
                     module->plugin ? module->plugin->version : NULL, "summary",
                     module->plugin ? module->plugin->summary : NULL, "formats", formats);
}

static void print_json(const delib_module_info *modules, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, object_of(&modules[i]));
    json_dumpf(array, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(array);
}

int cli_plugins(cli_run *cli)
{
    size_t count;
    delib_status status = delib_plugins_load_all(cli->context);
    if (status < 0)
        return cli_exit_code(cli, status);
    const delib_module_info *modules = delib_plugins_list(cli->context, &count);
    if (cli->json)
        print_json(modules, count);
    for (size_t i = 0; i < count && !cli->json; i++)
        print_module(&modules[i]);
    return cli_flush(cli) ? CLI_DONE : CLI_IO;
}
