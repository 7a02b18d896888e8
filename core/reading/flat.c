/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines whose ends are gone, and lines at whose end a stamp stands: they are cut again where a line must have begun, so
 * that all else sees lines. */
#include <config.h>

#include <stdlib.h>

#include "reading/items.h"
#include "reading/runs.h"

/* A line longer than this has lost its line ends. */
#define FLAT_LINE 1200
/* Behind the date of a stamp: « S2LO ». */
#define STAMP_REST 3
/* Between a speaker and what he does. */
#define SPEAKER_TOKENS 16

static bool is_flat(const delib_slice line)
{
    return line.size >= FLAT_LINE;
}

/* Whether a phrase that began before goes on at a token: « PREND ACTE ». */
static bool is_inside_cue(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    return hit > 0 && text->hits[hit - 1].end > at;
}

/* « , L'assemblée étant en nombre »: a sentence behind a list of names whose full stop was misread. */
static bool begins_behind_comma(const struct dlb_text *text, uint32_t at)
{
    uint32_t word = at + 1;
    if (!dlb_token_is_mark(text, at - 1, ',') || !dlb_token_is(text, at, DLB_ARTICLE) ||
        !(text->tokens[at].flags & DLB_CAPITAL))
        return false;
    if (word < text->count && text->tokens[word].kind == DLB_MARK && (text->tokens[word].flags & DLB_GLUED))
        word++;
    return word < text->count && text->tokens[word].kind == DLB_WORD && !(text->tokens[word].flags & DLB_CAPITAL);
}

/* Whether a token goes on with what stands before it: « du Conseil municipal », « , Secrétaire », « Jean- Marc ». */
static bool is_linked(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *before = &text->tokens[at - 1];
    bool nature = at > 1 && (before->flags & DLB_GLUED) && dlb_token_is_mark(text, at - 2, '-') &&
                  (before->flags & DLB_CAPS) && before->size == 2; /* « 2024-17-DE » */
    if ((dlb_token_is(text, at - 1, DLB_LINK) && !nature) || (dlb_token_is(text, at - 1, DLB_LEGAL) && text->tokens[at].size <= 2))
        return true;
    return dlb_token_is_mark(text, at - 1, ',') || dlb_token_is_mark(text, at - 1, '(') ||
           dlb_token_is_mark(text, at - 1, '\'') || delib_slice_is(dlb_token_slice(text, at - 1), "’") ||
           (dlb_token_is_mark(text, at - 1, '-') && (before->flags & DLB_GLUED));
}

/* « M. », « J. »: the full stop belongs to the word. */
static bool is_abbreviation(const struct dlb_text *text, uint32_t stop)
{
    return stop > 0 && (text->tokens[stop].flags & DLB_GLUED) && text->tokens[stop - 1].kind == DLB_WORD &&
           (text->tokens[stop - 1].size <= 2 || dlb_token_is(text, stop - 1, DLB_CIVILITY));
}

/* Whether what stands before a token ends with a full stop, a row of marks, or the outcome of a vote in capitals. */
static bool sentence_ends(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    const struct dlb_hit *before = hit > 0 ? &text->hits[hit - 1] : NULL;
    if (dlb_token_is_mark(text, at - 1, '.') || dlb_token_is_mark(text, at - 1, '?'))
        return !is_abbreviation(text, at - 1);
    if (dlb_token_is_mark(text, at - 1, ';') || dlb_token_is_mark(text, at - 1, '*'))
        return true;
    if (dlb_token_is_mark(text, at - 1, ')') && text->tokens[at].kind == DLB_NUMBER)
        return true;
    return before && before->end == at && (text->tokens[at - 1].flags & DLB_CAPS) && !dlb_token_is(text, at, DLB_LINK) &&
           (before->cue == DLB_CUE_UNANIMOUS || before->cue == DLB_CUE_MAJORITY || before->cue == DLB_CUE_NOTED);
}

