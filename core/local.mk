# libdelib, its public headers and the command. libcore.la is libdelib with its private functions in reach, for the
# unit tests.
EXTRA_DIST += %reldir%/delib.pc.in

delibincludedir = $(includedir)/delib
dist_delibinclude_HEADERS = \
	%reldir%/include/delib/blocks.def \
	%reldir%/include/delib/delib.h \
	%reldir%/include/delib/fields.def \
	%reldir%/include/delib/io.h \
	%reldir%/include/delib/limits.def \
	%reldir%/include/delib/model.h \
	%reldir%/include/delib/plugin.h \
	%reldir%/include/delib/reading.h \
	%reldir%/include/delib/slice.h \
	%reldir%/include/delib/status.h

noinst_LTLIBRARIES += %reldir%/libcore.la
%canon_reldir%_libcore_la_SOURCES =
%canon_reldir%_libcore_la_LDFLAGS = $(AM_LDFLAGS)
%canon_reldir%_libcore_la_LIBADD = \
	$(LTDL_LIBS) $(DL_LIBS) $(JANSSON_LIBS) $(ZLIB_LIBS) $(LIBMD_LIBS) $(LTLIBINTL)
if BUILTIN_PLUGINS
# What is preopened becomes part of the library; in LIBADD it would stand there twice.
%canon_reldir%_libcore_la_LDFLAGS += $(PLUGINS:%=-dlpreopen %)
EXTRA_%canon_reldir%_libcore_la_DEPENDENCIES = $(PLUGINS)
endif

lib_LTLIBRARIES += libdelib.la
libdelib_la_SOURCES =
libdelib_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined -export-symbols-regex '^delib_'
libdelib_la_LIBADD = %reldir%/libcore.la

include %reldir%/context/local.mk
include %reldir%/model/local.mk
include %reldir%/authority/local.mk
include %reldir%/io/local.mk
include %reldir%/plugin/local.mk
include %reldir%/reading/local.mk
include %reldir%/convert/local.mk
include %reldir%/cli/local.mk
