/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The pure pieces of the writers: cells and rules of CSV, escapes of Markdown and XML, numbers of Akoma Ntoso. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <delib/delib.h>
#include "plugins/akn/akn.h"
#include "plugins/csv/csv.h"
#include "plugins/markdown/markdown.h"

struct pair {
    const char *in, *out;
};

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

/* Writes one text to memory and compares. */
typedef void (*write_fn)(delib_sink *sink, delib_slice text);

static void check_pairs(const struct pair *pairs, size_t count, write_fn write)
{
    delib_context *context = delib_context_new();

    assert_non_null(context);
    for (size_t i = 0; i < count; i++) {
        delib_sink *sink;
        char got[256];

        assert_int_equal(delib_sink_memory(context, &sink), DELIB_OK);
        write(sink, delib_slice_of(pairs[i].in));
        delib_slice held = delib_sink_held(sink);
        assert_true(held.size < sizeof got);
        memcpy(got, held.size ? held.data : "", held.size);
        got[held.size] = '\0';
        assert_string_equal(got, pairs[i].out);
        delib_sink_close(context, sink, false);
    }
    delib_context_free(context);
}

/* --- csv ---------------------------------------------------------------------------------------------------------- */

static void write_cell(delib_sink *sink, delib_slice text)
{
    csv_cell_write(sink, text, true);
}

static void write_raw_cell(delib_sink *sink, delib_slice text)
{
    csv_cell_write(sink, text, false);
}

static void test_cells(void **state)
{
    static const struct pair guarded[] = {
        { "", "" },
        { "Mizoën", "Mizoën" },
        { " a \t\r\n b\xC2\xA0 c ", "a b c" },
        { "a,b", "\"a,b\"" },
        { "a;b", "\"a;b\"" },
        { "dit \"oui\"", "\"dit \"\"oui\"\"\"" },
        { "=1+1", "'=1+1" },
        { " \n-12", "'-12" },
        { "@SUM(A1,A2)", "\"'@SUM(A1,A2)\"" },
        { "\xEF\xBC\x9D" "1", "'\xEF\xBC\x9D" "1" },
        { "a=1", "a=1" },
    };
    static const struct pair raw[] = { { "=1+1", "=1+1" }, { "a\tb", "a b" }, { "a,b", "\"a,b\"" } };

    (void)state;
    check_pairs(guarded, COUNT_OF(guarded), write_cell);
    check_pairs(raw, COUNT_OF(raw), write_raw_cell);
}

static void test_rules(void **state)
{
    static const char *const sirets[] = { "21990021400012", "21990001600011" };
    static const char *const no_sirets[] = { "", "2199002140001", "21990021400013", "2199002140001X",
                                             "21990021400012 " };
    static const char *const controls[] = { "PREF038", "PREF02A", "SPREF0381", "SGAR084" };
    static const char *const no_controls[] = { "0", "PREF38", "PREF0381", "SPREF038", "PREF03A", "pref038" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(sirets); i++)
        assert_true(csv_is_siret(delib_slice_of(sirets[i])));
    for (size_t i = 0; i < COUNT_OF(no_sirets); i++)
        assert_false(csv_is_siret(delib_slice_of(no_sirets[i])));
    for (size_t i = 0; i < COUNT_OF(controls); i++)
        assert_true(csv_is_control(delib_slice_of(controls[i])));
    for (size_t i = 0; i < COUNT_OF(no_controls); i++)
        assert_false(csv_is_control(delib_slice_of(no_controls[i])));
    assert_true(csv_is_budget_year(delib_slice_of("2024/2025")));
    assert_false(csv_is_budget_year(delib_slice_of("2025/2024")));
    assert_false(csv_is_budget_year(delib_slice_of("2024-2025")));
    assert_false(csv_is_day(delib_slice_of("0000-01-01")));
    assert_true(csv_is_web_address(delib_slice_of("https://valfontaine.example/a.pdf")));
    assert_false(csv_is_web_address(delib_slice_of("javascript:alert(1)")));
    assert_false(csv_is_web_address(delib_slice_of("https://valfontaine.example/a b")));
}

