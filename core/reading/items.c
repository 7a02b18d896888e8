/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Items of minutes: which of the marks that lines begin with are the items of this text. */
#include <config.h>

#include "reading/items.h"
#include "reading/runs.h"
#include "reading/verdict.h"

/* So many ordinals may be missing between two items. */
#define SKIPPED 2
/* Prose has so many words and marks at least. */
#define PROSE 5
/* A title such as « Questions diverses » is no longer. */
#define ROUTINE_TOKENS 8
/* A title of a line of its own is no longer. */
#define TITLE_TOKENS 60
/* Lists in lists with the same mark: the agenda, the items, a list in an item. */
#define LEVELS 3
/* So many kinds of marks at most set the items of one text apart: items, items of items, titles. */
#define ROUNDS 3

/* --- what a run says of its act ------------------------------------------------------------------------------- */

uint32_t dlb_number_of(const struct dlb_reading *reading, const struct dlb_run *run)
{
    uint32_t at = run->first;
    while (at < run->head && dlb_read_own_number(&reading->text, at, run->end) != run->head &&
           dlb_read_act_number(&reading->text, at, run->head) != run->head)
        at++;
    return at;
}

uint32_t dlb_title_of(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_hit *examined = dlb_run_cue(reading, run, run->head, DLB_CUE_EXAMINED);
    struct dlb_date date;
    uint32_t behind;
    if (!examined || examined->first != run->head)
        return run->head;
    behind = dlb_read_date(&reading->text, examined->end, run->end, &date);
    return behind > examined->end ? behind : run->head;
}

/* « n° 2023-11 du 2 juin 2023 – … »: a decision of another day, told of in a list of acts. */
static bool is_dated(const struct dlb_reading *reading, const struct dlb_run *run)
{
    struct dlb_date date;
    return dlb_token_is(&reading->text, run->head, DLB_PARTICLE) &&
           dlb_read_date(&reading->text, run->head + 1, run->end, &date) > run->head + 1;
}

bool dlb_is_numbered_title(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    const struct dlb_hit *label = dlb_run_cue(reading, run, run->first, DLB_CUE_NUMBER);
    if (reading->genre == DLB_GENRE_LIST)
        return run->mark == DLB_MARK_NUMBER && run->head + 1 < run->end && !is_dated(reading, run);
    return run->mark == DLB_MARK_NUMBER && run->lead == DLB_CUE_NUMBER && label && label->end - label->first > 1 &&
           run->head + 1 < run->end &&
           (text->tokens[run->head].kind == DLB_MARK || dlb_title_of(reading, run) > run->head);
}

static bool is_routine_cue(enum dlb_cue cue)
{
    return dlb_cue_kinds[cue].flags & DLB_CUE_ROUTINE_ITEM;
}

bool dlb_is_routine(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_hit *end, *hit = dlb_run_hits(reading, run, &end);
    uint32_t title = dlb_skip_marks(&reading->text, run->head, run->end) + 1;
    while (hit < end && hit->first <= title && !is_routine_cue(hit->cue))
        hit++;
    return hit < end && hit->first <= title;
}

/* --- styles --------------------------------------------------------------------------------------------------- */

/* What else the runs of a style have in common besides their mark; stricter ones first. */
enum look { LOOK_TITLE, LOOK_GAP, LOOK_ANY, LOOK_COUNT };

/* What may set the items of a text apart: runs with one mark and one look. */
struct style {
    enum dlb_mark mark;
    enum look look;
    uint32_t level; /* of their list */
};

/* What has been seen of the runs of a style. */
struct sequence {
    uint32_t ordinals[LEVELS]; /* the last one of each list that is open */
    uint32_t level;            /* of the last run */
    uint32_t run;              /* the last run */
    bool any;
    enum { NOTHING, ITEM, OWN } open; /* what the verdict that comes next is of */
    uint32_t items, own[LEVELS];      /* that a verdict followed: of other styles; of this one, by level */
};

