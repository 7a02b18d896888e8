/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An index by deletion: each word stands in it as its skeleton (letters that look alike made one, m as nn, io as u) and
 * as the skeleton without one of its letters. Two words that are one edit apart share one of these. What shares one is then measured. */
#include <config.h>

#include <string.h>

#include "reading/near.h"

/* Words are no longer; their skeletons, where m is nn, twice so at most. */
#define LONGEST 32
#define SKELETON (2 * LONGEST)
/* Costs in halves of an edit. */
#define ALIKE 1
#define EDIT 2
#define FAR 9
/* Words from so many letters on may have an edit and a confusion. */
#define LONG_WORD 8

static const char *const groups[] = {
#define LIKE(letters) letters,
#define PAIR(two, one)
#define FIGURE(figure, letters, others)
#include "deliberation/confusions.def"
#undef LIKE
#undef PAIR
#undef FIGURE
};

static const struct {
    char two[3], one[2];
} pairs[] = {
#define LIKE(letters)
#define PAIR(two, one) { two, one },
#define FIGURE(figure, letters, others)
#include "deliberation/confusions.def"
#undef LIKE
#undef PAIR
#undef FIGURE
};

static const struct {
    char figure[2];
    const char *letters, *others;
} figures[] = {
#define LIKE(letters)
#define PAIR(two, one)
#define FIGURE(figure, letters, others) { figure, letters, others },
#include "deliberation/confusions.def"
#undef LIKE
#undef PAIR
#undef FIGURE
};

char dlb_figure_of(char letter, bool only_figures)
{
    for (size_t i = 0; letter && i < sizeof figures / sizeof *figures; i++)
        if (strchr(figures[i].letters, letter) || (only_figures && strchr(figures[i].others, letter)))
            return figures[i].figure[0];
    return '\0';
}

void dlb_near_init(struct dlb_near *near)
{
    for (size_t i = 0; i < sizeof near->groups; i++)
        near->groups[i] = (unsigned char)i;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        for (const char *letter = groups[i]; *letter; letter++)
            near->groups[(unsigned char)*letter] = (unsigned char)groups[i][0];
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        near->paired[(unsigned char)pairs[i].one[0]] = true;
}

static unsigned char group_of(const struct dlb_near *near, char letter)
{
    return near->groups[(unsigned char)letter];
}

static bool is_pair(const struct dlb_near *near, const char *two, char one)
{
    if (!near->paired[(unsigned char)one])
        return false;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].one[0] == one && pairs[i].two[0] == two[0] && pairs[i].two[1] == two[1])
            return true;
    return false;
}

static size_t skeleton_of(const struct dlb_near *near, const char *word, size_t size, unsigned char out[SKELETON])
{
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char letter = group_of(near, word[i] == 'm' ? 'n' : word[i]);
        if (length > 0 && letter == group_of(near, 'o') && out[length - 1] == group_of(near, 'i'))
            out[length - 1] = group_of(near, 'u');
        else
            out[length++] = letter;
        if (word[i] == 'm')
            out[length++] = letter;
    }
    return length;
}

/* --- keys ------------------------------------------------------------------------------------------------------- */

#define BASE 16777619u

struct keys {
    uint32_t before[SKELETON + 1], behind[SKELETON + 1], powers[SKELETON + 1];
    size_t size;
};

static void prepare(struct keys *keys, const unsigned char *skeleton, size_t size)
{
    keys->size = size;
    keys->before[0] = keys->behind[size] = 0;
    keys->powers[0] = 1;
    for (size_t i = 0; i < size; i++) {
        keys->before[i + 1] = keys->before[i] * BASE + skeleton[i];
        keys->powers[i + 1] = keys->powers[i] * BASE;
    }
    for (size_t i = size; i-- > 0;)
        keys->behind[i] = keys->behind[i + 1] + skeleton[i] * keys->powers[size - 1 - i];
}

/* The hash of the skeleton without its letter `i`; of all of it for `i` = size. */
static uint32_t key_without(const struct keys *keys, size_t i)
{
    uint32_t hash = i == keys->size ? keys->before[i]
                                    : keys->before[i] * keys->powers[keys->size - 1 - i] + keys->behind[i + 1];
    hash ^= hash >> 15;
    hash *= 2654435761u;
    return hash ^ hash >> 13;
}