static bool begins_sentence(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    uint32_t ordinal, behind;
    if (at > 3 && dlb_is_fraction(text, at - 3)) /* the number of a page between two sentences */
        return sentence_ends(text, at - 3);
    if (!sentence_ends(text, at))
        return false;
    if (token->kind == DLB_NUMBER)
        return dlb_is_fraction(text, at) || (text->tokens[at + 1].flags & DLB_CAPITAL) ||
               dlb_read_mark(text, at, text->count, &ordinal, &behind) != DLB_MARK_NONE;
    return (token->flags & DLB_CAPITAL) || dlb_is_bullet(text, at);
}

/* Whether the line that begins at a token is the title of an item. */
static bool is_title(const struct dlb_text *text, uint32_t line)
{
    uint32_t ordinal, behind;
    return dlb_read_mark(text, line, text->count, &ordinal, &behind) != DLB_MARK_NONE;
}

/* « Monsieur le Président de la commission d'appel d'offres informe … », « Mme Aline VERNET, adjointe, expose … », or
 * any such speaker with an office behind a title. */
static bool begins_speech(const struct dlb_text *text, uint32_t at, uint32_t line)
{
    uint32_t role = at + 2 + dlb_token_is(text, at + 2, DLB_ORDINAL);
    bool office = dlb_token_is(text, at + 1, DLB_ARTICLE) && dlb_token_is(text, role, DLB_ROLE), title = is_title(text, line);
    if (!dlb_token_is(text, at, DLB_CIVILITY) || !(text->tokens[at].flags & DLB_CAPITAL) ||
        dlb_token_is(text, at - 1, DLB_OPERATIVE) || !(office || title))
        return false;
    if (office && title)
        return true;
    for (uint32_t next = office ? role + 1 : at + 2; next < text->count && next - at < SPEAKER_TOKENS; next++) {
        if (dlb_token_is(text, next, DLB_TELLS))
            return true;
        if (dlb_token_is_mark(text, next, '.') || dlb_token_is_mark(text, next, ';'))
            return false;
    }
    return false;
}

/* « Madame B. VERNET a été élue secrétaire » behind a list of names. */
static bool names_secretary(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at), next = at + 1;
    if (!dlb_token_is(text, at, DLB_CIVILITY) || !(text->tokens[at].flags & DLB_CAPITAL))
        return false;
    while (hit < text->hit_count && text->hits[hit].cue != DLB_CUE_SECRETARY && text->hits[hit].first - at < SPEAKER_TOKENS)
        hit++;
    if (hit == text->hit_count || text->hits[hit].first - at >= SPEAKER_TOKENS)
        return false;
    while (next < text->hits[hit].first && !dlb_token_is(text, next, DLB_CIVILITY) &&
           !dlb_token_is_mark(text, next, ':') && !dlb_token_is_mark(text, next, ','))
        next++;
    return next == text->hits[hit].first;
}

/* A title without a full stop before a sentence: « … d'un agent Le service … ». */
static bool begins_behind_title(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    if (token->size == 1 && !(text->tokens[at + 1].flags & DLB_GLUED))
        return false;
    return dlb_token_is(text, at, DLB_STARTER) && (token->flags & DLB_CAPITAL) && !(token->flags & DLB_CAPS) &&
           (token[-1].kind == DLB_NUMBER || (token[-1].kind == DLB_WORD && !(token[-1].flags & DLB_CAPITAL)));
}

/* « Le conseil municipal … », « ADOPTÉE À L'UNANIMITÉ ». */
static bool begins_verdict(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    bool article = dlb_token_is(text, at, DLB_ARTICLE);
    if (!(text->tokens[at].flags & DLB_CAPITAL) || hit == text->hit_count || text->hits[hit].first > at + 2)
        return false;
    if (text->hits[hit].first == at)
        return text->hits[hit].cue == DLB_CUE_ADOPTED;
    if ((text->tokens[at].flags & DLB_CAPS) && (text->tokens[at - 1].flags & DLB_CAPS))
        return false;
    return article && (dlb_cue_kinds[text->hits[hit].cue].flags & DLB_CUE_BODY);
}

