/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a source holds; private to core. */
#ifndef DLB_IO_SOURCE_H
#define DLB_IO_SOURCE_H

#include <delib/delib.h>

/* How the bytes of a source became its text, which is what leads back from a text offset. */
typedef enum dlb_charset_map {
    DLB_MAP_SAME,   /* the text lies in the bytes, behind the byte-order mark if any */
    DLB_MAP_BYTE,   /* each character was one byte */
    DLB_MAP_UTF16,  /* each character was one or two units of two bytes */
    DLB_MAP_STEPS   /* `steps` tells how many bytes each character was */
} dlb_charset_map;

/* What is known at the start of every block of DLB_BLOCK bytes of text. A question about an offset begins at the mark
 * of its block, so that it takes the same time on line 1 as in the middle of a line of 50 MB. */
#define DLB_BLOCK 256

typedef struct dlb_mark {
    size_t characters;  /* that begin before the block */
    size_t line_start;  /* offset at which the line begins that holds the start of the block */
    size_t byte;        /* offset, in the bytes, of the first character that begins in the block */
    uint32_t line;      /* from 1 */
} dlb_mark;

/* Room for the marks is taken with the text; they are filled when somebody asks. */
typedef struct dlb_index {
    bool filled;
    size_t count;
    dlb_mark marks[];
} dlb_index;

/* A text made from bytes; `buffer` and `steps` are NULL where they are not needed. */
typedef struct dlb_decoded {
    delib_slice text;
    char *buffer;
    unsigned char *steps;  /* one for each character of the text */
    dlb_charset_map map;
    size_t skipped;        /* bytes of the byte-order mark */
} dlb_decoded;

struct delib_source {
    char *name;
    char *given;         /* the file as it was given */
    size_t given_size;
    char *unpacked;      /* NULL where the file was not compressed */
    delib_slice bytes;
    char *charset;       /* NULL until there is a text */
    dlb_decoded decoded;
    dlb_index *index;
    char sha256[65];     /* empty until asked for */
};

/* --- source.c --- */

/* The bytes that a source may have: the limit, or what memory can address with room to spare. */
size_t dlb_size_limit(const delib_context *context);

/* --- gzip.c --- */

bool dlb_gzip_is(delib_slice given);

/* Inflates `given` to `*out`, which the caller frees. What follows the last member is passed over with a warning. */
delib_status dlb_gzip_open(delib_context *context, const char *name, delib_slice given, char **out, size_t *size);

/* --- decode.c: from the bytes of one charset to UTF-8. The caller frees buffer and steps. --- */

#define DLB_NO_CODE UINT32_MAX

/* By a table of 256 code points. A byte that has none: DELIB_E_INVALID, `*broken` tells where. */
delib_status dlb_decode_table(delib_slice bytes, const uint32_t table[256], dlb_decoded *out, size_t *broken);

/* UTF-16 behind its byte-order mark. Lone surrogates and an odd last byte become U+FFFD; `*replaced` counts them. */
delib_status dlb_decode_utf16(delib_slice bytes, size_t skipped, bool big_endian, dlb_decoded *out, size_t *replaced);

/* Any charset of iconv. DELIB_E_USAGE: iconv does not know it. */
delib_status dlb_decode_iconv(delib_slice bytes, const char *charset, dlb_decoded *out, size_t *broken);

/* --- position.c --- */

/* Takes the room for the marks of a text; NULL: out of memory. */
dlb_index *dlb_index_new(size_t text_size);

/* The number of the line, from 1, that holds an offset. */
uint32_t dlb_line_at(delib_slice text, size_t offset);

#endif
