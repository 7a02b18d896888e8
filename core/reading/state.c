/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the finders of facts share: words of a range, and candidates with their provenance. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "io/utf8.h"
#include "reading/fold.h"
#include "reading/noise.h"
#include "reading/reading.h"

/* What a misread cue leaves of a confidence, in thousandths, and how far behind it. */
#define FUZZY 960
#define FUZZY_REACH 40

const struct dlb_hit *dlb_run_hits(const struct dlb_reading *reading, const struct dlb_run *run,
                                   const struct dlb_hit **end)
{
    *end = reading->text.hits + run->hit_end;
    return reading->text.hits + run->hit;
}

const struct dlb_hit *dlb_run_cue(const struct dlb_reading *reading, const struct dlb_run *run, uint32_t from,
                                  enum dlb_cue cue)
{
    const struct dlb_hit *end;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++)
        if (hit->cue == cue && hit->first >= from)
            return hit;
    return NULL;
}

bool dlb_run_flagged(const struct dlb_reading *reading, const struct dlb_run *run, unsigned flag)
{
    const struct dlb_hit *end;
    for (const struct dlb_hit *hit = dlb_run_hits(reading, run, &end); hit < end; hit++)
        if (dlb_cue_kinds[hit->cue].flags & flag)
            return true;
    return false;
}

bool dlb_run_has(const struct dlb_reading *reading, const struct dlb_run *run, enum dlb_cue cue)
{
    return dlb_run_cue(reading, run, run->first, cue);
}

uint32_t dlb_skip_marks(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    while (at < end && text->tokens[at].kind == DLB_MARK)
        at++;
    return at;
}

/* --- words ---------------------------------------------------------------------------------------------------- */

static bool make_room(struct dlb_reading *reading, size_t size)
{
    char *grown;
    if (size <= reading->buffer_size)
        return true;
    size += size / 2 + 256;
    if (!(grown = realloc(reading->buffer, size))) {
        reading->status = DELIB_E_NOMEM;
        return false;
    }
    reading->buffer = grown;
    reading->buffer_size = size;
    return true;
}

/* Emphasis of Markdown: `**`, or one `*` at the outer side of a word. An underscore is a part of words. */
static bool is_emphasis(const struct dlb_text *text, uint32_t at, uint32_t first, uint32_t end)
{
    const struct dlb_token *token = &text->tokens[at];
    bool before = at > first && (token->flags & DLB_GLUED) && token[-1].kind != DLB_MARK;
    bool behind = at + 1 < end && (token[1].flags & DLB_GLUED) && token[1].kind != DLB_MARK;

    return dlb_token_is_mark(text, at, '*') && (token->size == 2 || (token->size == 1 && before != behind));
}

/* Whether the hyphen at `at`, the last token of its line, only breaks a word. */
static bool breaks_word(const struct dlb_text *text, uint32_t at, uint32_t first, uint32_t end)
{
    const struct dlb_token *token = &text->tokens[at];
    return dlb_token_is_mark(text, at, '-') && token->size == 1 && at > first && at + 1 < end &&
           (token->flags & DLB_GLUED) && token[-1].kind == DLB_WORD && !dlb_token_is(text, at - 1, DLB_COMPOUND) &&
           (token[1].flags & DLB_FIRST) && token[1].line == token->line + 1 && token[1].kind == DLB_WORD &&
           !(token[1].flags & DLB_CAPITAL) && !dlb_token_is(text, at + 1, DLB_PARTICLE | DLB_TOPONYM);
}

/* What stands between two tokens: nothing, a blank, or the line separator. */
static char gap_between(const struct dlb_text *text, uint32_t before, uint32_t at, char separator)
{
    const struct dlb_token *token = &text->tokens[at];
    if (token->line == text->tokens[before].line)
        return (token->flags & DLB_GLUED) && before + 1 == at ? '\0' : ' ';
    if (separator == ' ' && dlb_token_is_mark(text, before, '-') && (text->tokens[before].flags & DLB_GLUED) &&
        text->tokens[before].size == 1)
        return '\0';
    return separator;
}

delib_slice dlb_clean(struct dlb_reading *reading, uint32_t first, uint32_t end, char separator)
{
    const struct dlb_text *text = &reading->text;
    size_t size = 0, room = end > first ? (size_t)(end - first) + 1 : 1;
    uint32_t before = end;
    char gap = '\0';

    for (uint32_t at = first; at < end; at++)
        room += text->tokens[at].size;
    if (!make_room(reading, room))
        return (delib_slice){ NULL, 0 };
    for (uint32_t at = first; at < end; at++) {
        delib_slice part = dlb_token_slice(text, at);
        if (before != end) {
            char here = gap_between(text, at - 1, at, separator);
            gap = gap == '\n' || !here ? gap : here;
        }
        before = at;
        if (is_emphasis(text, at, first, end) || (separator == ' ' && breaks_word(text, at, first, end)))
            continue;
        if (gap && size)
            reading->buffer[size++] = gap;
        gap = '\0';
        memcpy(reading->buffer + size, part.data, part.size);
        size += part.size;
    }
    return (delib_slice){ reading->buffer, size };
}

delib_slice dlb_given_first(struct dlb_reading *reading, const struct dlb_name *name)
{
    delib_slice whole = dlb_clean(reading, name->first, name->end, ' ');
    size_t family;
    char *copy;

    if (!whole.data || name->family_first != name->first || name->family_end == name->first ||
        name->family_end >= name->end)
        return whole;
    family = dlb_clean(reading, name->family_first, name->family_end, ' ').size;
    whole = dlb_clean(reading, name->first, name->end, ' ');
    if (!(copy = malloc(whole.size))) {
        reading->status = DELIB_E_NOMEM;
        return (delib_slice){ NULL, 0 };
    }
    memcpy(copy, whole.data + family + 1, whole.size - family - 1);
    copy[whole.size - family - 1] = ' ';
    memcpy(copy + whole.size - family, whole.data, family);
    memcpy(reading->buffer, copy, whole.size);
    free(copy);
    return whole;
}

