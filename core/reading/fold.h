/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Letters without locale: what French texts hold (Latin-1 and Latin Extended-A); private to core/reading. */
#ifndef DLB_FOLD_H
#define DLB_FOLD_H

#include <stdint.h>

#include <delib/slice.h>

bool dlb_is_letter(int32_t code);
bool dlb_is_combining(int32_t code);
bool dlb_is_capital(int32_t code);
int32_t dlb_lower(int32_t code);
int32_t dlb_upper(int32_t code);

/* Folds a word for look-up: lower case, no accents or marks above letters, ligatures opened, round brackets left out.
 * Writes at most `size` bytes to `out`; the length, or 0 where it would be longer. */
size_t dlb_fold(delib_slice word, char *out, size_t size);

/* A hash of bytes (FNV-1a). */
uint32_t dlb_hash(const char *bytes, size_t size);

/* The hash of a word when it is folded; 0 where it is longer than any word. `*letters` grows by its folded size. */
uint32_t dlb_hash_folded(delib_slice word, uint32_t *letters);

#endif
