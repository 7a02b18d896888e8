/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From tokens to runs: where one block of text ends and the next begins. */
#include <config.h>

#include <stdlib.h>

#include "reading/items.h"
#include "reading/runs.h"
#include "reading/verdict.h"

/* The first tab or bar of a row stands within so many bytes. */
#define COLUMNS 4096
/* A line of names has no more tokens. */
#define LINE_TOKENS 40
/* A title that only its line sets apart has no more tokens, and so many letters at least. */
#define PLAIN_TITLE 32
#define PLAIN_LETTERS 6
/* So many words of a line in capitals are a title and no name. */
#define TITLE_WORDS 3
/* So many marks in a row are a rule. */
#define RULE 4
/* The number of an act and the marks round it. */
#define NUMBER_TOKENS 6
/* So many lines from one on tell how wide the column is. */
#define WIDTH_LINES 3
/* The first words of a sentence. */
#define VERDICT_WITHIN 5

static struct dlb_run *add_run(struct dlb_reading *reading)
{
    if (reading->run_count == reading->run_room) {
        uint32_t room = reading->run_room ? 2 * reading->run_room : 256;
        struct dlb_run *grown = realloc(reading->runs, room * sizeof *grown);
        if (!grown) {
            reading->status = DELIB_E_NOMEM;
            return NULL;
        }
        reading->runs = grown;
        reading->run_room = room;
    }
    return memset(&reading->runs[reading->run_count++], 0, sizeof *reading->runs);
}

static bool is_emphasis(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at, '*') || dlb_token_is_mark(text, at, '_') || dlb_token_is_mark(text, at, '#');
}

bool dlb_is_bullet(const struct dlb_text *text, uint32_t at)
{
    static const char *const quotes[] = { "«", "»", "“", "”", "’", "‘", "…" };
    delib_slice mark = dlb_token_slice(text, at);
    if (text->tokens[at].kind != DLB_MARK)
        return false;
    if ((unsigned char)mark.data[0] < 0x80)
        return mark.size == 1 && strchr("-=+>*", mark.data[0]);
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (delib_slice_is(mark, quotes[i]))
            return false;
    return true;
}

/* Behind the mark of a list: « - », « ➤ », « 1) », « a. », « 1.1 »; « -__ » is how an OCR engine reads a bullet. At
 * where none stands. */
static uint32_t read_list_mark(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at + 1;
    const struct dlb_token *token = &text->tokens[at];

    if (at >= end || next >= end || (text->tokens[next].flags & DLB_FIRST))
        return at;
    if (token->kind == DLB_MARK) {
        bool ascii = (unsigned char)dlb_token_slice(text, at).data[0] < 0x80;
        if (!dlb_is_bullet(text, at))
            return at;
        if (dlb_token_is_mark(text, next, '_') && next + 1 < end)
            return next + 1;
        if (dlb_token_is_mark(text, at, '-') && (token->flags & DLB_FIRST) && text->tokens[next].kind == DLB_WORD)
            return next;
        return ascii && (text->tokens[next].flags & DLB_GLUED) ? at : next;
    }
    if (dlb_is_letter_for_bullet(text, at))
        return next;
    if (token->size > 2 || (token->kind == DLB_WORD && (token->size > 1 || (token->flags & DLB_CAPITAL)) &&
                            !dlb_token_is_mark(text, next, ')')))
        return at;
    while (next + 1 < end && dlb_token_is_mark(text, next, '.') && text->tokens[next + 1].kind == DLB_NUMBER &&
           text->tokens[next + 1].size <= 2 && (text->tokens[next + 1].flags & DLB_GLUED))
        next += 2;
    if (next < end && (text->tokens[next].flags & DLB_GLUED) &&
        (dlb_token_is_mark(text, next, ')') || dlb_token_is_mark(text, next, '.') ||
         delib_slice_is(dlb_token_slice(text, next), "°") ||
         (dlb_token_is_mark(text, next, '-') && next + 1 < end && !(text->tokens[next + 1].flags & DLB_GLUED))))
        return next + 1;
    return next > at + 1 ? next : at;
}

/* Whether columns are set by tabs or bars in the line behind a token. */
static bool is_table_line(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    delib_slice line = text->lines->lines[token->line].text;
    size_t size = line.size - token->start;

    if (size > COLUMNS)
        size = COLUMNS;
    if (dlb_token_is_mark(text, at, '|'))
        return memchr(line.data + token->start + 1, '|', size - 1) != NULL;
    return memchr(line.data + token->start, '\t', size) != NULL;
}