void dlb_near_add(struct dlb_near *near, const char *word, size_t size, uint16_t id)
{
    unsigned char skeleton[SKELETON];
    struct keys keys;

    if (size < DLB_NEAR_LEAST || size > LONGEST || near->count == DLB_NEAR_WORDS)
        return;
    near->words[near->count].text = word;
    near->words[near->count].size = (uint8_t)size;
    near->words[near->count++].id = id;
    prepare(&keys, skeleton, skeleton_of(near, word, size, skeleton));
    for (size_t i = 0; i <= keys.size && 2 * near->filled < DLB_NEAR_SLOTS; i++) {
        uint32_t hash = key_without(&keys, i), slot = hash & (DLB_NEAR_SLOTS - 1);
        while (near->slots[slot].word)
            slot = (slot + 1) & (DLB_NEAR_SLOTS - 1);
        near->slots[slot].word = near->count;
        near->slots[slot].tag = (uint16_t)(hash >> 16);
        near->filled++;
    }
}

/* --- distance --------------------------------------------------------------------------------------------------- */

/* What an edit costs at letter `i` of a word of the lexicon: at its end it is another form. */
static int edit_at(size_t i, size_t size)
{
    return i + (size < LONG_WORD ? 1 : 2) >= size ? FAR : EDIT;
}

static int least(int one, int other)
{
    return one < other ? one : other;
}

/* The costs of the words before three letters of the lexicon's one. */
struct rows {
    int above[LONGEST + 1], last[LONGEST + 1], row[LONGEST + 1];
};

/* Fills the row of letter `i` (from 1) of `other`; the least cost in it. */
static int fill_row(const struct dlb_near *near, struct rows *rows, const char *other, size_t i, size_t other_size,
                    const char *word, size_t size)
{
    int edit = edit_at(i - 1, other_size), added = i + 1 >= other_size ? FAR : EDIT, lowest;

    lowest = rows->row[0] = rows->last[0] + edit;
    for (size_t j = 1; j <= size; j++) {
        char one = other[i - 1], two = word[j - 1];
        int here = one == two ? 0 : group_of(near, one) == group_of(near, two) ? ALIKE : edit;
        int cost = least(rows->last[j - 1] + here, least(rows->last[j] + edit, rows->row[j - 1] + added));
        if (j > 1 && is_pair(near, word + j - 2, one))
            cost = least(cost, rows->last[j - 2] + ALIKE);
        if (i > 1 && is_pair(near, other + i - 2, two))
            cost = least(cost, rows->above[j - 1] + ALIKE);
        rows->row[j] = cost;
        lowest = least(lowest, cost);
    }
    return lowest;
}

/* How far `word` is from `other`, a word of the lexicon, in halves of an edit; more than `limit` where it is too far. */
static int distance(const struct dlb_near *near, const char *other, size_t other_size, const char *word, size_t size,
                    int limit)
{
    struct rows rows;
    for (size_t j = 0; j <= size; j++)
        rows.last[j] = (int)j * EDIT;
    for (size_t i = 1; i <= other_size; i++) {
        if (fill_row(near, &rows, other, i, other_size, word, size) > limit + ALIKE)
            return FAR;
        memcpy(rows.above, rows.last, sizeof rows.above);
        memcpy(rows.last, rows.row, sizeof rows.last);
    }
    return rows.last[size];
}

static int limit_of(size_t size)
{
    return size < LONG_WORD ? EDIT : EDIT + ALIKE;
}

static uint16_t find(const struct dlb_near *near, const char *word, size_t size, int most)
{
    unsigned char skeleton[SKELETON];
    struct keys keys;
    uint16_t best = 0, seen = 0;
    int best_cost = FAR;

    if (size + 1 < DLB_NEAR_LEAST || size > LONGEST)
        return 0;
    prepare(&keys, skeleton, skeleton_of(near, word, size, skeleton));
    for (size_t i = 0; i <= keys.size; i++) {
        uint32_t hash = key_without(&keys, i), slot = hash & (DLB_NEAR_SLOTS - 1);
        for (; near->slots[slot].word; slot = (slot + 1) & (DLB_NEAR_SLOTS - 1)) {
            uint16_t number = (uint16_t)(near->slots[slot].word - 1);
            int cost, limit;
            if (near->slots[slot].tag != (uint16_t)(hash >> 16) || near->slots[slot].word == seen)
                continue;
            seen = near->slots[slot].word;
            limit = least(least(limit_of(near->words[number].size), most), best_cost - 1);
            cost = distance(near, near->words[number].text, near->words[number].size, word, size, limit);
            if (cost <= limit) {
                best_cost = cost;
                best = near->words[number].id;
            }
        }
    }
    return best;
}

uint16_t dlb_near_find(const struct dlb_near *near, const char *word, size_t size)
{
    return find(near, word, size, FAR);
}

uint16_t dlb_near_alike(const struct dlb_near *near, const char *word, size_t size)
{
    return find(near, word, size, ALIKE);
}
