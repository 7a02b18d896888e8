PLUGINS += plugins/markdown.la
plugins_markdown_la_SOURCES = \
	%reldir%/body.c \
	%reldir%/escape.c \
	%reldir%/front.c \
	%reldir%/markdown.h \
	%reldir%/plugin.c
plugins_markdown_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^markdown_LTX_delib_plugin$$'
plugins_markdown_la_LIBADD = $(PLUGIN_LIBADD)
