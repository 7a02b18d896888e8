/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The canonical JSON: what is written is read back to the same bytes; what is not understood is kept or said. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include <delib/delib.h>

/* The diagnostics of one run, as "CODE field; ". */
typedef struct heard {
    char text[1024];
} heard;

static void hear(void *user, const delib_diagnostic *diagnostic)
{
    heard *all = user;
    size_t size = strlen(all->text);
    snprintf(all->text + size, sizeof all->text - size, "%s %s; ", diagnostic->code,
             diagnostic->place.field ? diagnostic->place.field : "");
}

static heard said;

static int set_up(void **state)
{
    delib_context *context = delib_context_new();
    assert_non_null(context);
    said.text[0] = '\0';
    delib_context_listen(context, hear, &said);
    *state = context;
    return 0;
}

static int tear_down(void **state)
{
    delib_context_free(*state);
    return 0;
}

/* Reads a text and writes it again; the caller frees the result, which is NULL where it was refused. */
static char *through(delib_context *context, const char *text, unsigned indent, delib_status *status)
{
    delib_document *document = delib_document_new();
    delib_sink *sink = NULL;
    char *out = NULL;
    *status = delib_document_read_json(context, document, "x.json", 1, delib_slice_of(text));
    if (*status >= 0) {
        assert_int_equal(delib_sink_memory(context, &sink), DELIB_OK);
        assert_int_equal(delib_document_write_json(document, indent, sink), DELIB_OK);
        delib_slice held = delib_sink_held(sink);
        out = strndup(held.data, held.size);
        delib_sink_close(context, sink, false);
    }
    delib_document_free(document);
    return out;
}

static void assert_through(delib_context *context, const char *text, const char *expected)
{
    delib_status status;
    char *out = through(context, text, 0, &status);
    assert_true(status >= 0);
    assert_string_equal(out, expected);
    char *again = through(context, out, 0, &status), *wide = through(context, out, 3, &status);
    assert_string_equal(again, expected);
    char *narrow = through(context, wide, 0, &status);
    assert_string_equal(narrow, expected);
    free(narrow);
    free(wide);
    free(again);
    free(out);
}

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char rich[] =
    "{\"delib\":\"1.0\",\"sources\":[{\"id\":\"s1\",\"name\":\"a.txt\",\"format\":\"text\",\"charset\":\"UTF-8\","
    "\"size\":4557,\"sha256\":\"" HASH "\",\"tongue\":\"fr\"},{\"id\":\"s2\",\"name\":\"-\"}],"
    "\"content\":[{\"type\":\"furniture\",\"text\":\"tête\\n\\\"x\\\" \\\\ \\u0001\",\"source\":\"s2\","
    "\"spans\":[[3120,3166]]}],\"deliberations\":[{"
    "\"authority\":{\"name\":\"Clairval\",\"kind\":\"commune\",\"siren\":\"213802374\",\"mayor\":{\"a\":[1,null]}},"
    "\"sitting\":{\"date\":\"2025-02-18\",\"time\":\"18:30\",\"seats\":11,\"present\":7,\"voters\":7,"
    "\"attendance\":[{\"name\":\"NOËL Ève\",\"given\":\"Ève\",\"family\":\"NOËL\",\"civility\":\"Mme\",\"role\":\"Maire\","
    "\"status\":\"present\",\"source\":\"s1\",\"spans\":[[520,534],[540,541]],\"confidence\":0.98,\"age\":40},"
    "{\"name\":\"X\",\"status\":\"represented\",\"proxy_to\":\"NOËL Ève\",\"origin\":\"derived\"}]},"
    "\"act\":{\"number\":\"2025/07\",\"matter\":{\"code\":\"8.2\",\"old\":1}},"
    "\"vote\":{\"unanimous\":false,\"for\":6,\"against\":0,\"voters\":{\"against\":[{\"name\":\"Z\"}],\"late\":[]}},"
    "\"content\":[{\"type\":\"list\",\"blocks\":[{\"type\":\"item\",\"number\":\"-\",\"text\":\"- a\"},"
    "{\"type\":\"item\",\"text\":\"b\"}],\"mark\":1},{\"type\":\"decision\",\"verb\":\"APPROUVE\",\"text\":\"APPROUVE\"}],"
    "\"formalities\":{\"signed\":{\"place\":\"P\"},\"sent\":\"2025-02-19\"},"
    "\"attachments\":[{\"name\":\"n.pdf\",\"type\":\"99_AU\",\"size\":0,\"sha256\":\"" HASH "\"}],"
    "\"provenance\":{\"sitting.date\":[{\"origin\":\"stated\",\"value\":\"2025-02-18\",\"source\":\"s1\",\"line\":9,"
    "\"column\":6,\"page\":2,\"box\":[0.1,0.25,0.333333,1],\"bytes\":[107,150],\"raw\":\"dix-huit\","
    "\"confidence\":0.995,\"why\":\"z\"},{\"origin\":\"derived\",\"value\":\"2025-02-17\",\"rule\":\"r\","
    "\"confidence\":0}],"
    "\"sitting.quorum\":[{\"origin\":\"stated\",\"value\":8,\"confidence\":0.4}],"
    "\"vote.unanimous\":[{\"origin\":\"corrected\",\"value\":false,\"confidence\":1}],\"act.colour\":[{\"v\":1}]},"
    "\"diagnostics\":[{\"code\":\"READ-X\",\"severity\":\"note\",\"field\":\"vote.for\",\"message\":\"…\","
    "\"source\":\"s1\",\"line\":31}],\"later\":true}],"
    "\"diagnostics\":[{\"code\":\"A\",\"severity\":\"error\",\"message\":\"m\"}],\"more\":\"\\u0002\"}";

