/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Blocks that nest, and the sections of the document; private to this plugin. */
#ifndef AKN_BLOCKS_H
#define AKN_BLOCKS_H

#include "akn.h"

/* Writes a block with all that it holds as paragraphs, lists and tables. `rest` is what of its own text is left to
 * write, `class` the class of its paragraph or NULL; an absent text writes only what the block holds. */
void akn_write_block(struct akn *akn, const delib_block *block, delib_slice rest, const char *class);

/* Writes a paragraph. */
void akn_write_paragraph(struct akn *akn, const delib_block *block, delib_slice text, const char *class);

/* Writes the mark of a block; nothing where it is absent. */
void akn_write_mark(struct akn *akn, delib_slice mark);

/* The class of a block's paragraph: its type, NULL for plain prose. */
const char *akn_class_of(const delib_block *block);

/* Where a document's blocks are cut into sections: the first block of each. NULL: there is none, up to the end. */
struct akn_cuts {
    const delib_block *preamble, *body, *conclusions;
};

/* Finds the cuts. The order of the blocks stays: each section is one run. */
struct akn_cuts akn_find_cuts(const delib_block *content);

#endif