/* The cue that begins at a token, emphasis before it passed over; hit_count where none does. */
static uint32_t lead_hit(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t hit;
    while (at < end && is_emphasis(text, at))
        at++;
    hit = dlb_text_hit_at(text, at);
    return hit < text->hit_count && text->hits[hit].first == at && at < end ? hit : text->hit_count;
}

static enum dlb_cue lead_cue(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = lead_hit(text, at, text->count);
    return hit < text->hit_count ? text->hits[hit].cue : DLB_CUE_NONE;
}

bool dlb_leads_with_label(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = lead_hit(text, at, text->count);
    const struct dlb_cue_kind *kind;
    if (hit == text->hit_count)
        return false;
    kind = &dlb_cue_kinds[text->hits[hit].cue];
    if (kind->block != DLB_BLOCK_NONE && dlb_token_is_mark(text, text->hits[hit].end, ':'))
        return true;
    return (kind->flags & DLB_CUE_LABEL) && (text->hits[hit].end - text->hits[hit].first > 1 ||
                                             (text->tokens[text->hits[hit].first].flags & DLB_CAPITAL));
}

bool dlb_leads_with_verb(const struct dlb_text *text, uint32_t at)
{
    bool infinitive = dlb_token_is(text, at, DLB_PARTICLE) && (text->tokens[at].flags & DLB_CAPITAL);
    if (dlb_token_is(text, at, DLB_PARTICLE))
        at = dlb_skip_marks(text, at + 1, text->count);
    return dlb_is_verb(text, at) && (infinitive || (text->tokens[at].flags & DLB_CAPS));
}

/* Whether the word that a line begins with had found no room on the line above: the line's end means nothing. */
static bool is_wrapped(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    const struct dlb_line *lines = text->lines->lines;
    size_t width = 0;
    for (uint32_t line = token->line - 1; line < text->lines->count && line < token->line + WIDTH_LINES; line++) {
        if (lines[line].text.size == 0)
            break;
        if (lines[line].text.size > width)
            width = lines[line].text.size;
    }
    return lines[token->line - 1].text.size + 1 + token->size > width;
}

/* « Autorise … » below « Approuve … »: one clause a line; so too below a line that had room for the verb. */
static bool goes_on_with_verb(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    if (!dlb_is_verb(text, at))
        return false;
    if (!(text->tokens[at].flags & DLB_CAPITAL))
        return dlb_is_verb(text, first) && !(text->tokens[first].flags & DLB_CAPITAL) && !is_wrapped(text, at);
    return (dlb_token_is(text, first, DLB_OPERATIVE) && (text->tokens[first].flags & DLB_CAPITAL)) ||
           !is_wrapped(text, at);
}

/* « Vote : à l'unanimité », « ADOPTEE A L'UNANIMITE » above a line that it had room for. */
static bool ends_vote(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    enum dlb_cue lead = lead_cue(text, first);
    bool outcome = (lead == DLB_CUE_ADOPTED || lead == DLB_CUE_REJECTED || lead == DLB_CUE_NOTED) &&
                   (text->tokens[first].flags & DLB_CAPITAL);
    return text->tokens[first].line + 1 == text->tokens[at].line && (text->tokens[at].flags & DLB_CAPITAL) &&
           (dlb_cue_kinds[lead].block == DELIB_BLOCK_VOTE || outcome) && !dlb_token_is_mark(text, at - 1, ':') &&
           !is_wrapped(text, at);
}

/* Whether the letters of a run are nearly all capitals. */
static bool is_capitals(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t capitals = 0, words = 0;
    for (uint32_t at = first; at < end && at - first < 80; at++) {
        if (text->tokens[at].kind != DLB_WORD || text->tokens[at].size < 3)
            continue;
        words++;
        capitals += (text->tokens[at].flags & DLB_CAPS) != 0;
    }
    return words > 0 && 4 * capitals >= 3 * words;
}

/* Capitals, or emphasis round a run. */
static bool is_title(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    return (end - first > 3 && text->tokens[first].size == 2 && dlb_token_is_mark(text, first, '*')) ||
           is_capitals(text, first, end);
}

/* Whether a word that is no name may stand in a list of names. */
static bool joins_names(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    return dlb_token_is(text, at, DLB_CIVILITY | DLB_ROLE | DLB_PARTICLE | DLB_TO | DLB_TOPONYM | DLB_ORDINAL) ||
           ((token->flags & DLB_GLUED) && token[-1].kind != DLB_WORD);
}

