/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Starts and fails. */
#include <config.h>

#include "tests/unit/modules/bare.h"

static delib_status start(const delib_host *host)
{
    return host->abi_major == DELIB_ABI_MAJOR ? DELIB_E_IO : DELIB_E_INTERNAL;
}

DELIB_PLUGIN(no_start) = { BARE_PLUGIN("no_start"), .start = start };
