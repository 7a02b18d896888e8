/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who presides, who keeps the minutes, who reports, who signs. */
#include <config.h>

#include "reading/reading.h"

/* A name stands no further from its cue than this. */
#define REACH 40
/* Small words between a cue and the name behind it: « de Monsieur le Maire, ». */
#define BETWEEN 8

static uint32_t within(uint32_t at, uint32_t end)
{
    return end - at > REACH ? at + REACH : end;
}

/* Whether a name is enough to name a person: a civility, or given and family name. */
static bool is_person(const struct dlb_name *name)
{
    return name->civility_end > name->civility_first || name->end - name->first >= 2;
}

/* Whether a name is one wherever it stands: behind a civility, or with its family name in capitals. */
static bool is_plain(const struct dlb_name *name)
{
    return name->civility_end > name->civility_first || name->family_end > name->family_first;
}

static void state_name(struct dlb_reading *reading, delib_act *act, delib_field field, const struct dlb_name *name,
                       enum dlb_rule rule)
{
    delib_slice words = dlb_given_first(reading, name);
    if (words.data && !dlb_holds_bar(&reading->text, name->first, name->end))
        dlb_state(reading, act, field, delib_value_text(DELIB_STRING, words), name->first, name->end, rule);
}

/* Whether a run tells of the officers of the sitting. */
static bool is_of_sitting(const struct dlb_run *run)
{
    return run->type == DELIB_BLOCK_ATTENDANCE || run->type == DELIB_BLOCK_HEADING ||
           run->type == DELIB_BLOCK_SIGNATURE;
}

/* --- where names stand ---------------------------------------------------------------------------------------- */

/* The name behind a cue, past marks and small words: « Secrétaire de séance : Mme A B ». */
static bool read_name_behind(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_name *name)
{
    at = dlb_skip_marks(text, at, end);
    for (uint32_t next = at; next < end && next - at < 12 && text->tokens[next].line == text->tokens[at].line; next++)
        if (dlb_token_is(text, next, DLB_CIVILITY)) {
            at = next;
            break;
        }
    return dlb_read_name(text, at, end, name) > at && is_person(name);
}

/* Whether a sentence ends before a token: a full stop that is none of « M. » or an initial, a colon, an empty line. */
static bool begins_sentence(const struct dlb_text *text, uint32_t at)
{
    if (at == 0 || dlb_token_is_mark(text, at - 1, ':') || dlb_token_is_mark(text, at - 1, ';'))
        return true;
    if (dlb_token_is_mark(text, at - 1, '.'))
        return at < 2 || !(dlb_token_is(text, at - 2, DLB_CIVILITY) || text->tokens[at - 2].size == 1);
    return (text->tokens[at].flags & DLB_CAPITAL) &&
           ((text->tokens[at].flags & DLB_GAP) ||
            ((text->tokens[at].flags & DLB_FIRST) && dlb_token_is(text, at, DLB_ARTICLE | DLB_STARTER) &&
             !dlb_token_is(text, at - 1, DLB_PARTICLE | DLB_LINK)));
}

/* The last name before a cue in its sentence: « le conseil désigne Mme A B comme secrétaire », or the one that begins
 * it: « Arthur Dalmas est élu secrétaire ». */
static bool read_name_before(const struct dlb_text *text, uint32_t first, uint32_t cue, struct dlb_name *name)
{
    uint32_t start = cue;
    bool found = false;

    while (start > first && cue - start < REACH && !begins_sentence(text, start))
        start--;
    for (uint32_t at = start, behind; at < cue; at = behind > at ? behind : at + 1) {
        struct dlb_name next;
        behind = dlb_read_name(text, at, cue, &next);
        if (behind > at && is_person(&next) && (is_plain(&next) || at == start)) {
            *name = next;
            found = true;
        }
    }
    return found;
}

/* The first name in [at, end) that is one wherever it stands. */
static bool find_name(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_name *name)
{
    for (; at < end; at++)
        if (dlb_read_name(text, at, end, name) > at && is_person(name) && is_plain(name))
            return true;
    return false;
}

/* Whether a column begins at a token: a line, or a wide gap before it. */
static bool begins_column(const struct dlb_text *text, uint32_t at)
{
    return (text->tokens[at].flags & DLB_FIRST) || dlb_begins_column(text, at);
}

