/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "reading/fold.h"
#include "reading/mend.h"
#include "reading/near.h"

/* A word in two pieces, and two words in one, have so many letters at least. */
#define PIECES 7
#define RUN_TOGETHER 8
/* Letters that stand apart are so many, and what they spell no shorter. */
#define SPELT 4
#define SPELT_MOST 22
/* A number with misread figures has no more pieces. */
#define NUMBER_PIECES 8

size_t dlb_split_word(const struct dlb_lexicon *lexicon, const char *folded, size_t size)
{
    if (size < RUN_TOGETHER)
        return 0;
    for (size_t at = 2; at + 2 <= size; at++) {
        uint16_t word = dlb_lexicon_find(lexicon, folded, at), next;
        if (!word || (next = dlb_lexicon_find(lexicon, folded + at, size - at)) == 0)
            continue;
        if (dlb_lexicon_follows(lexicon, word, next))
            return at;
    }
    return 0;
}

static void set_word(struct dlb_text *text, uint32_t first, uint32_t end, uint16_t word, unsigned flags)
{
    text->tokens[first].word = word;
    text->tokens[first].flags |= (uint8_t)flags;
    for (uint32_t at = first + 1; at < end; at++) {
        text->tokens[at].word = 0;
        text->tokens[at].flags |= DLB_TAIL;
    }
}

/* The letters of the tokens [first, end), folded. */
static size_t fold_tokens(const struct dlb_text *text, uint32_t first, uint32_t end, char *folded, size_t room)
{
    size_t size = 0;
    for (uint32_t at = first; at < end; at++) {
        size_t part = dlb_fold(dlb_token_slice(text, at), folded + size, room - size);
        if (!part)
            return 0;
        size += part;
    }
    return size;
}

/* « unani- / mité » */
static void join_broken(struct dlb_text *text, uint32_t tail)
{
    const struct dlb_token *rest = &text->tokens[tail];
    char folded[DLB_FOLD_ROOM];
    size_t size, head;
    uint16_t word;

    if (tail < 2 || rest[-1].line + 1 != rest->line || rest[-2].kind != DLB_WORD || !(rest[-1].flags & DLB_GLUED) ||
        !dlb_token_is_mark(text, tail - 1, '-') || rest->kind != DLB_WORD || (rest->flags & DLB_CAPITAL))
        return;
    head = fold_tokens(text, tail - 2, tail - 1, folded, sizeof folded);
    size = head + dlb_fold(dlb_token_slice(text, tail), folded + head, DLB_FOLD_ROOM - head);
    word = size ? dlb_lexicon_find(text->lexicon, folded, size) : 0;
    if (word)
        set_word(text, tail - 2, tail + 1, word, 0);
}

/* « c0nseil », « de1ibération »: letters and a few figures without anything between them. The token behind. */
static uint32_t join_figures(struct dlb_text *text, uint32_t first)
{
    uint32_t end = first + 1, letters = 0, figures = 0;
    char folded[DLB_FOLD_ROOM];
    size_t size;
    uint16_t word;

    if (text->tokens[first].kind == DLB_MARK)
        return end;
    while (end < text->count && text->tokens[end].kind != DLB_MARK && (text->tokens[end].flags & DLB_GLUED))
        end++;
    if (end == first + 1)
        return end;
    for (uint32_t at = first; at < end; at++)
        *(text->tokens[at].kind == DLB_WORD ? &letters : &figures) += text->tokens[at].size;
    if (!letters || !figures || letters <= 2 * figures || letters + figures > DLB_FOLD_ROOM ||
        (text->tokens[first].flags & DLB_GLUED) || !(size = fold_tokens(text, first, end, folded, sizeof folded)))
        return end;
    word = dlb_lexicon_near(text->lexicon, folded, size);
    if (word)
        set_word(text, first, end, word, DLB_FUZZY);
    return end;
}

/* Whether a token is a word of one letter that nothing is glued to. */
static bool is_single(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    return at < text->count && token->kind == DLB_WORD && token->size <= 2 && !(token->flags & DLB_GLUED) &&
           (token->size == 1 || (unsigned char)dlb_token_slice(text, at).data[0] >= 0x80) &&
           !(at + 1 < text->count && (token[1].flags & DLB_GLUED));
}

/* The token behind the longest word of the lexicon that letters from `at` on spell; at where they spell none. */
static uint32_t end_of_spelt(const struct dlb_text *text, uint32_t at, uint32_t end, uint16_t *word)
{
    size_t sizes[SPELT_MOST + 1] = { 0 };
    char folded[DLB_FOLD_ROOM];
    uint32_t last = at;
    for (; last < end && last - at < SPELT_MOST; last++) {
        size_t size = sizes[last - at];
        sizes[last - at + 1] = size + fold_tokens(text, last, last + 1, folded + size, sizeof folded - size);
    }
    for (; last >= at + SPELT; last--)
        if ((*word = dlb_lexicon_find(text->lexicon, folded, sizes[last - at])) != 0)
            return last;
    return at;
}

