/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The loader, on folders that each test fills for itself; through the public interface only. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <delib/delib.h>

#ifdef TEST_MODULES

enum { PATH_SIZE = 4096 };

/* Two folders, a context that searches them, and all that was said. */
struct fixture {
    char root[PATH_SIZE], first[PATH_SIZE], second[PATH_SIZE];
    delib_context *context;
    char said[8192];
};

static void listen(void *user, const delib_diagnostic *diagnostic)
{
    struct fixture *fixture = user;
    size_t used = strlen(fixture->said);
    snprintf(fixture->said + used, sizeof fixture->said - used, "[%s] %s; %s\n", diagnostic->code, diagnostic->message,
             diagnostic->hint ? diagnostic->hint : "");
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    const char *tmp = getenv("TMPDIR");
    assert_non_null(fixture);
    snprintf(fixture->root, sizeof fixture->root, "%.1000s/delib-test-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(fixture->root));
    snprintf(fixture->first, sizeof fixture->first, "%.2000s/first", fixture->root);
    snprintf(fixture->second, sizeof fixture->second, "%.2000s/second", fixture->root);
    assert_int_equal(mkdir(fixture->first, 0755), 0);
    assert_int_equal(mkdir(fixture->second, 0755), 0);
    char path[2 * PATH_SIZE + 2];
    snprintf(path, sizeof path, "%s:%s", fixture->first, fixture->second);
    assert_int_equal(setenv("DELIB_PLUGIN_PATH", path, 1), 0);
    fixture->context = delib_context_new();
    assert_non_null(fixture->context);
    delib_context_listen(fixture->context, listen, fixture);
    *state = fixture;
    return 0;
}

static void run(const char *format, const char *argument)
{
    char command[3 * PATH_SIZE];
    snprintf(command, sizeof command, format, argument);
    assert_int_equal(system(command), 0);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    delib_context_free(fixture->context);
    run("rm -rf '%s'", fixture->root);
    free(fixture);
    return 0;
}

/* Copies a file to `folder`/`name` with these permissions. */
static void copy(const char *from, const char *folder, const char *name, mode_t mode)
{
    static char bytes[4 << 20];
    char to[2 * PATH_SIZE];
    FILE *in = fopen(from, "rb");
    assert_non_null(in);
    size_t size = fread(bytes, 1, sizeof bytes, in);
    assert_true(size > 0 && size < sizeof bytes);
    fclose(in);
    snprintf(to, sizeof to, "%s/%s", folder, name);
    FILE *out = fopen(to, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(to, mode), 0);
}

static void copy_module(const char *name, const char *folder)
{
    char from[PATH_SIZE], file[256];
    snprintf(from, sizeof from, "%s/%s.so", TEST_MODULES, name);
    snprintf(file, sizeof file, "%s.so", name);
    copy(from, folder, file, 0755);
}

/* The n-th module of that name in the list; NULL: there is none. */
static const delib_module_info *module(const struct fixture *fixture, const char *name, size_t nth)
{
    size_t count;
    const delib_module_info *list = delib_plugins_list(fixture->context, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].name, name) == 0 && nth-- == 0)
            return &list[i];
    return NULL;
}

/* Loads all modules and checks what became of one. */
static void expect(struct fixture *fixture, const char *name, delib_module_state wanted, const char *reason)
{
    assert_int_equal(delib_plugins_load_all(fixture->context), DELIB_OK);
    const delib_module_info *found = module(fixture, name, 0);
    assert_non_null(found);
    if (found->state != wanted || (reason && (!found->reason || !strstr(found->reason, reason))))
        fail_msg("%s is %s: %s", name, delib_module_state_name(found->state), found->reason ? found->reason : "");
    assert_true((found->plugin != NULL) == (wanted == DELIB_MODULE_LOADED));
}

static void a_good_module_loads(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    const delib_format *format = delib_format_find(fixture->context, "template");
    assert_non_null(format);
    assert_string_equal(format->extensions, "bulletin");
    assert_string_equal(delib_format_plugin(fixture->context, format)->name, "template");
    assert_int_equal(module(fixture, "template", 0)->state, DELIB_MODULE_LOADED);
    assert_null(module(fixture, "template", 0)->reason);
    assert_string_equal(fixture->said, "");
}