static bool heads_column(const struct dlb_text *text, const struct dlb_hit *hit)
{
    return (hit->cue == DLB_CUE_SIGNER || hit->cue == DLB_CUE_SECRETARY) && begins_column(text, hit->first);
}

/* Whether another who signs is named in the line of a cue, in a column of his own. */
static bool stands_in_column(const struct dlb_text *text, const struct dlb_hit *hit)
{
    const struct dlb_hit *first = hit, *all = text->hits + text->hit_count;
    uint32_t line = text->tokens[hit->first].line, columns = 0;
    while (first > text->hits && text->tokens[first[-1].first].line == line)
        first--;
    for (; first < all && text->tokens[first->first].line == line; first++)
        columns += heads_column(text, first);
    return heads_column(text, hit) && columns > 1;
}

/* The name below a cue in a column: the second of the line below where another column stands before it. */
static bool read_name_below(const struct dlb_text *text, const struct dlb_hit *hit, uint32_t end, struct dlb_name *name)
{
    bool second = !(text->tokens[hit->first].flags & DLB_FIRST);
    uint32_t at = hit->end, behind;
    while (at < end && !(text->tokens[at].flags & DLB_FIRST))
        at++;
    behind = dlb_read_name(text, at, end, name);
    if (behind == at || (second && (behind >= end || (text->tokens[behind].flags & DLB_FIRST))))
        return false;
    if (second) {
        at = behind;
        behind = dlb_read_name(text, at, end, name);
    }
    return behind > at && name->end - name->first >= 2;
}

/* --- who presides --------------------------------------------------------------------------------------------- */

/* « sous la présidence de M. A B, Maire », « … de Monsieur le Maire, A B ». */
static bool read_president(struct dlb_reading *reading, delib_act *act, uint32_t from, uint32_t end,
                           enum dlb_rule rule)
{
    const struct dlb_text *text = &reading->text;
    struct dlb_name name;
    for (uint32_t at = from; at < end && at - from < BETWEEN; at++) {
        struct dlb_date date;
        uint32_t day = dlb_read_date(text, at, end, &date);
        if (day > at && date.year && day < end)
            at = day; /* a day of the margin */
        if (dlb_read_name(text, at, end, &name) > at && is_person(&name)) {
            if (name.end - name.first == 1 && dlb_token_is_mark(text, name.end, '|'))
                return false; /* the cell below goes on with it */
            state_name(reading, act, DELIB_SITTING_PRESIDENT, &name, rule);
            return true;
        }
        if (!dlb_token_is(text, at, DLB_PARTICLE | DLB_ROLE | DLB_CIVILITY | DLB_TO | DLB_TOPONYM) && text->tokens[at].kind != DLB_MARK)
            return false;
    }
    return false;
}

/* « M. A B, Maire, ouvre la séance », « Mme A B préside la séance ». */
static bool read_chair(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                       const struct dlb_hit *hit, enum dlb_rule rule)
{
    struct dlb_name name;
    if (!read_name_before(&reading->text, run->first, hit->first, &name))
        return false;
    state_name(reading, act, DELIB_SITTING_PRESIDENT, &name, rule);
    return true;
}

/* « La séance est ouverte à 20 h par M. A B, Président ». */
static bool read_opener(struct dlb_reading *reading, delib_act *act, uint32_t from, uint32_t end)
{
    for (uint32_t at = from; at < end && at - from < BETWEEN; at++)
        if (dlb_token_is(&reading->text, at, DLB_BY))
            return read_president(reading, act, at + 1, end, DLB_RULE_PRESIDENT_PRESIDES);
    return false;
}

/* Whether a run tells who presides; `*named` where it names him. */
static bool presides(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                     const struct dlb_hit *hit, bool *named)
{
    if (hit->cue == DLB_CUE_PRESIDENCY && (is_of_sitting(run) || dlb_run_has(reading, run, DLB_CUE_OPENS))) {
        *named = read_president(reading, act, hit->end, run->end, DLB_RULE_PRESIDENT_PRESIDES) || *named;
        return true;
    }
    if (hit->cue == DLB_CUE_PRESIDENT && is_of_sitting(run) && dlb_token_is_mark(&reading->text, hit->end, ':'))
        *named = read_president(reading, act, hit->end, run->end, DLB_RULE_PRESIDENT_PRESIDES) || *named;
    if ((hit->cue == DLB_CUE_OPENS || hit->cue == DLB_CUE_PRESIDES) && run->zone <= DLB_ZONE_BODY) {
        *named = *named || read_chair(reading, act, run, hit, DLB_RULE_PRESIDENT_OPENS) ||
                 read_opener(reading, act, hit->end, run->end);
        return dlb_run_has(reading, run, DLB_CUE_SIGNER);
    }
    return false;
}

