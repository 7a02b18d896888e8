/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "reading/fold.h"
#include "reading/lexicon.h"
#include "reading/near.h"

/* Both tables are open hashes of a power of two; the .def files fill them to less than a half, which
 * tests/unit/test_reading.c holds. */
#define WORDS 4096
#define EDGES 32768
#define STATES 16384
#define PAIRS (1 << 16)

struct dlb_lexicon {
    struct {
        const char *text;
        uint8_t size;
        uint16_t id;
    } words[WORDS];
    struct dlb_word known[WORDS];
    uint16_t word_count;
    struct {
        uint16_t state, word, next;
    } edges[EDGES];
    uint8_t cues[STATES];
    uint16_t last[STATES]; /* the word that leads into a state */
    uint16_t state_count;
    uint8_t pairs[PAIRS / 8]; /* a bit for each two words that follow each other in a phrase */
    bool cued[WORDS];
    struct dlb_near near; /* words of cues and months, as they may be misread */
};

_Static_assert(DLB_CUE_COUNT <= UINT8_MAX, "cues fit in a byte");

static const struct {
    uint32_t class;
    int16_t value;
    const char *forms;
} word_rows[] = {
#define DLB_NUMBER DLB_NUMERAL
#define WORD(class, value, forms) { DLB_##class, value, forms },
#include "deliberation/words.def"
#undef WORD
#undef DLB_NUMBER
};

static const struct {
    uint8_t cue;
    const char *pattern;
} cue_rows[] = {
#define KIND(id, block, flags)
#define CUE(id, pattern) { DLB_CUE_##id, pattern },
#include "deliberation/cues.def"
#undef KIND
#undef CUE
};

#define DELIB_BLOCK_NONE DLB_BLOCK_NONE
#define LABEL DLB_CUE_LABEL
#define HEAD DLB_CUE_HEAD
#define CLOSING DLB_CUE_CLOSING
#define BODY DLB_CUE_BODY
#define COUNT DLB_CUE_COUNT_OF_VOTES
#define ROUTINE DLB_CUE_ROUTINE_ITEM
#define SEVERAL DLB_CUE_SEVERAL_ACTS
#define ENDS DLB_CUE_ENDS_LIST
const struct dlb_cue_kind dlb_cue_kinds[DLB_CUE_COUNT] = {
    [DLB_CUE_NONE] = { DLB_BLOCK_NONE, 0 },
#define KIND(id, block, flags) [DLB_CUE_##id] = { DELIB_BLOCK_##block, flags },
#define CUE(id, pattern)
#include "deliberation/cues.def"
#undef KIND
#undef CUE
};
#undef DELIB_BLOCK_NONE
#undef LABEL
#undef HEAD
#undef CLOSING
#undef BODY
#undef COUNT
#undef ROUTINE
#undef SEVERAL
#undef ENDS

static uint32_t hash_edge(uint16_t state, uint16_t word)
{
    uint32_t hash = ((uint32_t)state << 16 | word) * 2654435761u;
    return hash ^ hash >> 15;
}

/* The slot of a word, or the empty one where it would stand. */
static uint32_t word_slot(const struct dlb_lexicon *lexicon, const char *word, size_t size)
{
    uint32_t slot = dlb_hash(word, size) & (WORDS - 1);
    while (lexicon->words[slot].text &&
           !(lexicon->words[slot].size == size && memcmp(lexicon->words[slot].text, word, size) == 0))
        slot = (slot + 1) & (WORDS - 1);
    return slot;
}

uint16_t dlb_lexicon_find(const struct dlb_lexicon *lexicon, const char *word, size_t size)
{
    return lexicon->words[word_slot(lexicon, word, size)].id;
}

const struct dlb_word *dlb_lexicon_word(const struct dlb_lexicon *lexicon, uint16_t id)
{
    return &lexicon->known[id];
}

static uint32_t edge_slot(const struct dlb_lexicon *lexicon, uint16_t state, uint16_t word)
{
    uint32_t slot = hash_edge(state, word) & (EDGES - 1);
    while (lexicon->edges[slot].next &&
           !(lexicon->edges[slot].state == state && lexicon->edges[slot].word == word))
        slot = (slot + 1) & (EDGES - 1);
    return slot;
}

uint16_t dlb_lexicon_step(const struct dlb_lexicon *lexicon, uint16_t state, uint16_t word)
{
    return lexicon->edges[edge_slot(lexicon, state, word)].next;
}

