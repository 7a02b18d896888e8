PLUGINS += plugins/json.la
plugins_json_la_SOURCES = %reldir%/json.c
plugins_json_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^json_LTX_delib_plugin$$'
plugins_json_la_LIBADD = $(PLUGIN_LIBADD)
