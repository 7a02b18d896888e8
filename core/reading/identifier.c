/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Identifiers: DDD-SSSSSSSSS-YYYYMMDD-NUMERO-NN (ACTES, schema actesv1_1.xsd: IDActe), and numbers of acts.
 *
 * Stamps lose the underscores of NUMERO, which holds no blank, and break where the engine saw a gap. SIREN and date have
 * nothing but figures in them: a letter there is a misread one, and their own checks tell whether it was read right. */
#include <config.h>

#include "authority/keys.h"
#include "reading/grammar.h"
#include "reading/near.h"

/* NUMERO has 15 characters at most; damaged or hyphenated ones are a little longer. */
#define NUMERO_TOKENS 16
#define NUMBER_TOKENS 20
#define DEPARTMENT 3
#define SIREN 9
#define DATE 8

static bool put(struct dlb_identifier *id, const char *bytes, size_t size)
{
    size_t length = strlen(id->value);
    if (length + size >= DLB_ID_SIZE)
        return false;
    memcpy(id->value + length, bytes, size);
    id->value[length + size] = '\0';
    return true;
}

static bool put_token(struct dlb_identifier *id, const struct dlb_text *text, uint32_t at)
{
    delib_slice part = dlb_token_slice(text, at);
    return put(id, part.data, part.size);
}

static bool is_hyphen(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && text->tokens[at].size == 1 && dlb_token_is_mark(text, at, '-');
}

/* Puts the figures of a token, and those that its letters were read for. */
static bool put_figures(struct dlb_identifier *id, const struct dlb_text *text, uint32_t at)
{
    delib_slice part = dlb_token_slice(text, at);
    for (size_t i = 0; i < part.size; i++) {
        bool digit = part.data[i] >= '0' && part.data[i] <= '9';
        char figure = digit ? part.data[i] : dlb_figure_of(part.data[i], true);
        if (!figure || !put(id, &figure, 1))
            return false;
        id->misread = id->misread || !digit;
    }
    return true;
}

/* Reads so many figures and the hyphen behind them, on one line; the token behind, or at. */
static uint32_t read_figures(const struct dlb_text *text, uint32_t at, uint32_t end, size_t size,
                             struct dlb_identifier *id)
{
    size_t before = strlen(id->value);
    uint32_t next = at;
    while (next < end && strlen(id->value) < before + size && text->tokens[next].kind != DLB_MARK &&
           text->tokens[next].line == text->tokens[at].line && put_figures(id, text, next))
        next++;
    return strlen(id->value) == before + size && is_hyphen(text, next, end) && put_token(id, text, next) ? next + 1 : at;
}

/* The department: three digits, or 02A, 02B; and the hyphen behind it. */
static uint32_t read_department(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_identifier *id)
{
    char code[DEPARTMENT + 1] = "";
    uint32_t next = at;
    for (; next < end && text->tokens[next].kind != DLB_MARK && (next == at || (text->tokens[next].flags & DLB_GLUED)) &&
           strlen(code) + text->tokens[next].size <= DEPARTMENT; next++)
        strncat(code, dlb_token_slice(text, next).data, text->tokens[next].size);
    if (strlen(code) != DEPARTMENT || !is_hyphen(text, next, end))
        return at;
    for (size_t i = 0; i < DEPARTMENT; i++) {
        bool digit = code[i] >= '0' && code[i] <= '9', corsican = i == 2 && strchr("ABab", code[i]);
        char figure = digit || corsican ? code[i] : dlb_figure_of(code[i], true);
        if (!figure || !put(id, &figure, 1))
            return at;
        id->mended = id->mended || (!digit && !corsican);
    }
    return put_token(id, text, next) ? next + 1 : at;
}

/* Two capitals, glued to the hyphen before: the nature. */
static bool is_nature(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && text->tokens[at].kind == DLB_WORD && text->tokens[at].size == 2 &&
           (text->tokens[at].flags & DLB_CAPS);
}

/* What stands between two tokens of NUMERO: nothing, or the underscore that was lost. False where NUMERO ends. */
static bool put_gap(struct dlb_identifier *id, const struct dlb_text *text, uint32_t at, uint32_t end)
{
    const struct dlb_token *token = &text->tokens[at];
    if ((token->flags & DLB_GLUED) || is_hyphen(text, at - 1, end))
        return true;
    if (token->line != token[-1].line)
        return false;
    id->mended = true;
    if (dlb_token_is_mark(text, at, '_') || dlb_token_is_mark(text, at - 1, '_'))
        return true;
    return token->kind == DLB_NUMBER && token[-1].kind == DLB_NUMBER && put(id, "_", 1);
}

/* « de1- », « n0- »: a figure that ends a part behind small letters may be one of them. */
static bool is_ambiguous(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    return token->kind == DLB_NUMBER && token->size == 1 && (token->flags & DLB_GLUED) && token[-1].kind == DLB_WORD &&
           !(token[-1].flags & DLB_CAPITAL) && strchr("01", dlb_token_slice(text, at).data[0]) &&
           at + 1 < text->count && text->tokens[at + 1].kind == DLB_MARK;
}

/* « -1-1 » behind the nature: which message and which part of it brought the act. The token behind. */
static uint32_t read_message(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_identifier *id)
{
    uint32_t next = at;
    while (next < at + 4 && next + 1 < end && is_hyphen(text, next, end) && text->tokens[next + 1].kind == DLB_NUMBER &&
           text->tokens[next + 1].size == 1 && (text->tokens[next].flags & text->tokens[next + 1].flags & DLB_GLUED))
        next += 2;
    for (uint32_t token = at; next == at + 4 && token < next; token++)
        if (!put_token(id, text, token))
            return at;
    return next == at + 4 ? next : at;
}

/* The last token of « NUMERO-NN » behind `at`; at where the nature does not come. A blank may stand behind a hyphen. */
static uint32_t read_numero(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_identifier *id)
{
    for (uint32_t next = at; next < end && next - at < NUMERO_TOKENS; next++) {
        if (!put_gap(id, text, next, end) || !put_token(id, text, next))
            return at;
        if (is_hyphen(text, next, end) && next > at && is_nature(text, next + 1, end))
            return put_token(id, text, next + 1) ? read_message(text, next + 2, end, id) : at;
        id->doubtful = id->doubtful || is_ambiguous(text, next);
    }
    return at;
}

/* Whether SIREN and date are what their checks allow; asked only where a letter was read for a figure. */
static bool is_sound(const struct dlb_identifier *id)
{
    const char *date = id->value + 4 + SIREN + 1;
    int month = 10 * (date[4] - '0') + date[5] - '0', day = 10 * (date[6] - '0') + date[7] - '0';
    return dlb_siren_is_valid((delib_slice){ id->value + 4, SIREN }) && memcmp(date, "20", 2) == 0 && month >= 1 &&
           month <= 12 && day >= 1 && day <= 31;
}

uint32_t dlb_read_identifier(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_identifier *id)
{
    uint32_t department, siren, date, behind;

    memset(id, 0, sizeof *id);
    if (at >= end || (department = read_department(text, at, end, id)) == at ||
        (siren = read_figures(text, department, end, SIREN, id)) == department ||
        (date = read_figures(text, siren, end, DATE, id)) == siren)
        return at;
    if (id->misread && !is_sound(id))
        return at;
    id->mended = id->mended || id->misread;
    behind = read_numero(text, date, end, id);
    if (behind == date)
        return at;
    id->siren = department;
    id->siren_end = siren - 1;
    for (const char *digit = id->value + 4 + SIREN + 1; *digit != '-'; digit++)
        id->date = 10 * id->date + (*digit - '0');
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
