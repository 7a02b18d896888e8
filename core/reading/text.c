/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "io/utf8.h"
#include "reading/columns.h"
#include "reading/fold.h"
#include "reading/mend.h"
#include "reading/noise.h"
#include "reading/text.h"

/* No cue has more tokens than this, marks between its words counted. */
#define CUE_TOKENS 24
/* So many blanks are the gap between two columns. */
#define COLUMN_GAP 3
/* No day and year in words have more tokens. */
#define DATE_TOKENS 16
/* So many letters has a phrase, or a label of one word, that is told from misread words. */
#define FUZZY_PHRASE 9
#define FUZZY_WORD 7

static struct dlb_token *add_token(struct dlb_text *text)
{
    if (text->count == text->room) {
        uint32_t room = text->room ? 2 * text->room : 2048;
        struct dlb_token *grown;
        if (text->room > UINT32_MAX / 4 || !(grown = realloc(text->tokens, room * sizeof *grown)))
            return NULL;
        text->tokens = grown;
        text->room = room;
    }
    return memset(&text->tokens[text->count++], 0, sizeof *text->tokens);
}

static bool is_blank(int32_t code)
{
    return code <= ' ' || code == 0x7F || (code >= 0x80 && code <= 0xA0) || code == 0xAD || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200F) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x2060 || code == 0x3000 || code == 0xFEFF;
}

/* Endings in brackets that belong to the word before: « Etai(ent) absent(s) », « nommé(e) ». */
static size_t bracketed_ending(delib_slice line, size_t offset)
{
    size_t end = offset + 1;
    if (offset >= line.size || line.data[offset] != '(')
        return 0;
    while (end < line.size && end - offset <= 4 && line.data[end] >= 'a' && line.data[end] <= 'z')
        end++;
    return end > offset + 1 && end < line.size && line.data[end] == ')' ? end + 1 - offset : 0;
}

struct letters {
    unsigned capitals, small;
};

/* Moves `*offset` behind the letters that stand there. */
static struct letters skip_letters(delib_slice line, size_t *offset)
{
    struct letters seen = { 0, 0 };
    for (size_t next = *offset; next < line.size; *offset = next) {
        int32_t code = dlb_utf8_next(line, &next);
        if (!dlb_is_letter(code) && !dlb_is_combining(code))
            break;
        if (dlb_is_capital(code))
            seen.capitals++;
        else if (!dlb_is_combining(code))
            seen.small++;
    }
    return seen;
}

/* The byte of a word in which its folded letter `letter` ends. */
static size_t end_of_letter(delib_slice word, size_t letter)
{
    size_t end = 0, room = letter;
    char folded[DLB_FOLD_ROOM];
    while (end < word.size && room > 0) {
        size_t start = end;
        dlb_utf8_next(word, &end);
        room -= dlb_fold((delib_slice){ word.data + start, end - start }, folded, room);
    }
    return end;
}

/* Looks a word up as it stands, as two run together, and as a misreading. The byte behind it, or behind the first of
 * two. */
static size_t look_up(const struct dlb_text *text, struct dlb_token *token, delib_slice word)
{
    char folded[DLB_FOLD_ROOM];
    size_t size = dlb_fold(word, folded, sizeof folded), split;

    if (!size || (token->word = dlb_lexicon_find(text->lexicon, folded, size)) != 0)
        return word.size;
    if ((split = dlb_split_word(text->lexicon, folded, size)) > 0) {
        token->word = dlb_lexicon_find(text->lexicon, folded, split);
        token->flags |= DLB_FUZZY;
        return end_of_letter(word, split);
    }
    if ((token->word = dlb_lexicon_near(text->lexicon, folded, size)) != 0)
        token->flags |= DLB_FUZZY;
    return word.size;
}

static size_t scan_word(const struct dlb_text *text, struct dlb_token *token, delib_slice line, size_t start)
{
    size_t end = start, first = start, size, part;
    bool capital = dlb_is_capital(dlb_utf8_next(line, &first));
    struct letters seen = skip_letters(line, &end);

    size = end + bracketed_ending(line, end) - start;
    part = look_up(text, token, (delib_slice){ line.data + start, size });
    if (part < size) {
        end = start;
        seen = skip_letters((delib_slice){ line.data, start + part }, &end);
    }
    token->kind = DLB_WORD;
    if (capital)
        token->flags |= DLB_CAPITAL;
    if (seen.capitals > 1 && seen.small == 0)
        token->flags |= DLB_CAPS;
    return start + part;
}

