/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/source.h"

#define FIRST_ROOM ((size_t)64 << 10)

typedef struct buffer {
    char *data;
    size_t size;
    size_t room;
} buffer;

static void report_open(delib_context *context, const char *name, int error)
{
    delib_place place = { .file = name };

    switch (error) {
    case ENOENT:
    case ENOTDIR:
        delib_report(context, DELIB_ERROR, "IO-OPEN", &place, N_("check the name and the folder"),
                     N_("there is no such file"));
        break;
    case EACCES:
    case EPERM:
        delib_report(context, DELIB_ERROR, "IO-OPEN", &place, N_("ask its owner for the right to read it"),
                     N_("the system does not let you read this file"));
        break;
    default:
        delib_report(context, DELIB_ERROR, "IO-OPEN", &place, NULL, N_("the file cannot be opened: %s"),
                     strerrordesc_np(error));
        break;
    }
}

static delib_status report_kind(delib_context *context, const char *name, mode_t mode)
{
    delib_place place = { .file = name };

    if (S_ISDIR(mode)) {
        delib_report(context, DELIB_ERROR, "IO-DIRECTORY", &place, N_("name files, or read the folder with -r"),
                     N_("this is a folder, not a file"));
    } else {
        delib_report(context, DELIB_ERROR, "IO-DEVICE", &place, N_("name a file, or give its content through a pipe"),
                     N_("this is a device or a socket; only files and pipes are read"));
    }
    return DELIB_E_IO;
}

static delib_status report_size(delib_context *context, const char *name, uint64_t met)
{
    delib_place place = { .file = name };
    uint64_t limit = delib_context_limit(context, DELIB_LIMIT_SOURCE_SIZE);

    delib_report(context, DELIB_ERROR, "LIMIT-SIZE", &place,
                 N_("where such a size is meant, give a greater limit with --limit source-size=N"),
                 N_("the source has %llu bytes or more; the limit source-size is %llu"), (unsigned long long)met,
                 (unsigned long long)limit);
    return DELIB_E_LIMIT;
}

size_t dlb_size_limit(const delib_context *context)
{
    uint64_t limit = delib_context_limit(context, DELIB_LIMIT_SOURCE_SIZE);

    return limit < SIZE_MAX / 4 ? (size_t)limit : SIZE_MAX / 4;
}

static bool grow(buffer *into, size_t room)
{
    char *data = realloc(into->data, room);

    if (!data) {
        return false;
    }
    into->data = data;
    into->room = room;
    return true;
}

/* One read that outlasts signals and descriptors that do not block. */
static ssize_t read_some(int fd, char *data, size_t size)
{
    for (;;) {
        ssize_t got = read(fd, data, size);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN)) {
            return got;
        }
        if (errno == EAGAIN) {
            struct pollfd wait = { .fd = fd, .events = POLLIN };
            (void)poll(&wait, 1, -1);
        }
    }
}

/* Reads to the end or to one byte past `most`, whichever comes first. */
static delib_status read_all(delib_context *context, const char *name, int fd, size_t most, buffer *into)
{
    for (;;) {
        if (into->size == into->room) {
            size_t room = into->room < most / 2 ? into->room * 2 : most + 1;
            if (!grow(into, room)) {
                return DELIB_E_NOMEM;
            }
        }
        ssize_t got = read_some(fd, into->data + into->size, into->room - into->size);
        if (got < 0) {
            delib_place place = { .file = name };
            delib_report(context, DELIB_ERROR, "IO-READ", &place, NULL, N_("reading failed: %s"),
                         strerrordesc_np(errno));
            return DELIB_E_IO;
        }
        if (got == 0) {
            return DELIB_OK;
        }
        into->size += (size_t)got;
        if (into->size > most) {
            return report_size(context, name, into->size);
        }
    }
}

/* Reads what `fd` gives, once `facts` say what it is. Standard input may be whatever a shell makes it, even
 * /dev/null. */
