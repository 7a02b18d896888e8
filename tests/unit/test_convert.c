/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lots, join, settle, derivations, names of outputs. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "authority/actes_id.h"
#include "context/context.h"
#include "convert/inputs.h"
#include "convert/names.h"

#define UNKNOWN NULL

/* --- making documents --------------------------------------------------------------------------------------- */

static delib_value value_of(delib_field field, const char *text)
{
    delib_value value;
    assert_int_equal(delib_value_parse(delib_field_describe(field)->type, delib_slice_of(text), &value), DELIB_OK);
    return value;
}

static uint32_t add_source(delib_document *document, const char *name)
{
    delib_source_info info = { .name = delib_slice_of(name), .format = DELIB_SLICE("text") };
    uint32_t index;
    assert_int_equal(delib_document_add_source(document, &info, &index), DELIB_OK);
    return index;
}

static delib_document *new_document(const char *name)
{
    delib_document *document = delib_document_new();
    assert_non_null(document);
    add_source(document, name);
    return document;
}

static void state(delib_act *act, delib_field field, const char *text, uint32_t source, uint32_t line, int confidence)
{
    delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
    provenance.source = source;
    provenance.line = line;
    provenance.confidence = confidence;
    assert_int_equal(delib_act_add(act, field, value_of(field, text), &provenance), DELIB_OK);
}

static void add(delib_act *act, delib_field field, const char *text, delib_origin origin, const char *rule)
{
    delib_provenance provenance = DELIB_PROVENANCE(origin);
    provenance.rule = delib_slice_of(rule);
    assert_int_equal(delib_act_add(act, field, value_of(field, text), &provenance), DELIB_OK);
}

static void settle_with(delib_document *document, const delib_request *request)
{
    delib_context *context = delib_context_new();
    assert_non_null(context);
    assert_int_equal(delib_settle(context, document, request), DELIB_OK);
    delib_context_free(context);
}

static void settle(delib_document *document)
{
    delib_request request = { 0 };
    settle_with(document, &request);
}

static void assert_value(const delib_act *act, delib_field field, const char *text)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);
    if (!text) {
        assert_null(chosen);
        return;
    }
    assert_non_null(chosen);
    delib_value value = delib_candidate_value(chosen), wanted = value_of(field, text);
    assert_int_equal(value.number, wanted.number);
    assert_true(delib_slice_equal(value.text, wanted.text));
}

static void assert_rule(const delib_act *act, delib_field field, const char *rule)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);
    assert_non_null(chosen);
    assert_int_equal(delib_candidate_provenance(chosen)->origin, DELIB_DERIVED);
    assert_true(delib_slice_is(delib_candidate_provenance(chosen)->rule, rule));
}

static size_t count_findings(const delib_act *act, const char *code)
{
    size_t count = 0;
    for (const delib_finding *f = delib_act_findings(act); f; f = delib_finding_next(f))
        count += delib_slice_is(f->code, code);
    return count;
}

/* --- join --------------------------------------------------------------------------------------------------- */

/* What one act says; NULL: nothing. */
typedef struct saying {
    const char *id, *number, *date, *siren, *name, *kind, *nature;
} saying;

typedef struct pair {
    const char *label;
    bool same;
    saying one, other;
} pair;

static const char id[] = "038-219900214-20220929-2022_29-DE";

