/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "context/context.h"
#include "plugin/loader.h"
#include "plugin/registry.h"

bool dlb_is_name(delib_slice name)
{
    for (size_t i = 0; i < name.size; i++) {
        char byte = name.data[i];
        if (!(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9') && byte != '_')
            return false;
    }
    return name.size > 0;
}

static bool reader_is_whole(const delib_reader *reader)
{
    return !reader || (reader->size >= sizeof *reader && reader->probe && (reader->read || reader->read_next));
}

static bool writer_is_whole(const delib_writer *writer)
{
    return !writer || (writer->size >= sizeof *writer && writer->open && writer->write && writer->close);
}

static bool validator_is_whole(const delib_validator *validator)
{
    return !validator || (validator->size >= sizeof *validator && validator->validate);
}

static bool container_is_whole(const delib_container *container)
{
    return !container || (container->size >= sizeof *container && container->probe && container->open &&
                          container->next && container->close);
}

static bool format_is_whole(const delib_format *format)
{
    return format->size >= sizeof *format && format->name && dlb_is_name(delib_slice_of(format->name)) &&
           format->summary && reader_is_whole(format->reader) && writer_is_whole(format->writer) &&
           validator_is_whole(format->validator) && container_is_whole(format->container);
}

static bool abi_fits(const delib_plugin *plugin, struct dlb_reason *reason)
{
    if (plugin->abi_major == DELIB_ABI_MAJOR && plugin->abi_minor <= DELIB_ABI_MINOR)
        return true;
    dlb_reason_set(reason, _("it is made for version %u.%u of the plugin interface, this is %u.%u"),
                   (unsigned)plugin->abi_major, (unsigned)plugin->abi_minor, (unsigned)DELIB_ABI_MAJOR,
                   (unsigned)DELIB_ABI_MINOR);
    return false;
}

bool dlb_is_usable(const delib_plugin *plugin, const char *name, struct dlb_reason *reason)
{
    if (!abi_fits(plugin, reason))
        return false;
    if (plugin->size < sizeof *plugin) {
        dlb_reason_set(reason, _("its descriptor has %u bytes, %u at least are needed"), (unsigned)plugin->size,
                       (unsigned)sizeof *plugin);
        return false;
    }
    if (!plugin->name || strcmp(plugin->name, name) != 0) {
        dlb_reason_set(reason, _("it calls itself '%s'"), plugin->name ? plugin->name : "");
        return false;
    }
    for (const delib_format *const *format = plugin->formats; format && *format; format++) {
        if (!format_is_whole(*format)) {
            dlb_reason_set(reason, _("its format number %u lacks a part or has a wrong name"),
                           (unsigned)(format - plugin->formats) + 1);
            return false;
        }
    }
    return true;
}
