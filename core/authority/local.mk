core_libcore_la_SOURCES += \
	%reldir%/keys.c \
	%reldir%/keys.h
