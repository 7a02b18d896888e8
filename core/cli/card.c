/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Groups of rows: label, value, how sure it is, where it stands, path. What goes behind a value stands in columns; a
 * value that reaches into them has the whole width, and they follow it. */
#include <config.h>

#include <inttypes.h>

#include "cli/card.h"

enum { INDENT = 2, SURE_COLUMNS = 6, PLACE_COLUMNS = 9 };

/* The order of labels.def is that of the fields, or this is no program. */
enum {
#define LABEL(id, label) LABELLED_##id,
#include "cli/labels.def"
#undef LABEL
    LABELLED_COUNT
};
#define LABEL(id, label) _Static_assert((int)LABELLED_##id == (int)DELIB_##id, "labels.def: " #id);
#include "cli/labels.def"
#undef LABEL
_Static_assert((int)LABELLED_COUNT == (int)DELIB_FIELD_COUNT, "labels.def has all fields");

static const char *const labels[] = {
#define LABEL(id, label) label,
#include "cli/labels.def"
#undef LABEL
};

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

static const struct {
    const char *prefix, *title;
} groups[] = {
    { "authority.", N_("Authority") }, { "sitting.", N_("Sitting") },         { "act.", N_("Act") },
    { "vote.", N_("Vote") },           { "formalities.", N_("Formalities") },
};

typedef struct view {
    const cli_screen *screen;
    delib_document *document;
    const delib_act *act, *before;
    const char *prefix;     /* of the group that is being written */
    size_t value_column, sure_column;
} view;

const char *cli_label(delib_field field)
{
    return _(labels[field]);
}

/* --- values ------------------------------------------------------------------------------------------------- */

static const char *word_of(delib_field field, delib_slice code)
{
    static const struct { delib_field field; const char *code, *word; } words[] = {
#define WORD(id, code, word) { DELIB_##id, code, word },
#include "cli/words.def"
#undef WORD
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].field == field && delib_slice_is(code, words[i].code))
            return _(words[i].word);
    return NULL;
}

void cli_value(FILE *out, delib_field field, delib_value value)
{
    const char *word = value.type == DELIB_CODE ? word_of(field, value.text) : NULL;
    if (value.type == DELIB_INTEGER)
        fprintf(out, "%" PRId64, value.number);
    else if (value.type == DELIB_BOOLEAN)
        fputs(value.number ? _("yes") : _("no"), out);
    else if (word)
        fputs(word, out);
    else
        cli_quote(out, value.text);
}

void cli_sureness(FILE *out, const cli_screen *screen, int confidence)
{
    bool doubtful = confidence != DELIB_UNMEASURED && confidence < CLI_SURE;
    if (confidence == DELIB_UNMEASURED) {
        fprintf(out, "%*s", SURE_COLUMNS, "");
        return;
    }
    char percent[32];
    snprintf(percent, sizeof percent, _("%d %%"), (confidence + 5) / 10);
    fprintf(out, "%s%c %*s%s", doubtful ? screen->doubt : "", doubtful ? '?' : ' ', SURE_COLUMNS - 2, percent,
            doubtful ? screen->plain : "");
}

void cli_place(FILE *out, delib_document *document, const delib_provenance *provenance)
{
    static const char *const origins[] = { N_("corrected"), N_("stated"), N_("declared"), N_("derived") };
    if (provenance->origin != DELIB_STATED) {
        fputs(_(origins[provenance->origin]), out);
        return;
    }
    if (delib_document_source_count(document) > 1 && provenance->source != DELIB_NO_SOURCE) {
        cli_quote(out, delib_document_source(document, provenance->source).id);
        if (provenance->line > 0 || provenance->page > 0)
            putc(':', out);
    }
    if (provenance->line > 0)
        fprintf(out, "%" PRIu32 ":%" PRIu32, provenance->line, provenance->column);
    else if (provenance->page > 0)
        fprintf(out, _("page %" PRIu32), provenance->page);
}