static void a_rich_document_is_a_fixed_point(void **state)
{
    assert_through(*state, rich, rich);
}

static void written_by_hand(void **state)
{
    assert_through(*state,
                   " { \"deliberations\" : [ {\"vote\": {\"against\": 1, \"for\": 6}} ] , \"sources\": [{\"id\": \"b\"}, {}],\n"
                   "\"content\": [{\"source\": \"b\", \"type\": \"other\", \"text\": \"\\u00e9\\/\"}], \"delib\": \"1.7\"}",
                   "{\"delib\":\"1.7\",\"sources\":[{\"id\":\"s1\"},{\"id\":\"s2\"}],\"content\":[{\"type\":\"other\","
                   "\"text\":\"é/\",\"source\":\"s1\"}],\"deliberations\":[{\"vote\":{\"for\":6,\"against\":1}}]}");
    assert_string_equal(said.text, "");
}

static void a_value_that_was_edited_is_a_correction(void **state)
{
    assert_through(*state,
                   "{\"delib\":\"1.0\",\"deliberations\":[{\"vote\":{\"for\":6,\"against\":2},\"provenance\":{"
                   "\"vote.for\":[{\"origin\":\"stated\",\"value\":7}],\"vote.against\":[{\"origin\":\"stated\",\"value\":1},"
                   "{\"origin\":\"derived\",\"value\":2}]}}]}",
                   "{\"delib\":\"1.0\",\"sources\":[],\"deliberations\":[{\"vote\":{\"for\":6,\"against\":2},\"provenance\":{"
                   "\"vote.for\":[{\"origin\":\"corrected\",\"value\":6},{\"origin\":\"stated\",\"value\":7}],"
                   "\"vote.against\":[{\"origin\":\"derived\",\"value\":2},{\"origin\":\"stated\",\"value\":1}]}}]}");
}

static void unknown_keys_are_said_once(void **state)
{
    delib_status status;
    char *out = through(*state,
                        "{\"delib\":\"1.0\",\"z\":1,\"deliberations\":[{\"act\":{\"q\":1,\"matter.code\":1}},"
                        "{\"act\":{\"q\":[2.5]}}]}",
                        0, &status);
    assert_int_equal(status, DELIB_OK);
    assert_string_equal(out, "{\"delib\":\"1.0\",\"sources\":[],\"deliberations\":[{\"act\":{\"q\":1,\"matter.code\":1}},"
                             "{\"act\":{\"q\":[2.5]}}],\"z\":1}");
    assert_string_equal(said.text, "JSON-KEY z; JSON-KEY deliberations[].act.q; "
                                   "JSON-KEY deliberations[].act.matter.code; ");
    free(out);
}