/* « R E P U B L I Q U E F R A N C A I S E »: the longest word of the lexicon at each letter. The token behind. */
static uint32_t join_spelt(struct dlb_text *text, uint32_t first)
{
    uint32_t end = first;
    while (is_single(text, end))
        end++;
    for (uint32_t at = first; at + SPELT <= end;) {
        uint16_t word = 0;
        uint32_t last = end_of_spelt(text, at, end, &word);
        if (last > at)
            set_word(text, at, last, word, 0);
        at = last > at ? last : at + 1;
    }
    return end > first ? end : first + 1;
}

/* Whether a token may be a piece of a word: none that the lexicon knows as it stands. */
static bool is_piece(const struct dlb_token *token)
{
    return token->kind == DLB_WORD && !(token->flags & DLB_TAIL) && (!token->word || (token->flags & DLB_FUZZY));
}

/* « déli bération »: the pieces of one word with a blank between them. */
static void join_pieces(struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    char folded[DLB_FOLD_ROOM];
    size_t size;
    uint16_t word;

    if (!is_piece(&token[0]) || !is_piece(&token[1]) || (token[1].flags & DLB_GLUED) ||
        token[1].start - token[0].start - token[0].size != 1 || token[0].size + token[1].size < PIECES ||
        ((token[1].flags & DLB_CAPITAL) && token[0].size > 1 && !(token[0].flags & DLB_CAPS)))
        return;
    size = fold_tokens(text, at, at + 2, folded, sizeof folded);
    word = size ? dlb_lexicon_find(text->lexicon, folded, size) : 0;
    if (word)
        set_word(text, at, at + 2, word, DLB_FUZZY);
}

/* Whether all letters of a word may be figures: « O », « l ». */
static bool is_of_figures(const struct dlb_text *text, uint32_t at)
{
    delib_slice word = dlb_token_slice(text, at);
    for (size_t i = 0; i < word.size; i++)
        if (!dlb_figure_of(word.data[i], false))
            return false;
    return true;
}

/* The token behind those from `first` on that are one number with misread figures, such as « 3O » and « 1l »; first + 1
 * where there is no such number. Words glued to it make it something else, but for hours. */
static uint32_t end_of_number(const struct dlb_text *text, uint32_t first)
{
    const struct dlb_token *tokens = text->tokens;
    uint32_t end = first, figures = 0, letters = 0;
    if ((tokens[first].flags & DLB_GLUED) && first > 0 && tokens[first - 1].kind == DLB_WORD &&
        !dlb_token_is(text, first - 1, DLB_HOUR))
        return first + 1;
    for (; end < text->count && (end == first || (tokens[end].flags & DLB_GLUED)); end++) {
        if (end - first == NUMBER_PIECES)
            return first + 1;
        if (tokens[end].kind == DLB_NUMBER)
            figures++;
        else if (tokens[end].kind == DLB_WORD && is_of_figures(text, end))
            letters++;
        else
            break;
    }
    if (!figures || !letters || (end < text->count && (tokens[end].flags & DLB_GLUED) &&
                                 tokens[end].kind == DLB_WORD && !dlb_token_is(text, end, DLB_HOUR)))
        return first + 1;
    return end;
}

/* Makes one token of each number with misread figures. */
static void merge_numbers(struct dlb_text *text, uint32_t first)
{
    uint32_t kept = first;
    for (uint32_t at = first, end; at < text->count; at = end) {
        struct dlb_token *token = &text->tokens[kept++];
        end = end_of_number(text, at);
        *token = text->tokens[at];
        if (end == at + 1)
            continue;
        token->size = text->tokens[end - 1].start + text->tokens[end - 1].size - token->start;
        token->kind = DLB_NUMBER;
        token->word = 0;
        token->flags = (uint8_t)((token->flags & (DLB_GLUED | DLB_FIRST | DLB_GAP)) | DLB_FUZZY);
    }
    text->count = kept;
}

void dlb_mend_line(struct dlb_text *text, uint32_t first)
{
    merge_numbers(text, first);
    if (first < text->count)
        join_broken(text, first);
    for (uint32_t at = first; at < text->count; at = join_figures(text, at))
        ;
    for (uint32_t at = first; at < text->count; at = join_spelt(text, at))
        ;
    for (uint32_t at = first; at + 1 < text->count; at++)
        join_pieces(text, at);
}
