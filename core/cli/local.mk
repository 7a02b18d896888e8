if HAVE_CLI
bin_PROGRAMS += delib
delib_SOURCES = \
	core/context/quote.c \
	%reldir%/main.c
delib_CFLAGS = $(AM_CFLAGS)
delib_LDADD = libdelib.la $(LTLIBINTL)
endif
