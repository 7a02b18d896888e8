/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The authorities that a whole text names beside those of its heads. What page feet, addresses and sentences name most is
 * whose text it is. */
#include <config.h>

#include "reading/fold.h"
#include "reading/reading.h"

#define POSTCODE 5
#define ADDRESS_TOKENS 48
/* A seat is in a commune; its address tells more than a sentence. */
#define SEAT_KIND "commune"
#define SEAT_WEIGHT 3
#define PURPOSE_TOKENS 16
/* Small words before a name: « de la », « d' ». */
#define BEFORE 4

/* What a name weighs, by the cue that it stands behind. */
static const struct {
    enum dlb_cue cue;
    const char *kind;
    unsigned form;
    uint8_t weight;
} evidence[] = {
#define AUTHORITY(cue, kind, named, rule)
#define CONTRACTION(word, article)
#define EVIDENCE(cue, kind, form, weight) { DLB_CUE_##cue, kind, DLB_PLACE_##form, weight },
#include "deliberation/authorities.def"
#undef AUTHORITY
#undef EVIDENCE
#undef CONTRACTION
};

static const struct {
    const char *word, *article;
} contractions[] = {
#define AUTHORITY(cue, kind, named, rule)
#define EVIDENCE(cue, kind, form, weight)
#define CONTRACTION(word, article) { word, article },
#include "deliberation/authorities.def"
#undef AUTHORITY
#undef EVIDENCE
#undef CONTRACTION
};

const char *dlb_article_before(const struct dlb_text *text, uint32_t first)
{
    char folded[8];
    size_t size = first > 0 ? dlb_fold(dlb_token_slice(text, first - 1), folded, sizeof folded) : 0;
    for (size_t i = 0; size && i < sizeof contractions / sizeof *contractions; i++)
        if (delib_slice_is((delib_slice){ folded, size }, contractions[i].word))
            return contractions[i].article;
    return NULL;
}

/* Whether the lexicon knows every word of a range: « Accepter » is no place. */
static bool is_of_genre(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    while (first < end && (text->tokens[first].kind != DLB_WORD ||
                           (text->tokens[first].word && !(text->tokens[first].flags & DLB_FUZZY))))
        first++;
    return first == end;
}

/* « Plaine – Lavergne »: two names with a dash that stands apart, none of them a word of the genre nor in capitals. */
static uint32_t end_of_joined(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    bool dash = at + 1 < end && text->tokens[at].kind == DLB_MARK && text->tokens[at].line == text->tokens[at + 1].line &&
                (dlb_token_is_mark(text, at, '-') || delib_slice_is(dlb_token_slice(text, at), "–"));
    const struct dlb_token *next = &text->tokens[at + 1];
    if (!dash || next->kind != DLB_WORD || next->word || (next->flags & (DLB_CAPITAL | DLB_CAPS)) != DLB_CAPITAL)
        return at;
    return dlb_read_place(text, at + 1, end);
}

/* Words that no name begins with, unless they count what the name is of: « Trois Vallons ». */
static bool is_no_name(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    bool counts = dlb_token_is(text, first, DLB_NUMERAL) && (text->tokens[first].flags & DLB_CAPITAL) &&
                  !is_of_genre(text, first + 1, end);
    return !counts && dlb_token_is(text, first, DLB_WEEKDAY | DLB_MONTH | DLB_NUMERAL | DLB_ORDINAL | DLB_CIVILITY);
}

/* Behind « d'eau potable et d'assainissement de ». */
static uint32_t skip_purpose(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at, behind = at;
    for (; next < end && next - at < PURPOSE_TOKENS; next++) {
        if (dlb_token_is(text, next, DLB_PURPOSE))
            behind = next + 1;
        else if (text->tokens[next].kind != DLB_MARK && !dlb_token_is(text, next, DLB_PARTICLE | DLB_AND | DLB_TOPONYM | DLB_TO))
            break;
    }
    return behind == at ? at : next;
}

