/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Groups of rows: label, value, how sure it is, where it stands, path. What goes behind a value stands in columns; a
 * value that reaches into them has the whole width, and they follow it. */
#include <config.h>

#include <inttypes.h>

#include "cli/card.h"

/* A place has room for `corrected` and `1234:12345`; where there are several sources, for `s1:` before it. */
enum { INDENT = 2, PLACE_COLUMNS = 10, PLACE_COLUMNS_OF_SOURCE = 13 };

/* How persons are listed: those of a list who took part in one way. */
static const struct {
    const char *path;
    delib_list list;
    delib_presence presence;
    const char *label;
} lists[] = {
    { "sitting.attendance", DELIB_ATTENDANCE, DELIB_PRESENT, N_("present") },
    { "sitting.attendance", DELIB_ATTENDANCE, DELIB_REPRESENTED, N_("represented") },
    { "sitting.attendance", DELIB_ATTENDANCE, DELIB_EXCUSED, N_("excused") },
    { "sitting.attendance", DELIB_ATTENDANCE, DELIB_ABSENT, N_("absent") },
    { "sitting.attendance", DELIB_ATTENDANCE, DELIB_PRESENCE_UNKNOWN, N_("attendance") },
    { "vote.voters.for", DELIB_VOTERS_FOR, DELIB_PRESENCE_UNKNOWN, N_("voted for") },
    { "vote.voters.against", DELIB_VOTERS_AGAINST, DELIB_PRESENCE_UNKNOWN, N_("voted against") },
    { "vote.voters.abstentions", DELIB_VOTERS_ABSTENTIONS, DELIB_PRESENCE_UNKNOWN, N_("abstained") },
};
enum { LIST_ROWS = sizeof lists / sizeof *lists };

typedef struct section {
    const char *prefix, *title;
    bool common;  /* minutes say it once for all acts: what an act has in common with the one before is not repeated */
} section;

static const section sections[] = {
    { "authority.", N_("Authority"), true },
    { "sitting.", N_("Sitting"), true },
    { "act.", N_("Act"), false },
    { "vote.", N_("Vote"), false },
    { "formalities.", N_("Formalities"), true },
};

typedef struct view {
    const cli_screen *screen;
    delib_document *document;
    const delib_act *act, *before;
    size_t value_column, sure_column, place_columns;
} view;

