/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sources: gzip, charsets, the way back to bytes, positions, limits. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "io/source.h"
#include "io/utf8.h"

/* What the listener heard last. */
typedef struct heard {
    size_t count;
    delib_severity severity;
    char code[32];
    char message[256];
    char hint[256];
} heard;

typedef struct fixture {
    delib_context *context;
    heard heard;
} fixture;

static void listen_to(void *user, const delib_diagnostic *diagnostic)
{
    heard *into = user;

    into->count++;
    into->severity = diagnostic->severity;
    snprintf(into->code, sizeof into->code, "%s", diagnostic->code);
    snprintf(into->message, sizeof into->message, "%s", diagnostic->message);
    snprintf(into->hint, sizeof into->hint, "%s", diagnostic->hint ? diagnostic->hint : "");
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    f->context = delib_context_new();
    assert_non_null(f->context);
    delib_context_listen(f->context, listen_to, &f->heard);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    delib_context_free(f->context);
    free(f);
    return 0;
}

static delib_source *open_bytes(fixture *f, const void *data, size_t size)
{
    delib_source *source = NULL;
    delib_slice bytes = { data, size };

    assert_int_equal(delib_source_of_bytes(f->context, "x.txt", bytes, &source), DELIB_OK);
    return source;
}

static void refuse_bytes(fixture *f, const void *data, size_t size, delib_status status, const char *code)
{
    delib_source *source = NULL;
    delib_slice bytes = { data, size };

    assert_int_equal(delib_source_of_bytes(f->context, "x.txt", bytes, &source), status);
    assert_null(source);
    assert_string_equal(f->heard.code, code);
    assert_int_equal(f->heard.severity, DELIB_ERROR);
}

/* Appends one gzip member; the new size. */
static size_t deflate_to(char *out, size_t room, size_t used, const char *data, size_t size)
{
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)data, .avail_in = (uInt)size };

    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_out = (Bytef *)(out + used);
    stream.avail_out = (uInt)(room - used);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    used = room - stream.avail_out;
    deflateEnd(&stream);
    return used;
}

static void assert_bytes(const delib_source *source, const char *expected)
{
    delib_slice bytes = delib_source_bytes(source);

    assert_int_equal(bytes.size, strlen(expected));
    assert_memory_equal(bytes.data, expected, bytes.size);
}

/* --- gzip --- */

static void gzip_members_and_padding(void **state)
{
    fixture *f = *state;
    char packed[512] = { 0 };
    size_t size = deflate_to(packed, sizeof packed, 0, "Vu le code\n", 11);

    size = deflate_to(packed, sizeof packed, size, "", 0);
    size = deflate_to(packed, sizeof packed, size, "Décide\n", 8);
    delib_source *source = open_bytes(f, packed, size);
    assert_bytes(source, "Vu le code\nDécide\n");
    assert_int_equal(delib_source_size(source), size);
    delib_source_close(source);

    source = open_bytes(f, packed, sizeof packed);
    assert_bytes(source, "Vu le code\nDécide\n");
    assert_int_equal(f->heard.count, 0);
    delib_source_close(source);

    memcpy(packed + size, "garbage", 7);
    source = open_bytes(f, packed, size + 7);
    assert_bytes(source, "Vu le code\nDécide\n");
    assert_string_equal(f->heard.code, "GZIP-TRAILING");
    assert_int_equal(f->heard.severity, DELIB_WARNING);
    delib_source_close(source);
}

static void gzip_cut_anywhere(void **state)
{
    fixture *f = *state;
    char packed[256];
    size_t size = deflate_to(packed, sizeof packed, 0, "le conseil municipal", 20);

    for (size_t cut = 2; cut < size; cut++) {
        refuse_bytes(f, packed, cut, DELIB_E_INVALID, "GZIP-TRUNCATED");
    }
}

static void gzip_broken(void **state)
{
    fixture *f = *state;
    char packed[256];
    size_t size = deflate_to(packed, sizeof packed, 0, "le conseil municipal", 20);
    const size_t places[] = { 2, 3, size - 8, size - 4 };  /* method, flags, CRC-32, length */

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        packed[places[i]] ^= (char)0xE0;
        refuse_bytes(f, packed, size, DELIB_E_INVALID, "GZIP-BROKEN");
        packed[places[i]] ^= (char)0xE0;
    }
}