static void wrong_values_are_left_out(void **state)
{
    static const struct {
        const char *act, *field;
    } rows[] = {
        { "{\"vote\":{\"for\":\"7\"}}", "vote.for" },
        { "{\"vote\":{\"for\":7.0}}", "vote.for" },
        { "{\"vote\":{\"for\":-1}}", "vote.for" },
        { "{\"vote\":{\"for\":null}}", "vote.for" },
        { "{\"vote\":{\"unanimous\":1}}", "vote.unanimous" },
        { "{\"vote\":5}", "vote" },
        { "{\"vote\":{\"voters\":{\"for\":{}}}}", "vote.voters.for" },
        { "{\"sitting\":{\"date\":\"2025-02-29\"}}", "sitting.date" },
        { "{\"sitting\":{\"attendance\":[{}]}}", "sitting.attendance[0]" },
        { "{\"act\":{\"id\":\"a b\"}}", "act.id" },
        { "{\"act\":{\"subject\":\"\"}}", "act.subject" },
        { "{\"content\":{}}", "content" },
        { "{\"content\":[1]}", "content[0]" },
        { "{\"attachments\":[{\"size\":1}]}", "attachments[0]" },
        { "{\"diagnostics\":[{\"code\":\"X\"}]}", "diagnostics[0]" },
        { "{\"provenance\":{\"vote.for\":7}}", "provenance.vote.for" },
        { "{\"provenance\":{\"vote.for\":[{\"origin\":\"stated\"}]}}", "provenance.vote.for[0].value" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[256], expected[256];
        delib_status status;
        said.text[0] = '\0';
        snprintf(text, sizeof text, "{\"delib\":\"1.0\",\"deliberations\":[%s]}", rows[i].act);
        snprintf(expected, sizeof expected, "JSON-VALUE deliberations[0].%s; ", rows[i].field);
        char *out = through(*state, text, 0, &status);
        assert_int_equal(status, DELIB_PARTIAL);
        assert_string_equal(said.text, expected);
        assert_string_equal(out, "{\"delib\":\"1.0\",\"sources\":[],\"deliberations\":[{}]}");
        free(out);
    }
}

static void wrong_provenance_is_left_out(void **state)
{
    static const char *const members[] = {
        "\"confidence\":1.1", "\"confidence\":-0.1", "\"confidence\":\"1\"", "\"line\":0", "\"line\":4294967296",
        "\"source\":\"s2\"",  "\"source\":0",        "\"box\":[0,0,1]",      "\"box\":[0,0,1,2]",
        "\"bytes\":[5,5]",    "\"bytes\":[5,4]",     "\"bytes\":[-1,4]",     "\"bytes\":[1,2,3]",
        "\"origin\":\"heard\"", "\"raw\":1",         "\"rule\":\"\"",
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        char text[256];
        delib_status status;
        snprintf(text, sizeof text,
                 "{\"delib\":\"1.0\",\"deliberations\":[{\"provenance\":{\"vote.for\":[{\"value\":1,%s}]}}]}", members[i]);
        char *out = through(*state, text, 0, &status);
        assert_int_equal(status, DELIB_PARTIAL);
        assert_string_equal(out, "{\"delib\":\"1.0\",\"sources\":[],\"deliberations\":[{\"provenance\":{\"vote.for\":["
                                 "{\"origin\":\"stated\",\"value\":1}]}}]}");
        free(out);
    }
}

static void what_is_no_document_is_refused(void **state)
{
    static const struct {
        const char *text, *said;
    } rows[] = {
        { "", "JSON-SYNTAX ; " },
        { "[]", "JSON-SYNTAX ; " },
        { "7", "JSON-SYNTAX ; " },
        { "{\"delib\":\"1.0\"} x", "JSON-SYNTAX ; " },
        { "{\"delib\":\"1.0\",\"delib\":\"1.0\"}", "JSON-SYNTAX ; " },
        { "{\"delib\":\"1.0\",\"x\":\"\xFF\"}", "JSON-SYNTAX ; " },
        { "{\"delib\":\"1.0\",\"x\":\"\\u0000\"}", "JSON-SYNTAX ; " },
        { "{}", "JSON-VERSION delib; " },
        { "{\"delib\":1}", "JSON-VERSION delib; " },
        { "{\"delib\":\"2.0\"}", "JSON-VERSION delib; " },
        { "{\"delib\":\"11.0\"}", "JSON-VERSION delib; " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        delib_status status;
        said.text[0] = '\0';
        assert_null(through(*state, rows[i].text, 0, &status));
        assert_int_equal(status, DELIB_E_INVALID);
        assert_string_equal(said.text, rows[i].said);
    }
}

/* An object with `depth` nested lists of content. */
static char *nested(size_t depth)
{
    char *text = malloc(64 + depth * 40), *at = text;
    assert_non_null(text);
    at += sprintf(at, "{\"delib\":\"1.0\",\"content\":[");
    for (size_t i = 0; i < depth; i++)
        at += sprintf(at, "{\"type\":\"list\",\"blocks\":[");
    for (size_t i = 0; i < depth; i++)
        at += sprintf(at, "]}");
    sprintf(at, "]}");
    return text;
}

static void depth_is_limited(void **state)
{
    char *good = nested(256), *bad = nested(2000);
    delib_status status;
    char *out = through(*state, good, 0, &status);
    assert_int_equal(status, DELIB_OK);
    free(out);
    assert_null(through(*state, bad, 0, &status));
    assert_int_equal(status, DELIB_E_LIMIT);
    assert_string_equal(said.text, "LIMIT-NESTING ; ");
    free(good);
    free(bad);
}

static void broken_text_comes_out_whole(void **state)
{
    delib_document *document = delib_document_new();
    delib_block *block = delib_block_add(delib_document_content(document), DELIB_BLOCK_OTHER);
    delib_sink *sink;
    delib_block_set_text(block, delib_slice_of("a\xFF\xC3|\xED\xA0\x80\x7F\t"));
    delib_sink_memory(*state, &sink);
    delib_document_write_json(document, 0, sink);
    delib_sink_putc(sink, '\0');
    assert_string_equal(delib_sink_held(sink).data,
                        "{\"delib\":\"1.0\",\"sources\":[],\"content\":[{\"type\":\"other\",\"text\":\"a\xEF\xBF\xBD\xEF\xBF\xBD|"
                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\x7F\\t\"}],\"deliberations\":[]}");
    delib_sink_close(*state, sink, false);
    delib_document_free(document);
}

static void an_adopted_source_is_described(void **state)
{
    delib_document *document = delib_document_new();
    delib_source *source;
    delib_sink *sink;
    uint32_t index;
    assert_int_equal(delib_source_of_bytes(*state, "a/b.txt", delib_slice_of("abc"), &source), DELIB_OK);
    assert_int_equal(delib_document_adopt(document, source, "text", &index), DELIB_OK);
    assert_int_equal(index, 0);
    delib_sink_memory(*state, &sink);
    delib_document_write_json(document, 0, sink);
    delib_sink_putc(sink, '\0');
    assert_string_equal(delib_sink_held(sink).data,
                        "{\"delib\":\"1.0\",\"sources\":[{\"id\":\"s1\",\"name\":\"b.txt\",\"format\":\"text\",\"size\":3,"
                        "\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}],"
                        "\"deliberations\":[]}");
    delib_sink_close(*state, sink, false);
    delib_document_free(document);
}

static void source_ids_are_told_apart(void **state)
{
    delib_status status;
    char *out = through(*state, "{\"delib\":\"1.0\",\"sources\":[{\"id\":\"a\"},{\"id\":\"a\"},7]}", 0, &status);
    assert_int_equal(status, DELIB_PARTIAL);
    assert_string_equal(said.text, "JSON-VALUE sources[1].id; JSON-VALUE sources[2]; ");
    free(out);
}

/* The member of nested objects that keys name one after another, NULL behind the last. */
static json_t *descend(json_t *json, const char *const *keys)
{
    for (; *keys; keys++)
        json = json_object_get(json, *keys);
    return json;
}

static void the_schema_has_the_tables(void **state)
{
    static const char *const to_fields[] = { "$defs", "act", "properties", "provenance", "properties", NULL };
    static const char *const to_types[] = { "$defs", "block", "properties", "type", "enum", NULL };
    json_t *schema = json_load_file(SCHEMA, 0, NULL);
    (void)state;
    assert_non_null(schema);
    const json_t *fields = descend(schema, to_fields), *types = descend(schema, to_types);
    assert_int_equal(json_object_size(fields), DELIB_FIELD_COUNT);
    for (unsigned i = 0; i < DELIB_FIELD_COUNT; i++)
        assert_non_null(json_object_get(fields, delib_field_describe((delib_field)i)->path));
    assert_int_equal(json_array_size(types), DELIB_BLOCK_ROOT);
    for (unsigned i = 0; i < DELIB_BLOCK_ROOT; i++)
        assert_string_equal(json_string_value(json_array_get(types, i)), delib_block_type_name((delib_block_type)i));
    json_decref(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_rich_document_is_a_fixed_point, set_up, tear_down),
        cmocka_unit_test_setup_teardown(written_by_hand, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_value_that_was_edited_is_a_correction, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_keys_are_said_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_values_are_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_provenance_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_document_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(depth_is_limited, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_text_comes_out_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_adopted_source_is_described, set_up, tear_down),
        cmocka_unit_test_setup_teardown(source_ids_are_told_apart, set_up, tear_down),
        cmocka_unit_test(the_schema_has_the_tables),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
