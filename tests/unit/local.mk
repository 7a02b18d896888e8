# Unit tests with cmocka. Those of private functions link core/libcore.la, those of plugins libdelib.la.
if HAVE_CMOCKA
UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)

# check_PROGRAMS += tests/unit/test_NAME
# tests_unit_test_NAME_SOURCES = %reldir%/test_NAME.c
# tests_unit_test_NAME_CPPFLAGS = $(UNIT_CPPFLAGS)
# tests_unit_test_NAME_LDADD = core/libcore.la $(CMOCKA_LIBS)
# TESTS += tests/unit/test_NAME
endif
