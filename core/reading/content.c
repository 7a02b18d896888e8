/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From runs to blocks: every word of a scope in exactly one block, in order. */
#include <config.h>

#include "reading/verdict.h"

static delib_block *add_block(struct dlb_reading *reading, delib_block *parent, delib_block_type type)
{
    delib_block *block = reading->status < DELIB_OK || !parent ? NULL : delib_block_add(parent, type);
    if (!block && reading->status >= DELIB_OK)
        reading->status = DELIB_E_NOMEM;
    return block;
}

static void keep(struct dlb_reading *reading, delib_status status)
{
    if (status < DELIB_OK && reading->status >= DELIB_OK)
        reading->status = status;
}

/* Whether the line breaks of a type carry meaning; those of prose do not. */
static char separator_of(delib_block_type type)
{
    switch (type) {
    case DELIB_BLOCK_HEADING:
    case DELIB_BLOCK_SIGNATURE:
    case DELIB_BLOCK_STAMP:
    case DELIB_BLOCK_FURNITURE:
    case DELIB_BLOCK_OTHER:
        return '\n';
    default:
        return ' ';
    }
}

static void set_words(struct dlb_reading *reading, delib_block *block, uint32_t first, uint32_t end, char separator)
{
    delib_slice words;
    if (!block || end <= first)
        return;
    words = dlb_clean(reading, first, end, separator);
    if (!words.data)
        return;
    keep(reading, delib_block_set_text(block, words));
    for (uint32_t at = first, behind; at < end && reading->status >= DELIB_OK; at = behind) {
        behind = dlb_text_stretch(&reading->text, at, end);
        keep(reading, delib_block_add_span(block, reading->text.lines->source,
                                           dlb_text_span(&reading->text, at, behind)));
    }
}

/* The verb of a decision whose words begin at a token. */
static void set_verb(struct dlb_reading *reading, delib_block *block, const struct dlb_run *run, uint32_t first)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *noted = dlb_run_cue(reading, run, first, DLB_CUE_NOTED);
    uint32_t verb = dlb_skip_marks(text, first, run->end);
    if (dlb_token_is(text, verb, DLB_ARTICLE) && run->lead != DLB_CUE_ARTICLE)
        while (verb < run->end && !dlb_token_is(text, verb, DLB_OPERATIVE))
            verb++;
    while (verb < run->end && (dlb_token_is(text, verb, DLB_PARTICLE) || text->tokens[verb].kind == DLB_MARK))
        verb++;
    if (verb >= run->end || (!dlb_token_is(text, verb, DLB_OPERATIVE) && !dlb_is_infinitive(reading, run)))
        return;
    first = verb;
    verb = noted && noted->first <= first ? noted->end : first + 1;
    keep(reading, delib_block_set_verb(block, dlb_clean(reading, first, verb, ' ')));
}

/* « Article 1er », « Article 2 »; the token behind it. */
static uint32_t set_article_number(struct dlb_reading *reading, delib_block *block, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    uint32_t end = run->body + 1;
    int64_t number;
    if (end < run->end && dlb_token_is(text, end, DLB_ORDINAL))
        end++;
    else
        end = dlb_read_number(text, end, run->end, &number);
    if (end < run->end && (text->tokens[end].flags & DLB_GLUED) && dlb_token_is(text, end, DLB_ORDINAL))
        end++;
    keep(reading, delib_block_set_number(block, dlb_clean(reading, run->first, end, ' ')));
    return end;
}

static void write_run(struct dlb_reading *reading, delib_block *parent, const struct dlb_run *run)
{
    delib_block_type type = (delib_block_type)run->type;
    delib_block *block = add_block(reading, parent, type);
    uint32_t clause = run->body;

    set_words(reading, block, run->first, run->end, separator_of(type));
    if (!block || reading->status < DELIB_OK)
        return;
    if (run->lead == DLB_CUE_ARTICLE && (type == DELIB_BLOCK_ARTICLE || type == DELIB_BLOCK_DECISION))
        clause = set_article_number(reading, block, run);
    else if (run->body > run->first && (type == DELIB_BLOCK_ITEM || type == DELIB_BLOCK_DECISION))
        keep(reading, delib_block_set_number(block, dlb_clean(reading, run->first, run->body, ' ')));
    if (type == DELIB_BLOCK_DECISION)
        set_verb(reading, block, run, clause);
}

/* The token behind the cell that begins at `first`: cells end at a tab or a bar. */
static uint32_t end_of_cell(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t at = first;
    while (at < end) {
        const struct dlb_token *token = &text->tokens[at];
        const char *line = text->lines->lines[token->line].text.data;
        if (at > first && dlb_token_is_mark(text, at, '|'))
            break;
        if (at > first && token->line == token[-1].line) {
            size_t gap = token[-1].start + token[-1].size;
            if (memchr(line + gap, '\t', token->start - gap))
                break;
        }
        at++;
    }
    return at;
}

static void write_row(struct dlb_reading *reading, delib_block *table, const struct dlb_run *run)
{
    delib_block *row = add_block(reading, table, DELIB_BLOCK_ROW);
    for (uint32_t first = run->first, end; first < run->end && reading->status >= DELIB_OK; first = end) {
        uint32_t words = first;
        end = end_of_cell(&reading->text, first, run->end);
        if (dlb_token_is_mark(&reading->text, words, '|'))
            words++;
        if (words < end)
            set_words(reading, add_block(reading, row, DELIB_BLOCK_CELL), words, end, ' ');
    }
}

/* Writes the runs of one type that follow each other under one parent; the run behind them. */
static uint32_t write_group(struct dlb_reading *reading, delib_block *content, uint32_t first, uint32_t end)
{
    bool table = reading->runs[first].type == DELIB_BLOCK_TABLE;
    delib_block *group = add_block(reading, content, table ? DELIB_BLOCK_TABLE : DELIB_BLOCK_LIST);
    uint32_t run = first;
    for (; run < end && reading->runs[run].type == reading->runs[first].type && reading->status >= DELIB_OK; run++) {
        if (table)
            write_row(reading, group, &reading->runs[run]);
        else
            write_run(reading, group, &reading->runs[run]);
    }
    return run;
}

void dlb_write_content(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    delib_block *content = scope->act ? delib_act_content(scope->act) : delib_document_content(reading->document);

    for (uint32_t run = scope->first; run < scope->end && reading->status >= DELIB_OK;) {
        uint8_t type = reading->runs[run].type;
        if (type == DELIB_BLOCK_ITEM || type == DELIB_BLOCK_TABLE)
            run = write_group(reading, content, run, scope->end);
        else
            write_run(reading, content, &reading->runs[run++]);
    }
}
