/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bids as much as the template, has no extension, and carries a format of another name too. */
#include <config.h>

#include "tests/unit/modules/bare.h"

static delib_bid probe(delib_slice head, const char *name)
{
    delib_bid bid = { head.size > 8 && memcmp(head.data, "bulletin", 8) == 0 ? 90 : 0, "rival" };
    (void)name;
    return bid;
}

static delib_status read(delib_context *context, const delib_options *options, delib_source *source,
                         delib_document *document)
{
    (void)context, (void)options, (void)source, (void)document;
    return DELIB_OK;
}

static const delib_reader reader = { .size = sizeof reader, .probe = probe, .read = read };
static const delib_format rival = { .size = sizeof rival, .name = "rival", .summary = "x", .reader = &reader };
static const delib_format second = { .size = sizeof second, .name = "rival_second", .summary = "x" };
static const delib_format *const formats[] = { &rival, &second, NULL };

DELIB_PLUGIN(rival) = { BARE_PLUGIN("rival"), .formats = formats };
