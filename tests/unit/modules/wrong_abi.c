/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Made for an interface that is not ours. */
#include <config.h>

#include <delib/plugin.h>

DELIB_PLUGIN(wrong_abi) = {
    .abi_major = DELIB_ABI_MAJOR + 8,
    .size = sizeof(delib_plugin),
    .name = "wrong_abi",
};