static void check_matter(const char *code, const char *stated, const char *name, bool replaced)
{
    delib_slice out;

    assert_int_equal(csv_matter_name(csv_matter_code(delib_slice_of(code)), delib_slice_of(stated), &out), replaced);
    assert_true(name ? delib_slice_is(out, name) : out.data == NULL);
}

static void test_matters(void **state)
{
    (void)state;
    assert_true(delib_slice_is(csv_matter_code(delib_slice_of("7.10.2")), "7.10"));
    assert_null(csv_matter_code(delib_slice_of("7")).data);
    assert_null(csv_matter_code(delib_slice_of("7.100")).data);
    check_matter("7.5", NULL, "finances locales/subventions", false);
    check_matter("7.5", "finances locales/aides", "finances locales/aides", false);
    check_matter("7.5", "FINANCES", "finances locales/subventions", true);
    check_matter("7.5", "finances locales/ aides", "finances locales/subventions", true);
    check_matter("7.5", "urbanisme/divers", "finances locales/subventions", true);
    check_matter("9.9", "urbanisme/divers", "urbanisme/divers", false);
    check_matter("9.9", "divers", NULL, true);
    assert_true(delib_slice_is(csv_number_of_id(delib_slice_of("099-219900016-20221011-2022_29-DE")), "2022_29"));
    assert_null(csv_number_of_id(delib_slice_of("2022_29")).data);
}

/* --- markdown ----------------------------------------------------------------------------------------------------- */

static void write_markdown(delib_sink *sink, delib_slice text)
{
    md_text(sink, text, MD_BREAK_HARD, 2);
}

static void test_markdown(void **state)
{
    static const struct pair pairs[] = {
        { "Vu le code", "Vu le code" },
        { "    quatre espaces", "quatre espaces" },
        { "- item", "\\- item" },
        { "+ item", "\\+ item" },
        { "1. item", "1\\. item" },
        { "12) item", "12\\) item" },
        { "# titre", "\\# titre" },
        { "> cité", "\\> cité" },
        { "===", "\\===" },
        { "l'an 2024. Fin", "l'an 2024. Fin" },
        { "*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~" },
        { "[a](b) <c> &amp; e|f \\", "\\[a\\](b) \\<c\\> \\&amp; e\\|f \\\\" },
        { "http://a.example www.b.example", "http\\://a.example www\\.b.example" },
        { "{{ x }}", "&#123;{ x }}" },
        { "un\ndeux\r\n\n- trois", "un\\\n  deux\\\n  \\- trois" },
        { " \n ", "" },
    };

    (void)state;
    check_pairs(pairs, COUNT_OF(pairs), write_markdown);
}

static void test_yaml(void **state)
{
    static const struct pair pairs[] = {
        { "Valfontaine", "\"Valfontaine\"" },
        { "a \"b\" \\", "\"a \\\"b\\\" \\\\\"" },
        { "a\nb\t\x7F", "\"a\\u000Ab\\u0009\\u007F\"" },
        { "\xC2\x85 \xE2\x80\xA8 \xEF\xBB\xBF \xEF\xBF\xBE", "\"\\u0085 \\u2028 \\uFEFF \\uFFFE\"" },
    };

    (void)state;
    check_pairs(pairs, COUNT_OF(pairs), md_yaml_string);
}

/* --- akn ---------------------------------------------------------------------------------------------------------- */

static void write_xml(delib_sink *sink, delib_slice text)
{
    struct xml xml;

    akn_xml_begin_at(&xml, sink, 0);
    akn_xml_open(&xml, "p");
    akn_xml_attribute(&xml, "a", text);
    akn_xml_mixed(&xml);
    akn_xml_text(&xml, text);
    akn_xml_close(&xml);
    akn_xml_finish(&xml);
}

