/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "context/context.h"

/* What a listener heard last. */
struct heard {
    unsigned count;
    delib_severity severity;
    char code[64], message[4096], file[64], hint[256];
    uint32_t line;
};

static void listen(void *user, const delib_diagnostic *diagnostic)
{
    struct heard *heard = user;
    heard->count++;
    heard->severity = diagnostic->severity;
    heard->line = diagnostic->place.line;
    snprintf(heard->code, sizeof heard->code, "%s", diagnostic->code);
    snprintf(heard->message, sizeof heard->message, "%s", diagnostic->message);
    snprintf(heard->file, sizeof heard->file, "%s", diagnostic->place.file ? diagnostic->place.file : "");
    snprintf(heard->hint, sizeof heard->hint, "%s", diagnostic->hint ? diagnostic->hint : "");
}

static delib_context *listening(struct heard *heard)
{
    delib_context *context = delib_context_new();
    assert_non_null(context);
    memset(heard, 0, sizeof *heard);
    delib_context_listen(context, listen, heard);
    return context;
}

static const char *quote(delib_slice text)
{
    static char out[128];
    dlb_quote(text, out, sizeof out);
    return out;
}

static void quote_keeps_text(void **state)
{
    (void)state;
    assert_string_equal(quote(delib_slice_of("Mizoën, l’été — 12 € 𝄞")), "Mizoën, l’été — 12 € 𝄞");
    assert_string_equal(quote(delib_slice_of("")), "");
}

static void quote_disarms_controls(void **state)
{
    (void)state;
    assert_string_equal(quote(delib_slice_of("\033[2J\a\177")), "\\x1b[2J\\x07\\x7f");
    assert_string_equal(quote(delib_slice_of("a\nb\tc\r")), "a\\nb\\tc\\r");
    assert_string_equal(quote(delib_slice_of("\302\233" "31m")), "\\u009b31m");
    assert_string_equal(quote(delib_slice_of("\342\200\256gpj")), "\\u202egpj");
    assert_string_equal(quote(delib_slice_of("\342\201\251")), "\\u2069");
    assert_string_equal(quote((delib_slice){ "a\0b", 3 }), "a\\x00b");
}

static void quote_shows_broken_bytes(void **state)
{
    (void)state;
    assert_string_equal(quote(delib_slice_of("\351t\351")), "\\xe9t\\xe9");
    assert_string_equal(quote(delib_slice_of("\303")), "\\xc3");
    assert_string_equal(quote(delib_slice_of("\300\257")), "\\xc0\\xaf");
    assert_string_equal(quote(delib_slice_of("\355\240\200")), "\\xed\\xa0\\x80");
    assert_string_equal(quote(delib_slice_of("\364\220\200\200")), "\\xf4\\x90\\x80\\x80");
}

static void quote_never_overruns(void **state)
{
    char out[6] = "?????";
    (void)state;
    dlb_quote(delib_slice_of("abcdé"), out, sizeof out);
    assert_string_equal(out, "abcd");
    dlb_quote(delib_slice_of("ab\033"), out, sizeof out);
    assert_string_equal(out, "ab");
    dlb_quote(delib_slice_of("abcdef"), out, 1);
    assert_string_equal(out, "");
    out[0] = 'x';
    dlb_quote(delib_slice_of("abc"), out, 0);
    assert_int_equal(out[0], 'x');
}

static void report_tells_all(void **state)
{
    struct heard heard;
    delib_context *context = listening(&heard);
    delib_place place = { .file = "a\033.txt", .line = 7 };
    (void)state;
    errno = ENOENT;
    delib_report(context, DELIB_WARNING, "TEST-CODE", &place, "do this", "%d words of '%s'", 3, "x\033y");
    assert_int_equal(errno, ENOENT);
    assert_int_equal(heard.count, 1);
    assert_int_equal(heard.severity, DELIB_WARNING);
    assert_int_equal(heard.line, 7);
    assert_string_equal(heard.code, "TEST-CODE");
    assert_string_equal(heard.message, "3 words of 'x\\x1by'");
    assert_string_equal(heard.file, "a\\x1b.txt");
    assert_string_equal(heard.hint, "do this");
    delib_context_free(context);
}