static void only_the_module_asked_for_is_opened(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    copy_module("rival", fixture->first);
    copy_module("wrong_abi", fixture->first);
    assert_non_null(delib_format_find(fixture->context, "template"));
    assert_int_equal(module(fixture, "rival", 0)->state, DELIB_MODULE_FOUND);
    assert_int_equal(module(fixture, "wrong_abi", 0)->state, DELIB_MODULE_FOUND);
    assert_non_null(delib_format_find(fixture->context, "rival_second"));
    assert_int_equal(module(fixture, "rival", 0)->state, DELIB_MODULE_LOADED);
}

static void formats_are_sorted(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    assert_null(delib_formats_list(fixture->context, &count));
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    copy_module("rival", fixture->second);
    assert_int_equal(delib_plugins_load_all(fixture->context), DELIB_OK);
    const delib_format *const *formats = delib_formats_list(fixture->context, &count);
    assert_true(count >= 3);
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(formats[i - 1]->name, formats[i]->name) < 0);
}

static void bad_descriptors_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = { "wrong_abi", "too_small", "no_symbol", "no_start", "broken_format" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        copy_module(names[i], fixture->first);
    copy(TEMPLATE, fixture->first, "other.so", 0755);
    expect(fixture, "wrong_abi", DELIB_MODULE_REFUSED, "version 9.0 of the plugin interface, this is 1.0");
    expect(fixture, "too_small", DELIB_MODULE_REFUSED, "its descriptor has");
    expect(fixture, "no_symbol", DELIB_MODULE_REFUSED, "the symbol no_symbol_LTX_delib_plugin");
    expect(fixture, "no_start", DELIB_MODULE_REFUSED, "could not start: input/output");
    expect(fixture, "broken_format", DELIB_MODULE_REFUSED, "format number 1");
    expect(fixture, "other", DELIB_MODULE_REFUSED, "the symbol other_LTX_delib_plugin");
    assert_string_equal(fixture->said, "");
}

static void the_system_says_why_it_failed(void **state)
{
    struct fixture *fixture = *state;
    copy_module("unresolved", fixture->first);
    run("echo text >'%s/words.so'", fixture->first);
    expect(fixture, "unresolved", DELIB_MODULE_FAILED, "undefined symbol: delib_test_function_that_nobody_has");
    expect(fixture, "words", DELIB_MODULE_FAILED, "file too short");
}

static void what_others_may_change_is_refused(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0666);
    expect(fixture, "template", DELIB_MODULE_REFUSED, "everybody may write to");
    assert_null(delib_format_find(fixture->context, "template"));
    assert_non_null(strstr(fixture->said, "[MODULE-UNUSABLE]"));
    assert_non_null(strstr(fixture->said, "[FORMAT-UNKNOWN]"));
    assert_non_null(strstr(fixture->said, "first/template.so"));
}

static void a_folder_that_others_may_change_is_refused(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    assert_int_equal(chmod(fixture->first, 01777), 0);
    expect(fixture, "template", DELIB_MODULE_REFUSED, "everybody may write to");
}

static void a_stranger_s_module_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char path[2 * PATH_SIZE];
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    snprintf(path, sizeof path, "%s/template.so", fixture->first);
    if (geteuid() != 0 || chown(path, 4711, (gid_t)-1) != 0) {
        /* No skip(): cmocka before 1.1.6 reports it as "not ok". */
        print_message("# not tried: only root gives a file away\n");
        return;
    }
    expect(fixture, "template", DELIB_MODULE_REFUSED, "belongs neither to root nor to you");
}

static void only_regular_files_count(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->second, "elsewhere.so", 0644);
    run("cd '%s' && ln -s ../second/elsewhere.so template.so && mkdir folder.so && mkfifo pipe.so", fixture->first);
    expect(fixture, "template", DELIB_MODULE_REFUSED, "is a symbolic link");
    expect(fixture, "folder", DELIB_MODULE_REFUSED, "is no regular file");
    expect(fixture, "pipe", DELIB_MODULE_REFUSED, "is no regular file");
}

