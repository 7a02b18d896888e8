/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What shows that something is decided: formulas, votes, outcomes, clauses. */
#include <config.h>

#include "reading/fold.h"
#include "reading/runs.h"
#include "reading/verdict.h"

/* A formula is no longer; what is, only speaks of one. */
#define FORMULA 60
/* « Adopté par l'ensemble des membres présents. » is no longer. */
#define VERDICT 14
/* How a body decides takes no more tokens, names in brackets counted. */
#define MANNER 40
/* A sentence that ends with an outcome is no longer. */
#define SENTENCE 48
/* A formula names the body that decides among its first words: « Les membres du Conseil Municipal ». */
#define BODY_WITHIN 4

/* Behind a label of what is decided: « DÉCISION : la Commission permanente … ». */
static uint32_t behind_ruling(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t at = dlb_skip_marks(text, first, end), hit = dlb_text_hit_at(text, at);
    if (hit < text->hit_count && text->hits[hit].first == at && text->hits[hit].cue == DLB_CUE_RULING &&
        dlb_token_is_mark(text, text->hits[hit].end, ':'))
        return dlb_skip_marks(text, text->hits[hit].end, end);
    return at;
}

/* Whether a cue is a part of how a body decides: « après en avoir délibéré, à l'unanimité des membres présents ». */
static bool tells_manner(enum dlb_cue cue)
{
    return cue == DLB_CUE_DELIBERATED || cue == DLB_CUE_UNANIMOUS || cue == DLB_CUE_MAJORITY ||
           cue == DLB_CUE_VOTES_CAST || cue == DLB_CUE_PRESENT || cue == DLB_CUE_PROXIES || cue == DLB_CUE_VOTERS ||
           (dlb_cue_kinds[cue].flags & DLB_CUE_COUNT_OF_VOTES);
}

/* Behind the bracket that closes the one at a token; behind the token itself where that is not near. */
static uint32_t behind_bracket(const struct dlb_text *text, uint32_t at)
{
    for (uint32_t next = at + 1; next < text->count && next - at < DLB_SHORT; next++)
        if (dlb_token_is_mark(text, next, ')'))
            return next + 1;
    return at + 1;
}

/* « Par 10 voix pour et 2 contre (M. VERNET, Mme LAURE), le conseil … »: behind how it decides, where an article follows;
 * else `at`. */
static uint32_t behind_manner(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    bool told = false;
    uint32_t next = at, hit = dlb_text_hit_at(text, at);
    while (next < end && next - at < MANNER && !(told && dlb_token_is(text, next, DLB_ARTICLE))) {
        for (; hit < text->hit_count && text->hits[hit].first < next; hit++)
            continue;
        if (hit < text->hit_count && text->hits[hit].first == next && tells_manner(text->hits[hit].cue)) {
            told = true;
            next = text->hits[hit].end;
        } else if (dlb_token_is_mark(text, next, '(')) {
            next = behind_bracket(text, next);
        } else if (text->tokens[next].kind == DLB_WORD && !dlb_token_is(text, next, DLB_LINK | DLB_NUMERAL)) {
            return at;
        } else {
            next++;
        }
    }
    return told && next < end && dlb_token_is(text, next, DLB_ARTICLE) ? next : at;
}

/* The token where the name of the body may begin in a sentence: behind a label, or behind what stands before it and no
 * subject: « En conséquence, le conseil municipal … », « Sur proposition du Maire, le bureau … ». */
static uint32_t before_body(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t at = behind_manner(text, behind_ruling(text, first, end), end);
    if (at >= end || dlb_token_is(text, at, DLB_ARTICLE | DLB_CIVILITY))
        return at;
    for (uint32_t next = at + 1; next + 1 < end && next - at < DLB_SHORT; next++) {
        if (text->tokens[next].kind == DLB_NUMBER) /* « Par délibération du 3 mars, le conseil … »: told, not decided */
            return at;
        if (dlb_token_is_mark(text, next, ',') && dlb_token_is(text, next + 1, DLB_ARTICLE))
            return next + 1;
    }
    return at;
}

