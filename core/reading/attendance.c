/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who was there: names behind their labels or before what is said of them, proxies, and everyone but some. */
#include <config.h>

#include <stdlib.h>

#include "reading/grid.h"
#include "reading/people.h"

/* No assembly of French local government has more members, counting those named twice. */
#define MEMBERS 512
/* What stands in brackets behind a name is no longer. */
#define BRACKET_TOKENS 32
/* « Absents, excusés et ayant donné pouvoir »: so many words may stand between the phrases of one label. */
#define LABEL_GAP 2
/* So near to a name stands what a sentence says of its bearer. */
#define SAID_WITHIN 16
/* The tokens between two names that one civility covers. */
#define COVERED 6
/* Where so many names have two words or more to one that has not, that one is a piece. */
#define WHOLE_TO_PIECES 3

enum column { COLUMN_UNKNOWN, COLUMN_OTHER, COLUMN_NAMES, COLUMN_PRESENCE };

/* The columns of a table of members. */
struct table {
    struct dlb_cell heads[DLB_CELLS];
    enum column columns[DLB_CELLS];
    delib_presence presences[DLB_CELLS];
    uint32_t count;
    delib_presence list; /* of the label above the table */
    bool named;          /* it has a column of names */
};

struct roll {
    struct dlb_reading *reading;
    struct dlb_member *members;
    uint32_t count;
    delib_presence list; /* what the label above says of the names below it; unknown: there is none */
    bool all_but;        /* the label was « tous à l'exception de » */
    uint32_t label;      /* the first of those whom the label announces */
    uint32_t group;      /* the first of those of whom a remark or a proxy tells together */
    bool joined;         /* whether the next name belongs to the group */
    uint32_t behind;     /* the token behind the last name and its role */
    uint32_t sentence;   /* the first of those whom the sentence names */
    uint32_t at;         /* the token behind what was read */
    struct table table;  /* the last one */
};

static bool is_in_list(const struct roll *roll, unsigned presences)
{
    return presences >> roll->list & 1;
}
#define IN(presence) (1u << DELIB_##presence)

/* --- who --------------------------------------------------------------------------------------------------------- */

static void begin_group(struct roll *roll)
{
    roll->group = roll->count;
    roll->joined = true;
}

static void close_list(struct roll *roll)
{
    roll->list = DELIB_PRESENCE_UNKNOWN;
    roll->all_but = false;
    roll->label = roll->count;
    begin_group(roll);
}

static void add_member(struct roll *roll, const struct dlb_name *name)
{
    if (!roll->joined && !roll->all_but)
        roll->group = roll->count;
    if (roll->count < MEMBERS)
        roll->members[roll->count++] = (struct dlb_member){ .name = *name, .presence = roll->list };
    roll->joined = false;
}

/* --- proxies ----------------------------------------------------------------------------------------------------- */

static bool is_arrow(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at + 1, '>') && (text->tokens[at + 1].flags & DLB_GLUED) &&
           (dlb_token_is_mark(text, at, '-') || dlb_token_is_mark(text, at, '='));
}

/* The token behind what says that the name before it gives a proxy to the one behind it: « a donné pouvoir à », and, in
 * a list of absent members, « à », « par », an arrow or what an OCR engine makes of « à »; at where nothing does. */
static uint32_t skip_gives(const struct roll *roll, uint32_t at, uint32_t end)
{
    const struct dlb_text *text = &roll->reading->text;
    const struct dlb_hit *hit = dlb_hit_at(text, at);
    if (hit && hit->cue == DLB_CUE_GIVES_PROXY)
        return hit->end <= end ? hit->end : at;
    if (!is_in_list(roll, IN(ABSENT) | IN(EXCUSED) | IN(REPRESENTED)))
        return at;
    if (dlb_token_is(text, at, DLB_TO | DLB_BY) && !(text->tokens[at].flags & DLB_CAPITAL))
        return at + 1;
    if (roll->list != DELIB_REPRESENTED)
        return at;
    if (at + 1 < end && is_arrow(text, at))
        return at + 2;
    return delib_slice_is(dlb_token_slice(text, at), "→") || delib_slice_is(dlb_token_slice(text, at), "4") ? at + 1
                                                                                                           : at;
}