static void gzip_limits(void **state)
{
    fixture *f = *state;
    size_t zeros = (size_t)3 << 20;
    char *data = calloc(1, zeros);
    static char packed[16384];

    assert_non_null(data);
    size_t size = deflate_to(packed, sizeof packed, 0, data, zeros);
    refuse_bytes(f, packed, size, DELIB_E_LIMIT, "LIMIT-RATIO");
    assert_non_null(strstr(f->heard.message, "limit ratio is 200"));
    assert_non_null(strstr(f->heard.hint, "--limit ratio=N"));

    delib_context_set_limit(f->context, DELIB_LIMIT_RATIO, 2000);
    delib_source *source = open_bytes(f, packed, size);
    assert_int_equal(delib_source_bytes(source).size, zeros);
    delib_source_close(source);

    delib_context_set_limit(f->context, DELIB_LIMIT_SOURCE_SIZE, zeros - 1);
    refuse_bytes(f, packed, size, DELIB_E_LIMIT, "LIMIT-SIZE");
    delib_context_set_limit(f->context, DELIB_LIMIT_SOURCE_SIZE, zeros);
    source = open_bytes(f, packed, size);
    delib_source_close(source);
    free(data);
}

/* --- files --- */

static void size_limit(void **state)
{
    fixture *f = *state;
    char path[] = "/tmp/delib-io-XXXXXX";
    int fd = mkstemp(path);
    delib_source *source;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, "0123456789", 10), 10);
    close(fd);
    delib_context_set_limit(f->context, DELIB_LIMIT_SOURCE_SIZE, 9);
    assert_int_equal(delib_source_open(f->context, path, &source), DELIB_E_LIMIT);
    assert_string_equal(f->heard.message, "the source has 10 bytes or more; the limit source-size is 9");
    assert_non_null(strstr(f->heard.hint, "--limit source-size=N"));
    refuse_bytes(f, "0123456789", 10, DELIB_E_LIMIT, "LIMIT-SIZE");
    delib_context_set_limit(f->context, DELIB_LIMIT_SOURCE_SIZE, 10);
    assert_int_equal(delib_source_open(f->context, path, &source), DELIB_OK);
    assert_bytes(source, "0123456789");
    assert_string_equal(delib_source_sha256(source),
                        "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882");
    delib_source_close(source);
    unlink(path);
}

static void what_is_no_file(void **state)
{
    fixture *f = *state;
    delib_source *source;
    static const struct {
        const char *path, *code;
    } rows[] = {
        { "/", "IO-DIRECTORY" }, { "/dev/null", "IO-DEVICE" }, { "/nowhere/x.txt", "IO-OPEN" }, { "", "IO-OPEN" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(delib_source_open(f->context, rows[i].path, &source), DELIB_E_IO);
        assert_null(source);
        assert_string_equal(f->heard.code, rows[i].code);
    }
}

static void a_pipe(void **state)
{
    fixture *f = *state;
    delib_source *source;
    char path[32];
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "par un tuyau", 12), 12);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(delib_source_open(f->context, path, &source), DELIB_OK);
    assert_bytes(source, "par un tuyau");
    delib_source_close(source);
    close(ends[0]);
}

/* --- charsets --- */

static void assert_text(fixture *f, const void *data, size_t size, const char *expected, const char *charset)
{
    delib_source *source = open_bytes(f, data, size);
    delib_slice text;

    assert_null(delib_source_charset(source));
    assert_int_equal(delib_source_text(f->context, source, &text), DELIB_OK);
    assert_int_equal(text.size, strlen(expected));
    assert_memory_equal(text.data, expected, text.size);
    assert_string_equal(delib_source_charset(source), charset);
    assert_int_equal(delib_source_byte_at(source, text.size), size);
    delib_source_close(source);
}

static void charsets_found(void **state)
{
    fixture *f = *state;

    assert_text(f, "", 0, "", "UTF-8");
    assert_text(f, "\xEF\xBB\xBF", 3, "", "UTF-8");
    assert_text(f, "\xEF\xBB\xBF\xC3\xA9", 5, "é", "UTF-8");
    assert_text(f, "\xFF\xFE\xE9\0\x3D\xD8\x00\xDE", 8, "é😀", "UTF-16LE");
    assert_text(f, "\xFE\xFF\0\xE9\xD8\x3D\xDE\x00", 8, "é😀", "UTF-16BE");
    assert_int_equal(f->heard.count, 0);
    assert_text(f, "\x80\x9C\xE9\xFF", 4, "€œéÿ", "windows-1252");
    assert_int_equal(f->heard.count, 1);
    assert_int_equal(f->heard.severity, DELIB_NOTE);
    assert_text(f, "\x81\x8D\x8F\x90\x9D", 5, "\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D", "windows-1252");
    assert_text(f, "\xC3\xA9 \xE9", 4, "Ã© é", "windows-1252");
    assert_int_equal(f->heard.severity, DELIB_WARNING);
    assert_string_equal(f->heard.code, "CHARSET");
    assert_text(f, "\xFF\xFE\x00\xD8z", 5, "\xEF\xBF\xBD\xEF\xBF\xBD", "UTF-16LE");
    assert_int_equal(f->heard.severity, DELIB_WARNING);
}