static const pair pairs[] = {
    { "identifier, other case and separators", true, { .id = "02A-219900214-20220929-2022_29-DE" },
      { .id = "02a-219900214-20220929-2022-29-de" } },
    { "identifier, another date in one", true, { .id = id, .date = "2022-09-29" }, { .id = id, .date = "2022-09-30" } },
    { "number, date, SIREN", true, { .number = "2022/29", .date = "2022-09-29", .siren = "219900214" },
      { .number = "2022-29", .date = "2022-09-29", .siren = "219900214" } },
    { "number, date, name", true, { .number = "D29", .date = "2022-09-29", .name = "Mézoën-les-Prés" },
      { .number = "d29", .date = "2022-09-29", .name = "MEZOEN LES PRES" } },
    { "name where one has no SIREN", true,
      { .number = "29", .date = "2022-09-29", .name = "Bréhaut", .siren = "219900347" },
      { .number = "29", .date = "2022-09-29", .name = "Bréhaut" } },
    { "SIREN of the identifier", true, { .id = id, .number = "2022-29", .date = "2022-09-29" },
      { .number = "2022-29", .date = "2022-09-29", .siren = "219900214" } },
    { "another commune", false, { .number = "29", .date = "2022-09-29", .name = "Bréhaut" },
      { .number = "29", .date = "2022-09-29", .name = "Montaiguet" } },
    { "another SIREN", false, { .number = "29", .date = "2022-09-29", .siren = "219900214", .name = "Bréhaut" },
      { .number = "29", .date = "2022-09-29", .siren = "219900347", .name = "Bréhaut" } },
    { "another year", false, { .number = "29", .date = "2022-09-29", .name = "Bréhaut" },
      { .number = "29", .date = "2023-09-29", .name = "Bréhaut" } },
    { "another nature", false, { .number = "29", .date = "2022-09-29", .name = "Bréhaut", .nature = "1" },
      { .number = "29", .date = "2022-09-29", .name = "Bréhaut", .nature = "3" } },
    { "another kind of authority", false,
      { .number = "29", .date = "2022-09-29", .name = "Bréhaut", .kind = "commune" },
      { .number = "29", .date = "2022-09-29", .name = "Bréhaut", .kind = "ccas" } },
    { "another number", false, { .number = "29", .date = "2022-09-29", .name = "Bréhaut" },
      { .number = "30", .date = "2022-09-29", .name = "Bréhaut" } },
    { "another identifier", false, { .id = id, .number = "29", .date = "2022-09-29" },
      { .id = "038-219900214-20220929-2022_30-DE", .number = "29", .date = "2022-09-29" } },
    { "no authority in one", false, { .number = "29", .date = "2022-09-29", .name = "Bréhaut" },
      { .number = "29", .date = "2022-09-29" } },
    { "no date", false, { .number = "29", .name = "Bréhaut" }, { .number = "29", .name = "Bréhaut" } },
    { "no number", false, { .date = "2022-09-29", .name = "Bréhaut" }, { .date = "2022-09-29", .name = "Bréhaut" } },
    { "SIREN in one, name in the other", false, { .number = "29", .date = "2022-09-29", .siren = "219900214" },
      { .number = "29", .date = "2022-09-29", .name = "Bréhaut" } },
    { "nothing at all", false, { .id = UNKNOWN }, { .id = UNKNOWN } },
};

static delib_act *add_act(delib_document *document, const saying *says)
{
    const struct { delib_field field; const char *text; } all[] = {
        { DELIB_ACT_ID, says->id }, { DELIB_ACT_NUMBER, says->number }, { DELIB_SITTING_DATE, says->date },
        { DELIB_AUTHORITY_SIREN, says->siren }, { DELIB_AUTHORITY_NAME, says->name },
        { DELIB_AUTHORITY_KIND, says->kind }, { DELIB_ACT_NATURE, says->nature },
    };
    delib_act *act = delib_document_add_act(document);
    assert_non_null(act);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].text)
            state(act, all[i].field, all[i].text, 0, 1, 900);
    return act;
}

static size_t count_acts(const delib_document *document)
{
    size_t count = 0;
    for (const delib_act *act = document ? delib_document_first_act(document) : NULL; act; act = delib_act_next(act))
        count++;
    return count;
}

static void join(delib_document **documents, size_t count)
{
    delib_context *context = delib_context_new();
    assert_int_equal(delib_join(context, documents, count), DELIB_OK);
    delib_context_free(context);
}

