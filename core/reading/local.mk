core_libcore_la_SOURCES += \
	%reldir%/acts.c \
	%reldir%/attendance.c \
	%reldir%/authority.c \
	%reldir%/content.c \
	%reldir%/date.c \
	%reldir%/fold.c \
	%reldir%/fold.h \
	%reldir%/formalities.c \
	%reldir%/grammar.h \
	%reldir%/identifier.c \
	%reldir%/lexicon.c \
	%reldir%/lexicon.h \
	%reldir%/lines.c \
	%reldir%/name.c \
	%reldir%/number.c \
	%reldir%/probe.c \
	%reldir%/reading.c \
	%reldir%/reading.h \
	%reldir%/runs.c \
	%reldir%/sitting.c \
	%reldir%/state.c \
	%reldir%/subject.c \
	%reldir%/text.c \
	%reldir%/text.h \
	%reldir%/vote.c
