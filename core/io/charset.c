/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which charset a source is in. Forced; else byte-order mark; else strict UTF-8; else Windows-1252, where the five
 * bytes without meaning stand for the control characters of the same number, as browsers read them. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "context/context.h"
#include "io/source.h"
#include "io/utf8.h"

/* What Windows-1252 has where ISO-8859-1 has control characters, 80 to 9F. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

static bool begins(delib_slice bytes, const char *mark, size_t size)
{
    return bytes.size >= size && memcmp(bytes.data, mark, size) == 0;
}

/* Whether two names of charsets are the same but for case, hyphens and underscores. */
static bool same_name(const char *a, const char *b)
{
    for (;;) {
        a += strspn(a, "-_");
        b += strspn(b, "-_");
        int upper = *a >= 'a' && *a <= 'z' ? *a - 'a' + 'A' : *a;
        if (upper != *b || upper == '\0') {
            return upper == *b;
        }
        a++;
        b++;
    }
}

/* Whether a text is none: a NUL, or more control characters than anything else. White space is no control character. */
static bool is_binary(delib_slice text)
{
    size_t controls = 0;

    if (text.size == 0) {
        return false;
    }
    if (memchr(text.data, 0, text.size)) {
        return true;
    }
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        controls += byte < 0x20 && (byte < '\t' || byte > '\r');
    }
    return controls > text.size - controls;
}

static delib_status refuse_binary(delib_context *context, const delib_source *source)
{
    delib_place place = { .file = source->name };
    const char *nul = source->bytes.size > 0 ? memchr(source->bytes.data, 0, source->bytes.size) : NULL;
    const char *hint = N_("give the text that the file shows, or name its format with -f");

    if (dlb_gzip_is(source->bytes)) {
        delib_report(context, DELIB_ERROR, "BINARY", &place, N_("decompress it once with gunzip"),
                     N_("this is compressed twice; one layer is opened"));
    } else if (nul) {
        place.line = dlb_line_at(source->bytes, (size_t)(nul - source->bytes.data));
        delib_report(context, DELIB_ERROR, "BINARY", &place, hint, N_("this is not text: it holds NUL bytes"));
    } else {
        delib_report(context, DELIB_ERROR, "BINARY", &place, hint,
                     N_("this is not text: most of it is control characters"));
    }
    return DELIB_E_INVALID;
}

static delib_status refuse_forced(delib_context *context, const delib_source *source, size_t broken)
{
    delib_place place = { .file = source->name, .line = dlb_line_at(source->bytes, broken) };

    delib_report(context, DELIB_ERROR, "CHARSET", &place,
                 N_("name another charset with --from-charset, or leave the option out"),
                 N_("byte %llu is not of the charset %s"), (unsigned long long)broken, context->charset);
    return DELIB_E_INVALID;
}

static delib_status refuse_unknown(delib_context *context, const delib_source *source)
{
    delib_place place = { .file = source->name };

    delib_report(context, DELIB_ERROR, "CHARSET", &place, N_("`iconv -l` lists the names"),
                 N_("there is no charset of the name %s"), context->charset);
    return DELIB_E_USAGE;
}

/* The text is the bytes themselves, behind the mark. */
static void decode_same(delib_slice bytes, size_t skipped, dlb_decoded *out)
{
    const char *data = bytes.data ? bytes.data : "";

    *out = (dlb_decoded){ .text = { data + skipped, bytes.size - skipped }, .map = DLB_MAP_SAME, .skipped = skipped };
}

