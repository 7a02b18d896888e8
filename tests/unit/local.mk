# Unit tests with cmocka. Those of private functions link core/libcore.la, those of plugins libdelib.la.
if HAVE_CMOCKA
UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)

# check_PROGRAMS += tests/unit/test_NAME
# tests_unit_test_NAME_SOURCES = %reldir%/test_NAME.c
# tests_unit_test_NAME_CPPFLAGS = $(UNIT_CPPFLAGS)
# tests_unit_test_NAME_LDADD = core/libcore.la $(CMOCKA_LIBS)
# TESTS += tests/unit/test_NAME

check_PROGRAMS += tests/unit/test_io tests/unit/test_sink
tests_unit_test_io_SOURCES = %reldir%/test_io.c
tests_unit_test_io_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_io_LDADD = core/libcore.la $(CMOCKA_LIBS) $(ZLIB_LIBS)
tests_unit_test_sink_SOURCES = %reldir%/test_sink.c
tests_unit_test_sink_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_sink_LDADD = core/libcore.la $(CMOCKA_LIBS)
TESTS += tests/unit/test_io tests/unit/test_sink

check_PROGRAMS += tests/unit/test_context tests/unit/test_options tests/unit/test_plugin
tests_unit_test_context_SOURCES = %reldir%/test_context.c
tests_unit_test_context_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_context_LDADD = core/libcore.la $(CMOCKA_LIBS)
tests_unit_test_options_SOURCES = %reldir%/test_options.c
tests_unit_test_options_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_options_LDADD = core/libcore.la $(CMOCKA_LIBS)
tests_unit_test_plugin_SOURCES = %reldir%/test_plugin.c
tests_unit_test_plugin_CPPFLAGS = $(UNIT_CPPFLAGS)
if SHARED
tests_unit_test_plugin_CPPFLAGS += -DTEST_MODULES='"$(abs_builddir)/tests/unit/modules/.libs"' \
	-DTEMPLATE='"$(abs_builddir)/plugins/template/.libs/template.so"'
endif
tests_unit_test_plugin_LDADD = libdelib.la $(CMOCKA_LIBS)
TESTS += tests/unit/test_context tests/unit/test_options tests/unit/test_plugin

check_PROGRAMS += tests/unit/test_convert
tests_unit_test_convert_SOURCES = %reldir%/test_convert.c
tests_unit_test_convert_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_convert_LDADD = core/libcore.la $(CMOCKA_LIBS)
TESTS += tests/unit/test_convert

check_PROGRAMS += tests/unit/test_reading
tests_unit_test_reading_SOURCES = %reldir%/test_reading.c
tests_unit_test_reading_CPPFLAGS = $(UNIT_CPPFLAGS) -DTABLES='"$(abs_top_srcdir)/tests/unit/tables"'
tests_unit_test_reading_LDADD = core/libcore.la $(CMOCKA_LIBS)
TESTS += tests/unit/test_reading

check_PROGRAMS += tests/unit/test_model tests/unit/test_json
tests_unit_test_model_SOURCES = %reldir%/test_model.c
tests_unit_test_model_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_model_LDADD = core/libcore.la $(CMOCKA_LIBS)
tests_unit_test_json_SOURCES = %reldir%/test_json.c
tests_unit_test_json_CPPFLAGS = $(UNIT_CPPFLAGS) \
	-DSCHEMA='"$(abs_top_srcdir)/formats/model/delib-1.schema.json"'
tests_unit_test_json_LDADD = core/libcore.la $(CMOCKA_LIBS) $(JANSSON_LIBS)
TESTS += tests/unit/test_model tests/unit/test_json

# The writers' own files: their folders are private, so the test compiles them again.
check_PROGRAMS += tests/unit/test_writers
tests_unit_test_writers_SOURCES = \
	%reldir%/test_writers.c \
	plugins/akn/eid.c \
	plugins/akn/marks.c \
	plugins/akn/names.c \
	plugins/akn/xml_out.c \
	plugins/csv/cell.c \
	plugins/csv/rules.c \
	plugins/markdown/escape.c \
	plugins/markdown/front.c
tests_unit_test_writers_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_writers_LDADD = core/libcore.la $(CMOCKA_LIBS)
TESTS += tests/unit/test_writers
endif

include %reldir%/modules/local.mk