static size_t greater(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* --- rows --------------------------------------------------------------------------------------------------- */

/* What stands behind a value that ends at `column`: in columns, on this line or the next, or at the right end of a line
 * that has no room but that. */
static void put_behind(const view *card, size_t column, const delib_provenance *provenance, const char *path)
{
    const cli_screen *screen = card->screen;
    cli_draft sure, place;
    cli_draft_begin(&sure);
    cli_sureness(sure.out, screen, provenance->confidence);
    cli_draft_begin(&place);
    cli_place(place.out, card->document, provenance);
    const char *sureness = cli_draft_end(&sure), *where = cli_draft_end(&place);
    size_t columns = cli_columns(where), place_columns = greater(card->place_columns, columns + 1);
    size_t size = CLI_SURE_COLUMNS + 1 + columns + 1 + strlen(path), start = card->sure_column;
    if (column >= start && column + size <= screen->width) {
        start = screen->width - size;
        place_columns = columns + 1;
    } else if (column >= start) {
        putchar('\n');
        column = 0;
    }
    cli_pad(column, start);
    printf("%s %s%s", sureness, screen->faint, where);
    cli_pad(columns, place_columns);
    printf("%s%s\n", path, screen->plain);
    cli_draft_free(&sure);
    cli_draft_free(&place);
}

/* Ends the draft of a value and writes its row. */
static void put_row(const view *card, const char *label, cli_draft *value, const delib_provenance *provenance,
                    const char *path)
{
    cli_pad(0, INDENT);
    fputs(label, stdout);
    cli_pad(INDENT + cli_columns(label), card->value_column);
    size_t column = cli_wrap(card->screen, cli_draft_end(value), card->value_column, card->value_column);
    put_behind(card, column, provenance, path);
    cli_draft_free(value);
}

static void put_field(const view *card, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(card->act, field);
    cli_draft value;
    if (!chosen)
        return;
    cli_draft_begin(&value);
    cli_value(value.out, field, delib_candidate_value(chosen));
    put_row(card, cli_label(field), &value, delib_candidate_provenance(chosen), delib_field_describe(field)->path);
}

/* --- the vote ----------------------------------------------------------------------------------------------- */

static bool is_counted(delib_field field)
{
    return field >= DELIB_VOTE_UNANIMOUS && field <= DELIB_VOTE_NOT_VOTING;
}

static void put_count(FILE *out, delib_field field, int64_t number)
{
    unsigned long count = (unsigned long)number;
    switch (field) {
    case DELIB_VOTE_FOR:
        fprintf(out, _("%lu for"), count);
        break;
    case DELIB_VOTE_AGAINST:
        fprintf(out, _("%lu against"), count);
        break;
    case DELIB_VOTE_ABSTENTIONS:
        fprintf(out, ngettext("%lu abstention", "%lu abstentions", count), count);
        break;
    default:
        fprintf(out, _("%lu not voting"), count);
    }
}

/* What one origin says of the counts, in a line as sure as the least sure of them. */
static void put_counts(const view *card, delib_origin origin)
{
    delib_provenance all = DELIB_PROVENANCE(origin);
    const char *path = NULL, *label = NULL;
    const delib_candidate *unanimity = NULL;
    size_t counts = 0;
    cli_draft value;
    cli_draft_begin(&value);
    for (delib_field field = DELIB_VOTE_UNANIMOUS; field <= DELIB_VOTE_NOT_VOTING; field++) {
        const delib_candidate *chosen = delib_act_chosen(card->act, field);
        if (!chosen || delib_candidate_provenance(chosen)->origin != origin)
            continue;
        const delib_provenance *one = delib_candidate_provenance(chosen);
        int least = one->confidence < all.confidence || !path ? one->confidence : all.confidence;
        all = path ? all : *one;
        all.confidence = least;
        label = path ? _("counts") : cli_label(field);
        path = path ? "vote.*" : delib_field_describe(field)->path;
        if (field == DELIB_VOTE_UNANIMOUS) {
            unanimity = chosen;
            continue;
        }
        fputs(counts++ > 0 ? ",\n" : "", value.out);
        put_count(value.out, field, delib_candidate_value(chosen).number);
    }
    if (unanimity && counts > 0)
        fprintf(value.out, "\n(%s)", delib_candidate_value(unanimity).number ? _("unanimous") : _("not unanimous"));
    else if (unanimity)
        cli_value(value.out, DELIB_VOTE_UNANIMOUS, delib_candidate_value(unanimity));
    if (path) {
        put_row(card, label, &value, &all, path);
        return;
    }
    cli_draft_end(&value);
    cli_draft_free(&value);
}

/* --- persons ------------------------------------------------------------------------------------------------ */

static void put_person(FILE *out, const cli_screen *screen, const delib_person *person)
{
    bool doubtful = person->confidence != DELIB_UNMEASURED && person->confidence < CLI_SURE;
    if (doubtful)
        fprintf(out, "%s? ", screen->doubt);
    cli_quote(out, person->name);
    if (doubtful)
        fputs(screen->plain, out);
    if (person->role.size > 0) {
        fputs(" (", out);
        cli_quote(out, person->role);
        putc(')', out);
    }
    if (person->proxy_to.size > 0) {
        fputs(" → ", out);
        cli_quote(out, person->proxy_to);
    }
}

/* Where a list begins: persons know the bytes that they stand on. */
static void find_place(const delib_document *document, const delib_person *person, delib_provenance *out)
{
    const delib_source *source = delib_document_held(document, person->source);
    out->source = person->source;
    if (source && delib_source_charset(source) && person->span_count > 0)
        delib_source_position(source, delib_source_text_at(source, person->spans[0].start), &out->line, &out->column);
}

/* The first of these persons, and of those behind, who took part so; NULL: nobody. */
static const delib_person *find_present(const delib_person *person, delib_presence presence)
{
    while (person && person->presence != presence)
        person = delib_person_next(person);
    return person;
}

static void put_persons(const view *card, size_t row)
{
    delib_presence presence = lists[row].presence;
    const delib_person *p = find_present(delib_act_persons(card->act, lists[row].list), presence);
    delib_provenance all = DELIB_PROVENANCE(DELIB_STATED);
    size_t count = 0;
    cli_draft value;
    if (!p)
        return;
    cli_draft_begin(&value);
    for (; p; p = find_present(delib_person_next(p), presence)) {
        if (count++ == 0) {
            all.origin = p->origin;
            all.confidence = p->confidence;
            find_place(card->document, p, &all);
        } else {
            fputs(",\n", value.out);
        }
        if (p->confidence < all.confidence)
            all.confidence = p->confidence;
        put_person(value.out, card->screen, p);
    }
    fprintf(value.out, " (%zu)", count);
    put_row(card, _(lists[row].label), &value, &all, lists[row].path);
}

/* --- sections ----------------------------------------------------------------------------------------------- */

/* How what an act says in a row stands to what the act before it says there. */
typedef enum row_state { ROW_ABSENT, ROW_SAME, ROW_OTHER, ROW_GONE } row_state;

static bool says_same(const delib_candidate *a, const delib_candidate *b)
{
    delib_value value = delib_candidate_value(a), other = delib_candidate_value(b);
    return value.number == other.number && delib_slice_equal(value.text, other.text);
}

static row_state state_of_field(const view *card, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(card->act, field);
    const delib_candidate *before = card->before ? delib_act_chosen(card->before, field) : NULL;
    if (!chosen)
        return before ? ROW_GONE : ROW_ABSENT;
    return before && says_same(chosen, before) ? ROW_SAME : ROW_OTHER;
}

static bool same_persons(const delib_person *a, const delib_person *b, delib_presence presence)
{
    for (a = find_present(a, presence), b = find_present(b, presence); a && b;
         a = find_present(delib_person_next(a), presence), b = find_present(delib_person_next(b), presence))
        if (!delib_slice_equal(a->name, b->name) || !delib_slice_equal(a->proxy_to, b->proxy_to))
            return false;
    return a == b;
}

static row_state state_of_list(const view *card, size_t row)
{
    const delib_person *persons = delib_act_persons(card->act, lists[row].list);
    const delib_person *before = card->before ? delib_act_persons(card->before, lists[row].list) : NULL;
    if (!find_present(persons, lists[row].presence))
        return find_present(before, lists[row].presence) ? ROW_GONE : ROW_ABSENT;
    return same_persons(persons, before, lists[row].presence) ? ROW_SAME : ROW_OTHER;
}

static bool is_of(const char *path, const section *of)
{
    return strncmp(path, of->prefix, strlen(of->prefix)) == 0;
}

/* Counts the rows of a section by their state. */
static void count_rows(const view *card, const section *of, size_t counts[ROW_GONE + 1])
{
    memset(counts, 0, (ROW_GONE + 1) * sizeof counts[0]);
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++)
        if (is_of(delib_field_describe(f)->path, of))
            counts[state_of_field(card, f)]++;
    for (size_t row = 0; row < LIST_ROWS; row++)
        if (is_of(lists[row].path, of))
            counts[state_of_list(card, row)]++;
}

