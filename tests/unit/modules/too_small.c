/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A descriptor that ends before the fields of the first version do. */
#include <config.h>

#include <delib/plugin.h>

DELIB_PLUGIN(too_small) = {
    .abi_major = DELIB_ABI_MAJOR,
    .abi_minor = DELIB_ABI_MINOR,
    .size = sizeof(delib_plugin) - sizeof(void *),
    .name = "too_small",
};
