/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Outputs. A file is written beside its place under a name of chance and gets its own name when it is whole; a link
 * that stands at that name is replaced, never followed. Nothing is synced to disk here: who writes many files syncs
 * once. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <delib/delib.h>

#define ROOM ((size_t)64 << 10)
#define ATTEMPTS 8  /* at a name of chance; each has 64 bits of it */

typedef enum sink_kind { SINK_FILE, SINK_STDOUT, SINK_MEMORY } sink_kind;

struct delib_sink {
    sink_kind kind;
    bool replace;
    int fd;
    int error;      /* errno of the first failure; 0: none */
    char *path;     /* NULL for memory */
    char *aside;    /* where the file is until it is closed */
    char *buffer;
    size_t used;
    size_t room;
    uint64_t written;
};

static delib_status report_write(delib_context *context, const char *path, int error)
{
    delib_place place = { .file = path };

    switch (error) {
    case ENOMEM:
        return DELIB_E_NOMEM;
    case EPIPE:
        delib_report(context, DELIB_ERROR, "IO-WRITE", &place, NULL, N_("nobody reads this output any more"));
        break;
    case ENOSPC:
    case EDQUOT:
        delib_report(context, DELIB_ERROR, "IO-WRITE", &place, N_("make room on the disk"), N_("the disk is full"));
        break;
    case ENOENT:
    case ENOTDIR:
        delib_report(context, DELIB_ERROR, "IO-WRITE", &place, N_("make the folder first"),
                     N_("the folder of this output is not there"));
        break;
    case EACCES:
    case EPERM:
    case EROFS:
        delib_report(context, DELIB_ERROR, "IO-WRITE", &place, N_("choose a folder where you may write"),
                     N_("the system does not let you write here"));
        break;
    default:
        delib_report(context, DELIB_ERROR, "IO-WRITE", &place, NULL, N_("writing failed: %s"),
                     strerrordesc_np(error));
        break;
    }
    return DELIB_E_IO;
}

static delib_status report_exists(delib_context *context, const char *path)
{
    delib_place place = { .file = path };

    delib_report(context, DELIB_ERROR, "OUTPUT-EXISTS", &place, N_("replace it with --force, or choose another name"),
                 N_("this output is there already"));
    return DELIB_E_USAGE;
}

static void sink_free(delib_sink *sink)
{
    free(sink->buffer);
    free(sink->aside);
    free(sink->path);
    free(sink);
}

static delib_sink *sink_new(sink_kind kind, const char *path)
{
    delib_sink *sink = calloc(1, sizeof *sink);

    if (!sink) {
        return NULL;
    }
    sink->kind = kind;
    sink->fd = -1;
    sink->room = kind == SINK_MEMORY ? 256 : ROOM;
    sink->buffer = malloc(sink->room);
    sink->path = path ? strdup(path) : NULL;
    if (!sink->buffer || (path && !sink->path)) {
        sink_free(sink);
        return NULL;
    }
    return sink;
}

/* A name of chance in the folder of the output; NULL: errno tells. */
static char *name_aside(const char *path)
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    uint64_t chance;
    char *name = NULL;

    if (getrandom(&chance, sizeof chance, 0) != (ssize_t)sizeof chance) {
        return NULL;
    }
    if (asprintf(&name, "%.*s.delib-%016" PRIx64, folder, path, chance) < 0) {
        errno = ENOMEM;
        return NULL;
    }
    return name;
}

/* Creates the file aside; 0 or errno. */
static int open_aside(delib_sink *sink)
{
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        sink->aside = name_aside(sink->path);
        if (!sink->aside) {
            return errno;
        }
        sink->fd = open(sink->aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (sink->fd >= 0) {
            return 0;
        }
        int error = errno;
        free(sink->aside);
        sink->aside = NULL;
        if (error != EEXIST) {
            return error;
        }
    }
    return EEXIST;
}

/* Whether a file may get that name. A device, pipe or folder is never replaced. */
static delib_status check_target(delib_context *context, const char *path, bool replace)
{
    struct stat facts;
    delib_place place = { .file = path };
    size_t length = strlen(path);

    if (length == 0 || path[length - 1] == '/' || (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode))) {
        delib_report(context, DELIB_ERROR, "OUTPUT-KIND", &place, N_("name a file, or give the folder with -O"),
                     N_("an output file needs a name; this is a folder"));
        return DELIB_E_USAGE;
    }
    if (lstat(path, &facts) != 0) {
        return DELIB_OK;
    }
    if (!S_ISREG(facts.st_mode) && !S_ISLNK(facts.st_mode)) {
        delib_report(context, DELIB_ERROR, "OUTPUT-KIND", &place, N_("leave -o out and redirect standard output"),
                     N_("this output is a device or a pipe, not a file"));
        return DELIB_E_USAGE;
    }
    return replace ? DELIB_OK : report_exists(context, path);
}