/* --- who keeps the minutes ------------------------------------------------------------------------------------ */

/* « secrétaire de séance », « pour secrétaire », not « le secrétaire ». */
static bool is_full(const struct dlb_text *text, const struct dlb_hit *hit)
{
    return hit->end - hit->first > (dlb_token_is(text, hit->first, DLB_ARTICLE) ? 2u : 1u);
}

/* Where the next phrase behind a cue begins. */
static uint32_t end_of_cue(const struct dlb_text *text, const struct dlb_hit *hit, uint32_t end)
{
    return hit + 1 < text->hits + text->hit_count && hit[1].first < end ? hit[1].first : end;
}

static bool find_secretary(const struct dlb_reading *reading, const struct dlb_run *run, const struct dlb_hit *hit,
                           uint32_t end, struct dlb_name *name, enum dlb_rule *rule)
{
    const struct dlb_text *text = &reading->text;
    bool colon = dlb_token_is_mark(text, hit->end, ':');
    bool label = colon || (text->tokens[hit->end - 1].flags & DLB_CAPITAL) ||
                 (text->tokens[hit->first].flags & DLB_CAPITAL);
    bool goes_on = hit->first == run->first && run > reading->runs && dlb_token_is(text, hit->first - 1, DLB_PARTICLE);
    *rule = run->zone < DLB_ZONE_CLOSING ? DLB_RULE_SECRETARY_LABEL : DLB_RULE_SECRETARY_SIGNS;
    if (!colon && stands_in_column(text, hit))
        return read_name_below(text, hit, end, name);
    if (label && read_name_behind(text, hit->end, end, name))
        return true;
    if (!colon && read_name_before(text, goes_on ? run[-1].first : run->first, hit->first, name)) {
        *rule = DLB_RULE_SECRETARY_SENTENCE;
        return true;
    }
    if (!label && read_name_behind(text, hit->end, end, name))
        return true;
    return !colon && is_full(text, hit) && find_name(text, hit->end, end_of_cue(text, hit, end), name);
}

static void read_secretary(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                           const struct dlb_hit *hit, uint32_t end)
{
    const struct dlb_text *text = &reading->text;
    enum dlb_rule rule = DLB_RULE_SECRETARY_SOUGHT;
    struct dlb_name name;
    bool found = hit->cue == DLB_CUE_SECRETARY ? find_secretary(reading, run, hit, end, &name, &rule)
                                               : find_name(text, hit->end, end, &name);
    if (found)
        state_name(reading, act, DELIB_SITTING_SECRETARY, &name, rule);
}

void dlb_find_secretary(struct dlb_reading *reading, const struct dlb_scope *scope, delib_act *act)
{
    const struct dlb_text *text = &reading->text;
    uint32_t last = reading->runs[scope->end - 1].end;
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
        for (; hit < end; hit++)
            if ((hit->cue == DLB_CUE_SECRETARY || hit->cue == DLB_CUE_SECRETARY_SOUGHT) &&
                (is_of_sitting(run) ||
                 (is_full(text, hit) && (run->zone <= DLB_ZONE_BODY || dlb_length(run) <= 2 * DLB_SHORT))))
                read_secretary(reading, act, run, hit, within(hit->end, last));
    }
}

/* --- who reports, who signs ----------------------------------------------------------------------------------- */

/* « Monsieur A B, rapporteur, … », « Rapporteur : M. A B ». */
static void read_rapporteur(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run,
                            const struct dlb_hit *hit)
{
    struct dlb_name name;
    if (read_name_before(&reading->text, run->first, hit->first, &name) ||
        read_name_behind(&reading->text, hit->end, run->end, &name))
        state_name(reading, act, DELIB_ACT_RAPPORTEUR, &name, DLB_RULE_RAPPORTEUR);
}