static void test_join_pairs(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int turned = 0; turned < 2; turned++) {
            delib_document *documents[] = { new_document("a.txt"), new_document("b.json") };
            add_act(documents[0], turned ? &pairs[i].other : &pairs[i].one);
            add_act(documents[1], turned ? &pairs[i].one : &pairs[i].other);
            join(documents, 2);
            if ((documents[1] == NULL) != pairs[i].same)
                fail_msg("%s: %s", pairs[i].label, pairs[i].same ? "stayed apart" : "merged");
            assert_int_equal(count_acts(documents[0]), 1);
            delib_document_free(documents[0]);
            delib_document_free(documents[1]);
        }
}

static void test_join_one_document(void **unused)
{
    (void)unused;
    saying twice = { .number = "29", .date = "2022-09-29", .name = "Bréhaut" };
    delib_document *documents[] = { new_document("a.txt"), new_document("b.txt") };
    add_act(documents[0], &twice);
    add_act(documents[0], &twice);
    add_act(documents[1], &twice);
    join(documents, 2);
    assert_int_equal(count_acts(documents[0]), 2);
    assert_int_equal(count_acts(documents[1]), 1);
    delib_document_free(documents[0]);
    delib_document_free(documents[1]);
}

static void test_join_keeps_the_rest(void **unused)
{
    (void)unused;
    saying one = { .number = "1", .date = "2022-09-29", .name = "Bréhaut" };
    saying two = { .number = "2", .date = "2022-09-29", .name = "Bréhaut" };
    saying three = { .number = "3", .date = "2022-09-29", .name = "Bréhaut" };
    delib_document *documents[] = { new_document("a.txt"), new_document("b.txt"), new_document("c.txt") };
    add_act(documents[0], &one);
    add_act(documents[0], &two);
    add_act(documents[1], &two);
    add_act(documents[1], &three);
    add_act(documents[2], &three);
    join(documents, 3);
    assert_null(documents[1]);
    assert_null(documents[2]);
    assert_int_equal(count_acts(documents[0]), 3);
    assert_int_equal(delib_document_source_count(documents[0]), 3);
    delib_document_free(documents[0]);
}

static void test_join_many(void **unused)
{
    (void)unused;
    delib_document *documents[] = { new_document("a.txt"), new_document("b.txt") };
    for (int i = 0; i < 10000; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", i);
        saying says = { .number = number, .date = "2022-09-29", .name = "Bréhaut" };
        add_act(documents[0], &says);
        add_act(documents[1], &says);
    }
    join(documents, 2);
    assert_null(documents[1]);
    assert_int_equal(count_acts(documents[0]), 10000);
    delib_document_free(documents[0]);
}

/* --- settle ------------------------------------------------------------------------------------------------- */

static void test_precedence(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    delib_act *act = delib_document_add_act(document);
    delib_assignment set = { "act.number", "set" }, reserve = { "act.number", "default" };
    delib_request request = { .defaults = &reserve, .default_count = 1 };
    add(act, DELIB_ACT_NUMBER, "derived", DELIB_DERIVED, "some-rule");
    settle(document);
    assert_value(act, DELIB_ACT_NUMBER, "derived");
    settle_with(document, &request);
    assert_value(act, DELIB_ACT_NUMBER, "default");
    state(act, DELIB_ACT_NUMBER, "stated", 0, 3, 900);
    settle_with(document, &request);
    assert_value(act, DELIB_ACT_NUMBER, "stated");
    add(act, DELIB_ACT_NUMBER, "corrected", DELIB_CORRECTED, NULL);
    settle_with(document, &request);
    assert_value(act, DELIB_ACT_NUMBER, "corrected");
    request.set = &set;
    request.set_count = 1;
    settle_with(document, &request);
    assert_value(act, DELIB_ACT_NUMBER, "set");
    set.value = "other";
    settle_with(document, &request);
    assert_value(act, DELIB_ACT_NUMBER, "other");
    delib_document_free(document);
}

