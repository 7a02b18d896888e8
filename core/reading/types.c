/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What each run is: its type and zone, from what it looks like and what stood before it. */
#include <config.h>

#include "reading/fold.h"
#include "reading/types.h"
#include "reading/verdict.h"


/* --- what a run looks like ----------------------------------------------------------------------------------- */

/* « R E P U B L I Q U E »: one letter that bears the word of those behind it. */
static bool is_spelt(const struct dlb_token *token)
{
    return token->word && (token[1].flags & DLB_TAIL);
}

uint32_t dlb_count_words(const struct dlb_text *text, const struct dlb_run *run)
{
    uint32_t words = 0;
    for (uint32_t at = run->first; at < run->end; at++)
        words += text->tokens[at].kind == DLB_WORD &&
                 (text->tokens[at].size > 1 || (at + 1 < run->end && is_spelt(&text->tokens[at])));
    return words;
}

/* Whether the tokens from `at` on are those of `other`, letter case apart. */
static bool begins_like(const struct dlb_text *text, uint32_t at, uint32_t end, const struct dlb_run *other)
{
    uint32_t same = other->first;
    while (same < other->end) {
        char a[64], b[64];
        size_t size;
        if (text->tokens[same].kind == DLB_MARK) {
            same++;
        } else if (at < end && text->tokens[at].kind == DLB_MARK) {
            at++;
        } else {
            if (at >= end || text->tokens[at].size > sizeof a || text->tokens[same].size > sizeof b)
                return false;
            size = dlb_fold(dlb_token_slice(text, at), a, sizeof a);
            if (size != dlb_fold(dlb_token_slice(text, same), b, sizeof b) || memcmp(a, b, size) != 0)
                return false;
            at++;
            same++;
        }
    }
    return end - at < DLB_SHORT;
}

/* A line of the head that comes again is a page head. */
static bool is_repeated(const struct dlb_reading *reading, const struct dlb_state *state, const struct dlb_run *run)
{
    for (uint32_t i = 0; i < state->head_count; i++)
        if (begins_like(&reading->text, run->first, run->end, &reading->runs[state->heads[i]]))
            return true;
    return false;
}

/* « ooOoo », « xxx »: one letter again and again. */
static bool is_one_letter(delib_slice word)
{
    char folded[32];
    size_t size = dlb_fold(word, folded, sizeof folded);
    for (size_t i = 1; i < size; i++)
        if (folded[i] != folded[0])
            return false;
    return true;
}

/* Page numbers, rules and ornaments: nothing that a sentence is made of. */
static bool is_ornament(const struct dlb_text *text, const struct dlb_run *run)
{
    uint32_t marks = 0;
    if (dlb_length(run) > 6 || run->lead == DLB_CUE_NUMBER)
        return false;
    for (uint32_t at = run->first; at < run->end; at++) {
        if (text->tokens[at].kind == DLB_WORD && !is_one_letter(dlb_token_slice(text, at)))
            return false;
        marks += text->tokens[at].kind == DLB_MARK;
    }
    return marks > 0 || dlb_length(run) == 1;
}

static bool is_date_alone(const struct dlb_text *text, const struct dlb_run *run)
{
    struct dlb_date date;
    uint32_t at = dlb_skip_marks(text, run->first, run->end), end = dlb_read_date(text, at, run->end, &date);
    return end > at && dlb_skip_marks(text, end, run->end) == run->end;
}

/* What the box of a stamp holds besides its labels: a date, dots to write on, the rest of an identifier. */
static bool goes_on_stamp(const struct dlb_text *text, const struct dlb_run *run)
{
    return dlb_length(run) <= DLB_SHORT && (is_date_alone(text, run) || is_ornament(text, run) ||
                                    (dlb_count_words(text, run) <= 2 && dlb_length(run) >= 5));
}

