/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Needs a function that nobody has. */
#include <config.h>

#include "tests/unit/modules/bare.h"

delib_status delib_test_function_that_nobody_has(const delib_host *host);

DELIB_PLUGIN(unresolved) = { BARE_PLUGIN("unresolved"), .start = delib_test_function_that_nobody_has };
