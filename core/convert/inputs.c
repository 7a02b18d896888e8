/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "context/context.h"
#include "convert/formats.h"
#include "convert/inputs.h"

/* Adds an input; takes over `path`. */
static delib_status add(dlb_inputs *inputs, char *path, const delib_format *format)
{
    if (path && inputs->count == inputs->room) {
        size_t room = inputs->room ? 2 * inputs->room : 16;
        dlb_input *grown = reallocarray(inputs->items, room, sizeof *grown);
        if (grown) {
            inputs->items = grown;
            inputs->room = room;
        }
    }
    if (!path || inputs->count == inputs->room) {
        free(path);
        return DELIB_E_NOMEM;
    }
    inputs->items[inputs->count++] = (dlb_input){ .path = path, .format = format };
    return DELIB_OK;
}

/* The part of `name` before a colon where that looks like a format and no file has the whole as its name. */
static size_t format_prefix(const char *name)
{
    struct stat facts;
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (size == 0 || name[size] != ':' || name[size + 1] == '\0' || lstat(name, &facts) == 0)
        return 0;
    return size;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Folders that wait, the next one last. */
typedef struct pending {
    char **paths;
    size_t count, room;
} pending;

static delib_status push(pending *waiting, char *path)
{
    if (waiting->count == waiting->room) {
        size_t room = waiting->room ? 2 * waiting->room : 16;
        char **grown = reallocarray(waiting->paths, room, sizeof *grown);
        if (!grown) {
            free(path);
            return DELIB_E_NOMEM;
        }
        waiting->paths = grown;
        waiting->room = room;
    }
    waiting->paths[waiting->count++] = path;
    return DELIB_OK;
}

char *dlb_path_in(const char *folder, const char *name)
{
    char *path = NULL;
    size_t size = strlen(folder);
    if (asprintf(&path, "%s%s%s", folder, size > 0 && folder[size - 1] == '/' ? "" : "/", name) < 0)
        return NULL;
    return path;
}

/* Files of a folder become inputs; its folders wait, the first on top. Links to folders are not followed, so that a
 * walk always ends. */
static delib_status add_entries(const char *folder, struct dirent **entries, size_t count, const delib_format *format,
                                dlb_inputs *out, pending *waiting)
{
    delib_status status = DELIB_OK;
    for (size_t i = 0; i < count && status >= 0; i++) {
        struct stat own, facts;
        char *path = dlb_path_in(folder, entries[i]->d_name);
        if (!path)
            return DELIB_E_NOMEM;
        if (lstat(path, &own) == 0 && !S_ISDIR(own.st_mode) && stat(path, &facts) == 0 && S_ISREG(facts.st_mode))
            status = add(out, path, format);
        else
            free(path);
    }
    for (size_t i = count; i > 0 && status >= 0; i--) {
        struct stat own;
        char *path = dlb_path_in(folder, entries[i - 1]->d_name);
        if (!path)
            return DELIB_E_NOMEM;
        if (lstat(path, &own) == 0 && S_ISDIR(own.st_mode))
            status = push(waiting, path);
        else
            free(path);
    }
    return status;
}

static delib_status add_folder(const char *folder, const delib_format *format, dlb_inputs *out, pending *waiting)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, visible, by_bytes);
    if (count < 0)
        return errno == ENOMEM ? DELIB_E_NOMEM : add(out, strdup(folder), format);
    delib_status status = add_entries(folder, entries, (size_t)count, format, out, waiting);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    return status;
}

static delib_status walk(const char *root, const delib_format *format, dlb_inputs *out)
{
    pending waiting = { 0 };
    char *copy = strdup(root);
    delib_status status = copy ? push(&waiting, copy) : DELIB_E_NOMEM;
    while (status >= 0 && waiting.count > 0) {
        char *folder = waiting.paths[--waiting.count];
        status = add_folder(folder, format, out, &waiting);
        free(folder);
    }
    for (size_t i = 0; i < waiting.count; i++)
        free(waiting.paths[i]);
    free(waiting.paths);
    return status;
}

/* A folder that gives nothing is an input that could not be read. */
static delib_status walk_and_say(delib_context *context, const char *root, const delib_format *format, dlb_inputs *out)
{
    size_t before = out->count;
    delib_status status = walk(root, format, out);
    if (status < 0 || out->count > before)
        return status;
    delib_place place = { .file = root };
    delib_report(context, DELIB_ERROR, "NO-INPUT", &place, NULL, N_("there is no file below this folder"));
    out->empty_folders++;
    return status;
}

static bool is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static delib_status expand(delib_context *context, const delib_request *request, const char *name,
                           const delib_format *from, dlb_inputs *out)
{
    size_t prefix = format_prefix(name);
    if (prefix > 0) {
        char *format = strndup(name, prefix);
        if (!format)
            return DELIB_E_NOMEM;
        delib_status status = dlb_find_reader(context, format, &from);
        free(format);
        if (status < 0)
            return status;
        name += prefix + 1;
    }
    if (request->recursive && strcmp(name, "-") != 0 && is_folder(name))
        return walk_and_say(context, name, from, out);
    return add(out, strdup(name), from);
}

delib_status dlb_inputs_expand(delib_context *context, const delib_request *request, const char *const *names,
                               size_t count, dlb_inputs *out)
{
    const delib_format *from = NULL;
    delib_status status = request->from ? dlb_find_reader(context, request->from, &from) : DELIB_OK;
    for (size_t i = 0; i < count && status >= 0; i++)
        status = expand(context, request, names[i], from, out);
    return status;
}

void dlb_inputs_free(dlb_inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->items[i].path);
    free(inputs->items);
}
