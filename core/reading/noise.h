/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How badly a text was read; private to core/reading.
 *
 * The cues tell it: their words are known whether they were read right or not. The noise of a text is the share of its
 * cues in which a word was misread, in thousandths; what is less than LEAST, or rests on fewer than FEW cues, is none.
 * From it follows how many letters in a thousand are wrong: few where it is small (a cue has some twenty letters), many
 * where it is great, because what is damaged worse is not known as a cue any more (fitted to texts damaged on purpose
 * and to a fax). A value is as sure as all of its letters are right; figures count more, because nobody sees that one is
 * wrong; words that the lexicon or the list of given names has, or the text twice, do not count, and what looks like a given
 * name but for one letter was misread. */
#ifndef DLB_NOISE_H
#define DLB_NOISE_H

#include "reading/text.h"

/* Measures the noise of a text whose cues are known. */
delib_status dlb_find_noise(struct dlb_text *text);

/* What the noise of the text leaves of the confidence of a value that the tokens [first, end) state. */
int dlb_in_noise(const struct dlb_text *text, uint32_t first, uint32_t end, int confidence);

#endif
