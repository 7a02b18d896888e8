/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Two columns set by blanks: a margin of heads, labels and stamps beside the text; private to core/reading. */
#ifndef DLB_COLUMNS_H
#define DLB_COLUMNS_H

#include <delib/reading.h>

/* The lines of a text in the order in which they are read, where a part of it stands in two columns; NULL where none
 * does. A paragraph of the margin comes before the one of the text beside which it begins. To be freed with its `lines`;
 * boxes and bytes are those of `lines`. */
delib_status dlb_find_columns(const delib_lines *lines, delib_lines **out);

#endif
