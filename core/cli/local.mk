bin_PROGRAMS += delib
delib_SOURCES = \
	core/context/quote.c \
	%reldir%/card.c \
	%reldir%/card.h \
	%reldir%/cli.h \
	%reldir%/convert.c \
	%reldir%/detect.c \
	%reldir%/diagnostics.c \
	%reldir%/excerpt.c \
	%reldir%/exit.c \
	%reldir%/exits.def \
	%reldir%/explain.c \
	%reldir%/formats.c \
	%reldir%/head.c \
	%reldir%/help.c \
	%reldir%/inputs.c \
	%reldir%/labels.def \
	%reldir%/main.c \
	%reldir%/manual.c \
	%reldir%/options.c \
	%reldir%/output.c \
	%reldir%/plugins.c \
	%reldir%/screen.c \
	%reldir%/screen.h \
	%reldir%/show.c \
	%reldir%/suggest.c \
	%reldir%/values.c \
	%reldir%/words.def
delib_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
delib_LDADD = libdelib.la $(JANSSON_LIBS) $(LTLIBINTL)
