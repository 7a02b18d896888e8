# One folder per plugin, one line per folder at the end. A plugin adds itself to PLUGINS:
#
#   PLUGINS += plugins/NAME.la
#   plugins_NAME_la_SOURCES = %reldir%/NAME.c
#   plugins_NAME_la_LDFLAGS = $(PLUGIN_LDFLAGS) -export-symbols-regex '^NAME_LTX_delib_plugin$$'
#   plugins_NAME_la_LIBADD = $(PLUGIN_LIBADD)
PLUGINS =

if BUILTIN_PLUGINS
noinst_LTLIBRARIES += $(PLUGINS)
PLUGIN_LDFLAGS = $(AM_LDFLAGS) -module
PLUGIN_LIBADD =
else
pluginexec_LTLIBRARIES = $(PLUGINS)
PLUGIN_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared
PLUGIN_LIBADD = libdelib.la

# The loader takes .so files only: a .la beside a module could point anywhere.
install-exec-hook:
	for plugin in $(PLUGINS); do rm -f "$(DESTDIR)$(pluginexecdir)/$${plugin##*/}" || exit; done

uninstall-hook:
	for plugin in $(PLUGINS); do \
	  name=$${plugin##*/}; rm -f "$(DESTDIR)$(pluginexecdir)/$${name%.la}.so" || exit; \
	done
endif

include %reldir%/akn/local.mk
include %reldir%/csv/local.mk
include %reldir%/json/local.mk
include %reldir%/markdown/local.mk
include %reldir%/template/local.mk
include %reldir%/text/local.mk