static size_t scan_digits(struct dlb_token *token, delib_slice line, size_t start)
{
    token->kind = DLB_NUMBER;
    while (start < line.size && line.data[start] >= '0' && line.data[start] <= '9')
        start++;
    return start;
}

/* A mark and its repetitions are one token. */
static size_t scan_mark(struct dlb_token *token, delib_slice line, size_t start)
{
    size_t end = start, size;
    token->kind = DLB_MARK;
    dlb_utf8_next(line, &end);
    size = end - start;
    while (end + size <= line.size && memcmp(line.data + start, line.data + end, size) == 0)
        end += size;
    return end;
}

delib_slice dlb_token_slice(const struct dlb_text *text, uint32_t token)
{
    const struct dlb_token *at = &text->tokens[token];
    return (delib_slice){ text->lines->lines[at->line].text.data + at->start, at->size };
}

bool dlb_token_is(const struct dlb_text *text, uint32_t token, unsigned classes)
{
    return token < text->count && (dlb_lexicon_word(text->lexicon, text->tokens[token].word)->classes & classes);
}

bool dlb_token_is_mark(const struct dlb_text *text, uint32_t token, char mark)
{
    return token < text->count && text->tokens[token].kind == DLB_MARK &&
           text->lines->lines[text->tokens[token].line].text.data[text->tokens[token].start] == mark;
}

static delib_status scan_line(struct dlb_text *text, uint32_t number, bool *gap)
{
    delib_slice line = text->lines->lines[number].text;
    bool first = true, glued = false;
    uint32_t begin = text->count;

    for (size_t start = 0, end; start < line.size; start = end) {
        struct dlb_token *token;
        int32_t code;
        end = start;
        code = dlb_utf8_next(line, &end);
        if (is_blank(code)) {
            glued = false;
            continue;
        }
        if (!(token = add_token(text)))
            return DELIB_E_NOMEM;
        token->flags = (uint8_t)((first ? DLB_FIRST : 0) | (first && *gap ? DLB_GAP : 0) | (glued ? DLB_GLUED : 0));
        if (dlb_is_letter(code))
            end = scan_word(text, token, line, start);
        else if (code >= '0' && code <= '9')
            end = scan_digits(token, line, start);
        else
            end = scan_mark(token, line, start);
        token->line = number;
        token->start = (uint32_t)start;
        token->size = (uint32_t)(end - start);
        first = *gap = false;
        glued = true;
    }
    *gap = *gap || first;
    dlb_mend_line(text, begin);
    return DELIB_OK;
}

/* Marks that may stand between the words of a phrase. */
static bool is_transparent(const struct dlb_text *text, uint32_t token)
{
    static const char *const marks[] = { "’", "ʼ", "–", "—" };
    delib_slice mark = dlb_token_slice(text, token);
    if (text->tokens[token].kind != DLB_MARK)
        return text->tokens[token].flags & DLB_TAIL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (delib_slice_is(mark, marks[i]))
            return true;
    return strchr("'()*-_", mark.data[0]);
}

/* Whether a phrase with misread words is one all the same: half of its words are right and it is long enough, or it is
 * one long word where a label stands. */
static bool is_credible(const struct dlb_text *text, const struct dlb_hit *hit)
{
    uint32_t words = 0, misread = 0, letters = 0;
    for (uint32_t at = hit->first; at < hit->end; at++) {
        const struct dlb_token *token = &text->tokens[at];
        letters += token->kind == DLB_MARK ? 0 : token->size;
        words += token->word != 0;
        misread += (token->flags & DLB_FUZZY) != 0;
    }
    if (words > 1)
        return 2 * misread <= words && letters >= FUZZY_PHRASE;
    return letters >= FUZZY_WORD && (dlb_cue_kinds[hit->cue].flags & DLB_CUE_LABEL) &&
           ((text->tokens[hit->first].flags & DLB_FIRST) || dlb_token_is_mark(text, hit->end, ':'));
}

/* « S.I.V.O.M. »: the full stops of initials. */
static bool is_stop_of_initial(const struct dlb_text *text, uint32_t token)
{
    return dlb_token_is_mark(text, token, '.') && (text->tokens[token].flags & DLB_GLUED) &&
           text->tokens[token].size == 1 && text->tokens[token - 1].kind == DLB_WORD && text->tokens[token - 1].size == 1;
}