/* --- rows --------------------------------------------------------------------------------------------------- */

/* What stands behind a value that ends at `column`: in columns, there or on the next line, or at the
 * right end of a line that has no room but that. */
static void put_behind(const view *card, size_t column, const delib_provenance *provenance, const char *path)
{
    const cli_screen *screen = card->screen;
    cli_draft sure, place;
    cli_draft_begin(&sure);
    cli_sureness(sure.out, screen, provenance->confidence);
    cli_draft_begin(&place);
    cli_place(place.out, card->document, provenance);
    const char *sureness = cli_draft_end(&sure), *where = cli_draft_end(&place);
    size_t columns = cli_columns(where), place_columns = PLACE_COLUMNS;
    size_t size = SURE_COLUMNS + 1 + columns + 1 + strlen(path), start = card->sure_column;
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

static void put_persons(const view *card, size_t row)
{
    delib_provenance all = DELIB_PROVENANCE(DELIB_STATED);
    size_t count = 0;
    cli_draft value;
    cli_draft_begin(&value);
    for (const delib_person *p = delib_act_persons(card->act, lists[row].list); p; p = delib_person_next(p)) {
        if (p->presence != lists[row].presence)
            continue;
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
    if (count > 0) {
        fprintf(value.out, "\n(%zu)", count);
        put_row(card, _(lists[row].label), &value, &all, lists[row].path);
        return;
    }
    cli_draft_end(&value);
    cli_draft_free(&value);
}

/* --- groups ------------------------------------------------------------------------------------------------- */

static bool is_of(const char *path, const char *prefix)
{
    return strncmp(path, prefix, strlen(prefix)) == 0;
}

static bool same_candidate(const delib_candidate *a, const delib_candidate *b)
{
    if (!a || !b)
        return a == b;
    const delib_provenance *from = delib_candidate_provenance(a), *other = delib_candidate_provenance(b);
    delib_value value = delib_candidate_value(a), other_value = delib_candidate_value(b);
    return value.number == other_value.number && delib_slice_equal(value.text, other_value.text) &&
           from->origin == other->origin && from->source == other->source && from->bytes.start == other->bytes.start;
}

static bool same_persons(const delib_person *a, const delib_person *b)
{
    for (; a && b; a = delib_person_next(a), b = delib_person_next(b))
        if (a->presence != b->presence || !delib_slice_equal(a->name, b->name) ||
            !delib_slice_equal(a->proxy_to, b->proxy_to))
            return false;
    return a == b;
}

/* Whether the act before says all of a group, and says the same: minutes give each act the facts of their sitting. */
static bool is_as_before(const view *card)
{
    if (!card->before)
        return false;
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++)
        if (is_of(delib_field_describe(f)->path, card->prefix) &&
            !same_candidate(delib_act_chosen(card->act, f), delib_act_chosen(card->before, f)))
            return false;
    for (size_t row = 0; row < LIST_ROWS; row++)
        if (is_of(lists[row].path, card->prefix) && !same_persons(delib_act_persons(card->act, lists[row].list),
                                                                  delib_act_persons(card->before, lists[row].list)))
            return false;
    return true;
}

static bool is_empty(const view *card)
{
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++)
        if (is_of(delib_field_describe(f)->path, card->prefix) && delib_act_chosen(card->act, f))
            return false;
    for (size_t row = 0; row < LIST_ROWS; row++)
        if (is_of(lists[row].path, card->prefix) && delib_act_persons(card->act, lists[row].list))
            return false;
    return true;
}

static void put_group(const view *card, const char *title)
{
    const cli_screen *screen = card->screen;
    if (is_empty(card))
        return;
    printf("%s%s%s", screen->title, title, screen->plain);
    if (is_as_before(card)) {
        printf("  %s%s%s\n", screen->faint, _("as for the act before"), screen->plain);
        return;
    }
    putchar('\n');
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++)
        if (is_of(delib_field_describe(f)->path, card->prefix) && !is_counted(f))
            put_field(card, f);
    for (delib_origin origin = DELIB_CORRECTED; origin <= DELIB_DERIVED; origin++)
        if (is_of("vote.", card->prefix))
            put_counts(card, origin);
    for (size_t row = 0; row < LIST_ROWS; row++)
        if (is_of(lists[row].path, card->prefix))
            put_persons(card, row);
}

