core_libcore_la_SOURCES += \
	%reldir%/utf8.c \
	%reldir%/utf8.h
