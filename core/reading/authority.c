/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whose act it is: name and kind of the authority. */
#include <config.h>

#include <stdio.h>

#include "io/utf8.h"
#include "reading/fold.h"
#include "reading/reading.h"

/* No authority has a longer name. */
#define NAME_SIZE 128
/* Closing words go no further. */
#define SIGNATURE_TOKENS 200
/* Less than this is said of others, too: « la commune de X » stands once for a neighbour. */
#define ONCE 3
/* The kind whose seat has its name. */
#define COMMUNE "commune"
/* The kind whose body is called a board. */
#define CCAS "ccas"
/* The kind whose names may end with what it is. */
#define EPCI "epci"

static const struct {
    enum dlb_cue cue;
    const char *kind;
    bool named; /* a proper name stands behind the cue */
    enum dlb_rule rule, behind; /* what gives the kind in the head, and behind it */
} kinds[] = {
#define DLB_RULE_NONE DLB_RULE_COUNT
#define DLB_RULE_NONE_BEHIND DLB_RULE_COUNT
#define AUTHORITY(cue, kind, named, rule) { DLB_CUE_##cue, kind, named, DLB_RULE_##rule, DLB_RULE_##rule##_BEHIND },
#define EVIDENCE(cue, kind, form, weight)
#define CONTRACTION(word, article)
#include "deliberation/authorities.def"
#undef AUTHORITY
#undef EVIDENCE
#undef CONTRACTION
#undef DLB_RULE_NONE
#undef DLB_RULE_NONE_BEHIND
};

static size_t row_of(enum dlb_cue cue)
{
    size_t row = 0;
    while (row < sizeof kinds / sizeof *kinds && kinds[row].cue != cue)
        row++;
    return row;
}

/* « BELVAL-SOUS-BOIS » is written « Belval-sous-Bois »: a word in capitals keeps its first one, particles none. What
 * has small letters of its own is left. In place: no letter of Latin-1 or Latin Extended-A changes its size. */
static void lower_word(const struct dlb_lexicon *lexicon, char *word, size_t size, bool first)
{
    char folded[48];
    size_t length = dlb_fold((delib_slice){ word, size }, folded, sizeof folded);
    unsigned classes = dlb_lexicon_word(lexicon, dlb_lexicon_find(lexicon, folded, length))->classes;
    bool particle = !first && length && (classes & (DLB_PARTICLE | DLB_TOPONYM));
    size_t capitals = 0, letters = 0;

    for (size_t at = 0; at < size; letters++)
        capitals += dlb_is_capital(dlb_utf8_next((delib_slice){ word, size }, &at));
    if (capitals < letters || (letters < 2 && !particle))
        return;
    for (size_t at = 0, start = 0; at < size; start = at) {
        int32_t code = dlb_utf8_next((delib_slice){ word, size }, &at);
        if ((start > 0 || particle) && code >= 0)
            dlb_utf8_put((uint32_t)dlb_lower(code), word + start);
    }
}

static void lower_place(const struct dlb_lexicon *lexicon, char *name, size_t size)
{
    size_t start = 0;
    bool first = true;
    for (size_t at = 0; at <= size;) {
        size_t next = at;
        int32_t code = at < size ? dlb_utf8_next((delib_slice){ name, size }, &next) : -1;
        if (at == size || !dlb_is_letter(code)) {
            if (at > start)
                lower_word(lexicon, name + start, at - start, first);
            first = first && at == start;
            start = next;
            if (at == size)
                break;
        }
        at = next;
    }
}

static void state_name(struct dlb_reading *reading, delib_act *act, uint32_t first, uint32_t end, delib_slice kind,
                       enum dlb_rule rule)
{
    const char *article = delib_slice_is(kind, COMMUNE) ? dlb_article_before(&reading->text, first) : NULL;
    delib_slice name = dlb_clean(reading, first, end, ' ');
    char whole[NAME_SIZE];
    int size;
    if (!name.data || name.size < 2)
        return;
    lower_place(reading->text.lexicon, reading->buffer, name.size);
    if (article && (size = snprintf(whole, sizeof whole, "%s %.*s", article, (int)name.size, name.data)) < NAME_SIZE) {
        name = (delib_slice){ whole, (size_t)size };
        first--;
    }
    dlb_state(reading, act, DELIB_AUTHORITY_NAME, delib_value_text(DELIB_STRING, name), first, end, rule);
}

static void state_kind(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *hit, size_t row,
                       bool behind)
{
    dlb_state(reading, act, DELIB_AUTHORITY_KIND, delib_value_text(DELIB_CODE, delib_slice_of(kinds[row].kind)),
              hit->first, hit->end, behind ? kinds[row].behind : kinds[row].rule);
}

