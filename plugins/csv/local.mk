if HAVE_PLUGIN_SOURCES
PLUGINS += plugins/csv.la
plugins_csv_la_SOURCES = %reldir%/csv.c
plugins_csv_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^csv_LTX_delib_plugin$$'
plugins_csv_la_LIBADD = $(PLUGIN_LIBADD)
endif