static bool is_names(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t names = 0, others = 0;
    for (uint32_t at = first; at < end && at - first < 2000; at++) {
        if (text->tokens[at].kind != DLB_WORD)
            continue;
        if (text->tokens[at].flags & DLB_CAPITAL)
            names++;
        else if (!joins_names(text, at))
            others++;
    }
    return names > 0 && 6 * others <= names;
}

/* « Le Maire, » alone on its line, or with a name. */
static bool leads_with_signer(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = lead_hit(text, at, text->count), behind, end;
    if (hit == text->hit_count || text->hits[hit].cue != DLB_CUE_SIGNER)
        return false;
    behind = end = dlb_skip_marks(text, text->hits[hit].end, text->count);
    while (end < text->count && !(text->tokens[end].flags & DLB_FIRST))
        end++;
    return behind == end || is_names(text, behind, end);
}

/* « Le conseil municipal … » at the beginning of a sentence; behind a comma only where it ends a visa or a recital. */
static bool leads_with_body(const struct dlb_text *text, uint32_t at, uint32_t first)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    enum dlb_cue lead = lead_cue(text, first);
    bool legal = lead == DLB_CUE_VISA || lead == DLB_CUE_RECITAL;
    if (hit == text->hit_count || text->hits[hit].first - at > 3 || !(text->tokens[at].flags & DLB_CAPITAL) ||
        !(dlb_cue_kinds[text->hits[hit].cue].flags & DLB_CUE_BODY))
        return false;
    if (!dlb_token_is(text, at, DLB_ARTICLE))
        return false;
    return legal || !dlb_token_is_mark(text, at - 1, ',');
}

/* « Mme A B a été élue secrétaire »: names whoever begins a line that ends so. */
static bool names_secretary(const struct dlb_text *text, uint32_t at)
{
    for (uint32_t hit = dlb_text_hit_at(text, at); hit < text->hit_count; hit++) {
        uint32_t first = text->hits[hit].first;
        if (first - at > LINE_TOKENS || text->tokens[first].line != text->tokens[at].line)
            return false;
        if (text->hits[hit].cue == DLB_CUE_SECRETARY)
            return text->tokens[at].flags & DLB_CAPITAL;
    }
    return false;
}

/* « CONVENTION DE GESTION DES EAUX » right below the line that names the secretary. */
static bool is_title_below_secretary(const struct dlb_text *text, uint32_t at, uint32_t before)
{
    uint32_t end = at, words = 0;
    if (!names_secretary(text, before) || dlb_token_is(text, at, DLB_CIVILITY) || dlb_token_is_mark(text, at - 1, '-'))
        return false;
    for (; end < text->count && (end == at || !(text->tokens[end].flags & DLB_FIRST)); end++)
        words += text->tokens[end].kind == DLB_WORD && text->tokens[end].size > 2;
    return words >= TITLE_WORDS && is_title(text, at, end);
}

/* « 14 votes pour », « Adopté par … ». */
static bool leads_with_count(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = at + 1 < text->count && text->tokens[at].kind == DLB_NUMBER ? dlb_text_hit_at(text, at + 1)
                                                                              : text->hit_count;
    if (lead_cue(text, at) == DLB_CUE_ADOPTED && (text->tokens[at].flags & DLB_CAPITAL))
        return true;
    return hit < text->hit_count && text->hits[hit].first == at + 1 &&
           dlb_cue_kinds[text->hits[hit].cue].block == DELIB_BLOCK_VOTE;
}

/* « 2/3 » alone on its line. */
static bool is_page_alone(const struct dlb_text *text, uint32_t at)
{
    return dlb_is_fraction(text, at) && (at + 3 == text->count || (text->tokens[at + 3].flags & DLB_FIRST));
}

static bool leads_with_mark(const struct dlb_text *text, uint32_t at)
{
    uint32_t ordinal, behind, first = at;
    enum dlb_mark mark;
    if (text->tokens[at].flags & DLB_AGENDA)
        return true;
    while (is_emphasis(text, at))
        at++;
    mark = dlb_read_mark(text, at, text->count, &ordinal, &behind);
    return mark == DLB_MARK_BARE ? !is_wrapped(text, first) : mark != DLB_MARK_NONE;
}

/* Whether emphasis that opens a run is still open at a token. */
static bool is_emphasised(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    if (!is_emphasis(text, first))
        return false;
    for (uint32_t next = first + 1; next < at; next++)
        if (is_emphasis(text, next) && text->tokens[next].size == text->tokens[first].size)
            return false;
    return true;
}