static void test_xml(void **state)
{
    static const struct pair pairs[] = {
        { "", "\n<p a=\"\"/>" },
        { "a <b> & \"c\"", "\n<p a=\"a &lt;b&gt; &amp; &quot;c&quot;\">a &lt;b&gt; &amp; \"c\"</p>" },
        { " a\n\tb ", "\n<p a=\"a b\"> a\n\tb </p>" },
        { "a\fb", "\n<p a=\"a b\">a b</p>" },
        { "\x01\xEF\xBF\xBE", "\n<p a=\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\">"
                              "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD</p>" },
        { "\xE9" "a", "\n<p a=\"\xEF\xBF\xBD" "a\">\xEF\xBF\xBD" "a</p>" },
        { "é€😀", "\n<p a=\"é€😀\">é€😀</p>" },
    };

    (void)state;
    check_pairs(pairs, COUNT_OF(pairs), write_xml);
}

static void test_eid_numbers(void **state)
{
    static const struct pair pairs[] = {
        { "Article 1er", "1" }, { "ARTICLE 2", "2" },          { "1ère", "1" },     { "2bis)", "2bis" }, { "1.1", "1-1" },
        { "(a)", "a" },         { "Article unique :", "unique" }, { "-", "" },         { "", "" },          { "3°", "3" },
        { "1er bis", "1bis" },  { "2 ter)", "2ter" },    { "2\xC2\xA0" "bis", "2bis" }, { "1ère bis", "1bis" },
        { "1 an", "1" },        { "PREMIER", "1" },      { "ARTICLE PREMIÈRE", "1" },   { "Article deux", "2" },
        { "II", "ii" },         { "2-1", "2-1" },        { "Article 12.3 :", "12-3" },  { "–", "" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        char number[EID_NUMBER];

        akn_eid_number(delib_slice_of(pairs[i].in), number);
        assert_string_equal(number, pairs[i].out);
    }
}

static void test_eids(void **state)
{
    static const delib_slice none = { NULL, 0 }, one = DELIB_SLICE("Article 1er");
    struct eids eids = { 0 };

    (void)state;
    assert_string_equal(akn_eid_enter(&eids, AKN_P, none), "p_1");
    akn_eid_leave(&eids);
    assert_string_equal(akn_eid_enter(&eids, AKN_ARTICLE, one), "art_1");
    assert_string_equal(akn_eid_enter(&eids, AKN_CONTENT, none), "art_1__content_1");
    assert_string_equal(akn_eid_enter(&eids, AKN_P, none), "art_1__content_1__p_1");
    akn_eid_leave(&eids);
    assert_string_equal(akn_eid_enter(&eids, AKN_P, none), "art_1__content_1__p_2");
    akn_eid_leave(&eids);
    akn_eid_leave(&eids);
    akn_eid_leave(&eids);
    assert_string_equal(akn_eid_enter(&eids, AKN_ARTICLE, one), "art_1_2");
    akn_eid_leave(&eids);
    assert_string_equal(akn_eid_enter(&eids, AKN_ARTICLE, one), "art_1_3");
    akn_eid_leave(&eids);
    assert_string_equal(akn_eid_enter(&eids, AKN_P, none), "p_2");
    akn_eid_leave(&eids);
    akn_eid_finish(&eids);
}

static void test_slugs(void **state)
{
    static const struct pair slugs[] = {
        { "Mizoën", "mizoen" },
        { " Saint-Évroul  d'Œuf ", "saint-evroul-d-oeuf" },
        { "conseil municipal", "conseil-municipal" },
        { "…", "" },
    };
    static const struct pair numbers[] = { { "2025/07", "2025_07" }, { "N° 12.", "N_12" }, { "DEL-2024-01", "DEL_2024_01" } };
    char out[AKN_SLUG];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(slugs); i++) {
        akn_slug(delib_slice_of(slugs[i].in), out, sizeof out);
        assert_string_equal(out, slugs[i].out);
    }
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        akn_number_slug(delib_slice_of(numbers[i].in), out, sizeof out);
        assert_string_equal(out, numbers[i].out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),       cmocka_unit_test(test_rules), cmocka_unit_test(test_matters),
        cmocka_unit_test(test_markdown),    cmocka_unit_test(test_yaml),  cmocka_unit_test(test_xml),
        cmocka_unit_test(test_eid_numbers), cmocka_unit_test(test_eids),  cmocka_unit_test(test_slugs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