/* The token behind the name of the body that decides in a sentence: « Le conseil municipal », « Les membres du bureau »,
 * « L'assemblée »; `first` where it is not named at its beginning. */
static uint32_t behind_body(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t at = before_body(text, first, end), hit = dlb_text_hit_at(text, at);
    bool article = dlb_token_is(text, at, DLB_ARTICLE);
    for (; hit < text->hit_count && text->hits[hit].end <= end && text->hits[hit].first - at <= BODY_WITHIN; hit++)
        if ((dlb_cue_kinds[text->hits[hit].cue].flags & DLB_CUE_BODY) && (article || text->hits[hit].first == at))
            return text->hits[hit].end;
    at += article;
    at += at < end && dlb_token_is_mark(text, at, '\'');
    return article && at < end && dlb_token_is(text, at, DLB_ASSEMBLY) ? at + 1 : first;
}

/* Whether a run begins with the name of the body, under an article. */
static bool names_body_first(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return behind_body(&reading->text, run->body, run->end) > run->body &&
           dlb_token_is(&reading->text, before_body(&reading->text, run->body, run->end), DLB_ARTICLE);
}

/* « à l'unanimité », « à la majorité ». */
static bool tells_how(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return dlb_run_has(reading, run, DLB_CUE_UNANIMOUS) || dlb_run_has(reading, run, DLB_CUE_MAJORITY);
}

/* « DÉCIDE, à l'unanimité, »: needs nothing before it. */
static bool is_capital_verdict(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    return dlb_token_is(text, run->body, DLB_OPERATIVE) && (text->tokens[run->body].flags & DLB_CAPS) &&
           dlb_length(run) <= 3 * DLB_SHORT && tells_how(reading, run);
}

/* « Le Conseil Municipal : », « Le Bureau, après en avoir pris connaissance : » above what it decides. */
static bool is_body_alone(const struct dlb_reading *reading, const struct dlb_run *run)
{
    uint32_t behind = behind_body(&reading->text, run->body, run->end);
    return names_body_first(reading, run) && dlb_length(run) < FORMULA &&
           dlb_token_is_mark(&reading->text, run->end - 1, ':') &&
           (behind + 1 == run->end || dlb_token_is_mark(&reading->text, behind, ','));
}

bool dlb_announces(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return run + 1 < reading->runs + reading->run_count && (run[1].flags & DLB_RUN_CLAUSE);
}

/* « … , à l'unanimité, » right behind the body. */
static bool names_manner(const struct dlb_text *text, uint32_t behind)
{
    uint32_t at = dlb_skip_marks(text, behind, text->count), hit = dlb_text_hit_at(text, at);
    return hit < text->hit_count && text->hits[hit].first == at &&
           (text->hits[hit].cue == DLB_CUE_UNANIMOUS || text->hits[hit].cue == DLB_CUE_MAJORITY ||
            text->hits[hit].cue == DLB_CUE_DELIBERATED);
}

bool dlb_is_formula(const struct dlb_reading *reading, const struct dlb_run *run)
{
    if (is_capital_verdict(reading, run) || is_body_alone(reading, run) || run->lead == DLB_CUE_DELIBERATED ||
        (dlb_run_has(reading, run, DLB_CUE_DELIBERATED) && dlb_length(run) < FORMULA))
        return true;
    if (dlb_length(run) < 4 * FORMULA && names_body_first(reading, run) &&
        names_manner(&reading->text, behind_body(&reading->text, run->body, run->end)))
        return true;
    return dlb_length(run) < FORMULA && names_body_first(reading, run) &&
           (dlb_run_has(reading, run, DLB_CUE_DECIDES) || tells_how(reading, run));
}

/* « 14 votes pour », « Pour : 14 »: a number stands at a word that counts votes. */
static bool counts_votes(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *end;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++) {
        uint32_t behind = hit->end + dlb_token_is_mark(text, hit->end, ':');
        if (!(dlb_cue_kinds[hit->cue].flags & DLB_CUE_COUNT_OF_VOTES))
            continue;
        if (hit->first > run->first &&
            (text->tokens[hit->first - 1].kind == DLB_NUMBER || dlb_token_is(text, hit->first - 1, DLB_NUMERAL)))
            return true;
        if (behind > hit->end && behind < run->end && text->tokens[behind].kind == DLB_NUMBER)
            return true;
    }
    return false;
}