static void report_cuts_what_is_long(void **state)
{
    struct heard heard;
    delib_context *context = listening(&heard);
    enum { SIZE = 100001 };
    char *text = malloc(SIZE);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < SIZE - 1; i++)
        text[i] = i % 2 ? '\251' : '\303';
    text[SIZE - 1] = '\0';
    for (int shift = 0; shift < 2; shift++) {
        delib_report(context, DELIB_NOTE, "LONG", NULL, NULL, "%s%s", shift ? "x" : "", text);
        assert_in_range(strlen(heard.message), 1000, 4000);
        assert_null(strchr(heard.message, '\\'));
    }
    free(text);
    delib_context_free(context);
}

static void report_needs_no_listener(void **state)
{
    delib_context *context = delib_context_new();
    (void)state;
    delib_report(context, DELIB_ERROR, "X", NULL, NULL, "nobody hears");
    delib_report(NULL, DELIB_ERROR, "X", NULL, NULL, "nobody hears");
    delib_context_free(context);
    delib_context_free(NULL);
}

static void limits_come_from_the_table(void **state)
{
    delib_context *context = delib_context_new();
    (void)state;
    assert_string_equal(delib_limit_describe(DELIB_LIMIT_SOURCE_SIZE)->name, "source-size");
    assert_int_equal(delib_context_limit(context, DELIB_LIMIT_SOURCE_SIZE), 128 << 20);
    delib_context_set_limit(context, DELIB_LIMIT_SOURCE_SIZE, 10);
    assert_int_equal(delib_context_limit(context, DELIB_LIMIT_SOURCE_SIZE), 10);
    assert_int_equal(delib_context_limit(context, DELIB_LIMIT_RATIO), 200);
    delib_context_set_limit(context, DELIB_LIMIT_COUNT, 1);
    assert_int_equal(delib_context_limit(context, DELIB_LIMIT_COUNT), 0);
    assert_null(delib_limit_describe(DELIB_LIMIT_COUNT));
    delib_context_free(context);
}

static void charsets_are_checked(void **state)
{
    struct heard heard;
    delib_context *context = listening(&heard);
    (void)state;
    assert_int_equal(delib_context_set_charset(context, "ISO-8859-15"), DELIB_OK);
    assert_string_equal(context->charset, "ISO-8859-15");
    assert_int_equal(delib_context_set_charset(context, "klingon"), DELIB_E_USAGE);
    assert_string_equal(heard.code, "CHARSET-UNKNOWN");
    assert_string_equal(context->charset, "ISO-8859-15");
    assert_int_equal(delib_context_set_charset(context, ""), DELIB_E_USAGE);
    assert_int_equal(delib_context_set_charset(context, "UTF-8//IGNORE"), DELIB_E_USAGE);
    assert_int_equal(delib_context_set_charset(context, NULL), DELIB_OK);
    assert_null(context->charset);
    delib_context_free(context);
}

static void names_are_told(void **state)
{
    (void)state;
    for (int i = DELIB_E_INTERNAL; i <= DELIB_END; i++)
        assert_string_not_equal(delib_status_name((delib_status)i), "unknown");
    assert_string_equal(delib_severity_name(DELIB_WARNING), "warning");
    assert_string_equal(delib_version(), PACKAGE_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quote_keeps_text),
        cmocka_unit_test(quote_disarms_controls),
        cmocka_unit_test(quote_shows_broken_bytes),
        cmocka_unit_test(quote_never_overruns),
        cmocka_unit_test(report_tells_all),
        cmocka_unit_test(report_cuts_what_is_long),
        cmocka_unit_test(report_needs_no_listener),
        cmocka_unit_test(limits_come_from_the_table),
        cmocka_unit_test(charsets_are_checked),
        cmocka_unit_test(names_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