/* The longest phrase that begins at a token; cue is DLB_CUE_NONE where there is none. */
static struct dlb_hit longest_cue(const struct dlb_text *text, uint32_t first)
{
    struct dlb_hit best = { first, first, DLB_CUE_NONE, false }, hit;
    uint16_t state = 0;
    bool misread = false;

    for (uint32_t at = first; at < text->count && at - first < CUE_TOKENS; at++) {
        const struct dlb_token *token = &text->tokens[at];
        if (at > first && (token->flags & DLB_GAP))
            break;
        if (token->word) {
            misread = misread || (token->flags & DLB_FUZZY);
            state = dlb_lexicon_step(text->lexicon, state, token->word);
            if (!state)
                break;
            hit = (struct dlb_hit){ first, at + 1, dlb_lexicon_cue(text->lexicon, state), misread };
            if (hit.cue != DLB_CUE_NONE && (!misread || is_credible(text, &hit)))
                best = hit;
        } else if (at == first || !(is_transparent(text, at) || is_stop_of_initial(text, at))) {
            break;
        }
    }
    while (best.cue != DLB_CUE_NONE && best.end < text->count && (text->tokens[best.end].flags & DLB_TAIL))
        best.end++;
    return best;
}

static delib_status add_hit(struct dlb_text *text, struct dlb_hit hit)
{
    if (text->hit_count == text->hit_room) {
        uint32_t room = text->hit_room ? 2 * text->hit_room : 256;
        struct dlb_hit *grown = realloc(text->hits, room * sizeof *grown);
        if (!grown)
            return DELIB_E_NOMEM;
        text->hits = grown;
        text->hit_room = room;
    }
    text->hits[text->hit_count++] = hit;
    return DELIB_OK;
}

static delib_status find_cues(struct dlb_text *text)
{
    delib_status status = DELIB_OK;
    uint32_t covered = 0;

    for (uint32_t i = 0; i < text->count && status == DELIB_OK; i++) {
        struct dlb_hit hit;
        if (!text->tokens[i].word)
            continue;
        hit = longest_cue(text, i);
        if (hit.cue == DLB_CUE_NONE || hit.end <= covered)
            continue;
        status = add_hit(text, hit);
        covered = hit.end;
    }
    return status;
}

/* Whether a year stands before the day that ends behind `at`: « deux mille vingt-quatre, le quatre ». */
static bool follows_year(const struct dlb_text *text, uint32_t at)
{
    uint32_t back = 0;
    while (at > 0 && back++ < DATE_TOKENS &&
           (text->tokens[at].kind == DLB_MARK || dlb_token_is(text, at, DLB_NUMERAL | DLB_ORDINAL | DLB_ARTICLE)))
        at--;
    return back > 2 && dlb_token_is(text, at + 1, DLB_NUMERAL);
}

/* Whether a misread month stands between a day and a year, or behind both. */
static bool is_month_of_date(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    if (!dlb_token_is(text, at, DLB_MONTH) || at == 0 ||
        !(token[-1].kind == DLB_NUMBER || dlb_token_is(text, at - 1, DLB_NUMERAL | DLB_ORDINAL)))
        return false;
    return (at + 1 < text->count && (token[1].kind == DLB_NUMBER || dlb_token_is(text, at + 1, DLB_NUMERAL))) ||
           follows_year(text, at - 1);
}

/* What looks like a misread word is a word of its own where it belongs to no cue and no date. */
static void forget_misread(struct dlb_text *text)
{
    uint32_t hit = 0;
    for (uint32_t i = 0; i < text->count; i++) {
        while (hit < text->hit_count && text->hits[hit].end <= i)
            hit++;
        if (!(text->tokens[i].flags & DLB_FUZZY) || text->tokens[i].kind == DLB_NUMBER || is_month_of_date(text, i) ||
            (hit < text->hit_count && text->hits[hit].fuzzy && text->hits[hit].first <= i))
            continue;
        text->tokens[i].word = 0;
        text->tokens[i].flags &= (uint8_t)~DLB_FUZZY;
    }
}