/* Whether two lines that follow each other are one title of the agenda. */
static bool title_goes_on_agenda(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    return (text->tokens[first].flags & DLB_AGENDA) && (text->tokens[at].flags & DLB_AGENDA) &&
           !(text->tokens[at].flags & DLB_CAPITAL);
}

/* « Canton(s) : … »: a word with a capital and a colon at the beginning of a line. */
static bool is_any_label(const struct dlb_text *text, uint32_t at)
{
    return (text->tokens[at].flags & DLB_CAPITAL) && dlb_token_is_mark(text, at + 1, ':');
}

/* Whether the title of an item that begins at `before` goes on in the line that begins at `at`: emphasis to its end,
 * capitals in capitals, other titles with a small letter. */
static bool title_goes_on(const struct dlb_text *text, uint32_t before, uint32_t at)
{
    uint32_t end = at + 1;
    if (lead_cue(text, before) == DLB_CUE_SUBJECT)
        return !is_any_label(text, at);
    if (text->tokens[before].flags & DLB_AGENDA)
        return title_goes_on_agenda(text, before, at);
    if (is_emphasised(text, before, at))
        return true;
    if (dlb_token_is_mark(text, at - 1, '.') ||
        (dlb_token_is_mark(text, at - 1, ':') && (text->tokens[at].flags & DLB_CAPITAL)))
        return false;
    if (!is_title(text, before, at))
        return text->tokens[at].kind == DLB_WORD && (!(text->tokens[at].flags & DLB_CAPITAL) ||
                                                         (at - before > NUMBER_TOKENS && is_wrapped(text, at)));
    while (end < text->count && !(text->tokens[end].flags & DLB_FIRST))
        end++;
    return is_title(text, at, end);
}

/* Whether a line begins a run by what it looks like, whatever stands above it. */
static bool looks_like_beginning(const struct dlb_text *text, uint32_t at)
{
    return (text->tokens[at].flags & DLB_GAP) || is_table_line(text, at) || dlb_token_is_mark(text, at, '*') ||
           read_list_mark(text, at, text->count) > at || dlb_leads_with_label(text, at) || dlb_leads_with_verb(text, at) ||
           leads_with_count(text, at) || is_page_alone(text, at) || leads_with_signer(text, at) ||
           names_secretary(text, at);
}

/* « Après examen et en avoir délibéré », « Le point est adopté »: a sentence behind the end of another that tells of the
 * decision in its first words. */
static bool leads_with_verdict(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    if (!(text->tokens[at].flags & DLB_CAPITAL) || !dlb_token_is_mark(text, at - 1, '.'))
        return false;
    for (; hit < text->hit_count && text->hits[hit].first - at <= VERDICT_WITHIN; hit++)
        if (dlb_cue_kinds[text->hits[hit].cue].block == DELIB_BLOCK_FORMULA ||
            text->hits[hit].cue == DLB_CUE_ADOPTED)
            return true;
    return false;
}

/* « ------- »: a row of one mark alone on its line. */
static bool is_rule(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].kind == DLB_MARK && text->tokens[at].size >= RULE &&
           (at + 1 == text->count || (text->tokens[at + 1].flags & DLB_FIRST));
}

/* The token behind the line that begins at a token. */
static uint32_t end_of_line(const struct dlb_text *text, uint32_t at)
{
    do
        at++;
    while (at < text->count && !(text->tokens[at].flags & DLB_FIRST));
    return at;
}

/* Names of persons, not « Chemin de la Garenne »: family names in capitals, marks between them, or nothing but capitals. */
static bool is_persons(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    bool small = end == first + 1;
    if (!is_names(text, first, end))
        return false;
    for (uint32_t at = first; at < end; at++) {
        if ((text->tokens[at].flags & DLB_CAPS) || dlb_token_is_mark(text, at, ',') || dlb_token_is_mark(text, at, ';'))
            return true;
        small = small || !(text->tokens[at].flags & DLB_CAPITAL);
    }
    return !small;
}

