/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "plugin/loader.h"
#include "plugin/registry.h"

#define MODULE_TAIL ".so"
#define USER_FOLDER "delib/plugins-1"

static int is_module(const struct dirent *entry)
{
    delib_slice name = delib_slice_of(entry->d_name);
    delib_slice tail = DELIB_SLICE(MODULE_TAIL);
    if (name.size <= tail.size || memcmp(name.data + name.size - tail.size, tail.data, tail.size) != 0)
        return 0;
    name.size -= tail.size;
    return dlb_is_name(name);
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static delib_status add_file(struct dlb_registry *registry, const char *folder, const char *file)
{
    delib_status status = DELIB_E_NOMEM;
    char *path = NULL, *name = strndup(file, strlen(file) - strlen(MODULE_TAIL));
    if (asprintf(&path, "%s/%s", folder, file) < 0)
        path = NULL;
    if (name && path)
        status = dlb_registry_add(registry, name, path);
    free(name);
    free(path);
    return status;
}

/* Adds the modules of a folder, by name. A folder that cannot be read holds none; `*error` is its errno. */
static delib_status add_folder(struct dlb_registry *registry, const char *folder, int *error)
{
    struct dirent **entries = NULL;
    delib_status status = DELIB_OK;
    int count = scandir(folder, &entries, is_module, by_bytes);
    *error = count < 0 ? errno : 0;
    if (count < 0)
        return *error == ENOMEM ? DELIB_E_NOMEM : DELIB_OK;
    for (int i = 0; i < count; i++) {
        if (status == DELIB_OK)
            status = add_file(registry, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* A folder that the user named in DELIB_PLUGIN_PATH: what is wrong with it is said. */
static delib_status add_named_folder(delib_context *context, struct dlb_registry *registry, const char *folder)
{
    int error = 0;
    if (folder[0] != '/') {
        delib_report(context, DELIB_WARNING, "PLUGIN-PATH", NULL, N_("give absolute folders in DELIB_PLUGIN_PATH"),
                     N_("the folder '%s' of DELIB_PLUGIN_PATH is not absolute; it is not searched"), folder);
        return DELIB_OK;
    }
    delib_status status = add_folder(registry, folder, &error);
    if (error)
        delib_report(context, DELIB_WARNING, "PLUGIN-PATH", NULL, NULL,
                     N_("the folder '%s' of DELIB_PLUGIN_PATH cannot be read: %s"), folder, strerror(error));
    return status;
}

static delib_status add_named_folders(delib_context *context, struct dlb_registry *registry)
{
    const char *path = secure_getenv("DELIB_PLUGIN_PATH");
    delib_status status = DELIB_OK;
    while (path && *path && status == DELIB_OK) {
        size_t size = strcspn(path, ":");
        if (size > 0) {
            char *folder = strndup(path, size);
            status = folder ? add_named_folder(context, registry, folder) : DELIB_E_NOMEM;
            free(folder);
        }
        path += size + (path[size] == ':');
    }
    return status;
}

/* The user's folder, which the caller frees; NULL in it: he has none. Root runs no code out of a home, and a process
 * with more rights than its user does not trust his environment. */
static delib_status user_folder(char **folder)
{
    const char *data = secure_getenv("XDG_DATA_HOME");
    const char *home = secure_getenv("HOME");
    int size = 0;
    *folder = NULL;
    if (geteuid() == 0 || getuid() == 0)
        return DELIB_OK;
    if (data && data[0] == '/')
        size = asprintf(folder, "%s/" USER_FOLDER, data);
    else if (home && home[0] == '/')
        size = asprintf(folder, "%s/.local/share/" USER_FOLDER, home);
    if (size >= 0)
        return DELIB_OK;
    *folder = NULL;
    return DELIB_E_NOMEM;
}

static delib_status add_user_folder(struct dlb_registry *registry)
{
    char *folder;
    int ignored;
    delib_status status = user_folder(&folder);
    if (status == DELIB_OK && folder)
        status = add_folder(registry, folder, &ignored);
    free(folder);
    return status;
}

static delib_status add_built_in(struct dlb_registry *registry)
{
    delib_status status = DELIB_OK;
    delib_slice name;
    for (size_t i = 0; status == DELIB_OK && dlb_loader_built_in(i, &name); i++) {
        char *copy = strndup(name.data, name.size);
        status = copy ? dlb_registry_add(registry, copy, DLB_BUILT_IN) : DELIB_E_NOMEM;
        free(copy);
    }
    return status;
}

void dlb_search_path(char *list, size_t size)
{
    const char *path = secure_getenv("DELIB_PLUGIN_PATH");
    char *folder;
    size_t used = 0;
    list[0] = '\0';
    while (path && *path) {
        size_t length = strcspn(path, ":");
        folder = path[0] == '/' ? strndup(path, length) : NULL;
        if (folder)
            used = dlb_append_word(list, size, used, folder);
        free(folder);
        path += length + (path[length] == ':');
    }
    if (user_folder(&folder) == DELIB_OK && folder)
        used = dlb_append_word(list, size, used, folder);
    free(folder);
    dlb_append_word(list, size, used, DELIB_PLUGINDIR);
}

delib_status dlb_search(delib_context *context, struct dlb_registry *registry)
{
    int ignored;
    delib_status status = add_built_in(registry);
    if (status == DELIB_OK)
        status = add_named_folders(context, registry);
    if (status == DELIB_OK)
        status = add_user_folder(registry);
    if (status == DELIB_OK)
        status = add_folder(registry, DELIB_PLUGINDIR, &ignored);
    return status;
}