/* How many words that count votes stand in a run. */
static uint32_t count_labels(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_hit *end;
    uint32_t count = 0;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++)
        count += (dlb_cue_kinds[hit->cue].flags & DLB_CUE_COUNT_OF_VOTES) != 0;
    return count;
}

bool dlb_is_vote(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    bool several = count_labels(reading, run) > 1 && !dlb_is_formula(reading, run) && !dlb_announces(reading, run);
    uint32_t lead_end, longest = several || dlb_run_has(reading, run, DLB_CUE_ADOPTED) ? 3 * DLB_SHORT : DLB_SHORT;
    if (run->lead == DLB_CUE_CAST || (dlb_length(run) <= longest && counts_votes(reading, run)))
        return true;
    if (run->hit >= run->hit_end || dlb_cue_kinds[run->lead].block != DELIB_BLOCK_VOTE ||
        dlb_length(run) > 3 * DLB_SHORT)
        return false;
    lead_end = text->hits[run->hit].end;
    if (run->lead == DLB_CUE_VOTE)
        return tells_how(reading, run) || dlb_run_has(reading, run, DLB_CUE_FOR);
    return lead_end < run->end &&
           (dlb_token_is_mark(text, lead_end, ':') || text->tokens[lead_end].kind == DLB_NUMBER);
}

/* Whether a hit says how what is adopted right before it was: « est retenu à l'unanimité ». */
static bool tells_outcome(const struct dlb_text *text, const struct dlb_hit *hit)
{
    return hit > text->hits && (hit->cue == DLB_CUE_UNANIMOUS || hit->cue == DLB_CUE_MAJORITY) &&
           hit[-1].cue == DLB_CUE_ADOPTED && hit[-1].end + 1 >= hit->first;
}

bool dlb_is_outcome(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    for (; hit < end && dlb_length(run) <= SENTENCE; hit++)
        if (hit->first > run->first && tells_outcome(&reading->text, hit))
            return true;
    if (run->lead == DLB_CUE_UNANIMOUS && dlb_length(run) <= DLB_SHORT / 2)
        return true;
    return dlb_length(run) <= DLB_SHORT &&
           (dlb_run_has(reading, run, DLB_CUE_ADOPTED) || dlb_run_has(reading, run, DLB_CUE_REJECTED)) &&
           tells_how(reading, run);
}

/* « De valider », « d'acquérir », « poursuivre »; of other words in -re only what stands behind a particle: no
 * « lecture ». */
static bool is_infinitive(const struct dlb_text *text, uint32_t at, bool particle)
{
    static const char *const endings[] = { "er", "ir", "ndre", "mettre", "uivre", "uire", "crire", "clure", "re" };
    size_t count = sizeof endings / sizeof *endings - !particle, size;
    char folded[48];
    size = dlb_fold(dlb_token_slice(text, at), folded, sizeof folded);
    if (size <= 4 || dlb_token_is(text, at, DLB_CIVILITY | DLB_ROLE))
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t ending = strlen(endings[i]);
        if (size > ending && memcmp(folded + size - ending, endings[i], ending) == 0)
            return true;
    }
    return false;
}

/* Whether anything is decided in the words behind a verb: « décide, à l'unanimité : » only announces it. */
static bool has_object(const struct dlb_text *text, uint32_t verb)
{
    uint32_t at = verb + 1, hit = dlb_text_hit_at(text, at);
    while (at < text->count && at - verb < 2 * DLB_SHORT && !(text->tokens[at].flags & DLB_GAP)) {
        for (; hit < text->hit_count && text->hits[hit].first < at; hit++)
            continue;
        if (dlb_token_is_mark(text, at, ':') ||
            ((text->tokens[at].flags & DLB_FIRST) && text->tokens[at].kind == DLB_MARK))
            return false;
        if (dlb_token_is_mark(text, at, '('))
            at = behind_bracket(text, at);
        else if (hit < text->hit_count && text->hits[hit].first == at && tells_manner(text->hits[hit].cue))
            at = text->hits[hit].end;
        else if (text->tokens[at].kind == DLB_MARK || dlb_token_is(text, at, DLB_PARTICLE | DLB_LINK))
            at++;
        else
            return !dlb_leads_with_verb(text, at) || !(text->tokens[at].flags & DLB_FIRST);
    }
    return false;
}

