core_libcore_la_SOURCES += \
	%reldir%/charset.c \
	%reldir%/decode.c \
	%reldir%/gzip.c \
	%reldir%/position.c \
	%reldir%/sink.c \
	%reldir%/source.c \
	%reldir%/source.h \
	%reldir%/utf8.c \
	%reldir%/utf8.h
