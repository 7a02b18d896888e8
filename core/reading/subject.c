/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which act it is: number, identifier, subject. */
#include <config.h>

#include "authority/keys.h"
#include "reading/items.h"

/* A subject has no more tokens than this. */
#define SUBJECT 160
/* A title below its label has no more tokens. */
#define TITLE 80
/* The head of an item of minutes has no more runs: its title, its number, « Objet : ». */
#define HEAD_RUNS 3
/* The date in an identifier is that of the sitting, or stands so many months from it at most. */
#define MONTHS 2

/* Without the full stop or the emphasis that end a title, and the outcome behind it: « … - APPROUVEE ». */
static uint32_t trimmed(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t hit = dlb_text_hit_at(text, end);
    while (hit > 0 && text->hits[hit - 1].first >= end)
        hit--;
    if (hit > 0 && text->hits[hit - 1].cue == DLB_CUE_ADOPTED && text->hits[hit - 1].end == end &&
        text->hits[hit - 1].first > first)
        end = text->hits[hit - 1].first;
    while (end > first && text->tokens[end - 1].kind == DLB_MARK && text->tokens[end - 1].size <= 2 &&
           strchr(".*_:;,-", dlb_token_slice(text, end - 1).data[0]))
        end--;
    return end;
}

/* « R é p u b l i q u e »: letters that stand apart are no title that anybody could read. */
static bool is_spelt_out(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t letters = 0, words = 0;
    for (uint32_t at = first; at < end; at++) {
        words += text->tokens[at].kind == DLB_WORD;
        letters += text->tokens[at].kind == DLB_WORD && text->tokens[at].size <= 2 && !text->tokens[at].word;
    }
    return words > 4 && 2 * letters > words;
}

static void state_subject(struct dlb_reading *reading, delib_act *act, uint32_t first, uint32_t end,
                          enum dlb_rule rule)
{
    const struct dlb_text *text = &reading->text;
    while (first < end && text->tokens[first].kind == DLB_MARK && !dlb_token_is_mark(text, first, '(') &&
           !delib_slice_is(dlb_token_slice(text, first), "«"))
        first++;
    end = trimmed(text, first, end);
    if (end > first && end - first <= SUBJECT && !is_spelt_out(text, first, end))
        dlb_state_words(reading, act, DELIB_ACT_SUBJECT, first, end, rule);
}

/* « 2011 / 19 »: a number whose year and rank stand apart. */
static uint32_t behind_parts(const struct dlb_text *text, uint32_t at, uint32_t behind, uint32_t end)
{
    return behind == at + 1 && behind + 1 < end && text->tokens[at].size == 4 && dlb_token_is_mark(text, behind, '/') &&
                   text->tokens[behind + 1].kind == DLB_NUMBER && text->tokens[behind + 1].size <= 4
               ? behind + 2 : behind;
}

/* « 2024-112 B »: a letter that ends the line. */
static uint32_t behind_series(const struct dlb_text *text, uint32_t at, uint32_t behind, uint32_t end)
{
    bool letter = behind > at && behind < end && text->tokens[behind].kind == DLB_WORD &&
                  text->tokens[behind].size == 1 && (text->tokens[behind].flags & DLB_CAPITAL) && !(text->tokens[behind].flags & DLB_FIRST);
    return letter && (behind + 1 >= text->count || (text->tokens[behind + 1].flags & DLB_FIRST)) ? behind + 1 : behind;
}

/* « Délibération n° 2025/07 : … », « N° 2022/07/29/07-OBJET : … »: the number; the token behind it. */
static uint32_t read_number(struct dlb_reading *reading, delib_act *act, uint32_t at, uint32_t end)
{
    const struct dlb_text *text = &reading->text;
    uint32_t behind;
    while (at < end && text->tokens[at].kind == DLB_MARK)
        at++;
    behind = behind_series(text, at, behind_parts(text, at, dlb_read_act_number(text, at, end), end), end);
    if (behind > at)
        dlb_state_words(reading, act, DELIB_ACT_NUMBER, at, behind, DLB_RULE_NUMBER_LABEL);
    return behind;
}

/* The first run behind `run` of the scope that is no furniture, stamp or line of the head; NULL where there is none. */
static const struct dlb_run *run_behind(const struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t run)
{
    for (uint32_t i = run + 1; i < scope->end; i++)
        if (reading->runs[i].type != DELIB_BLOCK_FURNITURE && reading->runs[i].type != DELIB_BLOCK_STAMP &&
            reading->runs[i].lead != DLB_CUE_SITTING_OF)
            return &reading->runs[i];
    return NULL;
}

/* A subject that an empty line cuts goes on in the next run with a small letter; one that ends with a colon, in a run
 * right below that ends so, too. */
