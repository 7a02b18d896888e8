/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* gzip (RFC 1952), one layer. zlib checks header flags, CRC-32 and length; the length that a file states is never used
 * to take memory. Zero bytes behind the last member are the padding of tapes; anything else there is passed over and
 * said, as gzip does. */
#include <config.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "io/source.h"

#define GZIP_WINDOW (16 + MAX_WBITS)
#define RATIO_FREE ((uint64_t)1 << 20)  /* bytes that any gzip may have, whatever its ratio */
#define FIRST_ROOM ((size_t)64 << 10)

/* One file on its way from `given` to `out`. */
typedef struct gunzip {
    delib_context *context;
    delib_place place;
    delib_slice given;
    size_t taken;  /* of given */
    char *out;
    size_t size;
    size_t room;
    size_t most;   /* bytes that the limits allow */
    z_stream stream;
} gunzip;

bool dlb_gzip_is(delib_slice given)
{
    return given.size >= 2 && (unsigned char)given.data[0] == 0x1F && (unsigned char)given.data[1] == 0x8B;
}

/* Bytes that the ratio allows for a file of that size. */
static uint64_t ratio_limit(const delib_context *context, size_t given)
{
    uint64_t ratio = delib_context_limit(context, DELIB_LIMIT_RATIO);
    uint64_t allowed = given > 0 && ratio > UINT64_MAX / given ? UINT64_MAX : ratio * given;

    return allowed > RATIO_FREE ? allowed : RATIO_FREE;
}

static delib_status report_limit(gunzip *run)
{
    unsigned long long size = dlb_size_limit(run->context);

    if (run->most >= size) {
        delib_report(run->context, DELIB_ERROR, "LIMIT-SIZE", &run->place,
                     N_("where such a size is meant, give a greater limit with --limit source-size=N"),
                     N_("the source has %llu bytes or more once decompressed; the limit source-size is %llu"),
                     (unsigned long long)run->size, size);
    } else {
        size_t taken = run->taken > 0 ? run->taken : 1;
        delib_report(run->context, DELIB_ERROR, "LIMIT-RATIO", &run->place,
                     N_("where such a ratio is meant, give a greater limit with --limit ratio=N"),
                     N_("the source is %llu times as large once decompressed; the limit ratio is %llu"),
                     (unsigned long long)(run->size / taken),
                     (unsigned long long)delib_context_limit(run->context, DELIB_LIMIT_RATIO));
    }
    return DELIB_E_LIMIT;
}

static delib_status report_truncated(gunzip *run)
{
    delib_report(run->context, DELIB_ERROR, "GZIP-TRUNCATED", &run->place,
                 N_("fetch the file again; `gzip -t` tests it"),
                 N_("the compressed file ends too early, after %llu bytes"), (unsigned long long)run->given.size);
    return DELIB_E_INVALID;
}

static delib_status report_broken(gunzip *run)
{
    const char *reason = run->stream.msg ? run->stream.msg : "invalid data";

    delib_report(run->context, DELIB_ERROR, "GZIP-BROKEN", &run->place, N_("fetch the file again; `gzip -t` tests it"),
                 N_("the compressed file is broken near byte %llu (zlib: %s)"), (unsigned long long)run->taken, reason);
    return DELIB_E_INVALID;
}

/* Room for at least one byte more, and for one byte past the limit at most. */
static bool make_room(gunzip *run)
{
    if (run->size < run->room) {
        return true;
    }
    size_t room = run->room < FIRST_ROOM / 2 ? FIRST_ROOM : run->room * 2;
    if (room > run->most) {
        room = run->most + 1;
    }
    char *out = realloc(run->out, room);
    if (!out) {
        return false;
    }
    run->out = out;
    run->room = room;
    return true;
}

/* Calls inflate once with what is left of input and room. */
static int inflate_some(gunzip *run)
{
    size_t left = run->given.size - run->taken;
    size_t room = run->room - run->size;
    uInt in = left < UINT_MAX ? (uInt)left : UINT_MAX;
    uInt out = room < UINT_MAX ? (uInt)room : UINT_MAX;

    /* zlib never writes to its input; its type lacks the const. */
    run->stream.next_in = (Bytef *)(uintptr_t)(run->given.data + run->taken);
    run->stream.avail_in = in;
    run->stream.next_out = (Bytef *)(run->out + run->size);
    run->stream.avail_out = out;
    int code = inflate(&run->stream, Z_NO_FLUSH);
    run->taken += in - run->stream.avail_in;
    run->size += out - run->stream.avail_out;
    return code;
}

/* Inflates one member to its end. */
static delib_status inflate_member(gunzip *run)
{
    for (;;) {
        if (!make_room(run)) {
            return DELIB_E_NOMEM;
        }
        int code = inflate_some(run);
        if (run->size > run->most) {
            return report_limit(run);
        }
        if (code == Z_STREAM_END) {
            return DELIB_OK;
        }
        if (code == Z_MEM_ERROR) {
            return DELIB_E_NOMEM;
        }
        if (code != Z_OK && code != Z_BUF_ERROR) {
            return report_broken(run);
        }
        if (run->taken == run->given.size && run->size < run->room) {
            return report_truncated(run);
        }
    }
}

/* Whether another member follows; says so where something else does. */
static bool another_member(gunzip *run)
{
    delib_slice rest = { run->given.data + run->taken, run->given.size - run->taken };

    if (dlb_gzip_is(rest)) {
        return true;
    }
    for (size_t i = 0; i < rest.size; i++) {
        if (rest.data[i] != 0) {
            delib_report(run->context, DELIB_WARNING, "GZIP-TRAILING", &run->place,
                         N_("fetch the file again if something is missing"),
                         N_("%llu bytes that follow the compressed data were passed over"),
                         (unsigned long long)rest.size);
            break;
        }
    }
    return false;
}

static delib_status inflate_members(gunzip *run)
{
    delib_status status;

    while ((status = inflate_member(run)) == DELIB_OK && another_member(run)) {
        if (inflateReset(&run->stream) != Z_OK) {
            return DELIB_E_INTERNAL;
        }
    }
    return status;
}

/* The least of what the limits allow. */
static size_t most_bytes(const delib_context *context, size_t given)
{
    size_t size = dlb_size_limit(context);
    uint64_t ratio = ratio_limit(context, given);

    return ratio < size ? (size_t)ratio : size;
}

delib_status dlb_gzip_open(delib_context *context, const char *name, delib_slice given, char **out, size_t *size)
{
    gunzip run = { .context = context, .place = { .file = name }, .given = given };

    run.most = most_bytes(context, given.size);
    if (inflateInit2(&run.stream, GZIP_WINDOW) != Z_OK) {
        return DELIB_E_NOMEM;
    }
    delib_status status = inflate_members(&run);
    (void)inflateEnd(&run.stream);
    if (status < 0) {
        free(run.out);
        return status;
    }
    *out = run.out;
    *size = run.size;
    return DELIB_OK;
}
