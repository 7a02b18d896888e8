/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Words that an OCR engine misread; private to core/reading.
 *
 * A word is near another where one letter was lost, added or changed, or where letters that look alike were taken for
 * each other (formats/deliberation/confusions.def). An edit in the last two letters is another form of the word and no
 * damage, unless the letters look alike. Looking up costs the length of the word, not the size of the lexicon. */
#ifndef DLB_NEAR_H
#define DLB_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Shorter words have too many neighbours; a misreading may be a letter shorter. */
#define DLB_NEAR_LEAST 5

enum { DLB_NEAR_WORDS = 2048, DLB_NEAR_SLOTS = 1 << 15 };

struct dlb_near {
    struct {
        const char *text;
        uint16_t id;
        uint8_t size;
    } words[DLB_NEAR_WORDS];
    uint16_t count;
    struct {
        uint16_t word; /* 1 + its place in `words`; 0: empty */
        uint16_t tag;
    } slots[DLB_NEAR_SLOTS];
    uint32_t filled;
    unsigned char groups[256]; /* of each letter, the first one of those that look alike */
    bool paired[256];          /* letters that two others look like */
};

/* Fills the table of letters; all else is zero before. */
void dlb_near_init(struct dlb_near *near);

/* Adds a folded word, which must outlive the index; words too short or too many are left out. */
void dlb_near_add(struct dlb_near *near, const char *word, size_t size, uint16_t id);

/* The id of the word that a folded one, digits in it or not, is a misreading of; 0 where there is none. */
uint16_t dlb_near_find(const struct dlb_near *near, const char *word, size_t size);

/* The same where one letter that looks alike is all that differs, or nothing. */
uint16_t dlb_near_alike(const struct dlb_near *near, const char *word, size_t size);

/* The figure that an engine read as a letter; NUL for none. `only_figures`: nothing else can stand there. */
char dlb_figure_of(char letter, bool only_figures);

#endif