static void other_names_are_not_modules(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "Template.so", 0644);
    copy(TEMPLATE, fixture->first, "template.so.1", 0644);
    copy(TEMPLATE, fixture->first, "template", 0644);
    copy(TEMPLATE, fixture->first, ".so", 0644);
    run("printf \"dlname='%%s'\\nlibdir='/nowhere'\\ninstalled=no\\n\" template.so >'%s/template.la'", fixture->first);
    assert_int_equal(delib_plugins_load_all(fixture->context), DELIB_OK);
    assert_null(module(fixture, "template", 0));
    assert_null(module(fixture, "Template", 0));
    assert_null(module(fixture, "", 0));
}

static void no_library_path_is_searched(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->root, "template.so", 0644);
    assert_int_equal(setenv("LTDL_LIBRARY_PATH", fixture->root, 1), 0);
    assert_int_equal(setenv("LD_LIBRARY_PATH", fixture->root, 1), 0);
    assert_int_equal(chdir(fixture->root), 0);
    assert_null(delib_format_find(fixture->context, "template"));
    assert_null(delib_format_find(fixture->context, "./template"));
    assert_null(delib_format_find(fixture->context, ""));
    assert_int_equal(chdir("/"), 0);
    unsetenv("LTDL_LIBRARY_PATH");
    unsetenv("LD_LIBRARY_PATH");
}

static void a_la_beside_a_module_is_not_read(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    copy_module("rival", fixture->second);
    run("printf \"dlname='rival.so'\\nlibdir='%%s'\\ninstalled=yes\\n\" \"$PWD\" >'%s/template.la'", fixture->first);
    expect(fixture, "template", DELIB_MODULE_LOADED, NULL);
}

static void folders_must_be_absolute(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    assert_int_equal(chdir(fixture->root), 0);
    assert_int_equal(setenv("DELIB_PLUGIN_PATH", "first::./first:/nowhere/at/all", 1), 0);
    assert_int_equal(delib_plugins_load_all(fixture->context), DELIB_OK);
    assert_int_equal(chdir("/"), 0);
    assert_null(module(fixture, "template", 0));
    assert_non_null(strstr(fixture->said, "'first' of DELIB_PLUGIN_PATH is not absolute"));
    assert_non_null(strstr(fixture->said, "'./first'"));
    assert_non_null(strstr(fixture->said, "'/nowhere/at/all' of DELIB_PLUGIN_PATH cannot be read"));
}

static void the_first_module_of_a_name_wins(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    copy(TEMPLATE, fixture->second, "template.so", 0644);
    expect(fixture, "template", DELIB_MODULE_LOADED, NULL);
    const delib_module_info *second = module(fixture, "template", 1);
    assert_int_equal(second->state, DELIB_MODULE_SHADOWED);
    assert_non_null(strstr(second->reason, "first/template.so comes first"));
}

static void a_broken_module_does_not_hide_a_good_one(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0666);
    copy(TEMPLATE, fixture->second, "template.so", 0644);
    assert_non_null(delib_format_find(fixture->context, "template"));
    assert_int_equal(module(fixture, "template", 0)->state, DELIB_MODULE_REFUSED);
    assert_int_equal(module(fixture, "template", 1)->state, DELIB_MODULE_LOADED);
    assert_non_null(strstr(fixture->said, "[MODULE-UNUSABLE]"));
    assert_null(strstr(fixture->said, "[FORMAT-UNKNOWN]"));
}

static void a_format_belongs_to_the_module_of_its_name(void **state)
{
    struct fixture *fixture = *state;
    copy_module("thief", fixture->first);
    copy(TEMPLATE, fixture->second, "template.so", 0644);
    expect(fixture, "thief", DELIB_MODULE_REFUSED, "'template', which belongs to another module");
    expect(fixture, "template", DELIB_MODULE_LOADED, NULL);
}