/* --- the whole ---------------------------------------------------------------------------------------------- */

static size_t greater(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The columns of an act: as wide as what it has wants them. */
static void lay_out(view *card)
{
    size_t label = 0, path = strlen(lists[0].path);
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++)
        if (delib_act_chosen(card->act, f)) {
            label = greater(label, cli_columns(cli_label(f)));
            path = greater(path, strlen(delib_field_describe(f)->path));
        }
    for (size_t row = 0; row < LIST_ROWS; row++)
        if (delib_act_persons(card->act, lists[row].list)) {
            label = greater(label, cli_columns(_(lists[row].label)));
            path = greater(path, strlen(lists[row].path));
        }
    size_t width = card->screen->width, behind = SURE_COLUMNS + 1 + PLACE_COLUMNS + path;
    card->value_column = INDENT + label + 2;
    card->sure_column = greater(width > behind ? width - behind : 0, card->value_column + 1);
}

void cli_card(const cli_screen *screen, delib_document *document, const delib_act *act, const delib_act *before)
{
    view card = { .screen = screen, .document = document, .act = act, .before = before };
    lay_out(&card);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        card.prefix = groups[i].prefix;
        put_group(&card, _(groups[i].title));
    }
}

/* --- the head ----------------------------------------------------------------------------------------------- */

static void put_title(const cli_screen *screen, const delib_act *act)
{
    delib_slice number = delib_act_text(act, DELIB_ACT_NUMBER), subject = delib_act_text(act, DELIB_ACT_SUBJECT);
    cli_draft title;
    cli_draft_begin(&title);
    cli_quote(title.out, number);
    if (number.size > 0 && subject.size > 0)
        fputs("  ", title.out);
    cli_quote(title.out, subject);
    if (number.size == 0 && subject.size == 0)
        fputs(_("(neither number nor subject)"), title.out);
    fputs(screen->title, stdout);
    cli_cut(cli_draft_end(&title), screen->width);
    printf("%s\n", screen->plain);
    cli_draft_free(&title);
}

static void put_sources(FILE *out, delib_document *document)
{
    uint32_t count = delib_document_source_count(document);
    for (uint32_t i = 0; i < count; i++) {
        delib_source_info info = delib_document_source(document, i);
        if (i > 0)
            fputs(",\n", out);
        if (count > 1) {
            cli_quote(out, info.id);
            putc(' ', out);
        }
        cli_quote(out, info.name);
    }
}

/* One word of the heading's second line, with a comma before it where it is not the first. */
static void put_fact(FILE *out, delib_slice fact, bool *first)
{
    if (fact.size == 0)
        return;
    fputs(*first ? "" : ",\n", out);
    cli_quote(out, fact);
    *first = false;
}

void cli_card_head(const cli_screen *screen, delib_document *document, const delib_act *act, size_t acts)
{
    bool first = true;
    cli_draft line;
    cli_draft_begin(&line);
    if (act) {
        put_title(screen, act);
        put_fact(line.out, delib_act_text(act, DELIB_AUTHORITY_NAME), &first);
        put_fact(line.out, delib_act_text(act, DELIB_SITTING_DATE), &first);
        fputs(first ? "" : "\n— ", line.out);
    }
    put_sources(line.out, document);
    if (!act)
        fputs(_(": no act"), line.out);
    else if (acts > 1)
        fprintf(line.out, _(", act %zu of %zu"), delib_act_position(act), acts);
    cli_wrap(screen, cli_draft_end(&line), 0, 0);
    putchar('\n');
    cli_draft_free(&line);
}
