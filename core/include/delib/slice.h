/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A slice is a run of bytes that somebody else owns. */
#ifndef DELIB_SLICE_H
#define DELIB_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DELIB_API __attribute__((visibility("default")))
#define DELIB_PRINTF(place, first) __attribute__((format(printf, place, first)))
#else
#define DELIB_API
#define DELIB_PRINTF(place, first)
#endif

/** Bytes that another object owns: UTF-8 unless said otherwise, never ended by NUL.
 *  `data == NULL` means absent; a slice of size 0 with `data` set is an empty text. */
typedef struct delib_slice {
    const char *data;
    size_t size;
} delib_slice;

/** A half-open range of byte offsets `[start, end)` in a source: after decompression and before
 *  conversion of the charset. */
typedef struct delib_span {
    size_t start;
    size_t end;
} delib_span;

/** A rectangle of a page in fractions 0..1 of its width and height, page upright, origin at the left top. */
typedef struct delib_box {
    float left, top, right, bottom;
} delib_box;

/** The slice over a string literal or an array of char that ends with NUL; constant where the literal is. */
#define DELIB_SLICE(literal) { (literal), sizeof(literal) - 1 }

/** The slice over a C string (borrowed); absent for NULL. */
static inline delib_slice delib_slice_of(const char *string)
{
    delib_slice slice = { string, string ? strlen(string) : 0 };
    return slice;
}

/** Whether two slices hold the same bytes; absent equals only absent. */
static inline bool delib_slice_equal(delib_slice a, delib_slice b)
{
    if (!a.data || !b.data)
        return a.data == b.data;
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/** Whether a slice holds exactly the bytes of a C string. */
static inline bool delib_slice_is(delib_slice slice, const char *string)
{
    return slice.data && slice.size == strlen(string) && memcmp(slice.data, string, slice.size) == 0;
}

#ifdef __cplusplus
}
#endif

#endif
