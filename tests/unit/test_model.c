/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The model: values, candidates, blocks, one document into another, checks. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include <delib/delib.h>

#include "authority/keys.h"
#include "model/document.h"

static void assert_text(delib_slice slice, const char *expected)
{
    assert_int_equal(slice.size, strlen(expected));
    assert_memory_equal(slice.data, expected, slice.size);
}

/* --- values ------------------------------------------------------------------------------------------------- */

static void values_keep_their_form(void **state)
{
    static const struct {
        delib_type type;
        const char *text;
        bool good;
    } rows[] = {
        { DELIB_DATE, "2024-02-29", true },   { DELIB_DATE, "2023-02-29", false },  { DELIB_DATE, "2000-02-29", true },
        { DELIB_DATE, "1900-02-29", false },  { DELIB_DATE, "1000-01-01", true },   { DELIB_DATE, "0999-12-31", false },
        { DELIB_DATE, "9999-12-31", true },   { DELIB_DATE, "2024-13-01", false },  { DELIB_DATE, "2024-00-01", false },
        { DELIB_DATE, "2024-04-31", false },  { DELIB_DATE, "2024-04-00", false },  { DELIB_DATE, "2024-4-30", false },
        { DELIB_DATE, "2024-04-30 ", false }, { DELIB_DATE, "2024/04/30", false },  { DELIB_TIME, "00:00", true },
        { DELIB_TIME, "23:59", true },        { DELIB_TIME, "24:00", false },       { DELIB_TIME, "12:60", false },
        { DELIB_TIME, "9:30", false },        { DELIB_TIME, "09h30", false },       { DELIB_CODE, "02A", true },
        { DELIB_CODE, "a b", false },         { DELIB_CODE, "a\xC2\xA0" "b", false }, { DELIB_CODE, "é", true },
        { DELIB_CODE, "a\xE2\x80\xAF", false }, { DELIB_CODE, "", false },          { DELIB_STRING, "", false },
        { DELIB_STRING, " ", true },          { DELIB_INTEGER, "0", true },         { DELIB_INTEGER, "-1", false },
        { DELIB_INTEGER, "", false },         { DELIB_INTEGER, "1 ", false },       { DELIB_INTEGER, "007", true },
        { DELIB_INTEGER, "9223372036854775807", true },  { DELIB_INTEGER, "9223372036854775808", false },
        { DELIB_BOOLEAN, "true", true },      { DELIB_BOOLEAN, "false", true },     { DELIB_BOOLEAN, "1", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delib_value value;
        delib_status status = delib_value_parse(rows[i].type, delib_slice_of(rows[i].text), &value);
        if ((status == DELIB_OK) != rows[i].good)
            fail_msg("%s %s", delib_type_name(rows[i].type), rows[i].text);
        if (status == DELIB_OK)
            assert_true(delib_value_is_valid(value));
    }
}

static void fields_are_found_by_path(void **state)
{
    (void)state;
    for (unsigned i = 0; i < DELIB_FIELD_COUNT; i++)
        assert_int_equal(delib_field_of(delib_slice_of(delib_field_describe((delib_field)i)->path)), i);
    assert_int_equal(delib_field_of(delib_slice_of("sitting")), DELIB_FIELD_COUNT);
    assert_int_equal(delib_field_of(delib_slice_of("sitting.datum")), DELIB_FIELD_COUNT);
    assert_int_equal(delib_field_of((delib_slice){ NULL, 0 }), DELIB_FIELD_COUNT);
    assert_null(delib_field_describe(DELIB_FIELD_COUNT));
}

static void keys_are_checked(void **state)
{
    (void)state;
    assert_true(dlb_siren_is_valid(delib_slice_of("213802374")));
    assert_false(dlb_siren_is_valid(delib_slice_of("213802375")));
    assert_false(dlb_siren_is_valid(delib_slice_of("21380237")));
    assert_false(dlb_siren_is_valid((delib_slice){ NULL, 0 }));
    assert_true(dlb_siret_is_valid(delib_slice_of("35600000000048")));
    assert_true(dlb_siret_is_valid(delib_slice_of("35600000049837")));
    assert_false(dlb_siret_is_valid(delib_slice_of("35600000049838")));
    assert_false(dlb_siret_is_valid(delib_slice_of("213802374000")));
}

/* --- candidates --------------------------------------------------------------------------------------------- */

static delib_status add_number(delib_act *act, delib_field field, int64_t number, uint32_t line)
{
    delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
    provenance.line = line;
    return delib_act_add(act, field, delib_value_number(delib_field_describe(field)->type, number), &provenance);
}

static delib_status add_text(delib_act *act, delib_field field, const char *text)
{
    delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
    return delib_act_add(act, field, delib_value_text(delib_field_describe(field)->type, delib_slice_of(text)),
                         &provenance);
}

static void candidates_keep_their_order(void **state)
{
    delib_document *document = delib_document_new();
    delib_act *act = delib_document_add_act(document);
    (void)state;
    for (uint32_t line = 1; line <= 3; line++)
        assert_int_equal(add_number(act, DELIB_VOTE_FOR, 7, line), DELIB_OK);
    assert_int_equal(add_number(act, DELIB_VOTE_FOR, 7, 2), DELIB_OK);
    assert_int_equal(add_number(act, DELIB_VOTE_FOR, -7, 2), DELIB_E_INVALID);
    assert_int_equal(add_text(act, DELIB_VOTE_OUTCOME, "a b"), DELIB_E_INVALID);
    assert_null(delib_act_chosen(act, DELIB_VOTE_FOR));
    assert_false(delib_act_number(act, DELIB_VOTE_FOR, NULL));

    const delib_candidate *last = delib_act_candidates(act, DELIB_VOTE_FOR);
    for (int i = 0; i < 2; i++)
        last = delib_candidate_next(last);
    assert_null(delib_candidate_next(last));
    delib_act_choose(act, DELIB_VOTE_FOR, last);
    assert_ptr_equal(delib_act_chosen(act, DELIB_VOTE_FOR), last);
    uint32_t lines[] = { 3, 1, 2 };
    const delib_candidate *at = delib_act_candidates(act, DELIB_VOTE_FOR);
    for (int i = 0; i < 3; i++, at = delib_candidate_next(at))
        assert_int_equal(delib_candidate_provenance(at)->line, lines[i]);
    assert_null(at);
    add_number(act, DELIB_VOTE_FOR, 8, 9);
    delib_act_choose(act, DELIB_VOTE_FOR, NULL);
    assert_null(delib_act_chosen(act, DELIB_VOTE_FOR));
    delib_document_free(document);
}

static void what_is_handed_in_is_copied(void **state)
{
    char text[] = "Mizoën", raw[] = "MIZOËN";
    delib_box box = { 0, 0.5f, 1, 1 };
    delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
    delib_document *document = delib_document_new();
    delib_act *act = delib_document_add_act(document);
    (void)state;
    provenance.raw = delib_slice_of(raw);
    provenance.box = &box;
    delib_act_add(act, DELIB_AUTHORITY_NAME, delib_value_text(DELIB_STRING, delib_slice_of(text)), &provenance);
    text[0] = raw[0] = 'X';
    box.top = 0;
    const delib_candidate *candidate = delib_act_candidates(act, DELIB_AUTHORITY_NAME);
    assert_text(delib_candidate_value(candidate).text, "Mizoën");
    assert_text(delib_candidate_provenance(candidate)->raw, "MIZOËN");
    assert_true(delib_candidate_provenance(candidate)->box->top > 0.4f);
    delib_document_free(document);
}

static delib_status add_person(delib_act *act, const char *name, delib_presence presence)
{
    delib_person person = { .name = delib_slice_of(name), .presence = presence, .origin = DELIB_STATED,
                            .confidence = DELIB_UNMEASURED };
    return delib_act_add_person(act, DELIB_ATTENDANCE, &person);
}

static size_t count_persons(const delib_act *act)
{
    size_t count = 0;
    for (const delib_person *at = delib_act_persons(act, DELIB_ATTENDANCE); at; at = delib_person_next(at))
        count++;
    return count;
}

static void heirs_share_until_they_differ(void **state)
{
    delib_document *document = delib_document_new();
    delib_act *first = delib_document_add_act(document), *second = delib_document_add_act(document);
    delib_act *third = delib_document_add_act(document);
    (void)state;
    assert_int_equal(add_person(first, "", DELIB_PRESENT), DELIB_E_INVALID);
    add_person(first, "A", DELIB_PRESENT);
    add_text(first, DELIB_SITTING_DATE, "2024-01-01");
    delib_act_inherit(second, first);
    delib_act_inherit(third, first);
    delib_act_inherit(third, first);
    assert_ptr_equal(delib_act_persons(first, DELIB_ATTENDANCE), delib_act_persons(second, DELIB_ATTENDANCE));
    add_person(second, "B", DELIB_ABSENT);
    add_person(first, "C", DELIB_ABSENT);
    assert_int_equal(count_persons(first), 2);
    assert_int_equal(count_persons(second), 2);
    assert_int_equal(count_persons(third), 1);
    assert_null(delib_candidate_next(delib_act_candidates(third, DELIB_SITTING_DATE)));
    delib_document_free(document);
}

/* --- content ------------------------------------------------------------------------------------------------ */

static void a_walk_enters_and_leaves(void **state)
{
    delib_document *document = delib_document_new();
    delib_block *root = delib_document_content(document);
    delib_walk empty = delib_walk_begin(root);
    (void)state;
    assert_false(delib_walk_next(&empty));
    delib_block_add(root, DELIB_BLOCK_HEADING);
    delib_block *list = delib_block_add(root, DELIB_BLOCK_LIST);
    delib_block_add(list, DELIB_BLOCK_ITEM);
    delib_block_add(list, DELIB_BLOCK_ITEM);
    char events[64] = "";
    for (delib_walk walk = delib_walk_begin(root); delib_walk_next(&walk);) {
        size_t size = strlen(events);
        snprintf(events + size, sizeof events - size, "%s%.1s", walk.entering ? "+" : "-",
                 delib_block_type_name(delib_block_type_get(walk.block)));
    }
    assert_string_equal(events, "+h-h+l+i-i+i-i-l");
    delib_walk below = delib_walk_begin(list);
    int count = 0;
    while (delib_walk_next(&below))
        count++;
    assert_int_equal(count, 4);
    assert_ptr_equal(delib_block_parent(delib_block_first(list)), list);
    delib_document_free(document);
}

static void blocks_nest_to_a_bound(void **state)
{
    delib_document *document = delib_document_new();
    delib_block *block = delib_document_content(document);
    (void)state;
    for (int depth = 0; depth < DLB_BLOCK_DEPTH; depth++)
        assert_non_null(block = delib_block_add(block, DELIB_BLOCK_LIST));
    assert_null(delib_block_add(block, DELIB_BLOCK_ITEM));
    assert_null(delib_block_add(delib_document_content(document), DELIB_BLOCK_ROOT));
    delib_document_free(document);
}

static void spans_are_of_one_source(void **state)
{
    delib_document *document = delib_document_new();
    delib_block *block = delib_block_add(delib_document_content(document), DELIB_BLOCK_OTHER);
    size_t count;
    (void)state;
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(delib_block_add_span(block, 0, (delib_span){ i, i + 1 }), DELIB_OK);
    assert_int_equal(delib_block_add_span(block, 1, (delib_span){ 0, 1 }), DELIB_E_INVALID);
    assert_int_equal(delib_block_add_span(block, 0, (delib_span){ 2, 1 }), DELIB_E_INVALID);
    const delib_span *spans = delib_block_spans(block, &count);
    assert_int_equal(count, 100);
    assert_int_equal(spans[99].start, 99);
    delib_document_free(document);
}

/* --- sources, join ------------------------------------------------------------------------------------------ */

static void sources_are_found_by_id(void **state)
{
    delib_document *document = delib_document_new();
    delib_source_info info = { .name = DELIB_SLICE("a.txt") };
    uint32_t index;
    (void)state;
    for (uint32_t i = 0; i < 20; i++) {
        delib_document_add_source(document, &info, &index);
        assert_int_equal(index, i);
        assert_int_equal(delib_document_find_source(document, delib_document_source(document, i).id), i);
    }
    static const char *const others[] = { "s0", "s21", "s", "t1", "s01", "s4294967297", "s1x", "" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(delib_document_find_source(document, delib_slice_of(others[i])), DELIB_NO_SOURCE);
    assert_null(delib_document_source(document, 20).id.data);
    delib_document_free(document);
}

static delib_document *small_document(const char *number, const char *text)
{
    delib_document *document = delib_document_new();
    delib_source_info info = { .name = DELIB_SLICE("x") };
    delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
    uint32_t index;
    delib_document_add_source(document, &info, &index);
    delib_act *act = delib_document_add_act(document);
    provenance.source = index;
    delib_act_add(act, DELIB_ACT_NUMBER, delib_value_text(DELIB_STRING, delib_slice_of(number)), &provenance);
    delib_person person = { .name = DELIB_SLICE("N"), .source = index, .confidence = DELIB_UNMEASURED };
    delib_act_add_person(act, DELIB_ATTENDANCE, &person);
    if (text) {
        delib_block *block = delib_block_add(delib_act_content(act), DELIB_BLOCK_PARAGRAPH);
        delib_block_set_text(block, delib_slice_of(text));
        delib_block_add_span(block, index, (delib_span){ 0, 1 });
        block = delib_block_add(delib_document_content(document), DELIB_BLOCK_FURNITURE);
        delib_block_add_span(block, index, (delib_span){ 1, 2 });
    }
    delib_finding finding = { .code = DELIB_SLICE("X"), .message = delib_slice_of(number), .source = index };
    delib_act_add_finding(document, act, &finding);
    return document;
}

static void absorbed_acts_merge(void **state)
{
    delib_document *into = small_document("1", NULL), *from = small_document("2", "text");
    (void)state;
    delib_act *first = delib_document_first_act(into), *second = delib_document_first_act(from);
    assert_int_equal(dlb_document_absorb(into, from), DELIB_OK);
    assert_null(delib_document_first_act(from));
    assert_int_equal(delib_document_source_count(from), 0);
    delib_document_free(from);
    assert_ptr_equal(delib_act_next(first), second);
    assert_ptr_equal(delib_act_document(second), into);
    assert_int_equal(delib_candidate_provenance(delib_act_candidates(second, DELIB_ACT_NUMBER))->source, 1);
    assert_text(delib_document_source(into, 1).id, "s2");

    assert_int_equal(dlb_act_merge(first, second), DELIB_OK);
    dlb_document_remove_act(into, second);
    assert_null(delib_act_next(first));
    const delib_candidate *candidate = delib_act_candidates(first, DELIB_ACT_NUMBER);
    assert_text(delib_candidate_value(delib_candidate_next(candidate)).text, "2");
    const delib_person *person = delib_act_persons(first, DELIB_ATTENDANCE);
    assert_int_equal(person->source, 0);
    assert_int_equal(delib_person_next(person)->source, 1);
    assert_int_equal(delib_finding_next(delib_act_findings(first))->source, 1);
    const delib_block *block = delib_block_first(delib_act_content(first));
    assert_text(delib_block_text(block), "text");
    assert_int_equal(delib_block_source(block), 1);
    assert_ptr_equal(delib_block_parent(block), delib_act_content(first));
    assert_int_equal(delib_block_source(delib_block_first(delib_document_content(into))), 1);
    assert_non_null(delib_block_add(delib_act_content(first), DELIB_BLOCK_OTHER));
    delib_document_free(into);
}

/* --- checks ------------------------------------------------------------------------------------------------- */

/* Sets values given as "path=value" apart from each other by a blank. */
static void set_values(delib_act *act, const char *text)
{
    while (*text) {
        size_t size = strcspn(text, " "), key = strcspn(text, "=");
        delib_field field = delib_field_of((delib_slice){ text, key });
        delib_provenance provenance = DELIB_PROVENANCE(DELIB_STATED);
        delib_value value;
        assert_true(field < DELIB_FIELD_COUNT);
        assert_int_equal(delib_value_parse(delib_field_describe(field)->type,
                                           (delib_slice){ text + key + 1, size - key - 1 }, &value),
                         DELIB_OK);
        provenance.line = 5;
        assert_int_equal(delib_act_add(act, field, value, &provenance), DELIB_OK);
        delib_act_choose(act, field, delib_act_candidates(act, field));
        text += size + (text[size] == ' ');
    }
}

/* Whether the findings of an act are those of these codes, each followed by a blank. */
static void assert_findings(const delib_act *act, const char *values, const char *expected)
{
    char codes[256] = "";
    for (const delib_finding *at = delib_act_findings(act); at; at = delib_finding_next(at)) {
        size_t size = strlen(codes);
        snprintf(codes + size, sizeof codes - size, "%.*s ", (int)at->code.size, at->code.data);
        assert_true(at->field.size > 0 && at->message.size > 0);
    }
    if (strcmp(codes, expected) != 0)
        fail_msg("%s: %s, not %s", values, codes, expected);
}

static void contradictions_are_found(void **state)
{
    static const struct {
        const char *values, *codes;
    } rows[] = {
        { "sitting.voters=7 vote.for=7 vote.against=0 vote.abstentions=0", "" },
        { "sitting.voters=7 vote.for=6 vote.against=0 vote.abstentions=0", "VOTE-SUM " },
        { "sitting.voters=7 vote.for=6 vote.against=0 vote.abstentions=0 vote.not_voting=1", "" },
        { "sitting.voters=7 vote.for=6", "" },
        { "vote.unanimous=true vote.against=1", "VOTE-UNANIMOUS " },
        { "vote.unanimous=true vote.against=0 vote.abstentions=3", "" },
        { "vote.unanimous=false vote.against=1", "" },
        { "sitting.seats=11 sitting.voters=12 sitting.present=12", "VOTERS-SEATS PRESENT-SEATS " },
        { "sitting.seats=11 sitting.voters=11 sitting.present=11", "" },
        { "sitting.date=2025-02-18 sitting.convened=2025-02-19", "DATE-ORDER " },
        { "sitting.date=2025-02-18 formalities.received=2025-02-17 formalities.published=2025-02-18", "DATE-ORDER " },
        { "formalities.sent=2025-02-18 formalities.received=2025-02-17", "DATE-ORDER " },
        { "authority.siren=213802374 authority.siret=21380237400017", "SIRET-KEY " },
        { "authority.siren=213802375", "SIREN-KEY " },
        { "authority.siren=213802374 authority.siret=35600000000048", "SIRET-SIREN " },
        { "act.id=038-213802374-20250218-DE2025_07-DE authority.siren=213802374 sitting.date=2025-02-18 act.number=07/2025",
          "" },
        { "act.id=038-213802374-20250218-2025_007-DE act.number=2025-7", "" },
        { "act.id=038-213802374-20250218-08717-DE act.number=087-17", "" },
        { "act.id=038-213802374-20250218-2025_08-DE act.number=2025/07", "ID-MISMATCH " },
        { "act.id=038-213802374-20250218-X-DE sitting.date=2025-02-19 act.number=3", "ID-MISMATCH " },
        { "act.id=nonsense sitting.date=2025-02-19", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delib_document *document = delib_document_new();
        delib_act *act = delib_document_add_act(document);
        set_values(act, rows[i].values);
        for (int twice = 0; twice < 2; twice++) {
            assert_int_equal(delib_check(NULL, document), DELIB_OK);
            assert_findings(act, rows[i].values, rows[i].codes);
        }
        delib_document_free(document);
    }
}

static void persons_are_checked(void **state)
{
    delib_document *document = delib_document_new();
    delib_act *act = delib_document_add_act(document);
    (void)state;
    add_person(act, "A", DELIB_PRESENT);
    add_person(act, "B", DELIB_REPRESENTED);
    add_person(act, "A", DELIB_ABSENT);
    add_person(act, "A", DELIB_EXCUSED);
    set_values(act, "sitting.present=2 sitting.voters=4");
    delib_check(NULL, document);
    assert_findings(act, "persons", "PRESENT-COUNT VOTERS-PROXIES PERSON-TWICE ");
    assert_int_equal(delib_act_findings(act)->line, 5);
    delib_document_free(document);
}

static void findings_that_hold_no_more_go(void **state)
{
    delib_document *document = delib_document_new();
    delib_finding own = { .code = DELIB_SLICE("READ-X"), .message = DELIB_SLICE("m") };
    (void)state;
    delib_act_add_finding(document, NULL, &own);
    delib_act_add_finding(document, NULL, &own);
    delib_check(NULL, document);
    const delib_finding *finding = delib_finding_next(delib_document_findings(document));
    assert_text(finding->code, "NO-ACT");
    assert_null(delib_finding_next(finding));
    delib_document_add_act(document);
    delib_check(NULL, document);
    assert_text(delib_document_findings(document)->code, "READ-X");
    assert_null(delib_finding_next(delib_document_findings(document)));
    delib_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_keep_their_form),
        cmocka_unit_test(fields_are_found_by_path),
        cmocka_unit_test(keys_are_checked),
        cmocka_unit_test(candidates_keep_their_order),
        cmocka_unit_test(what_is_handed_in_is_copied),
        cmocka_unit_test(heirs_share_until_they_differ),
        cmocka_unit_test(a_walk_enters_and_leaves),
        cmocka_unit_test(blocks_nest_to_a_bound),
        cmocka_unit_test(spans_are_of_one_source),
        cmocka_unit_test(sources_are_found_by_id),
        cmocka_unit_test(absorbed_acts_merge),
        cmocka_unit_test(contradictions_are_found),
        cmocka_unit_test(persons_are_checked),
        cmocka_unit_test(findings_that_hold_no_more_go),
    };
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
