/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <delib/plugin.h>

/* The first line of every bulletin. */
#define TEMPLATE_MARK "bulletin 1"

extern const delib_reader template_reader;
extern const delib_writer template_writer;

#endif