static void charsets_forced(void **state)
{
    fixture *f = *state;
    static const struct {
        const char *charset, *data;
        size_t size;
        const char *expected;
    } rows[] = {
        { "ISO-8859-15", "\xA4\xE9", 2, "€é" },
        { "CP850", "\x82\x8A", 2, "éè" },
        { "utf8", "\xC3\xA9", 2, "é" },
        { "UTF-16LE", "\xE9\0", 2, "é" },
        { "utf-16", "\xFE\xFF\0\xE9", 4, "é" },
        { "UTF-32LE", "\xE9\0\0\0\x00\xF6\x01\0", 8, "é😀" },
        { "SHIFT_JIS", "a\x82\xA0z", 4, "aあz" },
        { "UTF-7", "d+AOk-cide", 10, "décide" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(delib_context_set_charset(f->context, rows[i].charset), DELIB_OK);
        assert_text(f, rows[i].data, rows[i].size, rows[i].expected, rows[i].charset);
    }
    assert_int_equal(f->heard.count, 0);
}

static void assert_no_text(fixture *f, const char *charset, const char *data, size_t size, const char *code)
{
    delib_source *source = open_bytes(f, data, size);
    delib_slice text;

    assert_int_equal(delib_context_set_charset(f->context, charset), DELIB_OK);
    assert_int_equal(delib_source_text(f->context, source, &text), DELIB_E_INVALID);
    assert_string_equal(f->heard.code, code);
    assert_null(delib_source_charset(source));
    delib_source_close(source);
}

static void charsets_refused(void **state)
{
    fixture *f = *state;

    assert_no_text(f, NULL, "texte\0", 6, "BINARY");
    assert_no_text(f, NULL, "\xE9\0", 2, "BINARY");
    assert_no_text(f, NULL, "\1\2\3a", 4, "BINARY");
    assert_no_text(f, NULL, "\xFF\xFE\0\0", 4, "BINARY");
    assert_no_text(f, "UTF-8", "ab\xE9", 3, "CHARSET");
    assert_string_equal(f->heard.message, "byte 2 is not of the charset UTF-8");
    assert_no_text(f, "ASCII", "ab\xE9", 3, "CHARSET");
    assert_no_text(f, "SHIFT_JIS", "ab\x82", 3, "CHARSET");
}

static void strict_utf8(void **state)
{
    static const struct {
        const char *data;
        bool valid;
    } rows[] = {
        { "é€😀\xEF\xBF\xBE", true },   { "\xC0\xAF", false },         { "\xE0\x80\xAF", false },
        { "\xED\xA0\x80", false },       { "\xED\x9F\xBF", true },      { "\xF4\x8F\xBF\xBF", true },
        { "\xF4\x90\x80\x80", false },   { "\xF0\x8F\xBF\xBF", false }, { "\xE2\x82", false },
        { "12345678\x80", false },       { "\xFE", false },             { "\xC3\xC3\xA9", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(dlb_utf8_valid(delib_slice_of(rows[i].data)), rows[i].valid);
    }
}

/* --- the way back --- */

/* A long text of characters of 1 to 4 bytes and all line ends, in UTF-8. */
static delib_slice mixed_text(void)
{
    static const char *const parts[] = { "a", "é", "€", "😀", "\n", "\r\n", "\r", "œuvre", "\n\n", "ÿ" };
    static char text[6000];
    size_t size = 0;
    unsigned seed = 7;

    while (size < sizeof text - 8) {
        seed = seed * 1103515245U + 12345U;
        const char *part = parts[(seed >> 16) % (sizeof parts / sizeof parts[0])];
        memcpy(text + size, part, strlen(part));
        size += strlen(part);
    }
    return (delib_slice){ text, size };
}

/* The bytes that a character takes in each charset that the test writes. */
typedef size_t (*encode_fn)(uint32_t code, char *out);

static size_t as_utf8(uint32_t code, char *out)
{
    return dlb_utf8_put(code, out);
}

static size_t as_utf16le(uint32_t code, char *out)
{
    uint32_t units = code;

    if (code >= 0x10000) {
        units = (0xD800 + ((code - 0x10000) >> 10)) | (0xDC00 + ((code - 0x10000) & 0x3FF)) << 16;
    }
    for (unsigned i = 0; i < 4; i++) {
        out[i] = (char)(units >> (8 * i) & 0xFF);
    }
    return code >= 0x10000 ? 4 : 2;
}

static size_t as_utf32le(uint32_t code, char *out)
{
    for (unsigned i = 0; i < 4; i++) {
        out[i] = (char)(code >> (8 * i) & 0xFF);
    }
    return 4;
}

static size_t as_latin9(uint32_t code, char *out)
{
    out[0] = (char)(code == 0x20AC ? 0xA4 : code == 0x153 ? 0xBD : code > 0xFF ? '?' : code);
    return 1;
}

/* Every offset, byte and position, against a count from the start. */
static void check_way_back(fixture *f, const char *charset, const char *mark, size_t mark_size, encode_fn encode)
{
    delib_slice plain = mixed_text();
    static char data[24008];
    size_t size = mark_size;
    delib_slice text;

    memcpy(data, mark, mark_size);
    for (size_t at = 0; at < plain.size;) {
        size += encode((uint32_t)dlb_utf8_next(plain, &at), data + size);
    }
    assert_int_equal(delib_context_set_charset(f->context, charset), DELIB_OK);
    delib_source *source = open_bytes(f, data, size);
    assert_int_equal(delib_source_text(f->context, source, &text), DELIB_OK);

    size_t byte = mark_size;
    uint32_t line = 1, column = 1;
    for (size_t at = 0; at < text.size;) {
        size_t next = at;
        char scratch[4];
        int32_t code = dlb_utf8_next(text, &next);
        for (size_t i = at; i < next; i++) {
            uint32_t got_line, got_column;
            delib_source_position(source, i, &got_line, &got_column);
            assert_int_equal(delib_source_byte_at(source, i), byte);
            assert_int_equal(delib_source_text_at(source, byte), at);
            assert_int_equal(got_line, line);
            assert_int_equal(got_column, column);
        }
        byte += encode((uint32_t)code, scratch);
        column++;
        if (code == '\n' || (code == '\r' && (next == text.size || text.data[next] != '\n'))) {
            line++;
            column = 1;
        }
        at = next;
    }
    assert_int_equal(byte, size);
    assert_int_equal(delib_source_byte_at(source, text.size), size);
    assert_int_equal(delib_source_byte_at(source, SIZE_MAX), size);
    assert_int_equal(delib_source_text_at(source, 0), 0);
    assert_int_equal(delib_source_text_at(source, size), text.size);
    assert_int_equal(delib_source_text_at(source, SIZE_MAX), text.size);
    delib_source_close(source);
}

static void way_back(void **state)
{
    fixture *f = *state;

    check_way_back(f, NULL, "", 0, as_utf8);
    check_way_back(f, NULL, "\xEF\xBB\xBF", 3, as_utf8);
    check_way_back(f, NULL, "\xFF\xFE", 2, as_utf16le);
    check_way_back(f, "UTF-32LE", "", 0, as_utf32le);
    check_way_back(f, "ISO-8859-15", "", 0, as_latin9);
}

static void one_huge_line(void **state)
{
    fixture *f = *state;
    size_t size = (size_t)8 << 20;
    char *data = malloc(size);
    delib_slice text;
    uint32_t line, column;

    assert_non_null(data);
    memset(data, 0xE9, size);
    delib_source *source = open_bytes(f, data, size);
    assert_int_equal(delib_source_text(f->context, source, &text), DELIB_OK);
    for (size_t i = 0; i < text.size; i += 64) {
        delib_source_position(source, i, &line, &column);
        assert_int_equal(line, 1);
        assert_int_equal(column, i / 2 + 1);
        assert_int_equal(delib_source_byte_at(source, i), i / 2);
    }
    delib_source_close(source);
    free(data);
}

static void unknown_before_the_text(void **state)
{
    delib_source *source = open_bytes(*state, "abc", 3);
    uint32_t line = 9, column = 9;

    delib_source_position(source, 2, &line, &column);
    assert_int_equal(line, 0);
    assert_int_equal(column, 0);
    delib_source_close(source);
    delib_source_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(gzip_members_and_padding), TEST(gzip_cut_anywhere), TEST(gzip_broken),
        TEST(gzip_limits), TEST(size_limit), TEST(what_is_no_file),
        TEST(a_pipe), TEST(charsets_found), TEST(charsets_forced),
        TEST(charsets_refused), TEST(strict_utf8), TEST(way_back),
        TEST(one_huge_line), TEST(unknown_before_the_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
