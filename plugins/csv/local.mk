PLUGINS += plugins/csv.la
plugins_csv_la_SOURCES = \
	%reldir%/cell.c \
	%reldir%/csv.h \
	%reldir%/plugin.c \
	%reldir%/row.c \
	%reldir%/rules.c
plugins_csv_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^csv_LTX_delib_plugin$$'
plugins_csv_la_LIBADD = $(PLUGIN_LIBADD)
