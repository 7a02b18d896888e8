/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "context/context.h"
#include "plugin/loader.h"

static bool is_ours(const struct stat *status, const char *path, struct dlb_reason *reason)
{
    if (status->st_uid != 0 && status->st_uid != geteuid()) {
        dlb_reason_set(reason, _("%s belongs neither to root nor to you"), path);
        return false;
    }
    if (status->st_mode & S_IWOTH) {
        dlb_reason_set(reason, _("everybody may write to %s"), path);
        return false;
    }
    return true;
}

static bool judge_file(int folder, const char *name, const char *path, struct dlb_reason *reason)
{
    struct stat status;
    /* O_PATH opens anything without touching it, a link itself with O_NOFOLLOW. */
    int file = openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) {
        dlb_reason_set(reason, "%s: %m", path);
        if (file >= 0)
            close(file);
        return false;
    }
    close(file);
    if (!S_ISREG(status.st_mode)) {
        dlb_reason_set(reason, S_ISLNK(status.st_mode) ? _("%s is a symbolic link") : _("%s is no regular file"), path);
        return false;
    }
    return is_ours(&status, path, reason);
}

bool dlb_is_trusted(const char *path, struct dlb_reason *reason)
{
    const char *name = strrchr(path, '/');
    char *folder_path = name ? strndup(path, name == path ? 1 : (size_t)(name - path)) : NULL;
    struct stat status;
    bool trusted = false;
    if (!folder_path) {
        dlb_reason_set(reason, "%s: %s", path, delib_status_name(name ? DELIB_E_NOMEM : DELIB_E_INTERNAL));
        return false;
    }
    int folder = open(folder_path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || fstat(folder, &status) != 0)
        dlb_reason_set(reason, "%s: %m", folder_path);
    else
        trusted = is_ours(&status, folder_path, reason) && judge_file(folder, name + 1, path, reason);
    if (folder >= 0)
        close(folder);
    free(folder_path);
    return trusted;
}
