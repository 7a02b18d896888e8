/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a line may begin with; private to core/reading. */
#ifndef DLB_RUNS_H
#define DLB_RUNS_H

#include "reading/text.h"

/* A mark that may begin an item: ASCII bullets, or any symbol that is no quote. */
bool dlb_is_bullet(const struct dlb_text *text, uint32_t at);

/* A label, or any cue of a block that a colon makes one: « Pour : ». One word alone needs a capital or a colon. */
bool dlb_leads_with_label(const struct dlb_text *text, uint32_t at);

/* A verb of decision in capitals, or behind « De », « D' » with one: « APPROUVE », « D'approuver ». */
bool dlb_leads_with_verb(const struct dlb_text *text, uint32_t at);

/* Whether [first, end) is a line or two of their own below an empty line that read as a title: few words, the first with
 * a capital, no cue, no mark of a sentence at the end. */
bool dlb_is_plain_title(const struct dlb_text *text, uint32_t first, uint32_t end);

/* Whether a label of a stamp begins at a token and the line ends with what it announces, a date or an identifier. */
bool dlb_is_stamp_line(const struct dlb_text *text, uint32_t at);

#endif
