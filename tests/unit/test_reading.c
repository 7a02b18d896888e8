/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The grammars, by tables: tests/unit/tables/GRAMMAR.tsv holds a line `input <TAB> value`; an empty value says that the
 * grammar must find nothing at the beginning of the input.
 *
 *     test_reading [GRAMMAR FILE]     one table alone, which another test has made */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "reading/reading.h"

struct sample {
    struct dlb_reading reading;
    struct dlb_lexicon *lexicon;
    delib_lines *lines;
};

/* `\n` in a table is a line end. */
static void open_sample(struct sample *sample, delib_slice input)
{
    memset(sample, 0, sizeof *sample);
    sample->lexicon = dlb_lexicon_new();
    sample->lines = delib_lines_new(0);
    assert_true(sample->lexicon && sample->lines);
    for (size_t start = 0, end; start <= input.size; start = end + 2) {
        for (end = start; end < input.size && memcmp(input.data + end, "\\n", 2) != 0;)
            end++;
        delib_slice line = { input.data + start, end - start };
        assert_int_equal(delib_lines_add(sample->lines, line, (delib_span){ start, end }, 1, NULL, DELIB_UNMEASURED),
                         DELIB_OK);
    }
    assert_int_equal(dlb_text_init(&sample->reading.text, sample->lines, sample->lexicon), DELIB_OK);
}

static void close_sample(struct sample *sample)
{
    dlb_text_clear(&sample->reading.text);
    free(sample->reading.buffer);
    delib_lines_free(sample->lines);
    dlb_lexicon_free(sample->lexicon);
}

typedef void (*grammar)(struct sample *sample, char *value, size_t size);

static void number(struct sample *sample, char *value, size_t size)
{
    int64_t number;
    if (dlb_read_number(&sample->reading.text, 0, sample->reading.text.count, &number))
        snprintf(value, size, "%lld", (long long)number);
}