static bool is_same_number(const struct dlb_reading *reading, const struct dlb_run *one, const struct dlb_run *other)
{
    const struct dlb_text *text = &reading->text;
    uint32_t a = dlb_number_of(reading, one), b = dlb_number_of(reading, other);
    if (one->head - a != other->head - b)
        return false;
    for (; a < one->head; a++, b++)
        if (!delib_slice_equal(dlb_token_slice(text, a), dlb_token_slice(text, b)))
            return false;
    return true;
}

static bool follows(uint32_t ordinal, uint32_t before)
{
    return ordinal > before && ordinal <= before + 1 + SKIPPED;
}

/* The level of the list that an ordinal goes on with: the innermost one; a new one behind a first or second ordinal;
 * LEVELS: none. Ordinals with a label may leave out any: « Rapport n° 102 », « Rapport n° 201 ». */
static uint32_t level_of(const struct sequence *sequence, uint32_t ordinal, bool labelled)
{
    uint32_t level = sequence->level + 1;
    if (!sequence->any)
        return 0;
    while (level > 0 && !follows(ordinal, sequence->ordinals[level - 1]))
        level--;
    if (level > 0 && ordinal > 1)
        return level - 1;
    if (ordinal > 2 && !labelled)
        return LEVELS;
    if (labelled && ordinal > sequence->ordinals[sequence->level])
        return sequence->level;
    return sequence->level + 1 < LEVELS ? sequence->level + 1 : sequence->level;
}

/* Whether a run goes on with those of its style: the next ordinal, the first of a list, or another number; `*level` is
 * that of its list. */
static bool goes_on(const struct dlb_reading *reading, const struct sequence *sequence, uint32_t number,
                    uint32_t *level)
{
    const struct dlb_run *run = &reading->runs[number];
    *level = 0;
    if (run->mark == DLB_MARK_NUMBER)
        return !sequence->any || !is_same_number(reading, run, &reading->runs[sequence->run]);
    if (run->ordinal > 0)
        *level = level_of(sequence, run->ordinal, run->mark == DLB_MARK_WORD);
    return *level < LEVELS;
}

static bool has_look(const struct dlb_reading *reading, const struct dlb_run *run, enum look look)
{
    switch (look) {
    case LOOK_TITLE:
        return run->flags & DLB_RUN_TITLE;
    case LOOK_GAP:
        return reading->text.tokens[run->first].flags & DLB_GAP;
    default:
        return true;
    }
}

/* Whether prose stands below a title, and no other title or table. */
static bool has_prose(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_run *next = run + 1;
    return next < reading->runs + reading->run_count && !(next->flags & (DLB_RUN_TITLE | DLB_RUN_TABLE)) &&
           (dlb_length(next) >= PROSE || dlb_is_verdict(reading, next));
}

/* What a title that has no mark of its own begins with: no figure, no head of a column, no cue of a block. */
static bool begins_title(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_text *text = &reading->text;
    return (text->tokens[run->first].flags & DLB_GAP) && text->tokens[run->first].kind != DLB_NUMBER &&
           !dlb_token_is(text, run->first, DLB_COLUMN) && run->body == run->first &&
           dlb_cue_kinds[run->lead].block == DLB_BLOCK_NONE;
}

/* A title that has no mark of its own: capitals or emphasis above prose. */
static bool is_title(const struct dlb_reading *reading, const struct dlb_run *run)
{
    return run->mark == DLB_MARK_NONE && (run->flags & (DLB_RUN_TITLE | DLB_RUN_TABLE)) == DLB_RUN_TITLE &&
           dlb_length(run) <= TITLE_TOKENS && begins_title(reading, run) && has_prose(reading, run) &&
           !dlb_is_verdict(reading, run);
}

/* A title that only its line sets apart, below an empty line, or between a vote and one. */
static bool is_line(const struct dlb_reading *reading, const struct dlb_run *run)
{
    const struct dlb_token *tokens = reading->text.tokens;
    if (run->mark != DLB_MARK_NONE || (run->flags & (DLB_RUN_TITLE | DLB_RUN_TABLE)) || run->body > run->first ||
        dlb_token_is_mark(&reading->text, run->end - 1, '%') ||
        delib_slice_is(dlb_token_slice(&reading->text, run->end - 1), "€") || !has_prose(reading, run) ||
        dlb_is_verdict(reading, run))
        return false;
    return ((tokens[run->first].flags & DLB_GAP) ||
            (run > reading->runs && dlb_is_verdict(reading, run - 1) && (tokens[run[1].first].flags & DLB_GAP))) &&
           dlb_is_plain_title(&reading->text, run->first, run->end);
}

