core_libcore_la_SOURCES += \
	%reldir%/registry.c \
	%reldir%/registry.h
