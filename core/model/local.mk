core_libcore_la_SOURCES += \
	%reldir%/act.c \
	%reldir%/arena.c \
	%reldir%/arena.h \
	%reldir%/block.c \
	%reldir%/check.c \
	%reldir%/document.c \
	%reldir%/document.h \
	%reldir%/fields.c \
	%reldir%/json.h \
	%reldir%/json_emit.c \
	%reldir%/json_load.c \
	%reldir%/json_load.h \
	%reldir%/json_objects.c \
	%reldir%/json_read.c \
	%reldir%/json_write.c \
	%reldir%/lists.c \
	%reldir%/value.c