/* A row that the act before has and this one has not. */
static void put_gone(const view *card, const char *label)
{
    cli_pad(0, INDENT);
    fputs(label, stdout);
    cli_pad(INDENT + cli_columns(label), card->value_column);
    puts("—");
}

static void put_rows(const view *card, const section *of, bool only_other)
{
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++) {
        row_state state = state_of_field(card, f);
        if (!is_of(delib_field_describe(f)->path, of) || is_counted(f))
            continue;
        if (only_other && state == ROW_GONE)
            put_gone(card, cli_label(f));
        else if (!only_other || state == ROW_OTHER)
            put_field(card, f);
    }
    for (delib_origin origin = DELIB_CORRECTED; origin <= DELIB_DERIVED; origin++)
        if (is_of("vote.", of))
            put_counts(card, origin);
    for (size_t row = 0; row < LIST_ROWS; row++) {
        row_state state = state_of_list(card, row);
        if (!is_of(lists[row].path, of))
            continue;
        if (only_other && state == ROW_GONE)
            put_gone(card, _(lists[row].label));
        else if (!only_other || state == ROW_OTHER)
            put_persons(card, row);
    }
}

static void put_section(const view *card, const section *of)
{
    const cli_screen *screen = card->screen;
    size_t counts[ROW_GONE + 1];
    count_rows(card, of, counts);
    if (counts[ROW_SAME] + counts[ROW_OTHER] == 0)
        return;
    bool only_other = of->common && counts[ROW_SAME] > 0;
    printf("%s%s%s", screen->title, _(of->title), screen->plain);
    if (only_other)
        printf("  %s%s%s", screen->faint,
               counts[ROW_OTHER] + counts[ROW_GONE] > 0 ? _("as for the act before, but for") : _("as for the act before"),
               screen->plain);
    putchar('\n');
    put_rows(card, of, only_other);
}

/* --- the whole ---------------------------------------------------------------------------------------------- */

/* The columns of an act: as wide as what it has wants them. */
static void lay_out(view *card)
{
    size_t label = 0, path = strlen(lists[0].path);
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++)
        if (state_of_field(card, f) != ROW_ABSENT) {
            label = greater(label, cli_columns(cli_label(f)));
            path = greater(path, strlen(delib_field_describe(f)->path));
        }
    for (size_t row = 0; row < LIST_ROWS; row++)
        if (state_of_list(card, row) != ROW_ABSENT) {
            label = greater(label, cli_columns(_(lists[row].label)));
            path = greater(path, strlen(lists[row].path));
        }
    card->place_columns = delib_document_source_count(card->document) > 1 ? PLACE_COLUMNS_OF_SOURCE : PLACE_COLUMNS;
    size_t width = card->screen->width, behind = CLI_SURE_COLUMNS + 1 + card->place_columns + path;
    card->value_column = INDENT + label + 2;
    card->sure_column = width > behind ? width - behind : 0;
}

void cli_card(const cli_screen *screen, delib_document *document, const delib_act *act, const delib_act *before)
{
    view card = { .screen = screen, .document = document, .act = act, .before = before };
    lay_out(&card);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        put_section(&card, &sections[i]);
}
