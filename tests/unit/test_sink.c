/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sinks: a file is there whole or not at all, and nothing is overwritten unasked. */
#include <config.h>

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <delib/delib.h>

typedef struct fixture {
    delib_context *context;
    char folder[32];
    char path[64];
    char code[32];
} fixture;

static void listen_to(void *user, const delib_diagnostic *diagnostic)
{
    fixture *f = user;

    snprintf(f->code, sizeof f->code, "%s", diagnostic->code);
}

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    f->context = delib_context_new();
    assert_non_null(f->context);
    delib_context_listen(f->context, listen_to, f);
    snprintf(f->folder, sizeof f->folder, "/tmp/delib-sink-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/acte.csv", f->folder);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    unlink(f->path);
    assert_int_equal(rmdir(f->folder), 0);
    delib_context_free(f->context);
    free(f);
    return 0;
}

static size_t files_in(const char *folder)
{
    DIR *stream = opendir(folder);
    size_t count = 0;
    const struct dirent *entry;

    assert_non_null(stream);
    while ((entry = readdir(stream))) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(stream);
    return count;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_file(const char *path, const char *text)
{
    char got[64] = "";
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    assert_int_equal(fread(got, 1, sizeof got - 1, file), strlen(text));
    assert_string_equal(got, text);
    fclose(file);
}

static void appears_when_closed(void **state)
{
    fixture *f = *state;
    delib_sink *sink;
    struct stat facts;
    mode_t mask = umask(027);

    assert_int_equal(delib_sink_open(f->context, f->path, false, &sink), DELIB_OK);
    delib_sink_puts(sink, "n°");
    delib_sink_number(sink, 2025);
    delib_sink_putc(sink, '\n');
    assert_int_equal(access(f->path, F_OK), -1);
    assert_int_equal(delib_sink_written(sink), 8);
    assert_int_equal(delib_sink_held(sink).size, 0);
    assert_int_equal(delib_sink_close(f->context, sink, true), DELIB_OK);
    umask(mask);
    assert_file(f->path, "n°2025\n");
    assert_int_equal(files_in(f->folder), 1);
    assert_int_equal(stat(f->path, &facts), 0);
    assert_int_equal(facts.st_mode & 07777, 0640);
}

static void abort_leaves_nothing(void **state)
{
    fixture *f = *state;
    delib_sink *sink;

    assert_int_equal(delib_sink_open(f->context, f->path, false, &sink), DELIB_OK);
    for (int i = 0; i < 20000; i++) {
        delib_sink_puts(sink, "une ligne\n");
    }
    assert_int_equal(files_in(f->folder), 1);
    assert_int_equal(delib_sink_close(f->context, sink, false), DELIB_OK);
    assert_int_equal(files_in(f->folder), 0);
}

static void replaces_only_when_asked(void **state)
{
    fixture *f = *state;
    delib_sink *sink;

    write_file(f->path, "ancien");
    assert_int_equal(delib_sink_open(f->context, f->path, false, &sink), DELIB_E_USAGE);
    assert_null(sink);
    assert_string_equal(f->code, "OUTPUT-EXISTS");
    assert_int_equal(delib_sink_open(f->context, f->path, true, &sink), DELIB_OK);
    delib_sink_puts(sink, "nouveau");
    assert_file(f->path, "ancien");
    assert_int_equal(delib_sink_close(f->context, sink, true), DELIB_OK);
    assert_file(f->path, "nouveau");
    assert_int_equal(files_in(f->folder), 1);
}

static void a_race_is_lost(void **state)
{
    fixture *f = *state;
    delib_sink *sink;

    assert_int_equal(delib_sink_open(f->context, f->path, false, &sink), DELIB_OK);
    delib_sink_puts(sink, "tard");
    write_file(f->path, "premier");
    assert_int_equal(delib_sink_close(f->context, sink, true), DELIB_E_IO);
    assert_string_equal(f->code, "OUTPUT-EXISTS");
    assert_file(f->path, "premier");
    assert_int_equal(files_in(f->folder), 1);
}

static void a_link_is_not_followed(void **state)
{
    fixture *f = *state;
    delib_sink *sink;
    struct stat facts;

    assert_int_equal(symlink("/nowhere/else", f->path), 0);
    assert_int_equal(delib_sink_open(f->context, f->path, false, &sink), DELIB_E_USAGE);
    assert_int_equal(delib_sink_open(f->context, f->path, true, &sink), DELIB_OK);
    assert_int_equal(delib_sink_close(f->context, sink, true), DELIB_OK);
    assert_int_equal(lstat(f->path, &facts), 0);
    assert_true(S_ISREG(facts.st_mode));
}

static void names_that_are_refused(void **state)
{
    fixture *f = *state;
    delib_sink *sink;

    assert_int_equal(delib_sink_open(f->context, f->folder, true, &sink), DELIB_E_USAGE);
    assert_string_equal(f->code, "OUTPUT-KIND");
    assert_int_equal(delib_sink_open(f->context, "/dev/null", true, &sink), DELIB_E_USAGE);
    assert_string_equal(f->code, "OUTPUT-KIND");
    assert_int_equal(delib_sink_open(f->context, "", true, &sink), DELIB_E_USAGE);
    assert_int_equal(delib_sink_open(f->context, "/nowhere/else/acte.csv", false, &sink), DELIB_E_IO);
    assert_string_equal(f->code, "IO-WRITE");
    assert_null(sink);
}

/* Standard output led into a pipe whose reader is gone: the first failure is kept. */
static void nobody_reads(void **state)
{
    fixture *f = *state;
    delib_sink *sink;
    int ends[2];
    int saved = dup(STDOUT_FILENO);

    assert_true(saved >= 0);
    fflush(stdout);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    signal(SIGPIPE, SIG_IGN);
    delib_status opened = delib_sink_stdout(f->context, &sink);
    for (int i = 0; opened == DELIB_OK && i < 20000; i++) {
        delib_sink_puts(sink, "une ligne\n");
    }
    delib_status closed = opened == DELIB_OK ? delib_sink_close(f->context, sink, true) : opened;
    dup2(saved, STDOUT_FILENO);
    close(saved);
    assert_int_equal(opened, DELIB_OK);
    assert_int_equal(closed, DELIB_E_IO);
    assert_string_equal(f->code, "IO-WRITE");
}

static void numbers(void **state)
{
    fixture *f = *state;
    delib_sink *sink;

    assert_int_equal(delib_sink_memory(f->context, &sink), DELIB_OK);
    delib_sink_number(sink, 0);
    delib_sink_putc(sink, ' ');
    delib_sink_number(sink, -1);
    delib_sink_putc(sink, ' ');
    delib_sink_number(sink, INT64_MIN);
    delib_sink_putc(sink, ' ');
    delib_sink_number(sink, INT64_MAX);
    delib_sink_slice(sink, (delib_slice){ NULL, 0 });
    assert_true(delib_slice_is(delib_sink_held(sink), "0 -1 -9223372036854775808 9223372036854775807"));
    assert_int_equal(delib_sink_close(f->context, sink, true), DELIB_OK);
    assert_int_equal(delib_sink_close(f->context, NULL, true), DELIB_OK);
}

/* Pieces below, at and above the room of the buffer arrive whole and in order. */
static void large_pieces(void **state)
{
    fixture *f = *state;
    static const size_t sizes[] = { 1, 65535, 1, 65536, 65537, 3, 200000, 0, 7 };
    static char piece[200000];
    delib_sink *file, *memory;
    delib_source *source;

    assert_int_equal(delib_sink_open(f->context, f->path, false, &file), DELIB_OK);
    assert_int_equal(delib_sink_memory(f->context, &memory), DELIB_OK);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        memset(piece, 'a' + (int)i, sizes[i]);
        delib_sink_write(file, piece, sizes[i]);
        delib_sink_write(memory, piece, sizes[i]);
    }
    assert_int_equal(delib_sink_close(f->context, file, true), DELIB_OK);
    assert_int_equal(delib_source_open(f->context, f->path, &source), DELIB_OK);
    assert_true(delib_slice_equal(delib_source_bytes(source), delib_sink_held(memory)));
    delib_source_close(source);
    delib_sink_close(f->context, memory, false);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(appears_when_closed), TEST(abort_leaves_nothing), TEST(replaces_only_when_asked),
        TEST(a_race_is_lost),      TEST(a_link_is_not_followed), TEST(names_that_are_refused),
        TEST(nobody_reads),        TEST(numbers),                TEST(large_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