uint32_t dlb_place_behind(const struct dlb_text *text, uint32_t at, uint32_t end, unsigned form,
                          uint32_t *first)
{
    uint32_t behind, hit;
    *first = at;
    if ((form & (DLB_PLACE_LINKED | DLB_PLACE_OF)) && !dlb_token_is(text, at, DLB_PARTICLE))
        return at;
    while (*first < end && *first - at < BEFORE &&
           (text->tokens[*first].kind == DLB_MARK ||
            (dlb_token_is(text, *first, DLB_PARTICLE) && !dlb_token_is(text, *first, DLB_ARTICLE))))
        ++*first;
    if (form & DLB_PLACE_PURPOSED)
        *first = skip_purpose(text, *first, end);
    behind = dlb_read_place(text, *first, end);
    hit = dlb_text_hit_at(text, *first);
    if (behind == *first || (hit < text->hit_count && text->hits[hit].first < behind) ||
        is_no_name(text, *first, behind))
        return *first;
    if ((form & DLB_PLACE_LINKED) && dlb_token_is(text, *first, DLB_ARTICLE) && !(text->tokens[*first].flags & DLB_CAPITAL))
        return *first;
    if (is_of_genre(text, *first, behind) && (form || dlb_token_is(text, behind - 1, DLB_PARTICLE)))
        return *first;
    return form & DLB_PLACE_JOINED ? end_of_joined(text, behind, end) : behind;
}

/* Letters alone: « Belval les Pins » and « BELVAL-LES-PINS » are one. */
static uint32_t hash_of(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    uint32_t hash = 0, letters = 0;
    for (uint32_t at = first; at < end; at++)
        if (text->tokens[at].kind == DLB_WORD && !dlb_token_is(text, at, DLB_PARTICLE))
            hash = 31 * hash + dlb_hash_folded(dlb_token_slice(text, at), &letters);
    return hash;
}

static void add(struct dlb_reading *reading, const char *kind, uint32_t weight, uint32_t first, uint32_t end)
{
    uint32_t hash = hash_of(&reading->text, first, end), i = 0;
    while (i < reading->place_count &&
           !(reading->places[i].hash == hash && strcmp(reading->places[i].kind, kind) == 0))
        i++;
    if (i == DLB_PLACES || is_of_genre(&reading->text, first, end))
        return;
    if (i == reading->place_count)
        reading->places[reading->place_count++] = (struct dlb_place){ kind, first, end, hash, 0 };
    reading->places[i].weight += weight;
}

static void read_hit(struct dlb_reading *reading, const struct dlb_hit *hit)
{
    const struct dlb_text *text = &reading->text;
    for (size_t row = 0; row < sizeof evidence / sizeof *evidence; row++) {
        uint32_t first, end;
        if (evidence[row].cue != hit->cue)
            continue;
        end = dlb_place_behind(text, hit->end, text->count, evidence[row].form, &first);
        if (end > first && !((evidence[row].form & DLB_PLACE_LINKED) && dlb_article_before(text, first)))
            add(reading, evidence[row].kind, evidence[row].weight, first, end);
    }
}

static bool has_contact(const struct dlb_reading *reading, uint32_t number)
{
    return number < reading->run_count && (dlb_run_has(reading, &reading->runs[number], DLB_CUE_PAGE) ||
                                           dlb_run_has(reading, &reading->runs[number], DLB_CUE_SEAT));
}

/* « Mairie - 12 rue Haute - 09300 BELVAL - Tél. … »: a postcode and a place beside the seat or its telephone. */
static void read_address(struct dlb_reading *reading, uint32_t number)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_run *run = &reading->runs[number];
    if (dlb_length(run) > ADDRESS_TOKENS ||
        !(has_contact(reading, number) || has_contact(reading, number + 1) || has_contact(reading, number - 1)))
        return;
    for (uint32_t at = run->first; at + 1 < run->end; at++) {
        uint32_t end;
        if (text->tokens[at].kind != DLB_NUMBER || text->tokens[at].size != POSTCODE ||
            text->tokens[at].line != text->tokens[at + 1].line)
            continue;
        end = dlb_read_place(text, at + 1, run->end);
        if (end > at + 1)
            add(reading, SEAT_KIND, SEAT_WEIGHT, at + 1, end);
    }
}

void dlb_find_places(struct dlb_reading *reading)
{
    for (uint32_t i = 0; i < reading->text.hit_count; i++)
        read_hit(reading, &reading->text.hits[i]);
    for (uint32_t i = 0; i < reading->run_count; i++)
        read_address(reading, i);
}

const struct dlb_place *dlb_best_place(const struct dlb_reading *reading, delib_slice kind)
{
    const struct dlb_place *best = NULL;
    uint32_t second = 0;
    for (uint32_t i = 0; i < reading->place_count; i++) {
        const struct dlb_place *place = &reading->places[i];
        if (!delib_slice_is(kind, place->kind))
            continue;
        if (!best || place->weight > best->weight) {
            second = best ? best->weight : 0;
            best = place;
        } else if (place->weight > second) {
            second = place->weight;
        }
    }
    return best && best->weight >= 2 * second ? best : NULL;
}