/* « conseil municipal » as the name of the body: the words, in small letters. */
static void state_body(struct dlb_reading *reading, delib_act *act, const struct dlb_hit *hit,
                       enum dlb_rule rule)
{
    delib_slice body = dlb_clean(reading, hit->first, hit->end, ' ');
    for (size_t at = 0, start = 0; body.data && at < body.size; start = at) {
        int32_t code = dlb_utf8_next(body, &at);
        if (code >= 0)
            dlb_utf8_put((uint32_t)dlb_lower(code), reading->buffer + start);
    }
    if (body.data && !hit->fuzzy) /* a misread name is none */
        dlb_state(reading, act, DELIB_SITTING_BODY, delib_value_text(DELIB_STRING, body), hit->first, hit->end,
                  rule);
}

/* How far a run speaks of the act itself and not of others: head and opening, then formulas. */
enum trust { TRUST_NONE, TRUST_BEHIND, TRUST_HEAD };

static enum trust trust_of(const struct dlb_run *run)
{
    if (run->type == DELIB_BLOCK_HEADING &&
        (run->lead == DLB_CUE_SUBJECT || run->lead == DLB_CUE_NUMBER || dlb_is_marked(run)))
        return TRUST_NONE;
    if (run->type == DELIB_BLOCK_HEADING || run->type == DELIB_BLOCK_ATTENDANCE)
        return TRUST_HEAD;
    if (run->zone == DLB_ZONE_HEAD || run->type == DELIB_BLOCK_FORMULA || run->type == DELIB_BLOCK_SIGNATURE)
        return TRUST_BEHIND;
    return TRUST_NONE;
}

static void read_kind(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run, const struct dlb_hit *hit)
{
    size_t row = row_of(hit->cue);
    if (row == sizeof kinds / sizeof *kinds)
        return;
    if (kinds[row].kind && kinds[row].rule != DLB_RULE_COUNT)
        state_kind(reading, act, hit, row, trust_of(run) == TRUST_BEHIND);
    if (!kinds[row].named)
        state_body(reading, act, hit, kinds[row].kind ? DLB_RULE_BODY_OF_KIND : DLB_RULE_BODY);
}

/* The kind that is told most surely; absent where none is. */
static delib_slice best_kind(const delib_act *act)
{
    delib_slice kind = { NULL, 0 };
    int best = 0;
    for (const delib_candidate *next = delib_act_candidates(act, DELIB_AUTHORITY_KIND); next;
         next = delib_candidate_next(next)) {
        int confidence = delib_candidate_provenance(next)->confidence;
        if (confidence > best) {
            best = confidence;
            kind = delib_candidate_value(next).text;
        }
    }
    return kind;
}

/* « Présents : … », « Secrétaire de séance : commune de X - M. Y »: a list names members' communes. */
static bool is_list(const struct dlb_run *run)
{
    return run->type == DELIB_BLOCK_ATTENDANCE && run->lead != DLB_CUE_YEAR_OF &&
           (dlb_cue_kinds[run->lead].flags & DLB_CUE_LABEL);
}

/* The name behind a cue of the act's own kind: an assembly of communes may meet in « la commune de X ». */
static void read_name(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                      const struct dlb_hit *hit, delib_slice kind)
{
    size_t row = row_of(hit->cue);
    bool behind = trust_of(run) == TRUST_BEHIND;
    unsigned form;
    uint32_t first, end;

    if (row == sizeof kinds / sizeof *kinds || is_list(run) ||
        (kinds[row].kind && !delib_slice_is(kind, kinds[row].kind) &&
         (kind.data || kinds[row].rule == DLB_RULE_COUNT)))
        return;
    form = kinds[row].named ? DLB_PLACE_FREE : DLB_PLACE_OF;
    if (delib_slice_is(kind, COMMUNE))
        form = kinds[row].named ? DLB_PLACE_FREE : DLB_PLACE_LINKED;
    else
        form |= DLB_PLACE_JOINED | DLB_PLACE_PURPOSED;
    end = dlb_place_behind(&reading->text, hit->end, run->end, form, &first);
    if (end > first)
        state_name(reading, act, first, end, kind,
                   run->type == DELIB_BLOCK_ATTENDANCE ? DLB_RULE_PLACE_OPENING
                   : behind                            ? DLB_RULE_PLACE_BEHIND
                                                       : DLB_RULE_PLACE_HEAD);
}