/* The proxies of the members from `from` on go to `holder`; NULL: to somebody who is not named. */
static void give_proxies(struct roll *roll, uint32_t from, const struct dlb_name *holder)
{
    for (uint32_t i = from; i < roll->count; i++) {
        roll->members[i].presence = DELIB_REPRESENTED;
        if (holder)
            roll->members[i].holder = *holder;
    }
    begin_group(roll);
}

/* Reads who holds the proxies of the group. A phrase that says so tells of a proxy even where nobody is named. */
static uint32_t read_holder(struct roll *roll, uint32_t at, uint32_t end, uint32_t from, bool phrase)
{
    const struct dlb_text *text = &roll->reading->text;
    struct dlb_name name;
    uint32_t first = at, behind;
    while (first < end && (dlb_token_is_mark(text, first, ':') || dlb_token_is_mark(text, first, '-')))
        first++;
    behind = dlb_read_name(text, first, end, &name);
    if (behind > first && dlb_is_person(text, &name, behind, end)) {
        give_proxies(roll, from, &name);
        roll->behind = behind;
        return behind;
    }
    if (phrase && is_in_list(roll, IN(ABSENT) | IN(EXCUSED) | IN(REPRESENTED)))
        give_proxies(roll, from, NULL);
    return at;
}

/* « Mme A (pouvoir de M. B et de Mme C) »: proxies named with their holder. Whether « (suppléant de M. D) » tells of a
 * member who is absent, other lists must say. */
static void read_givers(struct roll *roll, uint32_t at, uint32_t end, const struct dlb_name *holder,
                        delib_presence presence)
{
    const struct dlb_text *text = &roll->reading->text;
    uint32_t from = roll->count;
    for (uint32_t behind; at < end; at = behind > at ? behind : at + 1) {
        struct dlb_name name;
        behind = dlb_read_name(text, at, end, &name);
        if (behind > at && dlb_is_person(text, &name, behind, end))
            add_member(roll, &name);
    }
    give_proxies(roll, from, holder);
    for (; from < roll->count; from++)
        roll->members[from].presence = presence;
}

/* --- brackets ---------------------------------------------------------------------------------------------------- */

/* The bracket that closes the one at a token; at where none does. */
static uint32_t closing_bracket(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    for (uint32_t next = at + 1; next < end && next - at <= BRACKET_TOKENS; next++)
        if (dlb_token_is_mark(text, next, ')'))
            return next;
    return at;
}

static bool has_number(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    while (at < end && text->tokens[at].kind != DLB_NUMBER)
        at++;
    return at < end;
}

/* What is said of the last member in brackets: « (excusé) », « (pouvoir à Mme B) », « (par Mme B) ». Of those present
 * only what holds for the whole sitting counts. */
static void read_remark_in_brackets(struct roll *roll, uint32_t at, uint32_t end)
{
    const struct dlb_text *text = &roll->reading->text;
    const struct dlb_hit *hit = dlb_hit_at(text, at);
    uint32_t last = roll->count - 1, behind = skip_gives(roll, at, end);

    if (roll->count == roll->group || (roll->list == DELIB_PRESENT && has_number(text, at, end)))
        return;
    if (behind > at) {
        read_holder(roll, behind, end, last, hit != NULL);
    } else if (hit && hit->cue == DLB_CUE_PROXIES && dlb_token_is(text, hit->end, DLB_PARTICLE)) {
        struct dlb_name holder = roll->members[last].name;
        read_givers(roll, hit->end, end, &holder, DELIB_REPRESENTED);
    } else if (hit && hit->cue == DLB_CUE_STANDS_FOR) {
        struct dlb_name holder = roll->members[last].name;
        read_givers(roll, hit->end, end, &holder, DELIB_PRESENCE_UNKNOWN);
    } else if (hit && hit->cue == DLB_CUE_PROXIES) {
        read_holder(roll, hit->end, end, last, true);
    } else if (hit && dlb_presence_of(hit->cue) != DELIB_PRESENCE_UNKNOWN && dlb_skip_marks(text, hit->end, end) == end) {
        roll->members[last].presence = dlb_presence_of(hit->cue);
    }
}

