/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The names of inputs, from the command line and from lists. */
#include <config.h>

#include <errno.h>
#include <stdlib.h>

#include "cli/cli.h"

void cli_add_input(cli_run *cli, const char *name)
{
    cli_strings *inputs = &cli->inputs;
    if (inputs->count == inputs->room) {
        size_t room = inputs->room ? 2 * inputs->room : 16;
        char **grown = reallocarray(inputs->items, room, sizeof *grown);
        if (!grown)
            cli_no_memory();
        inputs->items = grown;
        inputs->room = room;
    }
    inputs->items[inputs->count] = strdup(name);
    if (!inputs->items[inputs->count++])
        cli_no_memory();
}

static delib_status say_unreadable(cli_run *cli, const char *path, int error)
{
    delib_place place = { .file = path };
    delib_report(cli->context, DELIB_ERROR, "IO-OPEN", &place, NULL, N_("this list of inputs cannot be read: %s"),
                 strerrordesc_np(error));
    return DELIB_E_IO;
}

delib_status cli_add_inputs_from(cli_run *cli, const char *path, char separator)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *list = standard ? stdin : fopen(path, "re");
    char *line = NULL;
    size_t room = 0;
    ssize_t size;
    if (!list)
        return say_unreadable(cli, path, errno);
    while ((size = getdelim(&line, &room, (unsigned char)separator, list)) > 0) {
        if (line[size - 1] == separator)
            line[size - 1] = '\0';
        if (line[0])
            cli_add_input(cli, line);
    }
    int error = ferror(list) ? errno : 0;
    free(line);
    if (!standard)
        fclose(list);
    return error ? say_unreadable(cli, path, error) : DELIB_OK;
}

bool cli_has_inputs(cli_run *cli)
{
    if (cli->inputs.count > 0)
        return true;
    delib_report(cli->context, DELIB_ERROR, "USAGE", NULL, N_("name files, or - for standard input"),
                 N_("there is no input"));
    return false;
}
