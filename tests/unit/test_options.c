/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <delib/delib.h>

#include "plugin/registry.h"
#include "plugin/seen.h"

static const delib_option table[] = {
    { "title", DELIB_OPTION_TEXT, NULL, NULL, "a text" },
    { "raw", DELIB_OPTION_YES_NO, NULL, "no", "a switch" },
    { "indent", DELIB_OPTION_NUMBER, NULL, "2", "a number" },
    { "dialect", DELIB_OPTION_CHOICE, "csv|tsv", "csv", "a choice" },
    { .name = NULL },
};

struct heard {
    char code[64], message[1024];
};

static void listen(void *user, const delib_diagnostic *diagnostic)
{
    struct heard *heard = user;
    snprintf(heard->code, sizeof heard->code, "%s", diagnostic->code);
    snprintf(heard->message, sizeof heard->message, "%s", diagnostic->message);
}

/* The status of one assignment; the options, where there are any, go to `out` or are freed. */
static delib_status try(struct heard *heard, const char *key, const char *value, delib_options **out)
{
    delib_context *context = delib_context_new();
    delib_assignment given = { key, value };
    delib_options *options = NULL;
    assert_non_null(context);
    memset(heard, 0, sizeof *heard);
    delib_context_listen(context, listen, heard);
    delib_status status = delib_options_new(context, "test", table, &given, key ? 1 : 0, &options);
    if (out)
        *out = options;
    else
        delib_options_free(options);
    delib_context_free(context);
    return status;
}

static void defaults_stand(void **state)
{
    struct heard heard;
    delib_options *options;
    (void)state;
    assert_int_equal(try(&heard, NULL, NULL, &options), DELIB_OK);
    assert_null(delib_options_text(options, "title"));
    assert_false(delib_options_yes(options, "raw"));
    assert_int_equal(delib_options_number(options, "indent"), 2);
    assert_string_equal(delib_options_text(options, "dialect"), "csv");
    assert_null(delib_options_text(options, "none"));
    delib_options_free(options);
}

static void values_are_taken(void **state)
{
    struct heard heard;
    delib_options *options;
    (void)state;
    assert_int_equal(try(&heard, "dialect", "tsv", &options), DELIB_OK);
    assert_string_equal(delib_options_text(options, "dialect"), "tsv");
    delib_options_free(options);
    assert_int_equal(try(&heard, "indent", "-9223372036854775808", &options), DELIB_OK);
    assert_true(delib_options_number(options, "indent") == INT64_MIN);
    delib_options_free(options);
    assert_int_equal(try(&heard, "indent", "9223372036854775807", &options), DELIB_OK);
    assert_true(delib_options_number(options, "indent") == INT64_MAX);
    delib_options_free(options);
}

static void bad_values_are_refused(void **state)
{
    static const char *const numbers[] = { "", "-", "2x", " 2", "1.5", "9223372036854775808", "-9223372036854775809" };
    struct heard heard;
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        assert_int_equal(try(&heard, "indent", numbers[i], NULL), DELIB_E_USAGE);
    assert_int_equal(try(&heard, "raw", "oui", NULL), DELIB_E_USAGE);
    assert_string_equal(heard.code, "OPTION-VALUE");
    assert_non_null(strstr(heard.message, "yes|no"));
    assert_int_equal(try(&heard, "dialect", "csv|tsv", NULL), DELIB_E_USAGE);
    assert_int_equal(try(&heard, "dialect", "cs", NULL), DELIB_E_USAGE);
    assert_non_null(strstr(heard.message, "csv|tsv"));
}

static void unknown_keys_are_refused(void **state)
{
    struct heard heard;
    (void)state;
    assert_int_equal(try(&heard, "titel", "x", NULL), DELIB_E_USAGE);
    assert_string_equal(heard.code, "OPTION-UNKNOWN");
    assert_non_null(strstr(heard.message, "title, raw, indent, dialect"));
}