/* Brackets hold no members of the list, but for those of a group: « Ensemble (M. A, Mme B) ». */
static uint32_t read_bracket(struct roll *roll, uint32_t at, uint32_t end)
{
    const struct dlb_text *text = &roll->reading->text;
    uint32_t close = closing_bracket(text, at, end);
    if (close == at || (roll->behind != at && dlb_token_is(text, at + 1, DLB_CIVILITY)))
        return at + 1;
    read_remark_in_brackets(roll, at + 1, close);
    return close + 1;
}

/* --- labels and remarks ------------------------------------------------------------------------------------------ */

/* « ou », « / »: what stands on either side are kinds of members, not one: « présents ou représentés ». */
static bool is_alternative(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    for (; at < end; at++)
        if (dlb_token_is(text, at, DLB_OR) || dlb_token_is_mark(text, at, '/'))
            return true;
    return false;
}

/* The phrases of one label, « Absents excusés ayant donné pouvoir », taken together. Returns the token behind them. */
static uint32_t read_phrases(const struct dlb_text *text, const struct dlb_hit *hit, uint32_t end, bool label,
                             delib_presence *presence)
{
    const struct dlb_hit *last = text->hits + text->hit_count;
    uint32_t behind = hit->end;
    *presence = dlb_presence_of(hit->cue);
    for (const struct dlb_hit *next = hit + 1; next < last && next->end <= end && next->first - behind <= LABEL_GAP;
         next++) {
        delib_presence more = dlb_presence_of(next->cue);
        bool gives = label && next->cue == DLB_CUE_GIVES_PROXY;
        for (uint32_t at = behind; at < next->first; at++)
            if (text->tokens[at].kind == DLB_WORD ? !dlb_token_is(text, at, DLB_AND | DLB_OR)
                                                  : !strchr(",/(-", dlb_token_slice(text, at).data[0]))
                return behind;
        if (next->cue != DLB_CUE_WITHOUT_PROXY && !gives) {
            if (more == DELIB_PRESENCE_UNKNOWN || (text->tokens[next->first].flags & DLB_GAP))
                return behind;
            if (next->cue != DLB_CUE_PROXIES &&
                !(more == DELIB_REPRESENTED && is_alternative(text, behind, next->first)))
                *presence = more;
        } else if (gives) {
            *presence = DELIB_REPRESENTED;
        }
        behind = next->end;
    }
    return behind;
}

/* Whether a person is named at a token. */
static bool names_person(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    struct dlb_name name;
    uint32_t behind = dlb_read_name(text, at, end, &name);
    return behind > at && dlb_is_person(text, &name, behind, end);
}

/* Whether a phrase stands right behind the last name: « A et B, absents », « C : excusée ». */
static bool follows_name(const struct roll *roll, uint32_t at)
{
    return roll->count > roll->group && roll->behind <= at && at - roll->behind <= 1 &&
           dlb_skip_marks(&roll->reading->text, roll->behind, at) == at;
}

/* Whether a phrase announces the names behind it: before a colon or a number in brackets, where it begins a line, or
 * where they follow at once. What stands right behind a name in small letters is said of it. */