static delib_status read_file(delib_context *context, const char *name, int fd, const struct stat *facts,
                              buffer *into)
{
    size_t most = dlb_size_limit(context);
    size_t room = FIRST_ROOM;

    if (S_ISDIR(facts->st_mode)) {
        return report_kind(context, name, facts->st_mode);
    }
    if (S_ISREG(facts->st_mode) && facts->st_size > 0) {
        if ((uintmax_t)facts->st_size > most) {
            return report_size(context, name, (uint64_t)facts->st_size);
        }
        room = (size_t)facts->st_size + 1;
    }
    if (!grow(into, room <= most ? room : most + 1)) {
        return DELIB_E_NOMEM;
    }
    return read_all(context, name, fd, most, into);
}

static delib_status read_path(delib_context *context, const char *path, buffer *into)
{
    struct stat facts;

    /* Asked before it is opened, because opening a device may already do something. */
    if (stat(path, &facts) != 0) {
        report_open(context, path, errno);
        return DELIB_E_IO;
    }
    if (!S_ISREG(facts.st_mode) && !S_ISFIFO(facts.st_mode)) {
        return report_kind(context, path, facts.st_mode);
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        report_open(context, path, errno);
        return DELIB_E_IO;
    }
    delib_status status = DELIB_E_IO;
    if (fstat(fd, &facts) != 0) {
        report_open(context, path, errno);
    } else if (!S_ISREG(facts.st_mode) && !S_ISFIFO(facts.st_mode)) {
        status = report_kind(context, path, facts.st_mode);
    } else {
        status = read_file(context, path, fd, &facts, into);
    }
    close(fd);
    return status;
}

static delib_status read_standard_input(delib_context *context, buffer *into)
{
    struct stat facts;

    if (fstat(STDIN_FILENO, &facts) != 0) {
        report_open(context, "-", errno);
        return DELIB_E_IO;
    }
    return read_file(context, "-", STDIN_FILENO, &facts, into);
}

/* Makes a source of a buffer, which it takes, whatever the outcome. */
static delib_status source_new(delib_context *context, const char *name, buffer *given, delib_source **out)
{
    delib_source *source = calloc(1, sizeof *source);

    if (!source || !(source->name = strdup(name))) {
        free(source);
        free(given->data);
        return DELIB_E_NOMEM;
    }
    source->given = given->data;
    source->given_size = given->size;
    source->bytes = (delib_slice){ given->data, given->size };
    if (dlb_gzip_is(source->bytes)) {
        size_t size = 0;
        delib_status status = dlb_gzip_open(context, name, source->bytes, &source->unpacked, &size);
        if (status < 0) {
            delib_source_close(source);
            return status;
        }
        source->bytes = (delib_slice){ source->unpacked, size };
    }
    *out = source;
    return DELIB_OK;
}

delib_status delib_source_open(delib_context *context, const char *path, delib_source **out)
{
    buffer given = { NULL, 0, 0 };
    delib_status status;

    *out = NULL;
    status = strcmp(path, "-") == 0 ? read_standard_input(context, &given) : read_path(context, path, &given);
    if (status < 0) {
        free(given.data);
        return status;
    }
    return source_new(context, path, &given, out);
}

delib_status delib_source_of_bytes(delib_context *context, const char *name, delib_slice bytes, delib_source **out)
{
    buffer given = { NULL, 0, 0 };

    *out = NULL;
    if (bytes.size > dlb_size_limit(context)) {
        return report_size(context, name, bytes.size);
    }
    if (!grow(&given, bytes.size + 1)) {
        return DELIB_E_NOMEM;
    }
    if (bytes.size > 0) {
        memcpy(given.data, bytes.data, bytes.size);
    }
    given.size = bytes.size;
    return source_new(context, name, &given, out);
}

void delib_source_close(delib_source *source)
{
    if (!source) {
        return;
    }
    free(source->index);
    free(source->decoded.steps);
    free(source->decoded.buffer);
    free(source->charset);
    free(source->unpacked);
    free(source->given);
    free(source->name);
    free(source);
}

const char *delib_source_name(const delib_source *source)
{
    return source->name;
}

delib_slice delib_source_bytes(const delib_source *source)
{
    return source->bytes;
}

const char *delib_source_charset(const delib_source *source)
{
    return source->charset;
}

uint64_t delib_source_size(const delib_source *source)
{
    return source->given_size;
}

const char *delib_source_sha256(delib_source *source)
{
    if (!source->sha256[0]) {
        SHA256Data((const uint8_t *)source->given, source->given_size, source->sha256);
    }
    return source->sha256;
}
