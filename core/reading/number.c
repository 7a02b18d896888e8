/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "reading/grammar.h"
#include "reading/near.h"

/* More digits or words than this are no count and no year. */
#define DIGITS 9
#define WORDS 12

static uint32_t read_digits(const struct dlb_text *text, uint32_t at, int64_t *number)
{
    delib_slice digits = dlb_token_slice(text, at);
    if (digits.size > DIGITS)
        return at;
    *number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        char misread = dlb_figure_of(digits.data[i], false);
        *number = 10 * *number + ((misread ? misread : digits.data[i]) - '0');
    }
    return at + 1;
}

/* Adds a number word to what stands below a thousand; false where French does not go on so. */
static bool add_below_thousand(int64_t *group, int word, bool first)
{
    int64_t tens = *group % 100;
    if (word == 100) {
        if (*group > 19)
            return false;
        *group = (first ? 1 : *group) * 100;
        return true;
    }
    if (word == 20 && tens == 4) { /* quatre-vingt */
        *group += 76;
        return true;
    }
    if (!first && word < 10 && !(tens % 10 == 0 && (tens || *group)))
        return false;
    if (!first && word >= 10 && word < 20 && !(tens == 0 || tens == 60 || tens == 80))
        return false;
    if (!first && word >= 20 && tens != 0)
        return false;
    *group += word;
    return true;
}

/* The number word that stands behind `at`, past hyphens and an « et » that belongs to it; at where none does. */
static uint32_t next_word(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    if (next < end && dlb_token_is_mark(text, next, '-'))
        next++;
    if (next + 1 < end && dlb_token_is(text, next, DLB_AND) &&
        dlb_token_is(text, next + 1 + dlb_token_is_mark(text, next + 1, '-'), DLB_NUMERAL)) {
        uint32_t unit = next + 1 + dlb_token_is_mark(text, next + 1, '-');
        int number = dlb_lexicon_word(text->lexicon, text->tokens[unit].word)->number;
        next = number == 1 || number == 11 ? unit : end;
    }
    return next < end && text->tokens[next].kind == DLB_WORD && dlb_token_is(text, next, DLB_NUMERAL) ? next : at;
}

static uint32_t read_words(const struct dlb_text *text, uint32_t at, uint32_t end, int64_t *number)
{
    int64_t thousands = 0, group = 0;
    uint32_t done = at;
    bool first = true;

    for (int words = 0; words < WORDS; words++) {
        uint32_t word = done == at ? at : next_word(text, done, end);
        int value;
        if (word >= end || (done != at && word == done && !dlb_token_is(text, word, DLB_NUMERAL)))
            break;
        value = dlb_lexicon_word(text->lexicon, text->tokens[word].word)->number;
        if (value == 1000) {
            if (thousands)
                break;
            thousands = (first ? 1 : group) * 1000;
            group = 0;
        } else if (!add_below_thousand(&group, value, first || (group == 0 && thousands))) {
            break;
        }
        first = false;
        done = word + 1;
        if (value == 0 && thousands == 0 && group == 0)
            break;
    }
    *number = thousands + group;
    return done;
}

uint32_t dlb_read_number(const struct dlb_text *text, uint32_t at, uint32_t end, int64_t *number)
{
    if (at >= end)
        return at;
    if (text->tokens[at].kind == DLB_NUMBER)
        return read_digits(text, at, number);
    if (text->tokens[at].kind == DLB_WORD && dlb_token_is(text, at, DLB_NUMERAL))
        return read_words(text, at, end, number);
    return at;
}

/* Whether a number belongs to a label before it that counts: « Contre : 2 ». « Vote : 9 », « Vote de la motion : 12 » are
 * of the word behind it. */
static bool is_of_label(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at - 1);
    if (!dlb_token_is_mark(text, at - 1, ':') && !dlb_token_is_mark(text, at - 1, '='))
        return false;
    return hit == 0 || text->hits[hit - 1].cue != DLB_CUE_VOTE ||
           text->tokens[text->hits[hit - 1].first].line != text->tokens[at].line;
}

uint32_t dlb_read_lone_figure(const struct dlb_text *text, uint32_t at, uint32_t end, int64_t *number)
{
    char figure;
    if (at >= end || text->tokens[at].kind != DLB_WORD || text->tokens[at].size != 1 || (text->tokens[at].flags & DLB_GLUED) ||
        (at + 1 < text->count && (text->tokens[at + 1].flags & DLB_GLUED)))
        return at;
    figure = dlb_figure_of(dlb_token_slice(text, at).data[0], false);
    if (!figure)
        return at;
    *number = figure - '0';
    return at + 1;
}

uint32_t dlb_read_number_before(const struct dlb_text *text, uint32_t from, uint32_t cue, uint32_t *first,
                                int64_t *number)
{
    *first = cue;
    while (*first > from && cue - *first < 8 &&
           (text->tokens[*first - 1].kind == DLB_NUMBER || dlb_token_is(text, *first - 1, DLB_NUMERAL) ||
            (*first < cue && dlb_token_is_mark(text, *first - 1, '-'))))
        --*first;
    if (*first == cue && cue > from && dlb_read_lone_figure(text, cue - 1, cue, number) == cue) {
        --*first;
        return cue;
    }
    while (*first < cue && dlb_token_is_mark(text, *first, '-'))
        ++*first; /* « - 13 présents » */
    if (*first > from && is_of_label(text, *first))
        return *first;
    return *first < cue && dlb_read_number(text, *first, cue, number) == cue ? cue : *first;
}
