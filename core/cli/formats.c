/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The formats, and the options of one. */
#include <config.h>

#include <jansson.h>

#include "cli/cli.h"

static const struct argp_child children[] = {
    { &cli_message_argp, 0, N_("Messages:"), 2 },
    { NULL, 0, NULL, 0 },
};

const struct argp cli_formats_argp = {
    cli_listing_options, cli_parse, N_("[NAME...]"),
    N_("Lists the formats that can be read and written; with NAME its options."), children, NULL, "delib"
};

/* A text of a module in the user's language. */
static const char *of_module(const cli_run *cli, const delib_format *format, const char *text)
{
    const delib_plugin *plugin = delib_format_plugin(cli->context, format);
    if (!text || !*text)
        return "";
    return plugin && plugin->text_domain ? dgettext(plugin->text_domain, text) : _(text);
}

static const char *faces_of(const delib_format *format)
{
    if (format->reader && format->writer)
        return _("reads, writes");
    if (format->reader)
        return _("reads");
    return format->writer ? _("writes") : "";
}

static void print_line(const cli_run *cli, const delib_format *format)
{
    printf("%-12s %-16s ", format->name, faces_of(format));
    cli_print(delib_slice_of(of_module(cli, format, format->summary)));
    if (format->extensions)
        printf(" (%s)", format->extensions);
    putchar('\n');
}

static void print_options(const cli_run *cli, const delib_format *format, const char *option, const delib_option *row)
{
    static const char *const values[] = { N_("TEXT"), "yes|no", N_("NUMBER"), "" };
    for (; row && row->name; row++) {
        printf("  %s %s=%s\n      ", option, row->name, row->choices ? row->choices : _(values[row->type]));
        cli_print(delib_slice_of(of_module(cli, format, row->summary)));
        if (row->default_value)
            printf(_(" (default: %s)"), row->default_value);
        putchar('\n');
    }
}

static void print_format(const cli_run *cli, const delib_format *format)
{
    print_line(cli, format);
    print_options(cli, format, "--in-opt", format->read_options);
    print_options(cli, format, "--out-opt", format->write_options);
}

/* --- JSON --------------------------------------------------------------------------------------------------- */

static json_t *words_of(const char *list)
{
    json_t *array = json_array();
    while (list && *list) {
        size_t size = strcspn(list, " ");
        json_array_append_new(array, json_stringn(list, size));
        list += size + strspn(list + size, " ");
    }
    return array;
}

static json_t *options_of(const delib_option *row)
{
    static const char *const types[] = { "text", "yes-no", "number", "choice" };
    json_t *array = json_array();
    for (; row && row->name; row++)
        json_array_append_new(array, json_pack("{s:s, s:s, s:s*, s:s*, s:s}", "name", row->name, "type",
                                               types[row->type], "choices", row->choices, "default",
                                               row->default_value, "summary", row->summary));
    return array;
}

static json_t *object_of(const cli_run *cli, const delib_format *format)
{
    const delib_plugin *plugin = delib_format_plugin(cli->context, format);
    return json_pack("{s:s, s:s, s:s*, s:b, s:b, s:o, s:o, s:o, s:o}", "name", format->name, "summary", format->summary,
                     "plugin", plugin ? plugin->name : NULL, "reads", format->reader != NULL, "writes",
                     format->writer != NULL, "extensions", words_of(format->extensions), "media_types",
                     words_of(format->media_types), "read_options", options_of(format->read_options), "write_options",
                     options_of(format->write_options));
}

static void print_json(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(value);
}

/* --- the command -------------------------------------------------------------------------------------------- */

static int list_all(cli_run *cli)
{
    size_t count;
    delib_status status = delib_plugins_load_all(cli->context);
    const delib_format *const *formats = delib_formats_list(cli->context, &count);
    json_t *array = cli->json ? json_array() : NULL;
    if (status < 0)
        return cli_exit_code(cli, status);
    for (size_t i = 0; i < count; i++)
        if (array)
            json_array_append_new(array, object_of(cli, formats[i]));
        else
            print_line(cli, formats[i]);
    if (array)
        print_json(array);
    return CLI_DONE;
}

static int show_named(cli_run *cli)
{
    json_t *array = cli->json ? json_array() : NULL;
    size_t known;
    int code = CLI_DONE;
    for (size_t i = 0; i < cli->inputs.count; i++) {
        const delib_format *format = delib_format_find(cli->context, cli->inputs.items[i]);
        delib_formats_list(cli->context, &known);
        if (!format)
            code = known > 0 ? CLI_USAGE : CLI_PLUGIN;
        else if (array)
            json_array_append_new(array, object_of(cli, format));
        else
            print_format(cli, format);
    }
    if (array)
        print_json(array);
    return code;
}

int cli_formats(cli_run *cli)
{
    int code = cli->inputs.count > 0 ? show_named(cli) : list_all(cli);
    return cli_flush(cli) ? code : CLI_IO;
}