static bool is_label(const struct roll *roll, uint32_t at, uint32_t behind, uint32_t end)
{
    const struct dlb_text *text = &roll->reading->text;
    bool capital = (text->tokens[at].flags & DLB_CAPITAL) && !(at > 0 && dlb_token_is_mark(text, at - 1, ','));
    if (dlb_token_is_mark(text, behind, ':') ||
        (dlb_token_is_mark(text, behind, '(') && text->tokens[behind + 1].kind == DLB_NUMBER))
        return true;
    if (!capital && follows_name(roll, at))
        return false;
    if (text->tokens[at].flags & DLB_FIRST)
        return true;
    return names_person(text, dlb_skip_marks(text, behind, end), end);
}

/* Behind marks; a bracket that opens before anything but names or a number is left. */
static uint32_t skip_label_marks(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    while (at < end && text->tokens[at].kind == DLB_MARK &&
           (!dlb_token_is_mark(text, at, '(') || at + 1 >= end || text->tokens[at + 1].kind == DLB_NUMBER ||
            names_person(text, at + 1, end)))
        at++;
    return at;
}

/* Moves behind the marks of a label and a number before the names: « Présents (14) : », « Absents : 2 : ». False where
 * the number stands alone: the label announces no names. */
static bool skip_count(const struct dlb_text *text, uint32_t *at, uint32_t end)
{
    *at = skip_label_marks(text, *at, end);
    if (*at >= end || text->tokens[*at].kind != DLB_NUMBER)
        return true;
    ++*at;
    if (*at >= end || dlb_token_is_mark(text, *at, '.') ||
        (text->tokens[*at].kind != DLB_MARK && !dlb_token_is(text, *at, DLB_CIVILITY)))
        return false;
    *at = skip_label_marks(text, *at, end);
    return true;
}

static bool is_plural(const struct dlb_text *text, uint32_t at)
{
    delib_slice word = dlb_token_slice(text, at);
    return word.data[word.size - 1] == 's' || word.data[word.size - 1] == 'S';
}

/* A phrase of presence: the label of the names behind it, or a remark on those before it. */
static uint32_t read_presence(struct roll *roll, const struct dlb_hit *hit, uint32_t end)
{
    const struct dlb_text *text = &roll->reading->text;
    delib_presence presence;
    uint32_t behind = read_phrases(text, hit, end, true, &presence);

    if (is_label(roll, hit->first, behind, end)) {
        roll->list = skip_count(text, &behind, end) ? presence : DELIB_PRESENCE_UNKNOWN;
        roll->all_but = false;
        roll->label = roll->count;
        begin_group(roll);
        return behind;
    }
    if (!follows_name(roll, hit->first))
        return hit->end;
    if (hit->cue == DLB_CUE_PROXIES)
        return read_holder(roll, hit->end, end, roll->group, true);
    behind = read_phrases(text, hit, end, false, &presence);
    if (presence == DELIB_PRESENT && roll->list == DELIB_PRESENCE_UNKNOWN)
        return behind;
    if (is_plural(text, behind - 1) && is_in_list(roll, IN(ABSENT) | IN(EXCUSED)))
        roll->group = roll->label; /* « Absents : MM. A, B, excusés » */
    for (uint32_t i = roll->group; i < roll->count; i++)
        if (roll->members[i].presence == roll->list)
            roll->members[i].presence = presence;
    roll->behind = behind;
    if (dlb_token_is_mark(text, behind, ',') && behind + 1 < end && dlb_hit_at(text, behind + 1) == NULL)
        begin_group(roll);
    return behind;
}

/* Whether a phrase ends the list that stands before it. */
static bool ends_list(const struct dlb_text *text, const struct dlb_hit *hit)
{
    unsigned flags = dlb_cue_kinds[hit->cue].flags;
    return (flags & DLB_CUE_ENDS_LIST) ||
           ((flags & DLB_CUE_LABEL) && ((text->tokens[hit->first].flags & DLB_FIRST) ||
                                        dlb_token_is_mark(text, hit->end, ':')));
}

/* « Présents : tous les conseillers, sauf … » names nobody before the phrase. */
static bool excepts(const struct roll *roll, enum dlb_cue cue)
{
    return cue == DLB_CUE_ALL_BUT || (cue == DLB_CUE_LESS && roll->list == DELIB_PRESENT && roll->group == roll->count);
}

