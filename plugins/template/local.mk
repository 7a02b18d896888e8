# Compiled and tested, not installed: an -rpath makes libtool link a module although it goes nowhere.
if SHARED
noinst_LTLIBRARIES += %reldir%/template.la
endif
%canon_reldir%_template_la_SOURCES = \
	%reldir%/reader.c \
	%reldir%/template.c \
	%reldir%/template.h \
	%reldir%/writer.c
%canon_reldir%_template_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere \
	-export-symbols-regex '^template_LTX_delib_plugin$$'
%canon_reldir%_template_la_LIBADD = libdelib.la
