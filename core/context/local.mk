core_libcore_la_SOURCES += \
	%reldir%/context.c \
	%reldir%/context.h \
	%reldir%/quote.c \
	%reldir%/report.c \
	%reldir%/status.c