delib_status delib_sink_open(delib_context *context, const char *path, bool replace, delib_sink **out)
{
    delib_status status = check_target(context, path, replace);

    *out = NULL;
    if (status < 0) {
        return status;
    }
    delib_sink *sink = sink_new(SINK_FILE, path);
    if (!sink) {
        return DELIB_E_NOMEM;
    }
    sink->replace = replace;
    int error = open_aside(sink);
    if (error) {
        sink_free(sink);
        return report_write(context, path, error);
    }
    *out = sink;
    return DELIB_OK;
}

delib_status delib_sink_stdout(delib_context *context, delib_sink **out)
{
    (void)context;
    *out = sink_new(SINK_STDOUT, "-");
    if (!*out) {
        return DELIB_E_NOMEM;
    }
    (*out)->fd = STDOUT_FILENO;
    return DELIB_OK;
}

delib_status delib_sink_memory(delib_context *context, delib_sink **out)
{
    (void)context;
    *out = sink_new(SINK_MEMORY, NULL);
    return *out ? DELIB_OK : DELIB_E_NOMEM;
}

delib_slice delib_sink_held(const delib_sink *sink)
{
    return (delib_slice){ sink->buffer, sink->kind == SINK_MEMORY ? sink->used : 0 };
}

/* Writes bytes to the descriptor, whatever interrupts. */
static void put_out(delib_sink *sink, const char *data, size_t size)
{
    while (size > 0 && !sink->error) {
        ssize_t done = write(sink->fd, data, size);
        if (done >= 0) {
            data += done;
            size -= (size_t)done;
        } else if (errno == EAGAIN) {
            struct pollfd wait = { .fd = sink->fd, .events = POLLOUT };
            (void)poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            sink->error = errno;
        }
    }
}

static void flush(delib_sink *sink)
{
    put_out(sink, sink->buffer, sink->used);
    sink->used = 0;
}

static bool grow(delib_sink *sink, size_t size)
{
    size_t room = sink->room;

    if (size > SIZE_MAX / 4 - sink->used) {
        return false;
    }
    while (room - sink->used < size) {
        room *= 2;
    }
    char *buffer = realloc(sink->buffer, room);
    if (!buffer) {
        return false;
    }
    sink->buffer = buffer;
    sink->room = room;
    return true;
}

void delib_sink_write(delib_sink *sink, const void *data, size_t size)
{
    if (size == 0 || sink->error) {
        return;
    }
    if (sink->room - sink->used < size) {
        if (sink->kind != SINK_MEMORY) {
            flush(sink);
        } else if (!grow(sink, size)) {
            sink->error = ENOMEM;
        }
    }
    if (sink->error) {
        return;
    }
    if (sink->room - sink->used < size) {
        put_out(sink, data, size);
    } else {
        memcpy(sink->buffer + sink->used, data, size);
        sink->used += size;
    }
    sink->written += size;
}

void delib_sink_slice(delib_sink *sink, delib_slice slice)
{
    delib_sink_write(sink, slice.data, slice.size);
}

void delib_sink_puts(delib_sink *sink, const char *string)
{
    delib_sink_write(sink, string, strlen(string));
}

void delib_sink_putc(delib_sink *sink, char byte)
{
    delib_sink_write(sink, &byte, 1);
}

void delib_sink_number(delib_sink *sink, int64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    delib_sink_write(sink, digits + at, sizeof digits - at);
}

uint64_t delib_sink_written(const delib_sink *sink)
{
    return sink->written;
}

/* Gives the file its name; 0 or errno. Without `replace` a file that came meanwhile is not overwritten. */
static int take_name(const delib_sink *sink)
{
    if (sink->replace) {
        return rename(sink->aside, sink->path) == 0 ? 0 : errno;
    }
    if (renameat2(AT_FDCWD, sink->aside, AT_FDCWD, sink->path, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) {
        return errno;
    }
    /* File systems that cannot do it in one step. */
    if (link(sink->aside, sink->path) != 0) {
        return errno;
    }
    (void)unlink(sink->aside);
    return 0;
}

/* Ends a file; 0 or errno. */
static int close_file(delib_sink *sink, bool keep)
{
    int error = sink->error;

    if (close(sink->fd) != 0 && errno != EINTR && !error) {
        error = errno;
    }
    if (keep && !error) {
        error = take_name(sink);
    }
    if (!keep || error) {
        (void)unlink(sink->aside);
    }
    return error;
}

delib_status delib_sink_close(delib_context *context, delib_sink *sink, bool keep)
{
    delib_status status = DELIB_OK;

    if (!sink) {
        return DELIB_OK;
    }
    if (sink->kind != SINK_MEMORY && keep) {
        flush(sink);
    }
    if (sink->kind == SINK_FILE) {
        sink->error = close_file(sink, keep);
    }
    if (sink->error == EEXIST) {
        (void)report_exists(context, sink->path);
        status = DELIB_E_IO;
    } else if (sink->error && keep) {
        status = report_write(context, sink->path, sink->error);
    }
    sink_free(sink);
    return status;
}
