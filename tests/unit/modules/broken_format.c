/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Carries a reader that cannot read. */
#include <config.h>

#include "tests/unit/modules/bare.h"

static const delib_reader reader = { .size = sizeof reader };
static const delib_format format = { .size = sizeof format, .name = "broken_format", .summary = "x", .reader = &reader };
static const delib_format *const formats[] = { &format, NULL };

DELIB_PLUGIN(broken_format) = { BARE_PLUGIN("broken_format"), .formats = formats };