static bool is_number_alone(const struct dlb_text *text, const struct dlb_run *run)
{
    return dlb_length(run) > 2 && !dlb_is_fraction(text, run->first) &&
           dlb_read_act_number(text, run->first, run->end) == run->end;
}

/* Whether a label of a stamp stands anywhere in a run. */
static bool has_stamp_label(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_hit *end;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++)
        if (dlb_cue_kinds[hit->cue].block == DELIB_BLOCK_STAMP)
            return true;
    return false;
}

static bool is_stamp(const struct dlb_reading *reading, const struct dlb_state *state, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    if (state->before == DELIB_BLOCK_STAMP && dlb_length(run) <= DLB_SHORT && has_stamp_label(reading, run))
        return true;
    if (dlb_cue_kinds[run->lead].block != DELIB_BLOCK_STAMP || dlb_length(run) > 3 * DLB_SHORT)
        return false;
    if (run->lead == DLB_CUE_IDENTIFIER)
        return dlb_token_is_mark(text, dlb_run_cue(reading, run, run->body, DLB_CUE_IDENTIFIER)->end, ':');
    return true;
}

/* Led by a label of the attendance. */
static bool is_attendance_label(const struct dlb_run *run)
{
    return dlb_cue_kinds[run->lead].block == DELIB_BLOCK_ATTENDANCE &&
           (dlb_cue_kinds[run->lead].flags & DLB_CUE_LABEL);
}

static bool is_opening(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return run->lead == DLB_CUE_YEAR_OF || dlb_run_has(reading, run, DLB_CUE_MEETS) ||
           dlb_run_has(reading, run, DLB_CUE_PRESIDENCY);
}

/* A label behind which the members are named: what follows the list is no head any more. */
static bool lists_members(const struct dlb_run *run)
{
    return run->lead == DLB_CUE_PRESENT || run->lead == DLB_CUE_ABSENT || run->lead == DLB_CUE_EXCUSED ||
           run->lead == DLB_CUE_PROXIES || run->lead == DLB_CUE_REPRESENTED || run->lead == DLB_CUE_SECRETARY;
}

/* Whether the run above is a label alone, « Étaient présents : »: the names are below it. */
static bool is_announced(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_run *label = run - 1;
    const struct dlb_hit *end, *hit;
    if (run == reading->runs || !lists_members(label) || label->lead == DLB_CUE_SECRETARY)
        return false;
    hit = dlb_run_hits(reading, label, &end);
    return dlb_skip_marks(&reading->text, end > hit ? end[-1].end : label->first, label->end) == label->end;
}

/* « Administrateurs en exercice : 9 ; présents : 6 »: a number behind a word that counts members. */
static bool counts_members(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *end;
    if (dlb_length(run) > 3 * DLB_SHORT)
        return false;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++) {
        uint32_t at = dlb_skip_marks(text, hit->end, run->end);
        if ((hit->cue == DLB_CUE_SEATS || hit->cue == DLB_CUE_PRESENT || hit->cue == DLB_CUE_VOTERS) && at < run->end &&
            text->tokens[at].kind == DLB_NUMBER)
            return true;
    }
    return false;
}

/* --- what it is ----------------------------------------------------------------------------------------------- */

static delib_block_type is(struct dlb_state *state, enum dlb_zone zone, delib_block_type type)
{
    state->zone = zone;
    return type;
}

static enum dlb_zone at_least(const struct dlb_state *state, enum dlb_zone zone)
{
    return state->zone > zone ? state->zone : zone;
}

/* Types that a run has wherever it stands; DLB_BLOCK_NONE: none of them. */
static delib_block_type type_anywhere(const struct dlb_reading *reading, const struct dlb_state *state,
                                      const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    if (is_stamp(reading, state, run))
        return DELIB_BLOCK_STAMP;
    if (state->before == DELIB_BLOCK_STAMP && run->lead == DLB_CUE_NONE && goes_on_stamp(text, run) &&
        !(state->zone == DLB_ZONE_HEAD && is_number_alone(text, run)))
        return DELIB_BLOCK_STAMP;
    if (run->lead == DLB_CUE_PAGE && dlb_length(run) <= DLB_SHORT)
        return DELIB_BLOCK_FURNITURE;
    if (is_repeated(reading, state, run))
        return DELIB_BLOCK_FURNITURE;
    if (is_ornament(text, run) && !(state->zone == DLB_ZONE_HEAD && is_number_alone(text, run)))
        return DELIB_BLOCK_FURNITURE;
    return DLB_BLOCK_NONE;
}