enum dlb_cue dlb_lexicon_cue(const struct dlb_lexicon *lexicon, uint16_t state)
{
    return (enum dlb_cue)lexicon->cues[state];
}

bool dlb_lexicon_follows(const struct dlb_lexicon *lexicon, uint16_t word, uint16_t next)
{
    uint32_t pair = hash_edge(word, next) & (PAIRS - 1);
    return lexicon->pairs[pair / 8] & (1 << pair % 8);
}

uint16_t dlb_lexicon_near(const struct dlb_lexicon *lexicon, const char *word, size_t size)
{
    return dlb_near_find(&lexicon->near, word, size);
}

static uint16_t add_word(struct dlb_lexicon *lexicon, const char *word, size_t size)
{
    uint32_t slot = word_slot(lexicon, word, size);
    if (!lexicon->words[slot].text) {
        lexicon->words[slot].text = word;
        lexicon->words[slot].size = (uint8_t)size;
        lexicon->words[slot].id = ++lexicon->word_count;
    }
    return lexicon->words[slot].id;
}

static uint16_t add_step(struct dlb_lexicon *lexicon, uint16_t state, uint16_t word)
{
    uint32_t slot = edge_slot(lexicon, state, word), pair;
    if (!lexicon->edges[slot].next) {
        lexicon->edges[slot].state = state;
        lexicon->edges[slot].word = word;
        lexicon->edges[slot].next = ++lexicon->state_count;
        lexicon->last[lexicon->state_count] = word;
    }
    lexicon->cued[word] = true;
    pair = hash_edge(lexicon->last[state], word) & (PAIRS - 1);
    lexicon->pairs[pair / 8] |= (uint8_t)(1 << pair % 8);
    return lexicon->edges[slot].next;
}

/* Adds what stands at `pattern` behind `state`: each alternative of the first word, then the rest. */
static void add_pattern(struct dlb_lexicon *lexicon, uint16_t state, const char *pattern, uint8_t cue)
{
    size_t length = strcspn(pattern, " ");
    bool optional = length && pattern[length - 1] == '?';
    const char *rest = pattern[length] ? pattern + length + 1 : "";

    if (length == 0) {
        if (state && !lexicon->cues[state])
            lexicon->cues[state] = cue;
        return;
    }
    if (optional)
        add_pattern(lexicon, state, rest, cue);
    for (size_t start = 0, end; start < length - optional; start = end + 1) {
        end = start + strcspn(pattern + start, "|? ");
        add_pattern(lexicon, add_step(lexicon, state, add_word(lexicon, pattern + start, end - start)), rest, cue);
        if (pattern[end] != '|')
            break;
    }
}

static void add_forms(struct dlb_lexicon *lexicon, uint32_t class, int16_t value, const char *forms)
{
    for (const char *form = forms; *form;) {
        size_t size = strcspn(form, " ");
        struct dlb_word *known = &lexicon->known[add_word(lexicon, form, size)];
        known->classes |= class;
        if (class == DLB_MONTH)
            known->month = (uint8_t)value;
        else if (class & (DLB_NUMERAL | DLB_ORDINAL | DLB_PART_OF_HOUR))
            known->number = value;
        form += size + (form[size] == ' ');
    }
}

/* Words that stand in phrases, and those that dates are told by, are known when misread, too. */
static void add_near_words(struct dlb_lexicon *lexicon)
{
    dlb_near_init(&lexicon->near);
    for (size_t slot = 0; slot < WORDS; slot++) {
        uint16_t id = lexicon->words[slot].id;
        if (lexicon->cued[id] || (lexicon->known[id].classes & DLB_MONTH))
            dlb_near_add(&lexicon->near, lexicon->words[slot].text, lexicon->words[slot].size, id);
    }
}

struct dlb_lexicon *dlb_lexicon_new(void)
{
    struct dlb_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon)
        return NULL;
    for (size_t i = 0; i < sizeof word_rows / sizeof *word_rows; i++)
        add_forms(lexicon, word_rows[i].class, word_rows[i].value, word_rows[i].forms);
    for (size_t i = 0; i < sizeof cue_rows / sizeof *cue_rows; i++)
        add_pattern(lexicon, 0, cue_rows[i].pattern, cue_rows[i].cue);
    add_near_words(lexicon);
    return lexicon;
}

void dlb_lexicon_free(struct dlb_lexicon *lexicon)
{
    free(lexicon);
}
