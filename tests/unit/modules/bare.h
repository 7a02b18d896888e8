/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A plugin without formats, to be spoilt in one respect by each module of this folder. */
#ifndef TEST_MODULES_BARE_H
#define TEST_MODULES_BARE_H

#include <delib/plugin.h>

#define BARE_PLUGIN(literal) DELIB_PLUGIN_HEAD, .name = literal, .version = "1", .summary = "a module of the tests"

#endif
