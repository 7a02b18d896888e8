if HAVE_PLUGIN_SOURCES
PLUGINS += plugins/markdown.la
plugins_markdown_la_SOURCES = %reldir%/markdown.c
plugins_markdown_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^markdown_LTX_delib_plugin$$'
plugins_markdown_la_LIBADD = $(PLUGIN_LIBADD)
endif
