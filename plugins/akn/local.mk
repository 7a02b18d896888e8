if HAVE_PLUGIN_SOURCES
PLUGINS += plugins/akn.la
plugins_akn_la_SOURCES = %reldir%/akn.c
plugins_akn_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^akn_LTX_delib_plugin$$'
plugins_akn_la_LIBADD = $(PLUGIN_LIBADD)
endif
