/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Words of the lexicon that an OCR engine, or a typist, has cut apart or run together; private to core/reading. */
#ifndef DLB_MEND_H
#define DLB_MEND_H

#include "reading/text.h"

/* A word longer than this is in no lexicon. */
#define DLB_FOLD_ROOM 48

/* The letters of a folded word that the lexicon holds as two, before the second: « conseilmunicipal ». 0: it does not. */
size_t dlb_split_word(const struct dlb_lexicon *lexicon, const char *folded, size_t size);

/* Gives the first piece of a word that stands in pieces from token `first` on, on the last line so far, what the
 * lexicon knows of the whole; the others become DLB_TAIL: « déli bération », « R E P U B L I Q U E », « c0nseil », and
 * « unani- » with « mité » on the line below. */
void dlb_mend_line(struct dlb_text *text, uint32_t first);

#endif