static void unknown_formats_are_said(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    copy_module("wrong_abi", fixture->first);
    assert_null(delib_format_find(fixture->context, "nonesuch"));
    assert_non_null(strstr(fixture->said, "no format 'nonesuch'"));
    assert_non_null(strstr(fixture->said, "template"));
    assert_non_null(strstr(fixture->said, "first/wrong_abi.so"));
}

static void writers_are_found_by_extension(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    const delib_format *format = delib_format_of_name(fixture->context, "a/b.Bulletin");
    assert_non_null(format);
    assert_string_equal(format->name, "template");
    assert_ptr_equal(delib_format_of_name(fixture->context, "b.bulletin.gz"), format);
    assert_null(delib_format_of_name(fixture->context, "b.none"));
    assert_null(delib_format_of_name(fixture->context, "b.gz"));
}

/* Detects `text` under a name; the winner's name, or "" where it is refused. */
static const char *detect(struct fixture *fixture, const char *name, const char *text)
{
    delib_reader_bid bids[16];
    size_t count;
    delib_source *source;
    assert_int_equal(delib_source_of_bytes(fixture->context, name, delib_slice_of(text), &source), DELIB_OK);
    delib_status status = delib_detect(fixture->context, source, bids, 16, &count);
    delib_source_close(source);
    assert_true(status == DELIB_OK || status == DELIB_E_UNRECOGNISED);
    return status == DELIB_OK ? bids[0].format->name : "";
}

static void the_highest_bid_wins(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    assert_string_equal(detect(fixture, "a.txt", "bulletin 1\n"), "template");
    assert_string_equal(detect(fixture, "a.bulletin", "quite another thing"), "");
    assert_non_null(strstr(fixture->said, "[UNRECOGNISED] no reader claims this: it is text without the marks"));
    assert_string_equal(detect(fixture, "a.bulletin", "%PDF-1.7\n"), "");
    assert_non_null(strstr(fixture->said, "a.bulletin - | delib show -f text -"));
}

static void a_tie_is_refused_unless_the_extension_breaks_it(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    copy_module("rival", fixture->first);
    assert_string_equal(detect(fixture, "a.txt", "bulletin 1\n"), "");
    assert_non_null(strstr(fixture->said, "[AMBIGUOUS]"));
    assert_non_null(strstr(fixture->said, "-f rival or -f template"));
    assert_string_equal(detect(fixture, "a.bulletin", "bulletin 1\n"), "template");
    assert_string_equal(detect(fixture, "a.bulletin", "bulletin 2\n"), "rival");
}

static const char bulletin[] = "bulletin 1\n"
                               "act.number: 2025/07\n"
                               "sitting.date: 2025-02-18\n"
                               "vote.for: 7\n"
                               "vote.unanimous: true\n"
                               "| The council approves.\n"
                               "----\n"
                               "act.number: 2025/08\n";

/* Reads a bulletin and writes it again, as a host does; the caller closes the sink. */
static delib_sink *convert(struct fixture *fixture, const char *text, delib_status expected)
{
    const delib_format *format = delib_format_find(fixture->context, "template");
    delib_document *document = delib_document_new();
    delib_options *options;
    delib_output output = { NULL, NULL };
    delib_source *source;
    uint32_t index;
    void *state;
    assert_non_null(format);
    assert_int_equal(delib_source_of_bytes(fixture->context, "b", delib_slice_of(text), &source), DELIB_OK);
    assert_int_equal(delib_document_adopt(document, source, "template", &index), DELIB_OK);
    assert_int_equal(format->reader->read(fixture->context, NULL, source, document), expected);

    assert_int_equal(delib_options_new(fixture->context, "template", format->write_options, NULL, 0, &options), 0);
    assert_int_equal(delib_sink_memory(fixture->context, &output.sink), DELIB_OK);
    assert_int_equal(format->writer->open(fixture->context, options, &output, &state), DELIB_OK);
    for (delib_act *act = delib_document_first_act(document); act; act = delib_act_next(act)) {
        for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++)
            delib_act_choose(act, field, delib_act_candidates(act, field));
        assert_int_equal(format->writer->write(state, document, act), DELIB_OK);
    }
    assert_int_equal(format->writer->close(state), DELIB_OK);
    delib_options_free(options);
    delib_document_free(document);
    return output.sink;
}