static delib_block_type type_of_closing(struct dlb_state *state, const struct dlb_run *run)
{
    bool names = (run->flags & DLB_RUN_NAMES) && dlb_length(run) <= 2 * DLB_SHORT;
    if (run->lead == DLB_CUE_REMEDY)
        return is(state, DLB_ZONE_CLOSING, DELIB_BLOCK_NOTICE);
    if (run->lead == DLB_CUE_DONE && state->zone >= DLB_ZONE_BODY)
        return is(state, DLB_ZONE_CLOSING, DELIB_BLOCK_SIGNATURE);
    if (run->lead == DLB_CUE_SECRETARY && state->zone >= DLB_ZONE_DECISION && dlb_length(run) <= DLB_SHORT)
        return is(state, DLB_ZONE_CLOSING, DELIB_BLOCK_SIGNATURE);
    if (names && state->zone >= DLB_ZONE_DECISION &&
        (state->zone == DLB_ZONE_CLOSING || run->lead == DLB_CUE_SIGNER))
        return is(state, DLB_ZONE_CLOSING, DELIB_BLOCK_SIGNATURE);
    return DLB_BLOCK_NONE;
}

/* « Politique : … »: a word and a colon that no lexicon knows. */
static bool is_label(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return run->lead == DLB_CUE_NONE && dlb_token_is_mark(&reading->text, run->first + 1, ':') &&
           run->first + 2 < run->end;
}

/* « Mme A B est élue secrétaire », « En suite de convocation en date du … »: a sentence that goes on with the sitting. */
static bool tells_of_sitting(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return dlb_run_has(reading, run, DLB_CUE_SECRETARY) || dlb_run_has(reading, run, DLB_CUE_CONVENED_LABEL);
}

static delib_block_type type_of_sitting(const struct dlb_reading *reading, struct dlb_state *state,
                                        const struct dlb_run *run)
{
    if (state->zone > DLB_ZONE_BODY)
        return DLB_BLOCK_NONE;
    if (dlb_is_vote(reading, run))
        return is(state, state->zone == DLB_ZONE_BODY || run->lead == DLB_CUE_VOTE ? DLB_ZONE_DECISION : state->zone,
                  DELIB_BLOCK_VOTE);
    if ((state->zone < DLB_ZONE_BODY || !state->opened) && is_opening(reading, run)) {
        state->opened = true;
        return is(state, DLB_ZONE_SITTING, DELIB_BLOCK_ATTENDANCE);
    }
    if (is_attendance_label(run) || (state->zone < DLB_ZONE_BODY &&
                                     (dlb_cue_kinds[run->lead].block == DELIB_BLOCK_ATTENDANCE ||
                                      counts_members(reading, run)))) {
        state->opened = state->opened || lists_members(run);
        return is(state, at_least(state, DLB_ZONE_SITTING), DELIB_BLOCK_ATTENDANCE);
    }
    if ((state->zone == DLB_ZONE_SITTING ||
         (state->before == DELIB_BLOCK_ATTENDANCE && dlb_length(run) <= 2 * DLB_SHORT)) && tells_of_sitting(reading, run))
        return DELIB_BLOCK_ATTENDANCE;
    if ((state->zone == DLB_ZONE_SITTING || state->above == DELIB_BLOCK_ATTENDANCE) &&
        dlb_run_has(reading, run, DLB_CUE_GIVES_PROXY))
        return DELIB_BLOCK_ATTENDANCE;
    if (state->above == DELIB_BLOCK_ATTENDANCE && (run->flags & DLB_RUN_NAMES) && run->mark == DLB_MARK_NONE &&
        !is_label(reading, run) && (!(run->flags & DLB_RUN_TITLE) || is_announced(reading, run)))
        return DELIB_BLOCK_ATTENDANCE;
    return DLB_BLOCK_NONE;
}

