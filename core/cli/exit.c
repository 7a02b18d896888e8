/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "cli/cli.h"

/* Failures of the run itself; below 0 where it went its way. */
static int of_status(delib_status status)
{
    switch (status) {
    case DELIB_E_USAGE:
        return CLI_USAGE;
    case DELIB_E_UNRECOGNISED:
        return CLI_UNRECOGNISED;
    case DELIB_E_IO:
    case DELIB_E_NOMEM:
        return CLI_IO;
    case DELIB_E_PLUGIN:
        return CLI_PLUGIN;
    case DELIB_E_INVALID:
    case DELIB_E_LIMIT:
        return CLI_NOTHING;
    case DELIB_E_INTERNAL:
        return CLI_BUG;
    default:
        return -1;
    }
}

/* Where nothing was written: the reason, if all inputs share it. */
static int of_nothing(const delib_tally *tally)
{
    if (tally->unrecognised == tally->inputs)
        return CLI_UNRECOGNISED;
    if (tally->unreadable == tally->inputs || (tally->acts > 0 && tally->failed == tally->acts))
        return CLI_IO;
    return tally->unloadable == tally->inputs ? CLI_PLUGIN : CLI_NOTHING;
}

int cli_exit_code(const cli_run *cli, delib_status status)
{
    const delib_tally *tally = &cli->tally;
    int code = of_status(status);
    size_t empty = cli->request.allow_empty ? 0 : tally->empty;
    size_t lost = tally->unrecognised + tally->unreadable + tally->unloadable + tally->invalid + tally->rejected +
                  tally->failed + empty;
    if (code >= 0)
        return code;
    if (tally->written == 0 && (lost > 0 || !cli->request.allow_empty))
        return of_nothing(tally);
    if (cli->fail_reached)
        return CLI_NOTHING;
    return lost > 0 ? CLI_SOME : CLI_DONE;
}
