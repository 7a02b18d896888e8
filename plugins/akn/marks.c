/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The marks that blocks begin with: `Article 1er bis`, `2-1.`, `a)`, `-`. */
#include <config.h>

#include <strings.h>

#include "akn.h"

static const char *const heads[] = {
#define HEAD(word) word,
#include "formats/akn/articles.def"
#undef HEAD
};

static const struct {
    const char *word, *number;
} number_words[] = {
#define NUMBER_WORD(word, number) { word, number },
#include "formats/akn/articles.def"
#undef NUMBER_WORD
};

static const char *const words_behind[] = {
#define BEHIND_NUMBER(word) word,
#include "formats/akn/articles.def"
#undef BEHIND_NUMBER
};

/* No word of the tables is longer. */
#define WORD_SIZE 24

static const delib_slice absent = { NULL, 0 };

/* --- characters --------------------------------------------------------------------------------------------------- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

delib_slice akn_trim(delib_slice text)
{
    while (text.size > 0 && is_space(text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && is_space(text.data[text.size - 1]))
        text.size--;
    return text;
}

/* Bytes of the white space at `at`, spaces that break no line included; 0: there is none. */
static size_t space_at(delib_slice text, size_t at)
{
    const char *byte = text.data + at;

    if (is_space(*byte))
        return 1;
    if (text.size - at >= 2 && memcmp(byte, "\xC2\xA0", 2) == 0)
        return 2;
    return text.size - at >= 3 && memcmp(byte, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

static size_t behind_space(delib_slice text, size_t at)
{
    while (at < text.size && space_at(text, at) > 0)
        at += space_at(text, at);
    return at;
}

/* Bytes of the dash that is no ASCII at `at`. */
static size_t dash_at(delib_slice text, size_t at)
{
    const char *byte = text.data + at;

    if (text.size - at < 3)
        return 0;
    return memcmp(byte, "\xE2\x80\x93", 3) == 0 || memcmp(byte, "\xE2\x80\x94", 3) == 0 ? 3 : 0;
}

static bool is_word(char byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (unsigned char)byte >= 0x80;
}

size_t akn_mark_word(delib_slice text, size_t at)
{
    while (at < text.size && is_word(text.data[at]) && space_at(text, at) == 0 && dash_at(text, at) == 0)
        at++;
    return at;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static void fold(delib_slice text, size_t at, size_t end, char *out)
{
    delib_slice word = { text.data + at, end - at };

    out[0] = '\0';
    if (word.size < WORD_SIZE)
        akn_slug(word, out, WORD_SIZE);
}

static const char *number_of_word(const char *word)
{
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
        if (strcmp(number_words[i].word, word) == 0)
            return number_words[i].number;
    return NULL;
}

static bool is_behind_number(const char *word)
{
    for (size_t i = 0; i < sizeof words_behind / sizeof *words_behind; i++)
        if (strcmp(words_behind[i], word) == 0)
            return true;
    return false;
}

const char *akn_mark_number(delib_slice word)
{
    char folded[WORD_SIZE];

    fold(word, 0, word.size, folded);
    return number_of_word(folded);
}

bool akn_mark_goes_on(delib_slice text, size_t at, size_t *start, size_t *end)
{
    char folded[WORD_SIZE];

    *start = behind_space(text, at);
    *end = akn_mark_word(text, *start);
    fold(text, *start, *end, folded);
    return is_behind_number(folded);
}

/* --- marks of articles -------------------------------------------------------------------------------------------- */

/* Behind `Article ` and, where it stands there, `n° `; 0: there is no such word. */
static size_t read_head(delib_slice text)
{
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t size = strlen(heads[i]), at = 0;

        while (at < size && at < text.size && (text.data[at] | 0x20) == (heads[i][at] | 0x20))
            at++;
        if (at < size || behind_space(text, at) == at)
            continue;
        at = behind_space(text, at);
        if (text.size - at > 3 && (text.data[at] | 0x20) == 'n' && memcmp(text.data + at + 1, "\xC2\xB0", 2) == 0)
            at = behind_space(text, at + 3);
        return at;
    }
    return 0;
}

/* `2`, `1er`, `2.1`, `2-1`, `2bis`: behind it. */
static size_t read_digits(delib_slice text, size_t at)
{
    while (at < text.size && is_digit(text.data[at]))
        at++;
    while (at + 1 < text.size && memchr(".-", text.data[at], 2) && is_digit(text.data[at + 1]))
        for (at++; at < text.size && is_digit(text.data[at]);)
            at++;
    return akn_mark_word(text, at);
}

/* Numerals up to 39: `L`, `C`, `D` are how articles of codes begin. */
static bool is_roman(delib_slice text, size_t at, size_t end)
{
    for (size_t i = at; i < end; i++)
        if (!memchr("IVX", text.data[i], 3))
            return false;
    return end > at;
}

/* `1er bis`, `premier`, `II`: behind the number at `at`; `at` where there is none. */
static size_t read_number(delib_slice text, size_t at)
{
    char folded[WORD_SIZE];
    size_t end, start, behind;

    if (at < text.size && is_digit(text.data[at])) {
        end = read_digits(text, at);
    } else {
        end = akn_mark_word(text, at);
        fold(text, at, end, folded);
        if (!number_of_word(folded) && !is_roman(text, at, end))
            return at;
    }
    return akn_mark_goes_on(text, end, &start, &behind) ? behind : end;
}

/* Behind the points that hang on a mark at its end; `at` where a word hangs on them. */
static size_t behind_points(delib_slice text, size_t at)
{
    size_t end = at;

    while (end < text.size && space_at(text, end) == 0 && (!is_word(text.data[end]) || dash_at(text, end) > 0))
        end += dash_at(text, end) ? dash_at(text, end) : 1;
    return end == text.size || space_at(text, end) > 0 ? end : at;
}

static bool is_head_alone(delib_slice mark)
{
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (mark.size == strlen(heads[i]) && strncasecmp(mark.data, heads[i], mark.size) == 0)
            return true;
    return false;
}

/* Takes `size` bytes off the text as the mark, where nothing hangs on them. */
static void cut(struct akn_mark *mark, size_t size)
{
    size_t end = mark->rest.size;

    if (size < end && space_at(mark->rest, size) == 0)
        return;
    mark->mark = (delib_slice){ mark->rest.data, size };
    mark->rest.data += size;
    mark->rest.size -= size;
    mark->rest = akn_trim(mark->rest);
}

delib_block_type akn_type_of(const delib_block *block)
{
    delib_slice number = akn_trim(delib_block_number(block));
    bool decision = delib_block_type_get(block) == DELIB_BLOCK_DECISION;

    return decision && (read_head(number) > 0 || is_head_alone(number)) ? DELIB_BLOCK_ARTICLE : delib_block_type_get(block);
}

static bool read_article(struct akn_mark *mark)
{
    size_t head = read_head(mark->rest), end = head > 0 ? read_number(mark->rest, head) : 0;

    if (end <= head)
        return false;
    mark->number = (delib_slice){ mark->rest.data + head, end - head };
    cut(mark, behind_points(mark->rest, end));
    return true;
}

struct akn_mark akn_split_mark(const delib_block *block)
{
    delib_slice text = akn_trim(delib_block_text(block)), number = akn_trim(delib_block_number(block));
    struct akn_mark mark = { absent, text.data ? text : delib_slice_of(""), absent };
    bool article = akn_type_of(block) == DELIB_BLOCK_ARTICLE;

    if ((article && (read_article(&mark) || is_head_alone(number))) || number.size == 0)
        return mark;
    mark.number = number;
    if (number.size <= text.size && memcmp(number.data, text.data, number.size) == 0)
        cut(&mark, number.size);
    return mark;
}

bool akn_is_numbered(const delib_block *block)
{
    char digits[EID_NUMBER];

    akn_eid_number(akn_split_mark(block).number, digits);
    return digits[0] != '\0';
}
