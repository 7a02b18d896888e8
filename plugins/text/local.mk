PLUGINS += plugins/text.la
plugins_text_la_SOURCES = %reldir%/text.c
plugins_text_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^text_LTX_delib_plugin$$'
plugins_text_la_LIBADD = $(PLUGIN_LIBADD)
