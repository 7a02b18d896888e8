/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "reading/fold.h"
#include "reading/near.h"
#include "reading/noise.h"

#define LEAST 30
#define FEW 3
#define WORST 120
/* A figure is worth so many letters. */
#define FIGURE 2
/* Shorter words are initials and particles; they stand in every text twice. */
#define WORD_LETTERS 3
/* What nobody confirms is doubtful long before it has so many letters. */
#define MOST 96

/* The rows of given.def, each of names with a blank between. */
static const char *const given_rows[] = {
#define GIVEN(names) names,
#include "deliberation/given.def"
#undef GIVEN
};

/* What the list of given names says of a word. */
enum verdict { UNKNOWN, GIVEN_NAME, MISREAD_NAME };

/* The slot of a word among those seen, or the empty one where it would stand. */
static uint32_t slot_of(const struct dlb_text *text, uint32_t hash)
{
    uint32_t slot = hash & (text->seen_room - 1);
    while (text->seen[slot].hash && text->seen[slot].hash != hash)
        slot = (slot + 1) & (text->seen_room - 1);
    return slot;
}

/* The hash of a word or number as it stands, letter case and accents apart; never 0. */
static uint32_t hash_of(const struct dlb_text *text, uint32_t at)
{
    uint32_t letters = 0;
    return dlb_hash_folded(dlb_token_slice(text, at), &letters) | 1;
}

static delib_status count_words(struct dlb_text *text)
{
    text->seen_room = 64;
    while (text->seen_room < 2 * text->count)
        text->seen_room *= 2;
    if (!(text->seen = calloc(text->seen_room, sizeof *text->seen)))
        return DELIB_E_NOMEM;
    for (uint32_t at = 0; at < text->count; at++) {
        uint32_t hash, slot;
        if (text->tokens[at].kind == DLB_MARK || text->tokens[at].size < WORD_LETTERS)
            continue;
        hash = hash_of(text, at);
        slot = slot_of(text, hash);
        text->seen[slot].hash = hash;
        text->seen[slot].count++;
    }
    return DELIB_OK;
}

static delib_status index_given(struct dlb_text *text)
{
    if (!(text->given = calloc(1, sizeof *text->given)))
        return DELIB_E_NOMEM;
    dlb_near_init(text->given);
    for (size_t i = 0; i < sizeof given_rows / sizeof *given_rows; i++)
        for (const char *name = given_rows[i]; *name; name += strspn(name, " ")) {
            size_t size = strcspn(name, " ");
            dlb_near_add(text->given, name, size, (uint16_t)(text->given->count + 1));
            name += size;
        }
    return DELIB_OK;
}

/* Whether a folded word stands in the list: short names are in no index. */
static bool is_given(const char *folded, size_t size)
{
    for (size_t i = 0; i < sizeof given_rows / sizeof *given_rows; i++)
        for (const char *name = given_rows[i]; *name; name += strspn(name, " ")) {
            size_t length = strcspn(name, " ");
            if (length == size && memcmp(name, folded, size) == 0)
                return true;
            name += length;
        }
    return false;
}

static enum verdict judge(const struct dlb_text *text, uint32_t at)
{
    char folded[64];
    size_t size = dlb_fold(dlb_token_slice(text, at), folded, sizeof folded);
    if (!size || text->tokens[at].kind != DLB_WORD)
        return UNKNOWN;
    if (is_given(folded, size))
        return GIVEN_NAME;
    return dlb_near_alike(text->given, folded, size) ? MISREAD_NAME : UNKNOWN;
}

/* Whether letters of a word were misread; blanks that were lost or added are no noise. */
static bool is_misread(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at], *next = token + 1;
    if (!(token->flags & DLB_FUZZY) || at + 1 == text->count)
        return token->flags & DLB_FUZZY;
    return next->flags & DLB_TAIL ? next->flags & DLB_GLUED : !(next->kind == DLB_WORD && (next->flags & DLB_GLUED));
}

static bool has_misread(const struct dlb_text *text, const struct dlb_hit *hit)
{
    for (uint32_t at = hit->first; hit->fuzzy && at < hit->end; at++)
        if (is_misread(text, at))
            return true;
    return false;
}

delib_status dlb_find_noise(struct dlb_text *text)
{
    uint64_t misread = 0;
    for (uint32_t i = 0; i < text->hit_count; i++)
        misread += has_misread(text, &text->hits[i]);
    if (misread < FEW || 1000 * misread < (uint64_t)LEAST * text->hit_count)
        return DELIB_OK;
    text->noise = (int)(1000 * misread / text->hit_count);
    return index_given(text) == DELIB_OK ? count_words(text) : DELIB_E_NOMEM;
}

/* The letters of a token that nothing confirms. */
static uint32_t unconfirmed(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    if (token->kind == DLB_MARK || token->word)
        return 0;
    switch (judge(text, at)) {
    case GIVEN_NAME:
        return 0;
    case MISREAD_NAME:
        return MOST;
    default:
        break;
    }
    if (token->size >= WORD_LETTERS && text->seen[slot_of(text, hash_of(text, at))].count > 1)
        return 0;
    return token->kind == DLB_NUMBER ? FIGURE * token->size : token->size;
}

/* « Did1er »: a figure inside a word, on either side of a value. */
static bool is_torn(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    return (first > 0 && (text->tokens[first].flags & DLB_GLUED) && text->tokens[first - 1].kind == DLB_NUMBER &&
            text->tokens[first].kind == DLB_WORD) ||
           (end < text->count && (text->tokens[end].flags & DLB_GLUED) && text->tokens[end].kind == DLB_NUMBER &&
            text->tokens[end - 1].kind == DLB_WORD);
}

/* The letters in a thousand that are taken to be wrong. */
static int wrong_letters(int noise)
{
    int wrong = noise / 5 + 6 * noise * noise / 1000;
    return wrong < WORST ? wrong : WORST;
}

int dlb_in_noise(const struct dlb_text *text, uint32_t first, uint32_t end, int confidence)
{
    uint32_t letters = 0;
    int wrong = wrong_letters(text->noise);
    if (!text->noise || first == end)
        return confidence;
    if (is_torn(text, first, end))
        letters = MOST;
    for (uint32_t at = first; at < end && letters < MOST; at++)
        letters += unconfirmed(text, at);
    for (uint32_t i = 0; i < letters && i < MOST; i++)
        confidence = confidence * (1000 - wrong) / 1000;
    return confidence;
}