bool dlb_is_plain_title(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t letters = 0;
    delib_slice last = dlb_token_slice(text, end - 1);
    if (!(text->tokens[first].flags & DLB_CAPITAL) || text->tokens[first].line + 1 < text->tokens[end - 1].line ||
        end - first > PLAIN_TITLE ||
        dlb_cue_kinds[lead_cue(text, first)].block != DLB_BLOCK_NONE || dlb_token_is(text, first, DLB_CIVILITY) ||
        (text->tokens[end - 1].kind == DLB_MARK && strchr(".,;:-", last.data[0])))
        return false;
    for (uint32_t hit = dlb_text_hit_at(text, first); hit < text->hit_count && text->hits[hit].first < end; hit++)
        if (((dlb_cue_kinds[text->hits[hit].cue].flags & DLB_CUE_HEAD) && text->hits[hit].cue != DLB_CUE_NUMBER) ||
            text->hits[hit].cue == DLB_CUE_VOTE_RESULT)
            return false;
    for (uint32_t at = first; at < end; at++) {
        if (dlb_token_is(text, at, DLB_BEING))
            return false;
        letters += text->tokens[at].kind == DLB_WORD ? text->tokens[at].size : 0;
    }
    return letters >= PLAIN_LETTERS && !is_persons(text, first, end);
}

/* A title in capitals below an empty line, and its text right below it. */
static bool ends_title(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    return (text->tokens[first].flags & DLB_GAP) && dlb_cue_kinds[lead_cue(text, first)].block == DLB_BLOCK_NONE &&
           is_capitals(text, first, at) && !is_capitals(text, at, end_of_line(text, at)) &&
           (text->tokens[at].kind != DLB_WORD || (text->tokens[at].flags & DLB_CAPITAL));
}

/* A title in small letters, whose line had room for the word that its text begins with. */
static bool ends_plain_title(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    return text->tokens[first].line + 1 == text->tokens[at].line && (text->tokens[at].flags & DLB_CAPITAL) &&
           (text->tokens[first].flags & DLB_GAP) && !is_wrapped(text, at) && dlb_is_plain_title(text, first, at);
}

/* Whether a sentence within a line begins a run: it tells of the decision. */
static bool sentence_begins_run(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at - 1, '.') && !(text->tokens[at].flags & DLB_GLUED) &&
           (text->tokens[at - 2].size > 2 ||
            (text->tokens[at - 2].kind == DLB_WORD && !(text->tokens[at - 2].flags & DLB_CAPITAL))) && dlb_begins_verdict(text, at);
}

/* The outcome behind a title: « … (ADOPTÉE À L'UNANIMITÉ) », or in a column of its own. */
static bool outcome_begins_run(const struct dlb_text *text, uint32_t at)
{
    bool bracket = dlb_token_is_mark(text, at, '(');
    uint32_t hit = dlb_text_hit_at(text, at + bracket);
    enum dlb_cue cue = hit < text->hit_count && text->hits[hit].first == at + bracket ? text->hits[hit].cue : DLB_CUE_NONE;
    return (bracket || dlb_begins_column(text, at)) && (text->tokens[at + bracket].flags & DLB_CAPITAL) &&
           (cue == DLB_CUE_ADOPTED || cue == DLB_CUE_REJECTED || cue == DLB_CUE_UNANIMOUS || cue == DLB_CUE_NOTED ||
            cue == DLB_CUE_WITHDRAWN);
}

/* Whether a line begins a run of its own; `before` is the first token of the line above it, `first` of the run. */
static bool line_begins_run(const struct dlb_text *text, uint32_t at, uint32_t before, uint32_t first)
{
    if (is_rule(text, at) || is_rule(text, first) || looks_like_beginning(text, at) || is_table_line(text, before) ||
        dlb_is_stamp_line(text, before) || goes_on_with_verb(text, first, at) || ends_vote(text, first, at) || ends_plain_title(text, first, at) ||
        leads_with_body(text, at, first) || leads_with_verdict(text, at) ||
        is_title_below_secretary(text, at, before) || ends_title(text, first, at) || dlb_begins_verdict(text, at))
        return true;
    if (leads_with_mark(text, at) && !title_goes_on_agenda(text, first, at))
        return true;
    return leads_with_mark(text, first) && !title_goes_on(text, first, at);
}

/* « en exercice : 15 L'an deux mille … », « 4/7/2018 Procurations : … »: a label right behind the number with which a
 * line of the margin ends. */
static bool label_behind_margin(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit;
    if (text->tokens[at - 1].kind != DLB_NUMBER || !text->tokens[at].word ||
        (text->tokens[at].flags & (DLB_CAPITAL | DLB_GLUED)) != DLB_CAPITAL)
        return false;
    hit = lead_hit(text, at, text->count);
    if (hit == text->hit_count || dlb_cue_kinds[text->hits[hit].cue].block != DELIB_BLOCK_ATTENDANCE)
        return false;
    if (text->hits[hit].cue == DLB_CUE_YEAR_OF)
        return dlb_token_is(text, text->hits[hit].end, DLB_NUMERAL);
    at = text->hits[hit].end;
    return (dlb_cue_kinds[text->hits[hit].cue].flags & DLB_CUE_LABEL) && dlb_token_is_mark(text, at, ':') &&
           at + 1 < text->count && text->tokens[at + 1].kind == DLB_WORD;
}

