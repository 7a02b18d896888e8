core_libcore_la_SOURCES += \
	%reldir%/candidates.c %reldir%/candidates.h \
	%reldir%/choice.c \
	%reldir%/derive.c %reldir%/derive.h \
	%reldir%/disagree.c %reldir%/disagree.h \
	%reldir%/findings.c \
	%reldir%/formats.c %reldir%/formats.h \
	%reldir%/inputs.c %reldir%/inputs.h \
	%reldir%/join.c \
	%reldir%/keys.c %reldir%/keys.h \
	%reldir%/lots.c \
	%reldir%/names.c %reldir%/names.h \
	%reldir%/pipeline.c %reldir%/pipeline.h \
	%reldir%/places.c \
	%reldir%/read.c \
	%reldir%/settle.c %reldir%/settle.h \
	%reldir%/write.c %reldir%/write.h