static void test_threshold(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    delib_act *act = delib_document_add_act(document);
    delib_request low = { .min_confidence = 300 };
    state(act, DELIB_ACT_SUBJECT, "unsure", 0, 1, 400);
    settle(document);
    assert_value(act, DELIB_ACT_SUBJECT, NULL);
    settle_with(document, &low);
    assert_value(act, DELIB_ACT_SUBJECT, "unsure");
    settle(document);
    assert_value(act, DELIB_ACT_SUBJECT, NULL);
    state(act, DELIB_ACT_SUBJECT, "unmeasured", 0, 2, DELIB_UNMEASURED);
    state(act, DELIB_ACT_SUBJECT, "sure", 0, 3, 990);
    settle(document);
    assert_value(act, DELIB_ACT_SUBJECT, "unmeasured");
    delib_document_free(document);
}

/* The vote comes from the source that states more of it; the other completes it only where it contradicts nothing. */
static void test_groups(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    uint32_t second = add_source(document, "b.xml");
    delib_act *act = delib_document_add_act(document);
    state(act, DELIB_VOTE_FOR, "9", 0, 40, 990);
    state(act, DELIB_VOTE_FOR, "10", second, 5, 800);
    state(act, DELIB_VOTE_AGAINST, "1", second, 6, 800);
    state(act, DELIB_VOTE_METHOD, "secret", 0, 41, 990);
    state(act, DELIB_VOTE_ABSTENTIONS, "0", second, 7, 800);
    settle(document);
    assert_value(act, DELIB_VOTE_FOR, "10");
    assert_value(act, DELIB_VOTE_METHOD, NULL);
    assert_int_equal(count_findings(act, "SOURCES-DISAGREE"), 1);
    settle(document);
    assert_int_equal(count_findings(act, "SOURCES-DISAGREE"), 1);
    delib_document_free(document);
}

static void test_groups_complete(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    uint32_t second = add_source(document, "b.xml");
    delib_act *act = delib_document_add_act(document);
    state(act, DELIB_ACT_NUMBER, "2022/29", 0, 4, 900);
    state(act, DELIB_SITTING_DATE, "2022-09-29", 0, 3, 900);
    state(act, DELIB_ACT_NUMBER, "2022_29", second, 1, 900);
    state(act, DELIB_ACT_ID, id, second, 1, 900);
    state(act, DELIB_ACT_SUBJECT, "Tarifs de la cantine", 0, 9, 900);
    state(act, DELIB_ACT_SUBJECT, "TARIFS DE LA CANTINE - ANNEE 2022", second, 2, 800);
    settle(document);
    assert_value(act, DELIB_ACT_ID, id);
    assert_value(act, DELIB_ACT_SUBJECT, "Tarifs de la cantine");
    assert_int_equal(count_findings(act, "SOURCES-DISAGREE"), 0);
    delib_document_free(document);
}

/* What is said of the candidate with that value. */
static void assert_choice(const delib_act *act, delib_field field, const char *text, int least, delib_choice want)
{
    for (const delib_candidate *c = delib_act_candidates(act, field); c; c = delib_candidate_next(c))
        if (delib_slice_is(delib_candidate_value(c).text, text)) {
            assert_int_equal(delib_candidate_choice(act, field, c, least), want);
            return;
        }
    fail_msg("no candidate %s", text);
}

static void test_choices(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    delib_act *act = delib_document_add_act(document);
    delib_assignment siret = { "authority.siret", "21990034700010" };
    delib_request reserve = { .defaults = &siret, .default_count = 1 };
    add_source(document, "b.txt");
    state(act, DELIB_ACT_SUBJECT, "first", 0, 1, 900);
    state(act, DELIB_ACT_SUBJECT, "as sure", 0, 2, 900);
    state(act, DELIB_ACT_SUBJECT, "less sure", 0, 3, 800);
    state(act, DELIB_ACT_SUBJECT, "doubtful", 0, 4, 300);
    state(act, DELIB_ACT_SUBJECT, "elsewhere", 1, 4, 900);
    add(act, DELIB_ACT_SUBJECT, "derived", DELIB_DERIVED, "some-rule");
    state(act, DELIB_AUTHORITY_SIREN, "219900214", 0, 2, 900);
    settle_with(document, &reserve);
    assert_choice(act, DELIB_ACT_SUBJECT, "first", 0, DELIB_CHOICE_TAKEN);
    assert_choice(act, DELIB_ACT_SUBJECT, "as sure", 0, DELIB_CHOICE_ORDER);
    assert_choice(act, DELIB_ACT_SUBJECT, "less sure", 0, DELIB_CHOICE_CONFIDENCE);
    assert_choice(act, DELIB_ACT_SUBJECT, "less sure", 850, DELIB_CHOICE_UNSURE);
    assert_choice(act, DELIB_ACT_SUBJECT, "doubtful", 0, DELIB_CHOICE_UNSURE);
    assert_choice(act, DELIB_ACT_SUBJECT, "elsewhere", 0, DELIB_CHOICE_SOURCE);
    assert_choice(act, DELIB_ACT_SUBJECT, "derived", 0, DELIB_CHOICE_ORIGIN);
    assert_choice(act, DELIB_AUTHORITY_SIRET, "21990034700010", 0, DELIB_CHOICE_CONFLICT);
    delib_document_free(document);
}

