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
endif