/* Whether the words [first, at) name the body that decides or say that it has deliberated. */
static bool names_body(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    uint32_t begin = dlb_skip_marks(text, first, at), hit = dlb_text_hit_at(text, begin);
    if (hit < text->hit_count && text->hits[hit].first == begin && text->hits[hit].cue == DLB_CUE_DELIBERATED)
        return true;
    return behind_body(text, first, at) > first;
}

/* « … | décide de vendre le lot 7 et | donne pouvoir au maire »: a second verb in the sentence of a clause. */
static bool is_second_clause(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    return at > first + 2 && !(text->tokens[first].flags & DLB_FIRST) && dlb_is_verb(text, first) &&
           dlb_token_is(text, at - 1, DLB_AND) && dlb_is_verb(text, at) && !dlb_token_is(text, at, DLB_NOUN) &&
           !is_infinitive(text, at, true) && has_object(text, at);
}

/* « désigne Mme Irène TASSIN comme secrétaire »: no decision on a matter. */
static bool names_secretary(const struct dlb_text *text, uint32_t verb)
{
    for (uint32_t hit = dlb_text_hit_at(text, verb);
         hit < text->hit_count && text->hits[hit].first - verb < DLB_SHORT; hit++)
        if (text->hits[hit].cue == DLB_CUE_SECRETARY)
            return true;
    return false;
}

bool dlb_is_clause_at(const struct dlb_text *text, uint32_t first, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at);
    bool behind = text->tokens[at - 1].kind == DLB_MARK || (hit > 0 && text->hits[hit - 1].end == at) ||
                  dlb_token_is(text, at - 1, DLB_ASSEMBLY);
    if (is_second_clause(text, first, at))
        return true;
    return at - first < FORMULA && behind && dlb_is_verb(text, at) && !is_infinitive(text, at, true) &&
           names_body(text, first, at) && has_object(text, at) && !names_secretary(text, at);
}

bool dlb_is_verb(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is(text, at, DLB_OPERATIVE) &&
           !(dlb_token_is(text, at, DLB_NOUN) && dlb_token_is(text, at + 1, DLB_PARTICLE) &&
             !dlb_token_is(text, at + 1, DLB_ARTICLE));
}

/* « 8 pour. », « 7 voix pour, 1 abstention »: a number that counts votes begins a sentence. */
static bool begins_count(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at + 1);
    return (text->tokens[at].kind == DLB_NUMBER || dlb_token_is(text, at, DLB_NUMERAL)) && hit < text->hit_count &&
           text->hits[hit].first == at + 1 && (dlb_cue_kinds[text->hits[hit].cue].flags & DLB_CUE_COUNT_OF_VOTES) &&
           (text->hits[hit].end > at + 2 || text->hits[hit].end == text->count ||
            text->tokens[text->hits[hit].end].kind == DLB_MARK);
}

/* Whether a sentence tells, somewhere, that something is adopted and how. */
static bool has_outcome(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at), next = at;
    for (; next < text->count && next - at < SENTENCE && !dlb_token_is_mark(text, next, '.'); next++)
        continue;
    for (; hit < text->hit_count && text->hits[hit].first < next; hit++)
        if (text->hits[hit].first > at && tells_outcome(text, &text->hits[hit]))
            return true;
    return false;
}

