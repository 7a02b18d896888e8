/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "convert/write.h"

bool dlb_to_stdout(const delib_request *request)
{
    return !request->output_folder && (!request->output || strcmp(request->output, "-") == 0);
}

bool dlb_is_in_the_way(delib_context *context, const delib_request *request, const char *path)
{
    struct stat facts;
    if (request->replace || lstat(path, &facts) != 0)
        return false;
    delib_place place = { .file = path };
    delib_report(context, DELIB_ERROR, "OUTPUT-EXISTS", &place, N_("replace it with --force, or choose another name"),
                 N_("this output is there already"));
    return true;
}

static bool is_no_folder(delib_context *context, const char *path)
{
    struct stat facts;
    if (stat(path, &facts) != 0 || S_ISDIR(facts.st_mode))
        return false;
    delib_place place = { .file = path };
    delib_report(context, DELIB_ERROR, "OUTPUT-FOLDER", &place, N_("-O names a folder; -o names a file"),
                 N_("this is no folder"));
    return true;
}

static bool is_named_twice(delib_context *context, const delib_request *request)
{
    if (request->output && request->output_folder) {
        delib_report(context, DELIB_ERROR, "OUTPUT-TWICE", NULL, N_("-o names one file, -O a folder for many"),
                     N_("-o and -O exclude each other"));
        return true;
    }
    if (!request->rejects || !request->output || strcmp(request->rejects, request->output) != 0)
        return false;
    delib_place place = { .file = request->rejects };
    delib_report(context, DELIB_ERROR, "OUTPUT-TWICE", &place, N_("choose another file for --rejects"),
                 N_("the rejects and the output are the same file"));
    return true;
}

delib_status dlb_places_check(delib_context *context, const delib_request *request)
{
    if (is_named_twice(context, request) ||
        (request->output_folder && is_no_folder(context, request->output_folder)) ||
        (request->output && !dlb_to_stdout(request) && dlb_is_in_the_way(context, request, request->output)) ||
        (request->rejects && dlb_is_in_the_way(context, request, request->rejects)))
        return DELIB_E_USAGE;
    return DELIB_OK;
}

void dlb_extension(const delib_format *format, char out[16])
{
    const char *list = format->extensions ? format->extensions : format->name;
    snprintf(out, 16, "%.*s", (int)strcspn(list, " "), list);
}

static bool make_one(const char *path)
{
    struct stat facts;
    return mkdir(path, 0777) == 0 || (errno == EEXIST && stat(path, &facts) == 0 && S_ISDIR(facts.st_mode));
}

delib_status dlb_make_folder(delib_context *context, const char *path)
{
    char *copy = strdup(path);
    bool made = copy != NULL;
    for (char *slash = copy; made && (slash = strchr(slash + 1, '/')) != NULL;) {
        *slash = '\0';
        made = make_one(copy);
        *slash = '/';
    }
    made = made && make_one(path);
    int error = errno;
    free(copy);
    if (made)
        return DELIB_OK;
    delib_place place = { .file = path };
    delib_report(context, DELIB_ERROR, "IO-WRITE", &place, N_("choose a folder where you may write"),
                 N_("the folder cannot be made: %s"), strerrordesc_np(error));
    return DELIB_E_IO;
}