static void a_format_may_have_no_options(void **state)
{
    delib_context *context = delib_context_new();
    delib_assignment given = { "x", "y" };
    delib_options *options;
    (void)state;
    assert_int_equal(delib_options_new(context, "test", NULL, NULL, 0, &options), DELIB_OK);
    assert_null(delib_options_text(options, "x"));
    delib_options_free(options);
    assert_int_equal(delib_options_new(context, "test", NULL, &given, 1, &options), DELIB_E_USAGE);
    assert_null(options);
    delib_options_free(NULL);
    assert_null(delib_options_text(NULL, "x"));
    delib_context_free(context);
}

static void extensions_are_of_a_name(void **state)
{
    static const delib_format format = { .name = "f", .extensions = "xml akn.xml" };
    static const delib_format none = { .name = "n" };
    (void)state;
    assert_int_equal(dlb_extension_of(&format, "a/b.xml"), 3);
    assert_int_equal(dlb_extension_of(&format, "b.AKN.XML"), 7);
    assert_int_equal(dlb_extension_of(&format, "b.xml.gz"), 3);
    assert_int_equal(dlb_extension_of(&format, "bxml"), 0);
    assert_int_equal(dlb_extension_of(&format, ".xml"), 0);
    assert_int_equal(dlb_extension_of(&format, ""), 0);
    assert_int_equal(dlb_extension_of(&format, "-"), 0);
    assert_int_equal(dlb_extension_of(&none, "b.xml"), 0);
}

static void word_lists_are_bounded(void **state)
{
    char list[12] = "";
    size_t used = 0;
    (void)state;
    used = dlb_append_word(list, sizeof list, used, "abc");
    used = dlb_append_word(list, sizeof list, used, "defg");
    assert_string_equal(list, "abc, defg");
    assert_int_equal(dlb_append_word(list, sizeof list, used, "h"), used);
    assert_string_equal(list, "abc, defg");
}

/* What the library says of an input, from its first bytes. */
static const char *seen(const void *bytes, size_t size)
{
    delib_slice head = { bytes, size };
    return dlb_seen_in(head).what;
}
#define SEEN(literal) seen(literal, sizeof(literal) - 1)

static void inputs_are_named(void **state)
{
    (void)state;
    assert_string_equal(SEEN(""), "an empty input");
    assert_string_equal(SEEN("\357\273\277 \r\n"), "an empty input");
    assert_string_equal(SEEN("%PDF-1.4\n"), "a PDF");
    assert_string_equal(dlb_seen_in(delib_slice_of("%PDF-1.4")).to_text, "pdftotext -layout");
    assert_string_equal(SEEN("PK\003\004"), "a ZIP archive");
    assert_string_equal(SEEN("PK\003\004....[Content_Types].xml"), "an Office Open XML file (docx, xlsx)");
    assert_string_equal(SEEN("\211PNG\r\n\032\n"), "a PNG image");
    assert_string_equal(SEEN("\377\330\377\340"), "a JPEG image");
    assert_string_equal(SEEN("II*\000"), "a TIFF image");
    assert_string_equal(SEEN("\037\213\010"), "gzip inside gzip");
    assert_string_equal(SEEN("{\\rtf1"), "an RTF file");
    assert_string_equal(SEEN("\357\273\277 <a/>"), "XML or HTML that no reader knows");
    assert_string_equal(SEEN("[1]"), "JSON that no reader knows");
    assert_string_equal(SEEN("a\0b"), "binary data");
    assert_string_equal(SEEN("\001\002\003\004"), "binary data");
    assert_string_equal(SEEN("Bonjour"), "text without the marks of a deliberation");
    assert_string_equal(SEEN("\377\376B\0"), "text without the marks of a deliberation");
    assert_string_equal(seen(NULL, 0), "an empty input");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_stand),
        cmocka_unit_test(values_are_taken),
        cmocka_unit_test(bad_values_are_refused),
        cmocka_unit_test(unknown_keys_are_refused),
        cmocka_unit_test(a_format_may_have_no_options),
        cmocka_unit_test(extensions_are_of_a_name),
        cmocka_unit_test(word_lists_are_bounded),
        cmocka_unit_test(inputs_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