static uint32_t end_of_subject(const struct dlb_reading *reading, const struct dlb_scope *scope,
                               const struct dlb_run *run)
{
    bool last_run = run + 1 >= reading->runs + scope->end;
    const struct dlb_run *next = last_run ? run : run + 1;
    const struct dlb_token *last = &reading->text.tokens[run->end - 1];
    bool colons = dlb_token_is_mark(&reading->text, run->end - 1, ':') &&
                  dlb_token_is_mark(&reading->text, next->end - 1, ':');
    if (last_run || (last->kind == DLB_MARK && !colons) || next->lead != DLB_CUE_NONE ||
        next->body > next->first)
        return run->end;
    if (colons)
        return reading->text.tokens[next->first].flags & DLB_GAP ? run->end : next->end;
    return reading->text.tokens[next->first].kind == DLB_WORD &&
                   !(reading->text.tokens[next->first].flags & DLB_CAPITAL) ? next->end : run->end;
}

/* Whether a run is made of sentences: one ends inside it, or a verb tells what is or what somebody says. */
static bool is_prose(const struct dlb_text *text, const struct dlb_run *run)
{
    for (uint32_t at = run->first + 1; at + 1 < run->end; at++)
        if (dlb_token_is(text, at, DLB_BEING | DLB_TELLS) ||
            (dlb_token_is_mark(text, at, '.') && text->tokens[at - 1].size > 2 &&
             !(text->tokens[at + 1].flags & DLB_GLUED) && (text->tokens[at + 1].flags & DLB_CAPITAL)))
            return true;
    return false;
}

/* Whether a run below a label or number that stands alone is the title of the act. */
static bool may_be_title(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return run->lead == DLB_CUE_NONE && !(run->flags & DLB_RUN_TABLE) && run->end - run->first <= TITLE &&
           !is_prose(&reading->text, run) &&
           run->type != DELIB_BLOCK_FORMULA && run->type != DELIB_BLOCK_DECISION &&
           run->type != DELIB_BLOCK_ATTENDANCE &&
           (reading->text.tokens[run->first].flags & DLB_CAPITAL);
}

/* The subject that begins at a token of a run; where nothing stands there, the run behind it. */
static bool read_subject(struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number, uint32_t from,
                         enum dlb_rule rule)
{
    const struct dlb_run *run = &reading->runs[number];
    uint32_t first = dlb_skip_marks(&reading->text, from, run->end);
    if (first < run->end) {
        state_subject(reading, scope->act, from, end_of_subject(reading, scope, run), rule);
        return true;
    }
    run = run_behind(reading, scope, number);
    if (!run || !may_be_title(reading, run))
        return false;
    state_subject(reading, scope->act, run->first, end_of_subject(reading, scope, run), rule);
    return true;
}

static bool read_numbered(struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    uint32_t lead = dlb_run_cue(reading, run, run->first, DLB_CUE_NUMBER)->end;
    uint32_t behind = read_number(reading, scope->act, lead, run->end);
    const struct dlb_hit *label = dlb_run_cue(reading, run, behind, DLB_CUE_SUBJECT);

    if (label)
        return read_subject(reading, scope, number, label->end, DLB_RULE_SUBJECT_LABEL);
    return behind > lead && read_subject(reading, scope, number, behind, DLB_RULE_SUBJECT_NUMBERED);
}

/* A title in capitals or emphasis between the sitting and the text. */
static bool is_title(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return run->type == DELIB_BLOCK_HEADING && run->lead == DLB_CUE_NONE && (run->flags & DLB_RUN_TITLE) &&
           run->zone == DLB_ZONE_SITTING && !dlb_token_is(&reading->text, run->first, DLB_ARTICLE);
}

/* A line of its own right behind the sitting, before prose; minutes have others there. */
static bool is_line(const struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number], *next = run + 1;
    const struct dlb_token *tokens = reading->text.tokens;
    if (number + 1 >= scope->end || run->lead != DLB_CUE_NONE || run->mark != DLB_MARK_NONE || run->body > run->first ||
        (run->flags & (DLB_RUN_NAMES | DLB_RUN_TABLE)))
        return false;
    return (tokens[run->first].flags & DLB_GAP) && (tokens[run->first].flags & DLB_CAPITAL) &&
           (tokens[next->first].flags & DLB_GAP) && dlb_length(run) > 3 && dlb_length(run) <= TITLE / 2 &&
           dlb_length(next) > DLB_SHORT && !strchr(".,;:", dlb_token_slice(&reading->text, run->end - 1).data[0]);
}

static bool is_of_minutes(const struct dlb_reading *reading, const struct dlb_scope *scope)
{
    for (uint32_t i = scope->first; i < scope->end; i++)
        if (dlb_run_flagged(reading, &reading->runs[i], DLB_CUE_SEVERAL_ACTS) ||
            dlb_run_has(reading, &reading->runs[i], DLB_CUE_AGENDA))
            return true;
    return false;
}