/* « Mesdames et Messieurs les conseillers : » without another label are those present. */
static uint32_t read_members(struct roll *roll, const struct dlb_hit *hit)
{
    if (roll->list == DELIB_PRESENCE_UNKNOWN && dlb_token_is_mark(&roll->reading->text, hit->end, ':')) {
        roll->list = DELIB_PRESENT;
        begin_group(roll);
    }
    return hit->end;
}

/* « Mme A est élue secrétaire », « M. B ouvre la séance »: a sentence about one person names nobody of the list. */
static bool is_said_of_one(const struct roll *roll, const struct dlb_hit *hit)
{
    const struct dlb_member *last = roll->members + roll->count - 1;
    if ((hit->cue != DLB_CUE_SECRETARY && hit->cue != DLB_CUE_OPENS) || roll->list == DELIB_PRESENCE_UNKNOWN)
        return false;
    return roll->count == roll->sentence + 1 && last->holder.end == last->holder.first &&
           hit->first - last->name.end <= SAID_WITHIN;
}

/* The token behind a phrase that the roll knows; its first one where it does not. */
static uint32_t read_phrase(struct roll *roll, const struct dlb_hit *hit, uint32_t end)
{
    if (hit->end > end)
        return hit->first;
    if (dlb_presence_of(hit->cue) != DELIB_PRESENCE_UNKNOWN)
        return read_presence(roll, hit, end);
    if (hit->cue == DLB_CUE_MEMBERS)
        return read_members(roll, hit);
    if (!excepts(roll, hit->cue) && hit->cue != DLB_CUE_SECRETARY && !ends_list(&roll->reading->text, hit))
        return hit->first;
    if (is_said_of_one(roll, hit))
        roll->count = roll->sentence;
    roll->all_but = excepts(roll, hit->cue);
    roll->list = roll->all_but ? DELIB_ABSENT : DELIB_PRESENCE_UNKNOWN;
    begin_group(roll);
    return hit->end;
}

/* --- one list ------------------------------------------------------------------------------------------------------- */

/* « Le quorum … », « L'assemblée … »: a sentence that is no list. */
static bool begins_prose(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    bool small = at + 1 < text->count && token[1].kind == DLB_WORD && !(token[1].flags & DLB_CAPITAL);
    if (!(token->flags & DLB_CAPITAL) || !dlb_token_is(text, at, DLB_ARTICLE | DLB_STARTER) || at == 0)
        return false;
    return dlb_token_is_mark(text, at - 1, ':') ? small && !dlb_token_is(text, at, DLB_ARTICLE)
                                                : small || token[-1].kind == DLB_MARK;
}

/* « , » joins those of whom one remark tells, except in lists where each stands for himself. */
static void read_separator(struct roll *roll, uint32_t at)
{
    const struct dlb_text *text = &roll->reading->text;
    if (dlb_token_is_mark(text, at, '.'))
        roll->sentence = roll->count;
    if (begins_prose(text, at))
        roll->list = DELIB_PRESENCE_UNKNOWN;
    else if (dlb_token_is(text, at, DLB_AND))
        roll->joined = true;
    else if (text->tokens[at].kind == DLB_MARK)
        roll->joined = dlb_token_is_mark(text, at, ',') &&
                       is_in_list(roll, IN(REPRESENTED) | IN(PRESENCE_UNKNOWN));
}