/* Whether a run may begin an item of a style. Lines of the agenda do so whatever their mark. */
static bool is_of_style(const struct dlb_reading *reading, const struct dlb_run *run, struct style style)
{
    if (style.mark == DLB_MARK_TITLE)
        return is_title(reading, run);
    if (style.mark == DLB_MARK_LINE)
        return is_line(reading, run);
    if (style.mark == DLB_MARK_AGENDA)
        return reading->text.tokens[run->first].flags & DLB_AGENDA;
    return run->mark == style.mark && has_look(reading, run, style.look);
}

/* Whether a run with a mark is a title: a number right below another mark belongs to the same head; what is decided and
 * what ends as a part of a list is none. */
static bool is_head(const struct dlb_reading *reading, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    if (run->mark == DLB_MARK_NUMBER)
        return number == 0 || run[-1].mark == DLB_MARK_NONE || run[-1].mark == DLB_MARK_NUMBER ||
               dlb_length(run - 1) < 2;
    if (run->mark == DLB_MARK_AGENDA && dlb_is_verdict(reading, run))
        return false; /* words of a decision come again for other reasons */
    return (run->mark != DLB_MARK_NONE || is_title(reading, run) || is_line(reading, run)) &&
           !dlb_token_is_mark(&reading->text, run->end - 1, ';') && !dlb_is_decision(reading, DLB_ZONE_DECISION, run);
}

static void meet_head(const struct dlb_reading *reading, struct sequence *sequence, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    uint32_t level;
    if (!goes_on(reading, sequence, number, &level))
        return;
    sequence->ordinals[level] = run->ordinal;
    sequence->level = level;
    sequence->run = number;
    sequence->any = true;
    sequence->open = dlb_is_routine(reading, run) ? NOTHING : OWN;
    if (dlb_is_numbered_title(reading, run)) {
        sequence->own[level]++;
        sequence->open = NOTHING;
    }
}

static void meet_verdict(struct sequence *sequence)
{
    sequence->items += sequence->open == ITEM;
    sequence->own[sequence->level] += sequence->open == OWN;
    sequence->open = NOTHING;
}

/* The level whose runs the most verdicts follow: that of the items. */
static uint32_t best_level(const struct sequence *sequence)
{
    uint32_t best = 0;
    for (uint32_t level = 1; level < LEVELS; level++)
        if (sequence->own[level] > sequence->own[best])
            best = level;
    return best;
}

static enum dlb_genre genre_of(const struct dlb_reading *reading)
{
    enum dlb_genre genre = DLB_GENRE_UNKNOWN;
    for (uint32_t i = 0; i < reading->text.hit_count; i++) {
        enum dlb_cue cue = reading->text.hits[i].cue;
        if (cue == DLB_CUE_LIST_OF_ACTS)
            return DLB_GENRE_LIST;
        if (cue == DLB_CUE_MINUTES || cue == DLB_CUE_AGENDA)
            genre = DLB_GENRE_MINUTES;
        else if (cue == DLB_CUE_EXTRACT && genre == DLB_GENRE_UNKNOWN)
            genre = DLB_GENRE_EXTRACT;
    }
    return genre;
}

/* How many verdicts a kind of mark must set apart: lines without any are many in every text. */
static uint32_t least_items(enum dlb_genre genre, int mark)
{
    return mark == DLB_MARK_LINE && genre != DLB_GENRE_MINUTES ? 3 : 2;
}

/* The sequences of all styles, by mark and look. The one without a mark tells what the items found so far set apart. */
struct table {
    struct sequence of[DLB_MARK_COUNT][LOOK_COUNT];
};

