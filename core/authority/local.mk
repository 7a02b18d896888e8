core_libcore_la_SOURCES += \
	%reldir%/actes_id.c %reldir%/actes_id.h \
	%reldir%/keys.c \
	%reldir%/keys.h