static delib_block_type type_of_heading(const struct dlb_reading *reading, const struct dlb_state *state,
                                        const struct dlb_run *run)
{
    delib_block_type kind = dlb_cue_kinds[run->lead].block;
    if (run->lead == DLB_CUE_SUBJECT && state->zone <= DLB_ZONE_BODY)
        return DELIB_BLOCK_HEADING;
    if (run->mark == DLB_MARK_NUMBER && run->lead == DLB_CUE_NONE && state->zone <= DLB_ZONE_BODY &&
        dlb_length(run) <= 4 * DLB_SHORT && run->head < run->end)
        return DELIB_BLOCK_HEADING;
    if (run->lead == DLB_CUE_NUMBER && state->zone <= DLB_ZONE_BODY &&
        (state->zone <= DLB_ZONE_SITTING || run->mark == DLB_MARK_NUMBER))
        return DELIB_BLOCK_HEADING;
    if (state->zone == DLB_ZONE_HEAD &&
        (kind == DELIB_BLOCK_HEADING || (run->flags & DLB_RUN_TITLE) || is_number_alone(&reading->text, run)))
        return dlb_count_words(&reading->text, run) > 1 || is_number_alone(&reading->text, run) ? DELIB_BLOCK_HEADING
                                                                                          : DLB_BLOCK_NONE;
    if ((run->flags & DLB_RUN_TITLE) && state->zone <= DLB_ZONE_BODY && dlb_count_words(&reading->text, run) > 1)
        return DELIB_BLOCK_HEADING;
    return DLB_BLOCK_NONE;
}

/* One of the decisions of an act, which are all clauses or all articles: a list in an article, and the articles of what
 * a clause approves, are none. */
static delib_block_type decision(struct dlb_state *state, const struct dlb_run *run, enum dlb_operative operative)
{
    if (state->operative == DLB_NOTHING_DECIDED)
        state->operative = operative;
    state->zone = DLB_ZONE_DECISION;
    if (state->operative == operative)
        return DELIB_BLOCK_DECISION;
    if (operative == DLB_ARTICLES)
        return DELIB_BLOCK_ARTICLE;
    return run->body > run->first ? DELIB_BLOCK_ITEM : DELIB_BLOCK_PARAGRAPH;
}

static delib_block_type type_of_decision(const struct dlb_reading *reading, struct dlb_state *state,
                                         const struct dlb_run *run)
{
    if (state->zone == DLB_ZONE_CLOSING && !dlb_is_verdict(reading, run))
        return DLB_BLOCK_NONE;
    if (run->lead == DLB_CUE_VISA || run->lead == DLB_CUE_RECITAL)
        return is(state, at_least(state, DLB_ZONE_SITTING), dlb_cue_kinds[run->lead].block);
    if (run->flags & DLB_RUN_CLAUSE)
        return decision(state, run, DLB_CLAUSES);
    if (dlb_is_formula(reading, run) || dlb_announces(reading, run)) {
        state->operative = DLB_NOTHING_DECIDED;
        return is(state, DLB_ZONE_DECISION, DELIB_BLOCK_FORMULA);
    }
    if (state->zone >= DLB_ZONE_BODY && dlb_is_outcome(reading, run))
        return is(state, DLB_ZONE_DECISION, DELIB_BLOCK_VOTE);
    if (state->zone >= DLB_ZONE_DECISION && dlb_is_vote(reading, run))
        return is(state, DLB_ZONE_DECISION, DELIB_BLOCK_VOTE);
    if (state->zone == DLB_ZONE_DECISION && run->lead == DLB_CUE_ARTICLE)
        return decision(state, run, DLB_ARTICLES);
    if (state->zone >= DLB_ZONE_BODY && (dlb_is_clause(reading, run) || dlb_is_election(reading, run)))
        return decision(state, run, DLB_CLAUSES);
    if (state->listing && state->zone <= DLB_ZONE_BODY && dlb_is_infinitive(reading, run))
        return DELIB_BLOCK_DECISION; /* proposed only, so far */
    if (dlb_is_decision(reading, state->zone, run) || (state->listing && dlb_is_infinitive(reading, run)))
        return dlb_count_words(&reading->text, run) == 1 ? is(state, DLB_ZONE_DECISION, DELIB_BLOCK_FORMULA)
                                                         : decision(state, run, DLB_CLAUSES);
    return DLB_BLOCK_NONE;
}