/* --- candidates ----------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    int confidence; /* thousandths */
} rules[DLB_RULE_COUNT] = {
#define RULE(id, name, confidence) [DLB_RULE_##id] = { name, confidence },
#include "deliberation/rules.def"
#undef RULE
};

/* Whether a range, or the cue that it hangs on, was told from misread words. */
static bool is_fuzzy(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t hit = dlb_text_hit_at(text, first + 1);
    for (uint32_t at = first; at < end && at - first < FUZZY_REACH; at++)
        if (text->tokens[at].flags & DLB_FUZZY)
            return true;
    return hit > 0 && text->hits[hit - 1].fuzzy && first - text->hits[hit - 1].first < FUZZY_REACH;
}

/* A value is no surer than its lines, and a little less so where a cue was misread. */
static int lowered(const struct dlb_text *text, uint32_t first, uint32_t end, int confidence)
{
    if (is_fuzzy(text, first, end))
        confidence = confidence * FUZZY / 1000;
    for (uint32_t line = text->tokens[first].line; line <= text->tokens[end - 1].line; line++) {
        int own = text->lines->lines[line].confidence;
        if (own != DELIB_UNMEASURED && confidence * own / 1000 < confidence)
            confidence = confidence * own / 1000;
    }
    return confidence;
}

delib_provenance dlb_provenance(const struct dlb_reading *reading, uint32_t first, uint32_t end, enum dlb_rule rule,
                                char **owned)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_token *token = &text->tokens[first];
    const struct dlb_line *line = &text->lines->lines[token->line];
    /* the year that a day without one gets is that of another value */
    delib_provenance provenance = DELIB_PROVENANCE(rule == DLB_RULE_CONVENED_YEAR ? DELIB_DERIVED : DELIB_STATED);

    provenance.source = text->lines->source;
    provenance.bytes = dlb_text_span(text, first, end);
    provenance.raw = dlb_text_raw(text, first, end, owned);
    provenance.rule = delib_slice_of(rules[rule].name);
    provenance.confidence = lowered(text, first, end, rules[rule].confidence);
    provenance.box = line->box;
    if (line->box)
        provenance.page = line->page;
    if (text->lines->origin)
        delib_source_position(text->lines->origin, (size_t)(line->text.data - text->lines->base.data) + token->start,
                              &provenance.line, &provenance.column);
    return provenance;
}

/* A sentence behind its label stays what it is with a letter or two that are wrong; a SIREN has a key of its own. */
static bool outlives_noise(delib_field field, enum dlb_rule rule)
{
    return (field == DELIB_ACT_SUBJECT && rule != DLB_RULE_SUBJECT_TITLE) || field == DELIB_AUTHORITY_SIREN;
}

bool dlb_holds_bar(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    char *owned;
    delib_slice raw = dlb_text_raw(text, first, end, &owned);
    bool bar = text->columns && raw.data && memchr(raw.data, '|', raw.size);
    free(owned);
    return bar;
}

void dlb_state(struct dlb_reading *reading, delib_act *act, delib_field field, delib_value value, uint32_t first,
               uint32_t end, enum dlb_rule rule)
{
    delib_provenance provenance;
    delib_status status;
    char *owned;

    if (reading->status < DELIB_OK || end <= first)
        return;
    provenance = dlb_provenance(reading, first, end, rule, &owned);
    if (!outlives_noise(field, rule))
        provenance.confidence = dlb_in_noise(&reading->text, first, end, provenance.confidence);
    status = delib_act_add(act, field, value, &provenance);
    free(owned);
    if (status == DELIB_E_NOMEM)
        reading->status = status;
}

void dlb_state_date(struct dlb_reading *reading, delib_act *act, delib_field field, const struct dlb_date *date,
                    uint32_t first, uint32_t end, enum dlb_rule rule)
{
    char text[16];
    if (date->year == 0)
        return;
    snprintf(text, sizeof text, "%04u-%02u-%02u", (unsigned)date->year % 10000, (unsigned)date->month % 100,
             (unsigned)date->day % 100);
    dlb_state(reading, act, field, delib_value_text(DELIB_DATE, delib_slice_of(text)), first, end, rule);
}

void dlb_state_number(struct dlb_reading *reading, delib_act *act, delib_field field, int64_t number, uint32_t first,
                      uint32_t end, enum dlb_rule rule)
{
    dlb_state(reading, act, field, delib_value_number(delib_field_describe(field)->type, number), first, end,
              rule);
}

void dlb_state_words(struct dlb_reading *reading, delib_act *act, delib_field field, uint32_t first, uint32_t end,
                     enum dlb_rule rule)
{
    delib_slice words = dlb_clean(reading, first, end, ' ');
    if (words.data && words.size)
        dlb_state(reading, act, field, delib_value_text(delib_field_describe(field)->type, words), first, end,
                  rule);
}

bool dlb_is_stated(const delib_act *act, delib_field field)
{
    const delib_candidate *candidate = delib_act_candidates(act, field);
    for (; candidate; candidate = delib_candidate_next(candidate))
        if (delib_candidate_provenance(candidate)->confidence > rules[DLB_RULE_DOUBTFUL].confidence)
            return true;
    return false;
}