static void date(struct sample *sample, char *value, size_t size)
{
    struct dlb_date date;
    if (dlb_read_date(&sample->reading.text, 0, sample->reading.text.count, &date))
        snprintf(value, size, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static void time_of_day(struct sample *sample, char *value, size_t size)
{
    int minutes;
    if (dlb_read_time(&sample->reading.text, 0, sample->reading.text.count, &minutes))
        snprintf(value, size, "%02d:%02d", minutes / 60, minutes % 60);
}

static void identifier(struct sample *sample, char *value, size_t size)
{
    struct dlb_identifier id;
    if (dlb_read_identifier(&sample->reading.text, 0, sample->reading.text.count, &id))
        snprintf(value, size, "%s", id.value);
}

static void put_words(struct sample *sample, uint32_t end, char *value, size_t size)
{
    delib_slice words = dlb_clean(&sample->reading, 0, end, ' ');
    if (end)
        snprintf(value, size, "%.*s", (int)words.size, words.data);
}

static void act_number(struct sample *sample, char *value, size_t size)
{
    put_words(sample, dlb_read_act_number(&sample->reading.text, 0, sample->reading.text.count), value, size);
}

static void place(struct sample *sample, char *value, size_t size)
{
    put_words(sample, dlb_read_place(&sample->reading.text, 0, sample->reading.text.count), value, size);
}

static void name(struct sample *sample, char *value, size_t size)
{
    struct dlb_name name;
    delib_slice words;
    if (!dlb_read_name(&sample->reading.text, 0, sample->reading.text.count, &name))
        return;
    words = dlb_given_first(&sample->reading, &name);
    snprintf(value, size, "%.*s", (int)words.size, words.data);
}

/* The first phrase of the input, as its name in cues.def. */
static void cue(struct sample *sample, char *value, size_t size)
{
    static const char *const names[] = {
        "NONE",
#define KIND(id, block, flags) #id,
#define CUE(id, pattern)
#include "deliberation/cues.def"
#undef KIND
#undef CUE
    };
    if (sample->reading.text.hit_count)
        snprintf(value, size, "%s", names[sample->reading.text.hits[0].cue]);
}

/* What stands before and behind the part of an act that tells of the members. */
static const char *const act_before[] = {
    "COMMUNE DE BELVAL", "", "EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL", "",
    "L'an deux mille vingt-trois, le 12 mars à 20 heures, le conseil municipal de Belval, dûment convoqué, s'est réuni "
    "en session ordinaire à la mairie, sous la présidence de Monsieur Claude FERRAND, maire.", "",
}, *const act_behind[] = {
    "", "Objet : Achat d'un tracteur", "",
    "Monsieur le Maire expose qu'il y a lieu d'acheter un tracteur pour remplacer celui de la commune, hors d'usage.",
    "", "Après en avoir délibéré, le conseil municipal, à l'unanimité,", "", "DÉCIDE d'acheter un tracteur.",
};

static void add_lines(delib_lines *lines, const char *const *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_int_equal(delib_lines_add(lines, delib_slice_of(rows[i]), (delib_span){ 0, strlen(rows[i]) }, 1, NULL,
                                         DELIB_UNMEASURED),
                         DELIB_OK);
}

/* « present: A | B », « proxies: C > D ». */
static void put_persons(const delib_act *act, delib_presence presence, bool proxies, const char *label, char *value,
                        size_t size)
{
    const delib_person *person = delib_act_persons(act, DELIB_ATTENDANCE);
    size_t used = strlen(value);
    for (bool any = false; person; person = delib_person_next(person)) {
        if (person->presence != presence || (person->proxy_to.size > 0) != proxies)
            continue;
        used += (size_t)snprintf(value + used, size - used, "%s%s%s%.*s", any || !used ? "" : "; ",
                                 any ? " | " : label, any ? "" : ": ", (int)person->name.size, person->name.data);
        if (proxies)
            used += (size_t)snprintf(value + used, size - used, " > %.*s", (int)person->proxy_to.size,
                                     person->proxy_to.data);
        any = true;
    }
}

static void attendance(struct sample *sample, char *value, size_t size)
{
    delib_context *context = delib_context_new();
    delib_document *document = delib_document_new();
    delib_lines *lines = delib_lines_new(0);
    const delib_act *act;

    assert_true(context && document && lines);
    add_lines(lines, act_before, sizeof act_before / sizeof *act_before);
    for (uint32_t i = 0; i < sample->lines->count; i++)
        assert_int_equal(delib_lines_add(lines, sample->lines->lines[i].text, sample->lines->lines[i].span, 1, NULL,
                                         DELIB_UNMEASURED),
                         DELIB_OK);
    add_lines(lines, act_behind, sizeof act_behind / sizeof *act_behind);
    assert_true(delib_read_lines(context, lines, document) >= DELIB_OK);
    act = delib_document_first_act(document);
    assert_non_null(act);
    put_persons(act, DELIB_PRESENT, false, "present", value, size);
    put_persons(act, DELIB_ABSENT, false, "absent", value, size);
    put_persons(act, DELIB_EXCUSED, false, "excused", value, size);
    put_persons(act, DELIB_REPRESENTED, false, "represented", value, size);
    put_persons(act, DELIB_REPRESENTED, true, "proxies", value, size);
    delib_lines_free(lines);
    delib_document_free(document);
    delib_context_free(context);
}

/* Says what is wrong with a row; false where something is. */
static bool check_row(grammar read, const char *table, int line, char *row)
{
    char *tab = strchr(row, '\t'), value[512] = "";
    struct sample sample;
    bool right;
    if (!tab) {
        fprintf(stderr, "%s:%d: no tab between input and value\n", table, line);
        return false;
    }
    open_sample(&sample, (delib_slice){ row, (size_t)(tab - row) });
    read(&sample, value, sizeof value);
    close_sample(&sample);
    right = strcmp(value, tab + 1) == 0;
    if (!right)
        fprintf(stderr, "%s:%d: %.*s: read '%s', not '%s'\n", table, line, (int)(tab - row), row, value, tab + 1);
    return right;
}

/* Whether the table at `path` has rows, and all are right. */
static bool check_table(grammar read, const char *path)
{
    char row[4096];
    FILE *file = fopen(path, "r");
    int line = 0, wrong = 0;
    if (!file)
        return false;
    while (fgets(row, sizeof row, file)) {
        row[strcspn(row, "\n")] = '\0';
        line++;
        if (row[0] && row[0] != '#')
            wrong += !check_row(read, path, line, row);
    }
    fclose(file);
    return line > 0 && wrong == 0;
}

static const struct {
    const char *name;
    grammar read;
} grammars[] = {
    { "numbers", number },         { "dates", date },   { "times", time_of_day }, { "identifiers", identifier },
    { "act-numbers", act_number }, { "places", place }, { "names", name },        { "cues", cue },
    { "attendance", attendance },
};

static void tables_hold(void **state)
{
    char path[512];
    (void)state;
    for (size_t i = 0; i < sizeof grammars / sizeof *grammars; i++) {
        snprintf(path, sizeof path, "%s/%s.tsv", TABLES, grammars[i].name);
        if (!check_table(grammars[i].read, path))
            fail_msg("%s", path);
    }
}

/* One table of another test: 0 where it holds. */
static int check_given(const char *name, const char *path)
{
    for (size_t i = 0; i < sizeof grammars / sizeof *grammars; i++)
        if (strcmp(grammars[i].name, name) == 0)
            return !check_table(grammars[i].read, path);
    return 2;
}

static void a_probe_bids_on_prose_only(void **state)
{
    static const struct {
        const char *head;
        bool bids;
    } rows[] = {
        { "Le conseil municipal, après en avoir délibéré, à l'unanimité, approuve", true },
        { "DELIBERATION DU CONSEIL MUNICIPAL\nPrésents : 12", true },
        { "d\xE9lib\xE9ration du conseil municipal, s\xE9" "ance du 3 mars", true },
        { "Une recette de tarte aux pommes, sans autre chose.", false },
        { "{\"conseil\": \"municipal\", \"deliberation\": 1, \"seance\": 2}", false },
        { "<acte>conseil municipal deliberation seance</acte>", false },
        { "%PDF-1.7 conseil municipal deliberation seance", false },
        { "", false },
    };
    const char *reason;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int score = delib_reading_probe(delib_slice_of(rows[i].head), &reason);
        assert_true(rows[i].bids ? score > 0 && score <= 40 : score == 0);
        assert_non_null(reason);
    }
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_hold),
        cmocka_unit_test(a_probe_bids_on_prose_only),
    };
    if (count == 3)
        return check_given(arguments[1], arguments[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
