/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes in and bytes out. */
#ifndef DELIB_IO_H
#define DELIB_IO_H

#include <delib/slice.h>
#include <delib/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* --- sources ------------------------------------------------------------------------------------------------ */

/** One input: a file, standard input or a member of an archive, read whole and decompressed (gzip, one layer). */
typedef struct delib_source delib_source;

/** Opens and reads a regular file or a pipe, or standard input for "-". gzip is recognised by its magic number and
 *  opened, several members and zero padding included. The caller closes `*out`.
 *  DELIB_E_IO: cannot be read, is a directory or a device. DELIB_E_INVALID: broken or truncated gzip.
 *  DELIB_E_LIMIT: `source-size` or `ratio` passed. */
DELIB_API delib_status delib_source_open(delib_context *context, const char *path, delib_source **out);

/** A source over bytes in memory, which are copied; gzip is opened in the same way. `name` is copied. */
DELIB_API delib_status delib_source_of_bytes(delib_context *context, const char *name, delib_slice bytes,
                                             delib_source **out);

/** Closes a source; NULL is allowed. */
DELIB_API void delib_source_close(delib_source *source);

/** The name as the user gave it (for messages), or "-". */
DELIB_API const char *delib_source_name(const delib_source *source);

/** The bytes after decompression, before conversion of the charset. */
DELIB_API delib_slice delib_source_bytes(const delib_source *source);

/** The bytes as UTF-8 without a byte-order mark. The charset is decided once: the context's forced one
 *  (--from-charset), a byte-order mark (UTF-8, UTF-16LE, UTF-16BE), strict UTF-8, else Windows-1252, which is said
 *  (`CHARSET`). Line ends are left as they are. DELIB_E_INVALID: binary (NUL bytes outside UTF-16, or more control
 *  characters than text), or not of the charset forced. */
DELIB_API delib_status delib_source_text(delib_context *context, delib_source *source, delib_slice *text);

/** The name of the charset that delib_source_text decided (`UTF-8`, `windows-1252`, …); NULL before it was called. */
DELIB_API const char *delib_source_charset(const delib_source *source);

/** The offset in delib_source_bytes of the character at an offset of delib_source_text; logarithmic time at most. */
DELIB_API size_t delib_source_byte_at(const delib_source *source, size_t text_offset);

/** The way back: the offset in delib_source_text of the character that a byte of delib_source_bytes belongs to. */
DELIB_API size_t delib_source_text_at(const delib_source *source, size_t byte);

/** The line (from 1) and the column in characters (from 1) of an offset of delib_source_text.
 *  Lines end at LF, CR LF or CR. Either pointer may be NULL. */
DELIB_API void delib_source_position(const delib_source *source, size_t text_offset, uint32_t *line, uint32_t *column);

/** Bytes of the file given (still compressed where it is). */
DELIB_API uint64_t delib_source_size(const delib_source *source);

/** SHA-256 of the file given, 64 hexadecimal digits; computed at the first call, owned by the source. */
DELIB_API const char *delib_source_sha256(delib_source *source);

/* --- sinks -------------------------------------------------------------------------------------------------- */

/** Where an output goes. Errors are kept: a sink that failed swallows what follows and says so when it is closed. */
typedef struct delib_sink delib_sink;

/** A sink to a file that appears, whole, when it is closed with success: written aside (O_EXCL|O_NOFOLLOW, in the
 *  same folder), then renamed. DELIB_E_USAGE: the file is there and `replace` is false. DELIB_E_IO. */
DELIB_API delib_status delib_sink_open(delib_context *context, const char *path, bool replace, delib_sink **out);

/** A sink to standard output. */
DELIB_API delib_status delib_sink_stdout(delib_context *context, delib_sink **out);

/** A sink to memory; read it with delib_sink_held. */
DELIB_API delib_status delib_sink_memory(delib_context *context, delib_sink **out);

/** What a memory sink holds so far; borrowed until the next write. */
DELIB_API delib_slice delib_sink_held(const delib_sink *sink);

/** Writes `size` bytes. After an error of the sink nothing is written and nothing is said before it is closed. */
DELIB_API void delib_sink_write(delib_sink *sink, const void *data, size_t size);
/** Writes the bytes of a slice; an absent one is nothing. */
DELIB_API void delib_sink_slice(delib_sink *sink, delib_slice slice);
/** Writes a C string without its NUL. */
DELIB_API void delib_sink_puts(delib_sink *sink, const char *string);
/** Writes one byte. */
DELIB_API void delib_sink_putc(delib_sink *sink, char byte);
/** A whole number in decimal digits, whatever the locale. */
DELIB_API void delib_sink_number(delib_sink *sink, int64_t number);

/** Bytes written so far. */
DELIB_API uint64_t delib_sink_written(const delib_sink *sink);

/** Ends a sink. With `keep`, flushes it and gives the file its name; else nothing of it remains (standard output
 *  excepted). DELIB_E_IO: what was written is not there. NULL is allowed. */
DELIB_API delib_status delib_sink_close(delib_context *context, delib_sink *sink, bool keep);

#ifdef __cplusplus
}
#endif

#endif