/* The line between the sitting and the text, where nothing else tells the subject. */
static void read_line(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    if (is_of_minutes(reading, scope))
        return;
    for (uint32_t i = scope->first + 1; i < scope->end && reading->runs[i].zone <= DLB_ZONE_BODY; i++) {
        const struct dlb_run *run = &reading->runs[i];
        if (run[-1].type != DELIB_BLOCK_ATTENDANCE || run->type == DELIB_BLOCK_ATTENDANCE ||
            !is_line(reading, scope, i))
            continue;
        state_subject(reading, scope->act, run->first, run->end, DLB_RULE_SUBJECT_LINE);
        return;
    }
}

static bool is_bare_number(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return run->type == DELIB_BLOCK_HEADING && run->zone == DLB_ZONE_HEAD && run->lead == DLB_CUE_NONE &&
           dlb_read_act_number(&reading->text, run->first, run->end) == run->end;
}

/* « Nomenclature ACTES : 8.8 ». */
static void read_matter(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *hit = dlb_run_cue(reading, run, run->first, DLB_CUE_MATTER);
    uint32_t at = hit ? dlb_skip_marks(text, hit->end, run->end) : run->end;
    if (at + 2 < run->end && text->tokens[at].kind == DLB_NUMBER && text->tokens[at].size == 1 &&
        dlb_token_is_mark(text, at + 1, '.') && text->tokens[at + 1].size == 1 &&
        text->tokens[at + 2].kind == DLB_NUMBER && text->tokens[at + 2].size <= 2 &&
        (text->tokens[at + 2].flags & DLB_GLUED))
        dlb_state_words(reading, act, DELIB_ACT_MATTER_CODE, at, at + 3, DLB_RULE_MATTER);
}

/* Whether an identifier bears the day of the sitting, or one near it: else it is the stamp of another act. */
static bool is_of_sitting(const delib_act *act, int date)
{
    const delib_candidate *sitting = delib_act_candidates(act, DELIB_SITTING_DATE);
    struct dlb_date day = { 0 };
    int months;
    if (!sitting)
        return true;
    dlb_date_of_value(delib_candidate_value(sitting), &day);
    months = 12 * (date / 10000 - day.year) + date / 100 % 100 - day.month;
    return months >= -MONTHS && months <= MONTHS;
}

static void state_identifier(struct dlb_reading *reading, delib_act *act, const struct dlb_identifier *id,
                             uint32_t first, uint32_t end)
{
    bool own = is_of_sitting(act, id->date);
    enum dlb_rule rule = own && !id->doubtful ? id->mended ? DLB_RULE_ID_MENDED : DLB_RULE_ID : DLB_RULE_DOUBTFUL;
    delib_slice siren = { strchr(id->value, '-') + 1, 9 };
    bool sure;

    dlb_state(reading, act, DELIB_ACT_ID, delib_value_text(DELIB_CODE, delib_slice_of(id->value)), first, end, rule);
    sure = own && (!reading->text.noise || dlb_siren_is_valid(siren));
    dlb_state(reading, act, DELIB_AUTHORITY_SIREN, delib_value_text(DELIB_CODE, siren), id->siren, id->siren_end,
              sure ? DLB_RULE_SIREN_OF_ID : DLB_RULE_DOUBTFUL);
}

static void read_identifiers(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    uint32_t last = reading->runs[reading->run_count - 1].end;

    for (uint32_t at = run->first; at < run->end && at - run->first < 64; at++) {
        struct dlb_identifier id;
        uint32_t end = dlb_read_identifier(text, at, last, &id);
        if (end == at)
            continue;
        state_identifier(reading, act, &id, at, end);
        at = end - 1;
    }
}

/* The words of a heading with a number or label; false where it states no subject. */
static bool read_heading(struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    const struct dlb_hit *label = dlb_run_cue(reading, run, run->first, DLB_CUE_SUBJECT);
    const struct dlb_hit *mark = dlb_run_cue(reading, run, run->first, DLB_CUE_NUMBER);
    if (run->type != DELIB_BLOCK_HEADING)
        return false;
    if (run->mark == DLB_MARK_NUMBER && run->lead == DLB_CUE_NONE && run->head < run->end) {
        dlb_state_words(reading, scope->act, DELIB_ACT_NUMBER, dlb_number_of(reading, run), run->head,
                        DLB_RULE_NUMBER_HEADING);
        state_subject(reading, scope->act, run->head, run->end, DLB_RULE_SUBJECT_TITLE);
        return true;
    }
    if (run->lead == DLB_CUE_NUMBER)
        return read_numbered(reading, scope, number);
    if (mark && run->zone == DLB_ZONE_HEAD)
        read_number(reading, scope->act, mark->end, run->end);
    return run->lead == DLB_CUE_SUBJECT && label &&
           read_subject(reading, scope, number, label->end, DLB_RULE_SUBJECT_LABEL);
}