static void test_siren_conflict(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    delib_act *act = delib_document_add_act(document);
    delib_assignment set = { "authority.siren", "219900347" }, siret = { "authority.siret", "21990034700010" };
    delib_request request = { .set = &set, .set_count = 1 }, reserve = { .defaults = &siret, .default_count = 1 };
    state(act, DELIB_AUTHORITY_SIREN, "219900214", 0, 2, 900);
    settle_with(document, &request);
    assert_value(act, DELIB_AUTHORITY_SIREN, "219900347");
    assert_int_equal(count_findings(act, "SIREN-CONFLICT"), 1);
    assert_int_equal(delib_act_findings(act)->severity, DELIB_ERROR);
    delib_document_free(document);

    document = new_document("a.txt");
    act = delib_document_add_act(document);
    state(act, DELIB_AUTHORITY_SIREN, "219900214", 0, 2, 900);
    settle_with(document, &reserve);
    assert_value(act, DELIB_AUTHORITY_SIRET, NULL);
    assert_int_equal(count_findings(act, "SIREN-CONFLICT"), 1);
    delib_document_free(document);
}

/* --- derivations -------------------------------------------------------------------------------------------- */

static void test_identifier(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    delib_act *act = delib_document_add_act(document);
    state(act, DELIB_ACT_ID, id, 0, 1, 900);
    settle(document);
    assert_rule(act, DELIB_AUTHORITY_SIREN, "id-siren");
    assert_value(act, DELIB_AUTHORITY_SIREN, "219900214");
    assert_rule(act, DELIB_SITTING_DATE, "id-date");
    assert_value(act, DELIB_SITTING_DATE, "2022-09-29");
    assert_rule(act, DELIB_AUTHORITY_DEPARTMENT, "id-department");
    assert_value(act, DELIB_AUTHORITY_DEPARTMENT, "038");
    assert_rule(act, DELIB_ACT_NATURE, "id-nature");
    assert_value(act, DELIB_ACT_NATURE, "1");
    state(act, DELIB_SITTING_DATE, "2022-09-28", 0, 9, 900);
    settle(document);
    assert_value(act, DELIB_SITTING_DATE, "2022-09-28");
    delib_document_free(document);
}

static void test_unanimity(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    delib_act *act = delib_document_add_act(document);
    state(act, DELIB_VOTE_UNANIMOUS, "true", 0, 20, 950);
    settle(document);
    assert_value(act, DELIB_VOTE_FOR, NULL);
    state(act, DELIB_SITTING_VOTERS, "7", 0, 8, 900);
    settle(document);
    assert_value(act, DELIB_VOTE_FOR, "7");
    assert_rule(act, DELIB_VOTE_FOR, "unanimous-counts");
    assert_int_equal(delib_candidate_provenance(delib_act_chosen(act, DELIB_VOTE_FOR))->confidence, 900);
    assert_value(act, DELIB_VOTE_AGAINST, "0");
    assert_value(act, DELIB_VOTE_ABSTENTIONS, "0");
    add(act, DELIB_SITTING_VOTERS, "8", DELIB_CORRECTED, NULL);
    settle(document);
    assert_value(act, DELIB_VOTE_FOR, "8");
    add(act, DELIB_VOTE_UNANIMOUS, "false", DELIB_CORRECTED, NULL);
    settle(document);
    assert_value(act, DELIB_VOTE_FOR, NULL);
    delib_document_free(document);
}