bool dlb_begins_verdict(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = dlb_text_hit_at(text, at), behind, next = at;
    if (begins_count(text, at))
        return true;
    if (!(text->tokens[at].flags & DLB_CAPITAL))
        return false;
    if (has_outcome(text, at))
        return true;
    behind = behind_body(text, at, text->count);
    if (behind > at && names_manner(text, behind))
        return true;
    for (; next < text->count && next - at < 2 * DLB_SHORT; next++) {
        if (next > at && (text->tokens[next].flags & DLB_GAP))
            break;
        if (behind > at && next >= behind && dlb_is_clause_at(text, at, next))
            return true;
        if (dlb_token_is_mark(text, next, '.'))
            break;
    }
    return next - at <= VERDICT && hit < text->hit_count && text->hits[hit].first - at <= 1 &&
           (text->hits[hit].cue == DLB_CUE_UNANIMOUS || text->hits[hit].cue == DLB_CUE_ADOPTED ||
            text->hits[hit].cue == DLB_CUE_REJECTED) &&
           text->hits[hit].end <= next;
}

bool dlb_is_clause(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    uint32_t verb = behind_body(text, run->body, run->end);
    if (verb == run->body || dlb_length(run) > 4 * DLB_SHORT)
        return false;
    verb = dlb_skip_marks(text, verb, run->end);
    return verb < run->end && dlb_token_is(text, verb, DLB_OPERATIVE) && !(text->tokens[verb].flags & DLB_CAPITAL);
}

bool dlb_is_election(const struct dlb_reading *reading, const struct dlb_run *run)
{
    if (dlb_run_has(reading, run, DLB_CUE_SECRETARY) || dlb_run_has(reading, run, DLB_CUE_SECRET_BALLOT))
        return false;
    return (dlb_run_has(reading, run, DLB_CUE_PROCLAIMED) && dlb_length(run) <= 3 * FORMULA) ||
           (dlb_run_has(reading, run, DLB_CUE_ELECTED) && dlb_length(run) <= FORMULA);
}

/* The token behind the marks and the particle that a clause begins with: « - D'autoriser … ». */
static uint32_t verb_of(const struct dlb_text *text, const struct dlb_run *run, bool *particle)
{
    uint32_t verb = run->body;
    *particle = false;
    for (; verb < run->end && verb - run->body < 4; verb++) {
        if (text->tokens[verb].kind != DLB_MARK && !dlb_token_is(text, verb, DLB_PARTICLE))
            break;
        *particle = *particle || dlb_token_is(text, verb, DLB_PARTICLE);
    }
    return verb;
}

bool dlb_is_infinitive(const struct dlb_reading *reading, const struct dlb_run *run)
{
    bool particle;
    uint32_t verb = verb_of(&reading->text, run, &particle);
    return verb < run->end && !dlb_token_is(&reading->text, run->body, DLB_ARTICLE) &&
           !dlb_token_is_mark(&reading->text, run->body, '(') && is_infinitive(&reading->text, verb, particle);
}

bool dlb_is_decision(const struct dlb_reading *reading, enum dlb_zone zone, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    bool particle;
    uint32_t verb = verb_of(text, run, &particle);
    if (verb >= run->end || !dlb_is_verb(text, verb))
        return false;
    if (text->tokens[verb].flags & DLB_CAPS)
        return zone >= DLB_ZONE_BODY || !(run->flags & DLB_RUN_TITLE);
    return zone == DLB_ZONE_DECISION &&
           (run->body > run->first || verb > run->body || (text->tokens[verb].flags & DLB_CAPITAL));
}

/* « DECIDE de recruter … », « - APPROUVE … » */
static bool is_capital_clause(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    return dlb_is_verb(text, run->body) && (text->tokens[run->body].flags & DLB_CAPS) &&
           !(run->flags & DLB_RUN_TITLE) && !is_infinitive(text, run->body, true);
}

bool dlb_is_verdict(const struct dlb_reading *reading, const struct dlb_run *run)
{
    if (dlb_is_formula(reading, run) || dlb_is_clause(reading, run) || dlb_announces(reading, run) ||
        dlb_is_election(reading, run) || is_capital_clause(reading, run))
        return true;
    return dlb_is_outcome(reading, run) || run->lead == DLB_CUE_VOTE_RESULT ||
           (dlb_is_vote(reading, run) && (dlb_run_has(reading, run, DLB_CUE_UNANIMOUS) || counts_votes(reading, run)));
}