/* « Tarifs de la cantine          2023-06-073 »: the number of an act at the right margin; the token of it, or the end. */
static uint32_t read_number_at_margin(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    for (uint32_t at = run->head + 1; at < run->end && at - run->head < TITLE; at++) {
        uint32_t behind = dlb_begins_column(text, at) ? dlb_read_own_number(text, at, run->end) : at;
        if (behind == at || (behind < run->end && !(text->tokens[behind].flags & DLB_FIRST)))
            continue;
        dlb_state_words(reading, act, DELIB_ACT_NUMBER, at, behind, DLB_RULE_NUMBER_ITEM);
        return at;
    }
    return run->end;
}

/* « ELECTION DU MAIRE (2020-05-01) », « Budget primitif (n° 14/2019) »: the number of an act behind its title; the
 * token of the bracket, or the end. */
static uint32_t read_number_behind(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    uint32_t bracket = run->end - 1, last = run->end - 1, number;
    const struct dlb_hit *label;
    if (!dlb_token_is_mark(text, last, ')'))
        return run->mark == DLB_MARK_NUMBER ? run->end : read_number_at_margin(reading, act, run);
    while (bracket > run->head && last - bracket < DLB_SHORT && !dlb_token_is_mark(text, bracket, '('))
        bracket--;
    if (bracket == run->head || !dlb_token_is_mark(text, bracket, '('))
        return run->end;
    label = dlb_run_cue(reading, run, bracket + 1, DLB_CUE_NUMBER);
    number = label && label->first == bracket + 1 ? dlb_skip_marks(text, label->end, last) : bracket + 1;
    if (last < number + 3 || (dlb_read_own_number(text, number, last) != last &&
                              (number == bracket + 1 || dlb_read_act_number(text, number, last) != last)))
        return run->end;
    dlb_state_words(reading, act, DELIB_ACT_NUMBER, number, last, DLB_RULE_NUMBER_ITEM);
    return bracket;
}

/* « 2. Délibération n° 24-017 – … »: behind the number with its label that a title begins with. */
static uint32_t behind_label(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run, uint32_t title)
{
    const struct dlb_hit *label = dlb_run_cue(reading, run, title, DLB_CUE_NUMBER);
    if (run->mark == DLB_MARK_NUMBER || !label || label->first != title || label->end - label->first < 2)
        return title;
    return read_number(reading, act, label->end, run->end);
}

/* The head of an item of minutes: what stands behind its mark; a number there or on the lines below. */
static void read_item(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    const struct dlb_run *first = &reading->runs[scope->first];
    uint32_t title, end;
    for (uint32_t i = scope->first; i < scope->end && i < scope->first + HEAD_RUNS; i++) {
        const struct dlb_run *run = &reading->runs[i];
        if (run->mark != DLB_MARK_NUMBER)
            continue;
        dlb_state_words(reading, scope->act, DELIB_ACT_NUMBER, dlb_number_of(reading, run), run->head,
                        DLB_RULE_NUMBER_ITEM);
        break;
    }
    title = behind_label(reading, scope->act, first, dlb_title_of(reading, first));
    end = read_number_behind(reading, scope->act, first);
    if (end < first->end)
        state_subject(reading, scope->act, title, end, DLB_RULE_SUBJECT_ITEM);
    else
        read_subject(reading, scope, scope->first, title, DLB_RULE_SUBJECT_ITEM);
}

void dlb_find_subject(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    bool found = scope->item && reading->runs[scope->first].mark != DLB_MARK_SUBJECT, head = true;
    if (found)
        read_item(reading, scope);
    for (uint32_t i = scope->first + found; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        if (run->type == DELIB_BLOCK_STAMP || run->zone == DLB_ZONE_HEAD || run->zone == DLB_ZONE_CLOSING)
            read_identifiers(reading, scope->act, run);
        if (is_bare_number(reading, run))
            dlb_state_words(reading, scope->act, DELIB_ACT_NUMBER, run->first, run->end, DLB_RULE_NUMBER_ALONE);
        read_matter(reading, scope->act, run);
        head = head && (run->type == DELIB_BLOCK_HEADING || run->type == DELIB_BLOCK_FURNITURE);
        if (!scope->item || head)
            found = read_heading(reading, scope, i) || found;
        if (!found && is_title(reading, run)) {
            state_subject(reading, scope->act, run->first, run->end, DLB_RULE_SUBJECT_TITLE);
            found = true;
        }
    }
    if (!found && reading->status >= DELIB_OK)
        read_line(reading, scope);
}