static void test_counts(void **unused)
{
    static const struct { const char *against, *abstentions, *unanimous; } rows[] = {
        { "0", "0", "true" }, { "1", NULL, "false" }, { "2", "1", "false" }, { "0", "1", NULL }, { "0", NULL, NULL },
        { NULL, "0", NULL },
    };
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delib_document *document = new_document("a.txt");
        delib_act *act = delib_document_add_act(document);
        if (rows[i].against)
            state(act, DELIB_VOTE_AGAINST, rows[i].against, 0, 1, 900);
        if (rows[i].abstentions)
            state(act, DELIB_VOTE_ABSTENTIONS, rows[i].abstentions, 0, 2, 900);
        settle(document);
        assert_value(act, DELIB_VOTE_UNANIMOUS, rows[i].unanimous);
        delib_document_free(document);
    }
}

static char *json_of(delib_document *document)
{
    delib_context *context = delib_context_new();
    delib_sink *sink;
    assert_int_equal(delib_sink_memory(context, &sink), DELIB_OK);
    assert_int_equal(delib_document_write_json(document, 0, sink), DELIB_OK);
    delib_slice held = delib_sink_held(sink);
    char *text = strndup(held.data, held.size);
    delib_sink_close(context, sink, false);
    delib_context_free(context);
    return text;
}

static void test_twice(void **unused)
{
    (void)unused;
    delib_document *document = new_document("a.txt");
    uint32_t second = add_source(document, "b.xml");
    delib_act *act = delib_document_add_act(document);
    delib_assignment set = { "act.subject", "Objet" }, reserve = { "authority.insee", "38001" };
    delib_request request = { .set = &set, .set_count = 1, .defaults = &reserve, .default_count = 1 };
    state(act, DELIB_ACT_ID, id, 0, 1, 900);
    state(act, DELIB_SITTING_DATE, "2022-09-28", 0, 9, 600);
    state(act, DELIB_SITTING_DATE, "2022-09-30", second, 9, 600);
    state(act, DELIB_SITTING_DATE, "2022-09-29", 0, 12, 700);
    state(act, DELIB_VOTE_UNANIMOUS, "true", 0, 20, 950);
    state(act, DELIB_SITTING_VOTERS, "7", 0, 8, 900);
    settle_with(document, &request);
    char *once = json_of(document);
    settle_with(document, &request);
    char *twice = json_of(document);
    assert_string_equal(once, twice);
    free(once);
    free(twice);
    delib_document_free(document);
}

/* --- lots and names ----------------------------------------------------------------------------------------- */

static void test_lots(void **unused)
{
    static const char *const names[] = {
        "in/a.txt", "in/b.txt", "out/a.txt", "in/a.ocr.json.gz", "-", "-",
        "99_DE-038-219900214-20220929-2022_29-DE-1-1_1.txt", "in/038-219900214-20220929-2022-29-de-1-2.xml",
        "in/2022.01.txt", "in/2022.02.txt",
    };
    static const char *const wanted[] = {
        "in/a.txt", "in/a.ocr.json.gz", "|", "in/b.txt", "|", "out/a.txt", "|", "-", "|", "-", "|",
        "99_DE-038-219900214-20220929-2022_29-DE-1-1_1.txt", "in/038-219900214-20220929-2022-29-de-1-2.xml", "|",
        "in/2022.01.txt", "|", "in/2022.02.txt", "|",
    };
    delib_context *context = delib_context_new();
    delib_request request = { 0 };
    dlb_inputs inputs = { 0 };
    size_t at = 0;
    (void)unused;
    assert_int_equal(dlb_inputs_expand(context, &request, names, sizeof names / sizeof *names, &inputs), DELIB_OK);
    assert_int_equal(dlb_lots_make(&inputs), DELIB_OK);
    assert_int_equal(inputs.lots, 8);
    for (size_t i = 0; i < inputs.count; i++) {
        assert_string_equal(inputs.items[i].path, wanted[at++]);
        if (i + 1 == inputs.count || inputs.items[i + 1].lot != inputs.items[i].lot)
            assert_string_equal("|", wanted[at++]);
    }
    dlb_inputs_free(&inputs);
    delib_context_free(context);
}