static uint32_t read_next(struct roll *roll, uint32_t at, uint32_t end)
{
    const struct dlb_text *text = &roll->reading->text;
    const struct dlb_hit *hit = dlb_hit_at(text, at);
    struct dlb_name name;
    uint32_t behind = hit ? read_phrase(roll, hit, end) : at;

    if (behind > at)
        return behind;
    behind = roll->group < roll->count ? skip_gives(roll, at, end) : at;
    if (behind > at)
        return read_holder(roll, behind, end, roll->group, hit != NULL);
    if (dlb_token_is_mark(text, at, '('))
        return read_bracket(roll, at, end);
    behind = dlb_read_name(text, at, end, &name);
    if (behind > at && dlb_is_person(text, &name, behind, end)) {
        add_member(roll, &name);
        roll->behind = behind;
        return behind;
    }
    read_separator(roll, at);
    return behind > at ? behind : at + 1;
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

/* What a heading says of its column. */
static enum column column_of(const struct dlb_text *text, const struct dlb_cell *cell, delib_presence *presence)
{
    uint32_t first = dlb_skip_marks(text, cell->first, cell->end), behind;
    const struct dlb_hit *hit = first < cell->end ? dlb_hit_at(text, first) : NULL;
    if (first == cell->end || has_number(text, first, cell->end))
        return COLUMN_UNKNOWN;
    *presence = DELIB_REPRESENTED;
    if (hit && (hit->cue == DLB_CUE_GIVES_PROXY || dlb_presence_of(hit->cue) != DELIB_PRESENCE_UNKNOWN)) {
        behind = hit->cue == DLB_CUE_GIVES_PROXY ? hit->end : read_phrases(text, hit, cell->end, true, presence);
        return dlb_skip_marks(text, behind, cell->end) == cell->end ? COLUMN_PRESENCE : COLUMN_UNKNOWN;
    }
    if (hit && hit->cue == DLB_CUE_NAMES_COLUMN)
        return COLUMN_NAMES;
    return hit && hit->cue == DLB_CUE_OTHER_COLUMN ? COLUMN_OTHER : COLUMN_UNKNOWN;
}

/* Reads the line that begins at a token as the headings of a table of members: at least two, all of them known. */
static bool read_heads(const struct dlb_text *text, uint32_t at, struct table *table, uint32_t *behind)
{
    bool any = false;
    table->named = false;
    table->count = dlb_read_cells(text, at, table->heads, behind);
    for (uint32_t i = 0; i < table->count; i++) {
        table->columns[i] = column_of(text, &table->heads[i], &table->presences[i]);
        if (table->columns[i] == COLUMN_UNKNOWN)
            return false;
        any = any || table->columns[i] != COLUMN_OTHER;
        table->named = table->named || table->columns[i] == COLUMN_NAMES;
    }
    return table->count > 1 && any;
}

/* « X » under a heading. */
static bool is_tick(const struct dlb_text *text, const struct dlb_cell *cell)
{
    return cell->end == cell->first + 1 && dlb_token_slice(text, cell->first).size <= 3 &&
           text->tokens[cell->first].kind != DLB_NUMBER;
}

static void read_names(struct roll *roll, delib_presence list, uint32_t at, uint32_t end)
{
    roll->list = list;
    begin_group(roll);
    while (at < end)
        at = read_next(roll, at, end);
}

/* Reads a cell; the members from `row` on are those whom the row names so far. */
static void read_cell(struct roll *roll, const struct table *table, const struct dlb_cell *cell, uint32_t row)
{
    const struct dlb_text *text = &roll->reading->text;
    uint32_t column = dlb_cell_above(table->heads, table->count, cell);
    delib_presence presence;
    if (table->columns[column] == COLUMN_OTHER)
        return;
    if (table->columns[column] == COLUMN_NAMES) {
        read_names(roll, table->list, cell->first, cell->end);
        return;
    }
    presence = table->presences[column];
    if (table->named && is_tick(text, cell)) {
        for (uint32_t i = row; i < roll->count; i++)
            roll->members[i].presence = presence;
    } else if (table->named && presence == DELIB_REPRESENTED && row < roll->count) {
        roll->list = presence;
        read_holder(roll, cell->first, cell->end, row, false);
    } else {
        read_names(roll, presence, cell->first, cell->end);
    }
}

static bool has_word(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    while (at < end && text->tokens[at].kind != DLB_WORD)
        at++;
    return at < end;
}

/* Reads a row; false where the line is none. */
static bool read_row(struct roll *roll, const struct table *table, uint32_t at, uint32_t *behind)
{
    const struct dlb_text *text = &roll->reading->text;
    struct dlb_cell cells[DLB_CELLS];
    uint32_t count = dlb_read_cells(text, at, cells, behind), row = roll->count;
    const struct dlb_hit *hit = dlb_hit_at(text, at);
    if (!has_word(text, at, *behind))
        return true;
    if (count == 0 || (hit && (dlb_cue_kinds[hit->cue].flags & DLB_CUE_LABEL)))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (dlb_cell_above(table->heads, table->count, &cells[i]) == table->count)
            return false;
    for (uint32_t i = 0; i < count; i++)
        read_cell(roll, table, &cells[i], row);
    return true;
}

/* Whether the cells of a line stand below the headings of the last table, each below one: « Étaient excusés : » often
 * goes on with the columns of those present. */
static bool goes_on_table(const struct roll *roll, uint32_t at)
{
    const struct table *table = &roll->table;
    struct dlb_cell cells[DLB_CELLS];
    uint32_t behind, count = dlb_read_cells(&roll->reading->text, at, cells, &behind);
    if (count < 2 || count != table->count || roll->list == DELIB_PRESENCE_UNKNOWN)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (cells[i].column != table->heads[i].column)
            return false;
    return true;
}

/* Reads a table of members that begins at a token. Returns the token behind it; at where none begins there. */
static uint32_t read_table(struct roll *roll, uint32_t at, uint32_t end)
{
    const struct dlb_text *text = &roll->reading->text;
    struct table table;
    uint32_t next = at, behind;
    if (!(text->tokens[at].flags & DLB_FIRST))
        return at;
    if (read_heads(text, at, &table, &next))
        roll->table = table;
    else if (goes_on_table(roll, at))
        next = at;
    else
        return at;
    roll->table.list = roll->list;
    for (uint32_t rows = 0; next < end && !(rows > 0 && (text->tokens[next].flags & DLB_GAP)) &&
                            read_row(roll, &roll->table, next, &behind);
         next = behind)
        rows += has_word(text, next, behind);
    roll->list = roll->table.list;
    begin_group(roll);
    return next;
}

/* --- runs -------------------------------------------------------------------------------------------------------- */

/* Whether the list of the run above goes on in a run: it is furniture, or nothing but names and proxies. */
static bool goes_on(const struct dlb_reading *reading, const struct dlb_run *run)
{
    if (run->lead != DLB_CUE_NONE && run->lead != DLB_CUE_GIVES_PROXY && run->lead != DLB_CUE_NAMES_COLUMN)
        return false;
    return !dlb_run_has(reading, run, DLB_CUE_SECRETARY) &&
           ((run->flags & DLB_RUN_NAMES) || dlb_run_has(reading, run, DLB_CUE_GIVES_PROXY));
}

/* The token behind the runs that go on with the names of a run. */
static uint32_t end_of_list(const struct dlb_reading *reading, const struct dlb_scope *scope, uint32_t number)
{
    const struct dlb_run *runs = reading->runs;
    while (number + 1 < scope->end && runs[number + 1].type == DELIB_BLOCK_ATTENDANCE && goes_on(reading, &runs[number + 1]))
        number++;
    return runs[number].end;
}

static void read_list(struct roll *roll, uint32_t at, uint32_t end, uint32_t limit)
{
    begin_group(roll);
    roll->sentence = roll->count;
    roll->behind = at;
    for (uint32_t behind; at < end; at = behind) {
        behind = read_table(roll, at, limit);
        if (behind == at)
            behind = read_next(roll, at, end);
    }
    roll->at = at;
}

/* The runs of a table of members tell of the sitting, whatever they look like. */
static void claim_table(struct dlb_reading *reading, uint32_t number, uint32_t end)
{
    for (; number < reading->run_count && reading->runs[number].first < end; number++)
        if (reading->runs[number].type == DELIB_BLOCK_EXPOSITION || reading->runs[number].type == DELIB_BLOCK_OTHER)
            reading->runs[number].type = DELIB_BLOCK_ATTENDANCE;
}

/* Reads what tells of members in a run, and whatever runs its list or its table goes on in. */
static void read_run(struct roll *roll, const struct dlb_scope *scope, uint32_t number)
{
    struct dlb_reading *reading = roll->reading;
    const struct dlb_run *run = &reading->runs[number];
    uint32_t limit = reading->runs[scope->end - 1].end;

    if (run->first < roll->at)
        return;
    if (run->type == DELIB_BLOCK_ATTENDANCE && !goes_on(reading, run))
        close_list(roll);
    if (run->type == DELIB_BLOCK_ATTENDANCE) {
        read_list(roll, run->first, end_of_list(reading, scope, number), limit);
    } else if (run->zone <= DLB_ZONE_BODY) {
        roll->at = read_table(roll, run->first, limit);
        claim_table(reading, number, roll->at);
        if (roll->at == run->first && run->type != DELIB_BLOCK_FURNITURE && run->type != DELIB_BLOCK_STAMP)
            close_list(roll);
    }
}

/* --- into the model ---------------------------------------------------------------------------------------------- */

static enum dlb_rule rule_of(const struct dlb_member *member)
{
    if (member->holder.end > member->holder.first)
        return DLB_RULE_PROXY;
    switch (member->presence) {
    case DELIB_PRESENT:
        return DLB_RULE_PRESENT;
    case DELIB_ABSENT:
        return DLB_RULE_ABSENT;
    case DELIB_EXCUSED:
        return DLB_RULE_EXCUSED;
    default:
        return DLB_RULE_REPRESENTED;
    }
}

/* Whether a name is one word, initials not counted. */
static bool is_one_word(const struct dlb_text *text, const struct dlb_name *name)
{
    uint32_t words = 0;
    for (uint32_t at = name->first; at < name->end; at++)
        words += text->tokens[at].kind == DLB_WORD && text->tokens[at].size > 1;
    return words <= 1;
}

/* One word alone, which no civility covers: « MM. DUPONT, DURAND » are whole. */
static bool is_bare(const struct roll *roll, uint32_t member)
{
    for (uint32_t i = member;; i--) {
        const struct dlb_name *name = &roll->members[i].name;
        if (!is_one_word(&roll->reading->text, name))
            return i != member;
        if (name->civility_end > name->civility_first)
            return false;
        if (i == 0 || name->first - roll->members[i - 1].name.end > COVERED)
            return true;
    }
}

/* Whether one word alone is but a piece of a name: in a text that was read badly, or where nearly all are longer. */
static bool has_pieces(const struct roll *roll)
{
    uint32_t bare = 0;
    for (uint32_t i = 0; i < roll->count; i++)
        bare += is_bare(roll, i);
    return roll->reading->text.noise || roll->count - bare > WHOLE_TO_PIECES * bare;
}


void dlb_find_attendance(struct dlb_reading *reading, const struct dlb_scope *scope)
{
    struct roll roll = { .reading = reading, .members = malloc(MEMBERS * sizeof *roll.members) };
    bool pieces;

    if (!roll.members) {
        reading->status = DELIB_E_NOMEM;
        return;
    }
    for (uint32_t i = scope->first; i < scope->end; i++)
        read_run(&roll, scope, i);
    dlb_settle_members(&reading->text, roll.members, roll.count);
    pieces = has_pieces(&roll);
    for (uint32_t i = 0; i < roll.count && reading->status >= DELIB_OK; i++)
        if (roll.members[i].presence != DELIB_PRESENCE_UNKNOWN)
            dlb_state_person(reading, scope->act, DELIB_ATTENDANCE, &roll.members[i], rule_of(&roll.members[i]),
                             pieces && is_bare(&roll, i));
    free(roll.members);
}
