/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The agenda of a sitting: its lines come again as the titles of what was decided. */
#include <config.h>

#include "reading/fold.h"
#include "reading/items.h"

/* An agenda has no more lines, and a line no more words that are looked at. */
#define LINES 80
#define WORDS 16
/* A title has so many words and letters at least. */
#define LEAST_WORDS 2
#define LEAST_LETTERS 10

/* A line by its words, folded and hashed. */
struct entry {
    uint32_t words[WORDS];
    uint32_t count, letters;
};

/* Reads the line that begins at a token; the token of the next line. */
static uint32_t read_line(const struct dlb_text *text, uint32_t at, struct entry *entry)
{
    uint32_t first = at;
    entry->count = entry->letters = 0;
    for (; at < text->count && (at == first || !(text->tokens[at].flags & DLB_FIRST)); at++)
        if (text->tokens[at].kind == DLB_WORD && entry->count < WORDS)
            entry->words[entry->count++] = dlb_hash_folded(dlb_token_slice(text, at), &entry->letters);
    return at;
}

/* Whether two lines have nearly all words in common: letters that an OCR engine misread spoil a word or two. */
static bool is_alike(const struct entry *one, const struct entry *other)
{
    uint32_t common = 0, most = one->count > other->count ? one->count : other->count;
    if (one->words[0] != other->words[0] && (one->count < 2 || other->count < 2 || one->words[1] != other->words[1]))
        return false;
    for (uint32_t i = 0; i < one->count; i++)
        for (uint32_t j = 0; j < other->count; j++)
            if (one->words[i] == other->words[j]) {
                common++;
                break;
            }
    return 10 * common >= 7 * most;
}

static bool is_title(const struct entry *entry)
{
    return entry->count >= LEAST_WORDS && entry->letters >= LEAST_LETTERS;
}

/* A line that begins with a cue of its own, as « Résultat du vote : », comes again for other reasons. */
static bool leads_with_cue(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    return hit < text->hit_count && text->hits[hit].first == at &&
           dlb_cue_kinds[text->hits[hit].cue].block != DLB_BLOCK_NONE;
}

static bool is_among(const struct entry *entries, uint32_t count, const struct entry *line)
{
    for (uint32_t i = 0; i < count && is_title(line); i++)
        if (is_alike(&entries[i], line))
            return true;
    return false;
}

/* The first token of the line behind a token. */
static uint32_t next_line(const struct dlb_text *text, uint32_t at)
{
    do
        at++;
    while (at < text->count && !(text->tokens[at].flags & DLB_FIRST));
    return at;
}

/* Reads the agenda whose label ends before `at`; flags the lines up to `end` that repeat one of its own. */
static void read_agenda(struct dlb_text *text, uint32_t at, uint32_t end)
{
    struct entry entries[LINES], line;
    uint32_t count = 0;
    bool repeated = false;

    for (uint32_t next; at < end; at = next) {
        next = read_line(text, at, &line);
        if (leads_with_cue(text, at))
            continue;
        if (is_among(entries, count, &line)) {
            text->tokens[at].flags |= DLB_AGENDA;
            repeated = true;
        } else if (!repeated && count < LINES && is_title(&line)) {
            entries[count++] = line;
        }
    }
}

void dlb_find_agenda(struct dlb_text *text)
{
    for (uint32_t i = 0; i < text->hit_count; i++) {
        uint32_t next = i + 1;
        if (text->hits[i].cue != DLB_CUE_AGENDA || !(text->tokens[text->hits[i].first].flags & DLB_FIRST))
            continue;
        while (next < text->hit_count && (text->hits[next].cue != DLB_CUE_AGENDA ||
                                          !(text->tokens[text->hits[next].first].flags & DLB_FIRST)))
            next++;
        read_agenda(text, next_line(text, text->hits[i].first),
                    next < text->hit_count ? text->hits[next].first : text->count);
        i = next - 1;
    }
}
