/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The only file that knows libltdl. */
#include <config.h>

#include <dlfcn.h>
#include <ltdl.h>
#include <stdarg.h>
#include <stdio.h>

#include "context/context.h"
#include "plugin/loader.h"

#define SYMBOL_TAIL "_LTX_delib_plugin"

#ifdef BUILTIN_PLUGINS
/* Made by libtool of the -dlpreopen flags of libcore.la. */
extern LT_DLSYM_CONST lt_dlsymlist lt_libcore_LTX_preloaded_symbols[];
static const lt_dlsymlist *const built_in = lt_libcore_LTX_preloaded_symbols;
#else
static const lt_dlsymlist built_in[] = { { NULL, NULL } };
#endif

void dlb_reason_set(struct dlb_reason *reason, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(reason->text, sizeof reason->text, format, arguments) < 0)
        reason->text[0] = '\0';
    va_end(arguments);
}

delib_status dlb_loader_begin(void)
{
    return lt_dlinit() == 0 ? DELIB_OK : DELIB_E_PLUGIN;
}

void dlb_loader_end(void)
{
    lt_dlexit();
}

/* The name in front of SYMBOL_TAIL; absent where a symbol is no descriptor. */
static delib_slice name_of_symbol(const char *symbol)
{
    delib_slice name = delib_slice_of(symbol);
    delib_slice tail = DELIB_SLICE(SYMBOL_TAIL);
    if (name.size <= tail.size || memcmp(symbol + name.size - tail.size, tail.data, tail.size) != 0)
        return (delib_slice){ NULL, 0 };
    name.size -= tail.size;
    return name;
}

bool dlb_loader_built_in(size_t index, delib_slice *name)
{
    for (const lt_dlsymlist *row = built_in; row->name; row++) {
        *name = name_of_symbol(row->name);
        if (name->data && index-- == 0)
            return true;
    }
    return false;
}

static const delib_plugin *built_in_plugin(const char *name)
{
    for (const lt_dlsymlist *row = built_in; row->name; row++)
        if (delib_slice_is(name_of_symbol(row->name), name))
            return row->address;
    return NULL;
}

/* libltdl calls every failure "file not found"; the system's loader gives the reason. It binds all symbols at once, so
 * that one which is missing shows here and not in the middle of a document. */
static void *open_file(const char *path, struct dlb_reason *reason)
{
    void *probe = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!probe) {
        const char *words = dlerror();
        dlb_reason_set(reason, "%s", words ? words : "dlopen");
        return NULL;
    }
    lt_dlhandle handle = lt_dlopen(path);
    if (!handle) {
        const char *words = lt_dlerror();
        dlb_reason_set(reason, "%s", words ? words : "lt_dlopen");
    }
    dlclose(probe);
    return handle;
}

static const delib_plugin *find_descriptor(void *handle, const char *name, struct dlb_reason *reason)
{
    char symbol[256 + sizeof SYMBOL_TAIL];
    const delib_plugin *plugin = NULL;
    int size = snprintf(symbol, sizeof symbol, "%s" SYMBOL_TAIL, name);
    if (size > 0 && (size_t)size < sizeof symbol)
        plugin = lt_dlsym(handle, symbol);
    if (!plugin)
        dlb_reason_set(reason, _("it does not export the symbol %s"), symbol);
    return plugin;
}

static bool start(const delib_plugin *plugin, struct dlb_reason *reason)
{
    static const delib_host host = { sizeof host, DELIB_ABI_MAJOR, DELIB_ABI_MINOR, PACKAGE_VERSION };
    delib_status status = plugin->start ? plugin->start(&host) : DELIB_OK;
    if (status < 0)
        dlb_reason_set(reason, _("it could not start: %s"), delib_status_name(status));
    return status >= 0;
}

static bool is_built_in(const char *path)
{
    return strcmp(path, DLB_BUILT_IN) == 0;
}

delib_module_state dlb_loader_open(const char *name, const char *path, void **handle, const delib_plugin **plugin,
                                   struct dlb_reason *reason)
{
    *handle = NULL;
    if (is_built_in(path)) {
        *plugin = built_in_plugin(name);
    } else {
        if (!dlb_is_trusted(path, reason))
            return DELIB_MODULE_REFUSED;
        *handle = open_file(path, reason);
        if (!*handle)
            return DELIB_MODULE_FAILED;
        *plugin = find_descriptor(*handle, name, reason);
    }
    if (*plugin && dlb_is_usable(*plugin, name, reason) && start(*plugin, reason))
        return DELIB_MODULE_LOADED;
    dlb_loader_close(*handle);
    *handle = NULL;
    *plugin = NULL;
    return DELIB_MODULE_REFUSED;
}

void dlb_loader_close(void *handle)
{
    if (handle)
        lt_dlclose(handle);
}