static size_t utf8_mark(delib_slice bytes)
{
    return begins(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

/* The first byte that is not of valid UTF-8, SIZE_MAX: none; and whether letters of UTF-8 stand anywhere. */
static size_t first_broken(delib_slice bytes, bool *letters)
{
    size_t broken = SIZE_MAX;

    *letters = false;
    for (size_t offset = 0; offset < bytes.size;) {
        size_t at = offset;
        int32_t code = dlb_utf8_next(bytes, &offset);
        if (code < 0 && broken == SIZE_MAX) {
            broken = at;
        }
        *letters = *letters || code >= 0x80;
    }
    return broken;
}

static delib_status decode_utf16(delib_context *context, const delib_source *source, bool big_endian, dlb_decoded *out)
{
    size_t replaced;
    size_t skipped = begins(source->bytes, big_endian ? "\xFE\xFF" : "\xFF\xFE", 2) ? 2 : 0;
    delib_status status = dlb_decode_utf16(source->bytes, skipped, big_endian, out, &replaced);

    if (status == DELIB_OK && replaced > 0) {
        delib_place place = { .file = source->name };
        delib_report(context, DELIB_WARNING, "CHARSET", &place, N_("fetch the file again; these letters are lost"),
                     N_("%llu broken characters of UTF-16 were replaced"), (unsigned long long)replaced);
    }
    return status;
}

static delib_status decode_windows_1252(delib_context *context, const delib_source *source, dlb_decoded *out)
{
    uint32_t table[256];
    bool letters;
    size_t broken = first_broken(source->bytes, &letters);
    delib_place place = { .file = source->name, .line = dlb_line_at(source->bytes, broken) };

    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i >= 0x80 && i < 0xA0 ? windows_1252[i - 0x80] : i;
    }
    delib_status status = dlb_decode_table(source->bytes, table, out, &broken);
    if (status < 0) {
        return status;
    }
    if (letters) {
        delib_report(context, DELIB_WARNING, "CHARSET", &place,
                     N_("repair the file, or name its charset with --from-charset"),
                     N_("UTF-8 in one part, not in another: read as Windows-1252, which spoils letters"));
    } else {
        delib_report(context, DELIB_NOTE, "CHARSET", &place,
                     N_("where letters are wrong, name the charset with --from-charset"),
                     N_("not UTF-8: read as Windows-1252"));
    }
    return DELIB_OK;
}

static delib_status decode_forced(delib_context *context, const delib_source *source, dlb_decoded *out)
{
    delib_slice bytes = source->bytes;
    size_t broken;
    bool letters;

    if (same_name(context->charset, "UTF8")) {
        if (!dlb_utf8_valid(bytes)) {
            return refuse_forced(context, source, first_broken(bytes, &letters));
        }
        decode_same(bytes, utf8_mark(bytes), out);
        return DELIB_OK;
    }
    /* Without a mark, UTF-16 is what Windows writes. */
    if (same_name(context->charset, "UTF16LE") || same_name(context->charset, "UTF16BE") ||
        same_name(context->charset, "UTF16")) {
        bool big_endian = same_name(context->charset, "UTF16") ? begins(bytes, "\xFE\xFF", 2)
                                                               : same_name(context->charset, "UTF16BE");
        return decode_utf16(context, source, big_endian, out);
    }
    delib_status status = dlb_decode_iconv(bytes, context->charset, out, &broken);
    if (status == DELIB_E_INVALID) {
        return refuse_forced(context, source, broken);
    }
    return status == DELIB_E_USAGE ? refuse_unknown(context, source) : status;
}

/* Decides by content; `*charset` gets the name. */
static delib_status decode_found(delib_context *context, const delib_source *source, const char **charset,
                                 dlb_decoded *out)
{
    delib_slice bytes = source->bytes;

    if (begins(bytes, "\xFF\xFE", 2) || begins(bytes, "\xFE\xFF", 2)) {
        bool big_endian = bytes.data[0] == '\xFE';
        *charset = big_endian ? "UTF-16BE" : "UTF-16LE";
        return decode_utf16(context, source, big_endian, out);
    }
    if (dlb_utf8_valid(bytes)) {
        *charset = "UTF-8";
        decode_same(bytes, utf8_mark(bytes), out);
        return DELIB_OK;
    }
    if (is_binary(bytes)) {
        return refuse_binary(context, source);
    }
    *charset = "windows-1252";
    return decode_windows_1252(context, source, out);
}

delib_status delib_source_text(delib_context *context, delib_source *source, delib_slice *text)
{
    const char *charset = context->charset;
    dlb_decoded decoded = { .buffer = NULL };
    delib_status status = DELIB_OK;

    if (source->charset) {
        *text = source->decoded.text;
        return DELIB_OK;
    }
    status = charset ? decode_forced(context, source, &decoded) : decode_found(context, source, &charset, &decoded);
    if (status == DELIB_OK && is_binary(decoded.text)) {
        status = refuse_binary(context, source);
    }
    if (status == DELIB_OK) {
        source->charset = strdup(charset);
        source->index = dlb_index_new(decoded.text.size);
        status = source->charset && source->index ? DELIB_OK : DELIB_E_NOMEM;
    }
    if (status < 0) {
        free(source->charset);
        free(source->index);
        source->charset = NULL;
        source->index = NULL;
        free(decoded.buffer);
        free(decoded.steps);
        return status;
    }
    source->decoded = decoded;
    *text = decoded.text;
    return DELIB_OK;
}
