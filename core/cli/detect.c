/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which reader takes each input, and why. */
#include <config.h>

#include <stdlib.h>

#include "cli/cli.h"

enum { MOST_BIDS = 64 };

static const struct argp_child children[] = {
    { &cli_input_argp, 0, N_("Inputs:"), 2 },
    { &cli_message_argp, 0, N_("Messages:"), 3 },
    { NULL, 0, NULL, 0 },
};

const struct argp cli_detect_argp = {
    NULL, cli_parse, N_("INPUT..."), N_("Tells which format each INPUT is and why; with -v what every reader says."),
    children, NULL, "delib"
};

static void print_bid(const char *name, const delib_reader_bid *bid)
{
    cli_print(delib_slice_of(name));
    printf(": %s (%d%s", bid->format->name, bid->bid.score, bid->extension ? _(", by its ending, too") : "");
    if (bid->bid.reason)
        printf(": %s", _(bid->bid.reason));
    puts(")");
}

static void count_failure(delib_tally *tally, delib_status status)
{
    if (status == DELIB_E_UNRECOGNISED)
        tally->unrecognised++;
    else if (status == DELIB_E_PLUGIN)
        tally->unloadable++;
    else if (status == DELIB_E_IO || status == DELIB_E_NOMEM)
        tally->unreadable++;
    else
        tally->invalid++;
}

static void detect(cli_run *cli, const char *name)
{
    delib_reader_bid bids[MOST_BIDS];
    delib_source *source;
    size_t count = 0;
    cli->tally.inputs++;
    delib_status status = delib_source_open(cli->context, name, &source);
    if (status < 0) {
        count_failure(&cli->tally, status);
        return;
    }
    status = delib_detect(cli->context, source, bids, MOST_BIDS, &count);
    count = count < MOST_BIDS ? count : MOST_BIDS;
    for (size_t i = 0; i < count; i++)
        if (cli->verbose || (status >= 0 && i == 0))
            print_bid(delib_source_name(source), &bids[i]);
    delib_source_close(source);
    if (status < 0)
        count_failure(&cli->tally, status);
    else
        cli->tally.written++;
}

int cli_detect(cli_run *cli)
{
    if (!cli_has_inputs(cli))
        return CLI_USAGE;
    for (size_t i = 0; i < cli->inputs.count; i++)
        detect(cli, cli->inputs.items[i]);
    return cli_flush(cli) ? cli_exit_code(cli, DELIB_OK) : CLI_IO;
}
