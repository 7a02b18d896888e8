/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The words and phrases of the genre (formats/deliberation/), ready for look-up; private to core/reading. */
#ifndef DLB_LEXICON_H
#define DLB_LEXICON_H

#include <stdint.h>

#include <delib/model.h>

/* What a word can mean by itself; a word may be of several classes. */
enum dlb_class {
    DLB_MONTH = 1 << 0,
    DLB_NUMERAL = 1 << 1,
    DLB_ORDINAL = 1 << 2,
    DLB_WEEKDAY = 1 << 3,
    DLB_CIVILITY = 1 << 4,
    DLB_ROLE = 1 << 5,
    DLB_PARTICLE = 1 << 6,
    DLB_TO = 1 << 7,
    DLB_COMPOUND = 1 << 8,
    DLB_OPERATIVE = 1 << 9,
    DLB_HOUR = 1 << 10,
    DLB_MINUTE = 1 << 11,
    DLB_TOPONYM = 1 << 12,
    DLB_BY = 1 << 13,
    DLB_ARTICLE = 1 << 14,
    DLB_BORN = 1 << 15,
    DLB_LEGAL = 1 << 16,
    DLB_LINK = 1 << 17,
    DLB_STARTER = 1 << 18,
    DLB_TELLS = 1 << 19,
    DLB_BULLET = 1 << 20,
    DLB_NOUN = 1 << 21,
    DLB_PLAIN = 1 << 22,
    DLB_AND = 1 << 23,
    DLB_TIME_UNIT = 1 << 24,
    DLB_PART_OF_HOUR = 1 << 25,
    DLB_PURPOSE = 1 << 26,
    DLB_BEING = 1 << 27,
    DLB_OR = 1 << 28,
    DLB_ASSEMBLY = 1 << 29,
    DLB_COLUMN = 1 << 30
};

/* The phrases; the table is cues.def. */
enum dlb_cue {
    DLB_CUE_NONE,
#define KIND(id, block, flags) DLB_CUE_##id,
#define CUE(id, pattern)
#include "deliberation/cues.def"
#undef KIND
#undef CUE
    DLB_CUE_COUNT
};

/* What a phrase does to the run of text that it leads. */
enum dlb_cue_flag {
    DLB_CUE_LABEL = 1 << 0,
    DLB_CUE_HEAD = 1 << 1,
    DLB_CUE_CLOSING = 1 << 2,
    DLB_CUE_BODY = 1 << 3,
    DLB_CUE_COUNT_OF_VOTES = 1 << 4,
    DLB_CUE_ROUTINE_ITEM = 1 << 5,
    DLB_CUE_SEVERAL_ACTS = 1 << 7,
    DLB_CUE_ENDS_LIST = 1 << 6
};

/* A block type, or none. */
#define DLB_BLOCK_NONE DELIB_BLOCK_ROOT

struct dlb_cue_kind {
    delib_block_type block;
    unsigned flags;
};

extern const struct dlb_cue_kind dlb_cue_kinds[DLB_CUE_COUNT];

/* What the lexicon knows of a word. */
struct dlb_word {
    uint32_t classes; /* enum dlb_class */
    int16_t number;   /* of DLB_NUMERAL, DLB_ORDINAL and DLB_PART_OF_HOUR */
    uint8_t month;    /* of DLB_MONTH */
};

struct dlb_lexicon;

/* NULL: out of memory. */
struct dlb_lexicon *dlb_lexicon_new(void);
void dlb_lexicon_free(struct dlb_lexicon *lexicon);

/* The number of a folded word, 0 where the lexicon does not hold it. */
uint16_t dlb_lexicon_find(const struct dlb_lexicon *lexicon, const char *word, size_t size);

/* The number of the word of a phrase or the month that a folded word, digits in it or not, is a misreading of; 0 where
 * there is none. */
uint16_t dlb_lexicon_near(const struct dlb_lexicon *lexicon, const char *word, size_t size);

/* Whether two words follow each other in some phrase. */
bool dlb_lexicon_follows(const struct dlb_lexicon *lexicon, uint16_t word, uint16_t next);

/* What the lexicon knows of word `id`; all zero for 0. */
const struct dlb_word *dlb_lexicon_word(const struct dlb_lexicon *lexicon, uint16_t id);

/* One step of a phrase: the state behind `state` (0 to begin) by a word; 0 where no phrase goes on so. */
uint16_t dlb_lexicon_step(const struct dlb_lexicon *lexicon, uint16_t state, uint16_t word);

/* The phrase that ends in a state, or DLB_CUE_NONE. */
enum dlb_cue dlb_lexicon_cue(const struct dlb_lexicon *lexicon, uint16_t state);

#endif
