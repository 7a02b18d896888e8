bin_PROGRAMS += delib
delib_SOURCES = \
	core/context/quote.c \
	%reldir%/cli.h \
	%reldir%/convert.c \
	%reldir%/detect.c \
	%reldir%/diagnostics.c \
	%reldir%/exit.c \
	%reldir%/exits.def \
	%reldir%/formats.c \
	%reldir%/help.c \
	%reldir%/inputs.c \
	%reldir%/main.c \
	%reldir%/manual.c \
	%reldir%/options.c \
	%reldir%/output.c \
	%reldir%/plugins.c \
	%reldir%/show.c
delib_CFLAGS = $(AM_CFLAGS) $(JANSSON_CFLAGS)
delib_LDADD = libdelib.la $(JANSSON_LIBS) $(LTLIBINTL)