/* « N° 01/03-2020 », « Affaire n° 2 »; behind the end of a sentence also « 1) ». */
static bool begins_item(const struct dlb_text *text, uint32_t at)
{
    uint32_t ordinal, behind;
    enum dlb_mark mark = dlb_read_mark(text, at, text->count, &ordinal, &behind);
    bool number = text->tokens[at].kind == DLB_NUMBER && text->tokens[at - 1].kind != DLB_NUMBER;
    bool labelled = delib_slice_is(dlb_token_slice(text, at - 1), "°") || text->tokens[at - 1].size == 1 ||
                    dlb_token_is(text, at - 1, DLB_LEGAL) ||
                    (text->tokens[at - 1].kind == DLB_WORD && !(text->tokens[at - 1].flags & DLB_CAPITAL));
    return mark == DLB_MARK_WORD || (mark == DLB_MARK_NUMBER && !(number && labelled));
}

/* « DM N° 1 », « Avenant N° 2 »: a label of numbers that is a part of a title. */
static bool is_number_of_title(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    return hit < text->hit_count && text->hits[hit].first == at && text->hits[hit].cue == DLB_CUE_NUMBER &&
           text->hits[hit].end == at + 1;
}

/* Behind the outcome of a vote that stands alone: « ADOPTÉE À L'UNANIMITÉ ». */
static bool begins_behind_outcome(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    const struct dlb_hit *how = hit > 1 ? &text->hits[hit - 1] : NULL;
    bool begins = (text->tokens[at].flags & DLB_CAPITAL) || text->tokens[at].kind == DLB_NUMBER;
    if (!begins || !how || how->end != at || dlb_token_is_mark(text, at, ',') || dlb_token_is_mark(text, at, ':'))
        return false;
    if (how->cue == DLB_CUE_NOTED)
        return text->tokens[at - 1].flags & DLB_CAPS;
    return (how->cue == DLB_CUE_UNANIMOUS || how->cue == DLB_CUE_MAJORITY) && how[-1].cue == DLB_CUE_ADOPTED &&
           how[-1].end + 1 >= how->first;
}

/* Whether a paragraph begins at a token that stands within a flat line, behind the line that began at `line`. */
static bool begins_paragraph(const struct dlb_text *text, uint32_t at, uint32_t line)
{
    return begins_behind_title(text, at) || begins_behind_outcome(text, at) || begins_speech(text, at, line) ||
           dlb_is_letter_for_bullet(text, at);
}

/* Whether a line does. */
static bool begins_line(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    if (begins_sentence(text, at) || begins_item(text, at) || begins_verdict(text, at) || names_secretary(text, at))
        return true;
    if (dlb_leads_with_label(text, at))
        return (token->flags & DLB_CAPITAL) && !is_number_of_title(text, at);
    return dlb_leads_with_verb(text, at) && !(token[-1].flags & DLB_CAPS);
}

/* --- new lines ---------------------------------------------------------------------------------------------------- */

static size_t byte_of(const struct dlb_text *text, const struct dlb_line *line, size_t offset)
{
    if (line->span.end - line->span.start == line->text.size)
        return line->span.start + offset;
    return delib_source_byte_at(text->lines->origin, (size_t)(line->text.data - text->lines->base.data) + offset);
}

/* The part [start, end) of a line, in bytes, as a line. */
static struct dlb_line part_of(const struct dlb_text *text, const struct dlb_line *line, size_t start, size_t end)
{
    struct dlb_line part = *line;
    part.text = (delib_slice){ line->text.data + start, end - start };
    if (text->lines->origin || line->span.end - line->span.start == line->text.size)
        part.span = (delib_span){ byte_of(text, line, start), byte_of(text, line, end) };
    return part;
}

/* The token behind the date or the identifier that the label of a stamp at `hit` announces; the label's first where there
 * is none. */
