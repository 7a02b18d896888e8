PLUGINS += plugins/akn.la
plugins_akn_la_SOURCES = \
	%reldir%/akn.h \
	%reldir%/analysis.c \
	%reldir%/attachments.c \
	%reldir%/blocks.c \
	%reldir%/blocks.h \
	%reldir%/body.c \
	%reldir%/classification.c \
	%reldir%/cuts.c \
	%reldir%/eid.c \
	%reldir%/eid.h \
	%reldir%/identification.c \
	%reldir%/marks.c \
	%reldir%/names.c \
	%reldir%/plugin.c \
	%reldir%/proprietary.c \
	%reldir%/references.c \
	%reldir%/text.c \
	%reldir%/workflow.c \
	%reldir%/xml_out.c \
	%reldir%/xml_out.h
plugins_akn_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^akn_LTX_delib_plugin$$'
plugins_akn_la_LIBADD = $(PLUGIN_LIBADD)