static void test_names(void **unused)
{
    static const struct { const char *source; size_t number, count; const char *name; } rows[] = {
        { "folder/acte.txt", 1, 1, "acte.md" },
        { "acte.txt.gz", 1, 1, "acte-2.md" },
        { "acte.json", 1, 1, "acte-3.md" },
        { "pv.txt", 1, 12, "pv-01.md" },
        { "pv.txt", 12, 12, "pv-12.md" },
        { "pv.txt", 7, 120, "pv-007.md" },
        { "-o été; rm *.txt", 1, 1, "o-ete-rm.md" },
        { "../../etc/passwd", 1, 1, "passwd.md" },
        { "..", 1, 1, "act.md" },
        { ".cachée.txt", 1, 1, "cachee.md" },
        { "-", 1, 1, "act-2.md" },
        { "\x1b[31m\xff.txt", 1, 1, "31m.md" },
        { "Œuvre É.txt", 1, 1, "OEuvre-E.md" },
        { "2022.01.txt", 1, 1, "2022.01.md" },
    };
    dlb_names names = { 0 };
    char name[DLB_NAME_SIZE + 1], long_name[600];
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(dlb_names_make(&names, delib_slice_of(rows[i].source), rows[i].number, rows[i].count, "md",
                                        name),
                         DELIB_OK);
        assert_string_equal(name, rows[i].name);
    }
    memset(long_name, 'x', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    for (int i = 0; i < 3; i++) {
        assert_int_equal(dlb_names_make(&names, delib_slice_of(long_name), 1, 1, "md", name), DELIB_OK);
        assert_true(strlen(name) <= DLB_NAME_SIZE);
    }
    dlb_names_free(&names);
}

static void test_identifiers(void **unused)
{
    dlb_actes_id parts;
    (void)unused;
    assert_true(dlb_actes_id_parse(delib_slice_of(id), &parts));
    assert_true(delib_slice_is(parts.number, "2022_29"));
    assert_true(dlb_actes_id_parse(delib_slice_of("02A-219900214-20220929-DEL-2022-29-AR"), &parts));
    assert_true(delib_slice_is(parts.number, "DEL-2022-29"));
    assert_string_equal(dlb_nature_of_suffix(parts.suffix), "2");
    assert_false(dlb_actes_id_parse(delib_slice_of("038-219900214-20220929-2022_29-XX"), &parts));
    assert_false(dlb_actes_id_parse(delib_slice_of("038-219900214-20220929--DE"), &parts));
    assert_false(dlb_actes_id_parse(delib_slice_of("038-219900214-20220929"), &parts));
    assert_false(dlb_actes_id_parse((delib_slice){ NULL, 0 }, &parts));
    assert_true(dlb_actes_id_find(delib_slice_of("70_DE-038-219900214-20220929-2022_29-DE-1-1_2.pdf"), &parts));
    assert_true(delib_slice_is(parts.whole, id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_join_pairs),    cmocka_unit_test(test_join_one_document),
        cmocka_unit_test(test_join_keeps_the_rest), cmocka_unit_test(test_join_many),
        cmocka_unit_test(test_precedence),    cmocka_unit_test(test_threshold),
        cmocka_unit_test(test_groups),        cmocka_unit_test(test_groups_complete),
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_siren_conflict), cmocka_unit_test(test_identifier),
        cmocka_unit_test(test_unanimity),     cmocka_unit_test(test_counts),
        cmocka_unit_test(test_twice),         cmocka_unit_test(test_lots),
        cmocka_unit_test(test_names),         cmocka_unit_test(test_identifiers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