/* Whether a run begins at a token within a line. */
static bool begins_within_line(const struct dlb_text *text, uint32_t at)
{
    return sentence_begins_run(text, at) || label_behind_margin(text, at) || outcome_begins_run(text, at);
}

static uint32_t end_of_run(const struct dlb_text *text, uint32_t first)
{
    uint32_t at = first + 1, line = first;
    bool table = is_table_line(text, first);
    for (; at < text->count; at++) {
        bool begins = text->tokens[at].flags & DLB_FIRST;
        if (begins && line_begins_run(text, at, line, first))
            break;
        if (!table && (dlb_is_clause_at(text, first, at) || (!begins && begins_within_line(text, at))))
            break;
        if (begins)
            line = at;
    }
    return at;
}

static void describe_run(const struct dlb_text *text, struct dlb_run *run)
{
    uint32_t lead, behind;
    run->head = run->first;
    while (run->head < run->end && is_emphasis(text, run->head))
        run->head++;
    run->mark = (uint8_t)dlb_read_mark(text, run->head, run->end, &run->ordinal, &behind);
    if (run->mark != DLB_MARK_NONE)
        run->head = behind;
    else if (text->tokens[run->first].flags & DLB_AGENDA)
        run->mark = DLB_MARK_AGENDA;
    else if (run->end < text->count && is_rule(text, run->end) && !(text->tokens[run->end].flags & DLB_GAP))
        run->mark = DLB_MARK_RULED;
    run->body = run->mark >= DLB_MARK_ROMAN && run->mark <= DLB_MARK_LETTER
                    ? run->head : read_list_mark(text, run->first, run->end);
    lead = lead_hit(text, run->body, run->end);
    run->lead = lead < text->hit_count && text->hits[lead].end <= run->end ? text->hits[lead].cue : DLB_CUE_NONE;
    run->hit = dlb_text_hit_at(text, run->first);
    run->hit_end = dlb_text_hit_at(text, run->end);
    if (is_table_line(text, run->first))
        run->flags |= DLB_RUN_TABLE;
    if (is_title(text, run->body, run->end))
        run->flags |= DLB_RUN_TITLE;
    if (is_names(text, run->body, run->end))
        run->flags |= DLB_RUN_NAMES;
}

/* Whether who reports is named right below a run, or below the page head that follows it. */
static bool is_reported(const struct dlb_reading *reading, uint32_t run)
{
    uint32_t below = run + 1;
    while (below < reading->run_count && below < run + 2 &&
           (dlb_cue_kinds[reading->runs[below].lead].flags & DLB_CUE_HEAD))
        below++;
    return below < reading->run_count && reading->runs[below].lead == DLB_CUE_RAPPORTEUR;
}

/* A title without a mark is known by who reports on it; a number before it is no part of it. */
static void mark_reported(struct dlb_reading *reading)
{
    for (uint32_t i = 0; i < reading->run_count; i++) {
        struct dlb_run *run = &reading->runs[i];
        if (run->mark != DLB_MARK_NONE || run->lead != DLB_CUE_NONE || !is_reported(reading, i) ||
            (reading->text.tokens[run->head].kind == DLB_WORD &&
             !(reading->text.tokens[run->head].flags & DLB_CAPITAL)))
            continue;
        run->mark = DLB_MARK_REPORTED;
        if (reading->text.tokens[run->head].kind == DLB_NUMBER && run->head + 1 < run->end &&
            (reading->text.tokens[run->head + 1].flags & DLB_CAPITAL))
            run->head++;
    }
}

void dlb_find_runs(struct dlb_reading *reading)
{
    const struct dlb_text *text = &reading->text;
    bool clause = false;
    dlb_find_agenda(&reading->text);
    for (uint32_t first = 0, end; first < text->count && reading->status >= DELIB_OK; first = end) {
        struct dlb_run *run = add_run(reading);
        end = end_of_run(text, first);
        if (!run)
            return;
        run->first = first;
        run->end = end;
        run->flags = clause ? DLB_RUN_CLAUSE : 0;
        describe_run(text, run);
        clause = end < text->count && dlb_is_clause_at(text, first, end);
    }
    mark_reported(reading);
}
