/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What shows that something is decided: formulas, votes, outcomes, clauses. */
#include <config.h>

#include "reading/fold.h"
#include "reading/verdict.h"

/* A formula names the body that decides among its first words: « Les membres du Conseil Municipal ». */
#define BODY_WITHIN 4
/* A formula is no longer; what is, only speaks of one. */
#define FORMULA 60

/* The cue of the body that decides, where it stands among the first words of a run; else NULL. */
static const struct dlb_hit *body_first(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_hit *end;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++)
        if (dlb_cue_kinds[hit->cue].flags & DLB_CUE_BODY)
            return hit->first - run->body <= BODY_WITHIN ? hit : NULL;
    return NULL;
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

bool dlb_is_formula(const struct dlb_reading *reading, const struct dlb_run *run)
{
    if (is_capital_verdict(reading, run) || run->lead == DLB_CUE_DELIBERATED ||
        (dlb_run_has(reading, run, DLB_CUE_DELIBERATED) && dlb_length(run) < FORMULA))
        return true;
    return dlb_length(run) < FORMULA && dlb_token_is(&reading->text, run->body, DLB_ARTICLE) &&
           body_first(reading, run) && (dlb_run_has(reading, run, DLB_CUE_DECIDES) || tells_how(reading, run));
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

bool dlb_is_vote(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    uint32_t lead_end;
    if (run->lead == DLB_CUE_CAST)
        return true;
    if (dlb_length(run) <= (run->lead == DLB_CUE_ADOPTED ? 3 * DLB_SHORT : DLB_SHORT) && counts_votes(reading, run))
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

bool dlb_is_outcome(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return dlb_length(run) <= DLB_SHORT &&
           (dlb_run_has(reading, run, DLB_CUE_ADOPTED) || dlb_run_has(reading, run, DLB_CUE_REJECTED)) &&
           tells_how(reading, run);
}

/* « De valider », « d'acquérir »: an infinitive behind its particle. */
static bool is_infinitive(const struct dlb_text *text, uint32_t at)
{
    char folded[48];
    size_t size = dlb_fold(dlb_token_slice(text, at), folded, sizeof folded);
    return size > 4 && (folded[size - 1] == 'r' || memcmp(folded + size - 2, "re", 2) == 0);
}

bool dlb_is_clause(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *body = body_first(reading, run);
    uint32_t verb;
    if (!body || dlb_length(run) > 4 * DLB_SHORT)
        return false;
    verb = dlb_skip_marks(text, body->end, run->end);
    return verb < run->end && dlb_token_is(text, verb, DLB_OPERATIVE) && !(text->tokens[verb].flags & DLB_CAPITAL) &&
           verb + 1 < run->end;
}

bool dlb_is_verb(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is(text, at, DLB_OPERATIVE) &&
           !(dlb_token_is(text, at, DLB_NOUN) && dlb_token_is(text, at + 1, DLB_PARTICLE) &&
             !dlb_token_is(text, at + 1, DLB_ARTICLE));
}

bool dlb_is_decision(const struct dlb_reading *reading, enum dlb_zone zone, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    uint32_t verb = run->body;
    while (verb < run->end && (text->tokens[verb].kind == DLB_MARK || dlb_token_is(text, verb, DLB_PARTICLE)) &&
           verb - run->body < 4)
        verb++;
    if (verb >= run->end)
        return false;
    if (!dlb_is_verb(text, verb))
        return zone == DLB_ZONE_DECISION && (verb > run->body || run->body > run->first) &&
               !dlb_token_is(text, run->body, DLB_ARTICLE) && is_infinitive(text, verb);
    if (text->tokens[verb].flags & DLB_CAPS)
        return zone >= DLB_ZONE_BODY || !(run->flags & DLB_RUN_TITLE);
    return zone == DLB_ZONE_DECISION &&
           (run->body > run->first || verb > run->body || (text->tokens[verb].flags & DLB_CAPITAL));
}

bool dlb_is_verdict(const struct dlb_reading *reading, const struct dlb_run *run)
{
    if (dlb_is_formula(reading, run) || dlb_is_clause(reading, run))
        return true;
    return dlb_is_outcome(reading, run) || run->lead == DLB_CUE_VOTE_RESULT ||
           (dlb_is_vote(reading, run) && (dlb_run_has(reading, run, DLB_CUE_UNANIMOUS) || counts_votes(reading, run)));
}
