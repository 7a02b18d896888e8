/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Carries a format that another module is named after. */
#include <config.h>

#include "tests/unit/modules/bare.h"

static const delib_format format = { .size = sizeof format, .name = "template", .summary = "x" };
static const delib_format *const formats[] = { &format, NULL };

DELIB_PLUGIN(thief) = { BARE_PLUGIN("thief"), .formats = formats };