delib_status dlb_text_init(struct dlb_text *text, const delib_lines *lines, const struct dlb_lexicon *lexicon)
{
    delib_status status;
    bool gap = true;

    memset(text, 0, sizeof *text);
    text->lexicon = lexicon;
    status = dlb_find_columns(lines, &text->columns);
    text->lines = text->columns ? text->columns : lines;
    for (uint32_t i = 0; i < text->lines->count && status == DELIB_OK; i++)
        status = scan_line(text, i, &gap);
    if (status == DELIB_OK)
        status = find_cues(text);
    if (status == DELIB_OK)
        forget_misread(text);
    return status == DELIB_OK ? dlb_find_noise(text) : status;
}

/* Frees lines whose boxes are those of others. */
static void free_lines(delib_lines *lines)
{
    if (lines)
        free(lines->lines);
    free(lines);
}

void dlb_text_clear(struct dlb_text *text)
{
    free(text->tokens);
    free(text->hits);
    free(text->seen);
    free(text->given);
    free_lines(text->restored);
    free_lines(text->columns);
    text->restored = text->columns = NULL;
    text->seen = NULL;
    text->given = NULL;
    text->tokens = NULL;
    text->hits = NULL;
}

bool dlb_begins_column(const struct dlb_text *text, uint32_t token)
{
    const struct dlb_token *at = &text->tokens[token];
    return !(at->flags & DLB_FIRST) && at->start - at[-1].start - at[-1].size >= COLUMN_GAP;
}

uint32_t dlb_text_hit_at(const struct dlb_text *text, uint32_t token)
{
    uint32_t low = 0, high = text->hit_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->hits[middle].first < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static delib_slice joined_lines(const struct dlb_text *text, uint32_t first, uint32_t end, char **owned)
{
    const struct dlb_token *from = &text->tokens[first], *to = &text->tokens[end - 1];
    size_t size = 0, room = 1;
    for (uint32_t line = from->line; line <= to->line; line++)
        room += text->lines->lines[line].text.size + 1;
    if (!(*owned = malloc(room)))
        return (delib_slice){ NULL, 0 };
    for (uint32_t line = from->line; line <= to->line; line++) {
        delib_slice part = text->lines->lines[line].text;
        size_t start = line == from->line ? from->start : 0;
        size_t stop = line == to->line ? to->start + to->size : part.size;
        if (line > from->line)
            (*owned)[size++] = '\n';
        if (stop > start)
            memcpy(*owned + size, part.data + start, stop - start);
        size += stop - start;
    }
    return (delib_slice){ *owned, size };
}

uint32_t dlb_text_stretch(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    for (uint32_t at = first + 1; text->columns && at < end; at++) {
        delib_slice before = dlb_token_slice(text, at - 1), here = dlb_token_slice(text, at);
        if (here.data < before.data)
            return at;
        for (const char *byte = before.data + before.size; byte < here.data; byte++)
            if ((unsigned char)*byte > ' ')
                return at;
    }
    return end;
}

/* The end of a range without the tokens that stand before its first one in the source. */
static uint32_t end_behind(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    const char *from = dlb_token_slice(text, first).data;
    while (text->columns && end > first + 1 && dlb_token_slice(text, end - 1).data < from)
        end--;
    return end;
}

delib_slice dlb_text_raw(const struct dlb_text *text, uint32_t first, uint32_t end, char **owned)
{
    delib_slice from = dlb_token_slice(text, first), to;
    end = end_behind(text, first, end);
    to = dlb_token_slice(text, end - 1);
    *owned = NULL;
    if (text->lines->base.data || text->tokens[first].line == text->tokens[end - 1].line)
        return (delib_slice){ from.data, (size_t)(to.data + to.size - from.data) };
    return joined_lines(text, first, end, owned);
}

/* The byte in the source of an offset in a line. */
static size_t byte_at(const struct dlb_text *text, uint32_t number, size_t offset, bool end)
{
    const struct dlb_line *line = &text->lines->lines[number];
    if (line->span.end - line->span.start == line->text.size)
        return line->span.start + offset;
    if (text->lines->origin)
        return delib_source_byte_at(text->lines->origin, (size_t)(line->text.data - text->lines->base.data) + offset);
    return end ? line->span.end : line->span.start;
}

delib_span dlb_text_span(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    const struct dlb_token *from = &text->tokens[first], *to = &text->tokens[end_behind(text, first, end) - 1];
    return (delib_span){ byte_at(text, from->line, from->start, false),
                         byte_at(text, to->line, to->start + to->size, true) };
}