static bool ends_sentence(const struct dlb_text *text, const struct dlb_run *run)
{
    return dlb_token_is_mark(text, run->end - 1, '.') || dlb_token_is_mark(text, run->end - 1, ':') ||
           dlb_token_is_mark(text, run->end - 1, ',') || dlb_token_is_mark(text, run->end - 1, ';');
}

static delib_block_type type_of_prose(const struct dlb_reading *reading, struct dlb_state *state,
                                      const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    uint32_t words = dlb_count_words(text, run);
    enum dlb_zone body = at_least(state, state->opened || words > DLB_SHORT ? DLB_ZONE_BODY : state->zone);
    if (run->flags & DLB_RUN_TABLE)
        return is(state, body, DELIB_BLOCK_TABLE);
    if (run->body > run->first)
        return is(state, body, DELIB_BLOCK_ITEM);
    if (state->zone < DLB_ZONE_BODY &&
        (words <= 2 || (!state->opened && words <= DLB_SHORT && !ends_sentence(text, run))))
        return DELIB_BLOCK_OTHER;
    if (state->zone == DLB_ZONE_SITTING && state->before == DELIB_BLOCK_ATTENDANCE && words <= DLB_SHORT)
        return DELIB_BLOCK_EXPOSITION; /* an aside: who was there may go on below */
    if (state->zone <= DLB_ZONE_BODY)
        return is(state, body, DELIB_BLOCK_EXPOSITION);
    return state->zone == DLB_ZONE_DECISION || words > DLB_SHORT ? DELIB_BLOCK_PARAGRAPH : DELIB_BLOCK_OTHER;
}

/* Whether a list of infinitives may follow a run: a formula, another of them, « Il est proposé : ». */
static bool opens_list(const struct dlb_reading *reading, const struct dlb_run *run, delib_block_type type)
{
    if (type == DELIB_BLOCK_FORMULA || type == DELIB_BLOCK_DECISION || type == DELIB_BLOCK_VOTE)
        return true;
    return dlb_length(run) <= 4 * DLB_SHORT && dlb_run_has(reading, run, DLB_CUE_PROPOSES) &&
           !dlb_token_is_mark(&reading->text, run->end - 1, '.');
}

delib_block_type dlb_type_of(const struct dlb_reading *reading, struct dlb_state *state, const struct dlb_run *run)
{
    delib_block_type type = type_anywhere(reading, state, run);
    if (type == DELIB_BLOCK_FURNITURE || type == DELIB_BLOCK_STAMP)
        return type;
    if (type == DLB_BLOCK_NONE)
        type = type_of_closing(state, run);
    if (type == DLB_BLOCK_NONE)
        type = type_of_sitting(reading, state, run);
    if (type == DLB_BLOCK_NONE)
        type = type_of_decision(reading, state, run);
    if (type == DLB_BLOCK_NONE)
        type = type_of_heading(reading, state, run);
    if (type == DLB_BLOCK_NONE)
        type = type_of_prose(reading, state, run);
    state->listing = opens_list(reading, run, type);
    return type;
}
