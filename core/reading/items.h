/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Items of minutes; private to core/reading. */
#ifndef DLB_ITEMS_H
#define DLB_ITEMS_H

#include "reading/reading.h"

/* The mark of an item that begins at a token, and its ordinal (0: none). `*behind` is the token behind the mark. */
enum dlb_mark dlb_read_mark(const struct dlb_text *text, uint32_t at, uint32_t end, uint32_t *ordinal,
                            uint32_t *behind);

/* An act's own number with a year in it, as it stands at the beginning of an item: « 2019-09-01 », « CC15_2023 »,
 * « DE2024-090 », « 20230609 1 »; no date and no telephone number. */
uint32_t dlb_read_own_number(const struct dlb_text *text, uint32_t at, uint32_t end);

/* Flags the first tokens of lines that repeat a line of the agenda before them DLB_AGENDA. */
void dlb_find_agenda(struct dlb_text *text);

/* « e Subvention »: a bullet that an OCR engine read as a letter. */
bool dlb_is_letter_for_bullet(const struct dlb_text *text, uint32_t at);

/* The first token of the number of a run whose mark is DLB_MARK_NUMBER; it ends before `head`. */
uint32_t dlb_number_of(const struct dlb_reading *reading, const struct dlb_run *run);

/* The first token of the title behind a mark, past « examinée le 9 décembre 2022 ». */
uint32_t dlb_title_of(const struct dlb_reading *reading, const struct dlb_run *run);

/* « Délibération n° 12/2024 : … », any title with a number in a list of acts: an act whatever stands below it. */
bool dlb_is_numbered_title(const struct dlb_reading *reading, const struct dlb_run *run);

/* The minutes before, who keeps them, what is only told: titles of every sitting that are no acts. */
bool dlb_is_routine(const struct dlb_reading *reading, const struct dlb_run *run);

/* Finds out which marks begin the items of this text, and flags those runs DLB_RUN_ITEM. Marks count by what they set
 * apart: those are right that have the most verdicts between one and the next, and any other that sets apart more of
 * them. Fewer than two items are none. */
void dlb_find_items(struct dlb_reading *reading);

#endif