static uint32_t end_of_stamp(const struct dlb_text *text, const struct dlb_hit *label)
{
    struct dlb_identifier id;
    struct dlb_date date;
    uint32_t at = label->end, behind;
    while (at < text->count && at - label->end < 3 &&
           (dlb_token_is_mark(text, at, ':') || dlb_token_is(text, at, DLB_ARTICLE)))
        at++;
    behind = label->cue == DLB_CUE_IDENTIFIER ? dlb_read_identifier(text, at, text->count, &id)
                                              : dlb_read_date(text, at, text->count, &date);
    return behind > at ? behind : label->first;
}

bool dlb_is_stamp_line(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = text->tokens[at].word ? dlb_text_hit_at(text, at) : text->hit_count, end;
    if (hit == text->hit_count || text->hits[hit].first != at || !(text->tokens[at].flags & DLB_CAPITAL) ||
        dlb_cue_kinds[text->hits[hit].cue].block != DELIB_BLOCK_STAMP)
        return false;
    end = end_of_stamp(text, &text->hits[hit]);
    if (end > at && text->tokens[end - 1].line != text->tokens[at].line)
        return false;
    for (uint32_t rest = 0; end > at && rest <= STAMP_REST; rest++, end++)
        if (end == text->count || (text->tokens[end].flags & DLB_FIRST))
            return true;
    return false;
}

/* Marks the tokens of flat lines that begin a line, and of others those that a stamp begins with; false where there are
 * none. */
static bool mark_beginnings(struct dlb_text *text)
{
    bool any = false;
    for (uint32_t at = 0, line = 0; at < text->count; at++) {
        struct dlb_token *token = &text->tokens[at];
        if (!is_flat(text->lines->lines[token->line].text)) {
            /* « DU CONSEIL MUNICIPAL Envoyé en préfecture le 09/04/2024 »: beside the line in truth */
            if (!(token->flags & (DLB_FIRST | DLB_GLUED)) && dlb_is_stamp_line(text, at)) {
                token->flags |= DLB_FIRST;
                any = true;
            }
            continue;
        }
        any = true;
        if (!(token->flags & (DLB_FIRST | DLB_GLUED)) && !is_inside_cue(text, at)) {
            if (begins_behind_comma(text, at) || (!is_linked(text, at) && begins_paragraph(text, at, line)))
                token->flags |= DLB_FIRST | DLB_GAP;
            else if (!is_linked(text, at) && begins_line(text, at))
                token->flags |= DLB_FIRST;
        }
        if (token->flags & DLB_FIRST)
            line = at;
    }
    return any;
}

/* How many lines there are when each line and each token that is first begins one. */
static uint32_t count_lines(const struct dlb_text *text)
{
    uint32_t count = text->lines->count;
    for (uint32_t at = 0; at < text->count; at++)
        count += (text->tokens[at].flags & DLB_FIRST) != 0;
    return count;
}

/* Cuts line `number`, whose tokens begin at `at`, and moves them to its parts; the token behind them. */
static uint32_t cut_line(struct dlb_text *text, delib_lines *out, uint32_t number, uint32_t at)
{
    const struct dlb_line *line = &text->lines->lines[number];
    uint32_t first = at;
    size_t start = 0;
    for (; at < text->count && text->tokens[at].line == number; at++) {
        struct dlb_token *token = &text->tokens[at];
        if (at > first && (token->flags & DLB_FIRST)) {
            out->lines[out->count++] = part_of(text, line, start, token->start);
            start = token->start;
        }
        token->line = out->count;
        token->start -= (uint32_t)start;
    }
    out->lines[out->count++] = part_of(text, line, start, line->text.size);
    return at;
}

delib_status dlb_restore_lines(struct dlb_text *text)
{
    delib_lines *out;
    uint32_t at = 0;

    if (!mark_beginnings(text))
        return DELIB_OK;
    if (!(out = malloc(sizeof *out)))
        return DELIB_E_NOMEM;
    *out = *text->lines;
    out->count = 0;
    out->lines = calloc(count_lines(text), sizeof *out->lines);
    text->restored = out;
    if (!out->lines)
        return DELIB_E_NOMEM;
    for (uint32_t number = 0; number < text->lines->count; number++)
        at = cut_line(text, out, number, at);
    text->lines = out;
    return DELIB_OK;
}
