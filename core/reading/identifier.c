/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Identifiers: DDD-SSSSSSSSS-YYYYMMDD-NUMERO-NN (ACTES, schema actesv1_1.xsd: IDActe), and numbers of acts. */
#include <config.h>

#include "reading/grammar.h"

/* NUMERO has 15 characters at most; damaged or hyphenated ones are a little longer. */
#define NUMERO_TOKENS 16
#define NUMBER_TOKENS 20

static bool has_digits(const struct dlb_text *text, uint32_t at, uint32_t end, size_t size)
{
    return at < end && text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size == size;
}

static bool is_hyphen(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && text->tokens[at].size == 1 && dlb_token_is_mark(text, at, '-');
}

/* The department: three digits, or 02A, 02B. */
static uint32_t read_department(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    if (has_digits(text, at, end, 3))
        return at + 1;
    if (has_digits(text, at, end, 2) && at + 1 < end && text->tokens[at + 1].kind == DLB_WORD &&
        text->tokens[at + 1].size == 1 && (text->tokens[at + 1].flags & DLB_GLUED))
        return at + 2;
    return at;
}

/* Two capitals, glued to the hyphen before: the nature. */
static bool is_nature(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && text->tokens[at].kind == DLB_WORD && text->tokens[at].size == 2 &&
           (text->tokens[at].flags & DLB_CAPS);
}

/* The last token of « NUMERO-NN » behind `at`; at where the nature does not come. A blank may stand behind a hyphen. */
static uint32_t read_numero(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    while (next < end && next - at < NUMERO_TOKENS) {
        bool glued = (text->tokens[next].flags & DLB_GLUED) || is_hyphen(text, next - 1, end);
        if (!glued)
            return at;
        if (is_hyphen(text, next, end) && next > at && is_nature(text, next + 1, end))
            return next + 2;
        next++;
    }
    return at;
}

static bool copy_without_blanks(const struct dlb_text *text, uint32_t first, uint32_t end, char value[DLB_ID_SIZE])
{
    size_t size = 0;
    for (uint32_t at = first; at < end; at++) {
        delib_slice part = dlb_token_slice(text, at);
        if (size + part.size >= DLB_ID_SIZE)
            return false;
        memcpy(value + size, part.data, part.size);
        size += part.size;
    }
    value[size] = '\0';
    return true;
}

uint32_t dlb_read_identifier(const struct dlb_text *text, uint32_t at, uint32_t end, char value[DLB_ID_SIZE],
                             uint32_t *siren, uint32_t *date)
{
    uint32_t next = read_department(text, at, end), behind;
    if (next == at || !is_hyphen(text, next, end) || !has_digits(text, next + 1, end, 9) ||
        !is_hyphen(text, next + 2, end) || !has_digits(text, next + 3, end, 8) || !is_hyphen(text, next + 4, end))
        return at;
    behind = read_numero(text, next + 5, end);
    if (behind == next + 5 || !copy_without_blanks(text, at, behind, value))
        return at;
    *siren = next + 1;
    *date = next + 3;
    return behind;
}

static bool joins_number(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].size == 1 && (dlb_token_is_mark(text, at, '-') || dlb_token_is_mark(text, at, '/') ||
                                          dlb_token_is_mark(text, at, '_') || dlb_token_is_mark(text, at, '.'));
}

uint32_t dlb_read_act_number(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t last = at;
    bool digit = false;

    for (uint32_t next = at; next < end && next - at < NUMBER_TOKENS; next++) {
        if (next > at && !(text->tokens[next].flags & DLB_GLUED))
            break;
        if (text->tokens[next].kind == DLB_NUMBER) {
            digit = true;
            last = next + 1;
        } else if (text->tokens[next].kind == DLB_WORD) {
            bool code = (text->tokens[next].flags & DLB_CAPS) || text->tokens[next].size == 1;
            if (!code || (digit && dlb_token_is(text, next, DLB_MONTH)))
                break;
        } else if (next == at || !joins_number(text, next)) {
            break;
        }
    }
    return digit ? last : at;
}

bool dlb_is_fraction(const struct dlb_text *text, uint32_t at)
{
    return at + 2 < text->count && text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size <= 2 &&
           dlb_token_is_mark(text, at + 1, '/') && text->tokens[at + 2].kind == DLB_NUMBER &&
           text->tokens[at + 2].size <= 2;
}