static void meet_run(const struct dlb_reading *reading, struct table *table, uint32_t number)
{
    const struct dlb_run *run = &reading->runs[number];
    bool item = run->flags & DLB_RUN_ITEM, head = is_head(reading, number), verdict = dlb_is_verdict(reading, run);
    for (int mark = 0; mark < DLB_MARK_COUNT; mark++)
        for (int look = 0; look < LOOK_COUNT; look++) {
            struct sequence *sequence = &table->of[mark][look];
            if (item)
                sequence->open = dlb_is_routine(reading, run) ? NOTHING : ITEM;
            else if (head && mark && is_of_style(reading, run, (struct style){ mark, look, 0 }))
                meet_head(reading, sequence, number);
            else if (verdict && !head)
                meet_verdict(sequence);
        }
}

/* The style that sets the most verdicts apart besides the items found so far; the stronger mark and the stricter look
 * where two do alike. Titles without a mark and mere lines stand within items, too: they count where nearly all that
 * they set apart was not so before. */
static struct style choose_style(const struct dlb_reading *reading, uint32_t opening)
{
    struct table table = { .of = { { { .level = 0 } } } };
    struct style best = { DLB_MARK_NONE, LOOK_ANY, 0 };
    /* numbers set acts apart in an extract, headings do not */
    int last = reading->genre == DLB_GENRE_EXTRACT ? DLB_MARK_NUMBER : DLB_MARK_COUNT - 1;
    uint32_t most, found;

    for (uint32_t i = 0; i < reading->run_count; i++)
        if (i >= opening || reading->runs[i].mark != DLB_MARK_NONE)
            meet_run(reading, &table, i);
    most = found = table.of[DLB_MARK_NONE][LOOK_ANY].items;
    for (int mark = 1; mark <= last; mark++)
        for (int look = 0; look < LOOK_COUNT; look++) {
            const struct sequence *sequence = &table.of[mark][look];
            uint32_t level = best_level(sequence), own = sequence->own[level];
            if (own < least_items(reading->genre, mark) || sequence->items + own <= most ||
                (mark >= DLB_MARK_TITLE && 4 * (sequence->items + own - found) < 3 * own))
                continue;
            best = (struct style){ mark, look, level };
            most = sequence->items + own;
        }
    return best;
}

static void flag_items(struct dlb_reading *reading, struct style style, uint32_t opening)
{
    struct sequence sequence = { .level = 0 };
    uint32_t level;
    for (uint32_t i = 0; i < reading->run_count; i++) {
        struct dlb_run *run = &reading->runs[i];
        if (run->flags & DLB_RUN_ITEM) {
            sequence.open = ITEM;
        } else if (is_routine_cue(run->lead) && run->end - run->first <= ROUTINE_TOKENS) {
            run->flags |= DLB_RUN_ITEM;
            sequence.open = NOTHING;
        } else if (i < opening && run->mark == DLB_MARK_NONE) {
            continue;
        } else if (is_head(reading, i) && is_of_style(reading, run, style)) {
            if (goes_on(reading, &sequence, i, &level) && level == style.level)
                run->flags |= DLB_RUN_ITEM;
            meet_head(reading, &sequence, i);
        } else if (style.mark >= DLB_MARK_TITLE && dlb_is_verdict(reading, run)) {
            meet_verdict(&sequence);
        }
    }
}

/* The first run behind the beginning of the sitting, where the text tells it: lines before it are of the head. */
static uint32_t behind_opening(const struct dlb_reading *reading)
{
    for (uint32_t i = 0; i < reading->run_count; i++)
        if (reading->runs[i].lead == DLB_CUE_YEAR_OF || reading->runs[i].lead == DLB_CUE_PRESENT)
            return i + 1;
    return 0;
}

void dlb_find_items(struct dlb_reading *reading)
{
    uint32_t opening = behind_opening(reading);
    reading->genre = genre_of(reading);
    for (int round = 0; round < ROUNDS; round++) {
        struct style style = choose_style(reading, opening);
        if (style.mark == DLB_MARK_NONE)
            return;
        flag_items(reading, style, opening);
    }
}