static void assert_held(const delib_sink *sink, const char *expected)
{
    delib_slice held = delib_sink_held(sink);
    assert_int_equal(held.size, strlen(expected));
    assert_memory_equal(held.data, expected, held.size);
}

static void the_template_writes_what_it_read(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    delib_sink *sink = convert(fixture, bulletin, DELIB_OK);
    assert_string_equal(fixture->said, "");
    assert_held(sink, "bulletin 1\n"
                      "sitting.date: 2025-02-18\n"
                      "act.number: 2025/07\n"
                      "vote.unanimous: true\n"
                      "vote.for: 7\n"
                      "| The council approves.\n"
                      "----\n"
                      "act.number: 2025/08\n");
    delib_sink_close(fixture->context, sink, false);
}

static void the_template_says_what_it_leaves_out(void **state)
{
    struct fixture *fixture = *state;
    copy(TEMPLATE, fixture->first, "template.so", 0644);
    delib_sink *sink = convert(fixture, "bulletin 1\nsitting.date: tomorrow\nact.colour: red\n", DELIB_PARTIAL);
    assert_non_null(strstr(fixture->said, "[BULLETIN-VALUE] 'tomorrow'"));
    assert_non_null(strstr(fixture->said, "[BULLETIN-KEY] there is no field 'act.colour'"));
    assert_held(sink, "bulletin 1\n| act.colour: red\n");
    delib_sink_close(fixture->context, sink, false);
}

#endif

#ifdef BUILTIN_PLUGINS
static void built_in_plugins_are_there(void **state)
{
    delib_context *context = delib_context_new();
    size_t count;
    (void)state;
    assert_non_null(delib_format_find(context, "csv"));
    const delib_module_info *list = delib_plugins_list(context, &count);
    assert_true(count > 0);
    assert_string_equal(list[0].path, "(built in)");
    delib_context_free(context);
}
#endif

static void states_have_names(void **state)
{
    (void)state;
    assert_string_equal(delib_module_state_name(DELIB_MODULE_FOUND), "found");
    assert_string_equal(delib_module_state_name(DELIB_MODULE_FAILED), "failed");
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_have_names),
#ifdef BUILTIN_PLUGINS
        cmocka_unit_test(built_in_plugins_are_there),
#endif
#ifdef TEST_MODULES
        WITH_FIXTURE(a_good_module_loads),
        WITH_FIXTURE(only_the_module_asked_for_is_opened),
        WITH_FIXTURE(formats_are_sorted),
        WITH_FIXTURE(bad_descriptors_are_refused),
        WITH_FIXTURE(the_system_says_why_it_failed),
        WITH_FIXTURE(what_others_may_change_is_refused),
        WITH_FIXTURE(a_folder_that_others_may_change_is_refused),
        WITH_FIXTURE(a_stranger_s_module_is_refused),
        WITH_FIXTURE(only_regular_files_count),
        WITH_FIXTURE(other_names_are_not_modules),
        WITH_FIXTURE(no_library_path_is_searched),
        WITH_FIXTURE(a_la_beside_a_module_is_not_read),
        WITH_FIXTURE(folders_must_be_absolute),
        WITH_FIXTURE(the_first_module_of_a_name_wins),
        WITH_FIXTURE(a_broken_module_does_not_hide_a_good_one),
        WITH_FIXTURE(a_format_belongs_to_the_module_of_its_name),
        WITH_FIXTURE(unknown_formats_are_said),
        WITH_FIXTURE(writers_are_found_by_extension),
        WITH_FIXTURE(the_highest_bid_wins),
        WITH_FIXTURE(a_tie_is_refused_unless_the_extension_breaks_it),
        WITH_FIXTURE(the_template_writes_what_it_read),
        WITH_FIXTURE(the_template_says_what_it_leaves_out),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