/* The name of who signs: « Le Maire, Paule VERNET », also on a line further down. */
static bool find_signer(struct dlb_reading *reading, const struct dlb_scope *scope, struct dlb_name *name)
{
    const struct dlb_text *text = &reading->text;
    bool announced = false;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *signs = dlb_run_cue(reading, run, run->first, DLB_CUE_SIGNER);
        uint32_t at = dlb_skip_marks(text, run->body, run->end);
        if (run->type != DELIB_BLOCK_SIGNATURE || (run->lead == DLB_CUE_DONE && !signs))
            continue;
        if (signs && signs->first > run->first && !(text->tokens[signs->first].flags & DLB_FIRST))
            continue; /* the signatures stand in columns */
        if (signs) {
            announced = true;
            at = dlb_skip_marks(text, signs->end, run->end);
        }
        if (announced && dlb_read_name(text, at, run->end, name) > at && name->end - name->first >= 2)
            return true;
        announced = announced && signs;
    }
    return false;
}

/* Who takes the chair in a run: « M. A B prend la présidence »; in an item also « préside la séance », « Sous la
 * présidence de M. A B, le conseil examine … ». */
static bool read_chair_of_run(struct dlb_reading *reading, delib_act *act, const struct dlb_run *run, bool item,
                              enum dlb_rule rule)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    for (; hit < end; hit++) {
        if ((hit->cue == DLB_CUE_TAKES_CHAIR || (item && hit->cue == DLB_CUE_PRESIDES)) &&
            read_chair(reading, act, run, hit, rule))
            return true;
        if (item && hit->cue == DLB_CUE_PRESIDENCY && hit->first == run->body &&
            read_president(reading, act, hit->end, run->end, rule))
            return true;
    }
    return false;
}

bool dlb_find_chair(struct dlb_reading *reading, const struct dlb_scope *scope, delib_act *act, bool elected)
{
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        if (elected == dlb_run_has(reading, run, DLB_CUE_CHAIR_ELECTED) && (elected || run->zone <= DLB_ZONE_BODY) &&
            read_chair_of_run(reading, act, run, scope->item,
                              elected ? DLB_RULE_PRESIDENT_ELECTED : DLB_RULE_PRESIDENT_TAKES))
            return true;
    }
    return false;
}

/* « Présents : Monsieur le Maire A B, … »: the name behind the office. */
static bool find_holder(const struct dlb_reading *reading, const struct dlb_scope *scope, struct dlb_name *name)
{
    const struct dlb_text *text = &reading->text;
    for (uint32_t i = scope->first; i < scope->end; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
        for (; hit < end && run->type == DELIB_BLOCK_ATTENDANCE; hit++)
            if (hit->cue == DLB_CUE_SIGNER && hit->first > run->first && dlb_token_is(text, hit->first - 1, DLB_CIVILITY) &&
                dlb_read_name(text, hit->end, run->end, name) > hit->end && name->end - name->first >= 2)
                return true;
    }
    return false;
}

/* Whether somebody presides; `*named`: the text says who. */
static bool find_president(struct dlb_reading *reading, const struct dlb_scope *scope, bool *named)
{
    bool presided = false;
    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
        for (; hit < end; hit++)
            presided = presides(reading, scope->act, run, hit, named) || presided;
    }
    return presided;
}

void dlb_find_president(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    bool named = false;
    find_president(reading, scope, &named);
}

void dlb_find_officers(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    bool named = false, presided = find_president(reading, scope, &named);
    struct dlb_name signer;

    for (uint32_t i = scope->first; i < scope->end && reading->status >= DELIB_OK; i++) {
        const struct dlb_run *run = &reading->runs[i];
        const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
        for (; hit < end; hit++) {
            if (hit->cue == DLB_CUE_RAPPORTEUR && run->zone <= DLB_ZONE_BODY)
                read_rapporteur(reading, scope->act, run, hit);
        }
    }
    dlb_find_secretary(reading, scope, scope->act);
    if (presided && !named && find_holder(reading, scope, &signer)) {
        state_name(reading, scope->act, DELIB_SITTING_PRESIDENT, &signer, DLB_RULE_PRESIDENT_OPENS);
        named = true;
    }
    if (!find_signer(reading, scope, &signer))
        return;
    state_name(reading, scope->act, DELIB_SIGNED_BY, &signer, DLB_RULE_SIGNED_BY);
    if (presided && !named)
        state_name(reading, scope->act, DELIB_SITTING_PRESIDENT, &signer, DLB_RULE_PRESIDENT_SIGNS);
}
