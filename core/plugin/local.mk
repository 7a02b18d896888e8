core_libcore_la_SOURCES += \
	%reldir%/descriptor.c \
	%reldir%/detect.c \
	%reldir%/find.c \
	%reldir%/loader.c \
	%reldir%/loader.h \
	%reldir%/options.c \
	%reldir%/registry.c \
	%reldir%/registry.h \
	%reldir%/search.c \
	%reldir%/seen.c \
	%reldir%/seen.h \
	%reldir%/signatures.def \
	%reldir%/trust.c
