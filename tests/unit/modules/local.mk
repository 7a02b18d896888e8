# Modules that the tests of the loader open; each is spoilt in one respect.
EXTRA_DIST += %reldir%/bare.h
TEST_MODULE_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere

if SHARED
check_LTLIBRARIES += \
	%reldir%/broken_format.la \
	%reldir%/no_start.la \
	%reldir%/no_symbol.la \
	%reldir%/rival.la \
	%reldir%/thief.la \
	%reldir%/too_small.la \
	%reldir%/unresolved.la \
	%reldir%/wrong_abi.la
endif
%canon_reldir%_broken_format_la_SOURCES = %reldir%/broken_format.c
%canon_reldir%_broken_format_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
%canon_reldir%_no_start_la_SOURCES = %reldir%/no_start.c
%canon_reldir%_no_start_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
%canon_reldir%_no_symbol_la_SOURCES = %reldir%/no_symbol.c
%canon_reldir%_no_symbol_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
%canon_reldir%_rival_la_SOURCES = %reldir%/rival.c
%canon_reldir%_rival_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
%canon_reldir%_thief_la_SOURCES = %reldir%/thief.c
%canon_reldir%_thief_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
%canon_reldir%_too_small_la_SOURCES = %reldir%/too_small.c
%canon_reldir%_too_small_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
%canon_reldir%_unresolved_la_SOURCES = %reldir%/unresolved.c
%canon_reldir%_unresolved_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
%canon_reldir%_wrong_abi_la_SOURCES = %reldir%/wrong_abi.c
%canon_reldir%_wrong_abi_la_LDFLAGS = $(TEST_MODULE_LDFLAGS)