/* « BELVAL MÉTROPOLE » at the beginning of a line: the kind is the end of the name. */
static void read_suffix(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run, const struct dlb_hit *hit,
                        delib_slice kind)
{
    const struct dlb_text *text = &reading->text;
    uint32_t first = hit->first;
    bool known = true;
    while (first > run->first && !(text->tokens[first].flags & DLB_FIRST)) {
        first--;
        known = known && (text->tokens[first].kind == DLB_MARK || text->tokens[first].word);
    }
    if (known || dlb_read_place(text, first, hit->end) != hit->end)
        return;
    state_name(reading, act, first, hit->end, kind, DLB_RULE_PLACE_HEAD);
}

/* « , le 14 décembre 2022 » */
static bool is_dated(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    struct dlb_date date;
    uint32_t day = dlb_skip_marks(text, at, end);
    if (day < end && dlb_token_is(text, day, DLB_PARTICLE))
        day++;
    return dlb_read_date(text, day, end, &date) > day;
}

/* Where the act is signed: the seat of the authority and, for a commune, its name. */
static void state_signed_at(struct dlb_reading *reading, delib_act *act, uint32_t first, uint32_t end, delib_slice kind)
{
    dlb_state_words(reading, act, DELIB_SIGNED_PLACE, first, end, DLB_RULE_SIGNED_PLACE);
    if (delib_slice_is(kind, COMMUNE))
        state_name(reading, act, first, end, kind, DLB_RULE_PLACE_SIGNED);
}

/* « Fait à Bois-l'Abbé », or « Belval-sous-Bois, le 14 décembre 2022 » at the start of a line. */
static void read_signature(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                           delib_slice kind)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *done = dlb_run_cue(reading, run, run->first, DLB_CUE_DONE);

    for (uint32_t at = run->first; at < run->end && at - run->first < SIGNATURE_TOKENS; at++) {
        bool place = done && at == done->end && dlb_token_is(text, at - 1, DLB_TO);
        uint32_t behind;
        if (!place && !(text->tokens[at].flags & DLB_FIRST))
            continue;
        if (!place && dlb_token_is(text, at, DLB_TO))
            at++;
        behind = dlb_read_place(text, at, run->end);
        if (behind > at && (place || (dlb_token_is_mark(text, behind, ',') && is_dated(text, behind, run->end)))) {
            state_signed_at(reading, act, at, behind, kind);
            return;
        }
    }
}

/* Where no head names the authority: what the whole text names. */
static void complete_name(struct dlb_reading *reading, delib_act *act, delib_slice kind)
{
    const struct dlb_place *place = dlb_best_place(reading, kind);
    if (place && place->weight >= ONCE && !delib_act_candidates(act, DELIB_AUTHORITY_NAME))
        state_name(reading, act, place->first, place->end, kind,
                   place->weight > ONCE ? DLB_RULE_PLACE_OFTEN : DLB_RULE_PLACE_ONCE);
}

static void read_runs(struct dlb_reading *reading, const struct dlb_scope *scope, bool names, delib_slice kind)
{
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
        for (; hit < end && trust_of(run) != TRUST_NONE; hit++)
            if (names && hit->cue == DLB_CUE_AUTHORITY_SUFFIX && delib_slice_is(kind, EPCI))
                read_suffix(reading, scope->act, run, hit, kind);
            else if (names)
                read_name(reading, scope->act, run, hit, kind);
            else
                read_kind(reading, scope->act, run, hit);
        if (names && run->type == DELIB_BLOCK_SIGNATURE)
            read_signature(reading, scope->act, run, kind);
    }
}

/* The board of a body that the text calls CCAS somewhere. */
static void complete_kind(struct dlb_reading *reading, delib_act *act)
{
    const struct dlb_text *text = &reading->text;
    if (!delib_act_candidates(act, DELIB_SITTING_BODY) || delib_act_candidates(act, DELIB_AUTHORITY_KIND))
        return;
    for (uint32_t i = 0; i < text->hit_count; i++)
        if (text->hits[i].cue == DLB_CUE_CCAS) {
            dlb_state(reading, act, DELIB_AUTHORITY_KIND, delib_value_text(DELIB_CODE, delib_slice_of(CCAS)),
                      text->hits[i].first, text->hits[i].end, DLB_RULE_KIND_CCAS_TOLD);
            return;
        }
}

void dlb_find_authority(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    delib_slice kind = { NULL, 0 };
    read_runs(reading, scope, false, kind);
    complete_kind(reading, scope->act);
    kind = best_kind(scope->act);
    read_runs(reading, scope, true, kind);
    complete_name(reading, scope->act, kind);
}
