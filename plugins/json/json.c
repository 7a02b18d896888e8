/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The canonical JSON, both ways. The form itself is core's. */
#include <config.h>

#include <stdlib.h>

#include <delib/delib.h>

/* --- probe -------------------------------------------------------------------------------------------------- */

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t skip_space(delib_slice text, size_t at)
{
    while (at < text.size && is_space(text.data[at]))
        at++;
    return at;
}

/* The end of the string that begins at `at`, behind its closing quote; text.size where it has none. */
static size_t skip_string(delib_slice text, size_t at)
{
    for (at++; at < text.size; at++) {
        if (text.data[at] == '\\')
            at++;
        else if (text.data[at] == '"')
            return at + 1;
    }
    return text.size;
}

/* What the keys of the outermost object tell. */
typedef struct signature {
    bool version, acts, sources;
} signature;

static void note_key(delib_slice key, signature *seen)
{
    seen->version |= delib_slice_is(key, "\"delib\"");
    seen->acts |= delib_slice_is(key, "\"deliberations\"");
    seen->sources |= delib_slice_is(key, "\"sources\"");
}

static signature read_signature(delib_slice head, size_t at)
{
    signature seen = { false, false, false };
    size_t depth = 0;
    while (at < head.size) {
        char byte = head.data[at];
        if (byte != '"') {
            depth += byte == '{' || byte == '[';
            depth -= depth > 0 && (byte == '}' || byte == ']');
            if (depth == 0)
                break;
            at++;
            continue;
        }
        size_t end = skip_string(head, at), colon = skip_space(head, end);
        if (depth == 1 && colon < head.size && head.data[colon] == ':')
            note_key((delib_slice){ head.data + at, end - at }, &seen);
        at = end;
    }
    return seen;
}

static delib_bid probe(delib_slice head, const char *name)
{
    static const char mark[] = "\xEF\xBB\xBF";
    bool marked = head.size >= 3 && memcmp(head.data, mark, 3) == 0;
    size_t start = skip_space(head, marked ? 3 : 0);
    (void)name;
    if (start >= head.size || head.data[start] != '{')
        return (delib_bid){ 0, NULL };
    signature seen = read_signature(head, start);
    if (seen.version && (seen.acts || seen.sources))
        return (delib_bid){ 95, N_("the keys \"delib\" and \"deliberations\" of the canonical JSON") };
    if (seen.version)
        return (delib_bid){ 85, N_("the key \"delib\" of the canonical JSON") };
    if (seen.acts)
        return (delib_bid){ 61, N_("a JSON object with the key \"deliberations\"") };
    return (delib_bid){ 0, NULL };
}

/* --- reader ------------------------------------------------------------------------------------------------- */

/* The end of the object that begins at `at`, found by its brackets; text.size where it does not end. */
static size_t object_end(delib_slice text, size_t at)
{
    size_t depth = 0;
    while (at < text.size) {
        char byte = text.data[at];
        if (byte == '"') {
            at = skip_string(text, at);
            continue;
        }
        at++;
        if (byte == '{' || byte == '[')
            depth++;
        else if ((byte == '}' || byte == ']') && --depth == 0)
            return at;
    }
    return text.size;
}

/* One object after another, on a line each or not. What begins otherwise is read to the end, and refused there. */
static delib_status read_next(delib_context *context, const delib_options *options, delib_source *source,
                              size_t *cursor, delib_document *document)
{
    delib_slice text;
    uint32_t line;
    (void)options;
    delib_status status = delib_source_text(context, source, &text);
    if (status < 0)
        return status;
    size_t start = skip_space(text, *cursor);
    if (start >= text.size && *cursor > 0)
        return DELIB_END;
    size_t end = start < text.size && text.data[start] == '{' ? object_end(text, start) : text.size;
    *cursor = end > 0 ? end : 1;
    delib_source_position(source, start, &line, NULL);
    delib_slice object = { text.data + start, end - start };
    return delib_document_read_json(context, document, delib_source_name(source), line, object);
}

/* --- writer ------------------------------------------------------------------------------------------------- */

#define WIDEST_INDENT 16

typedef struct writing {
    delib_sink *sink;
    unsigned indent;
} writing;

static delib_status begin(delib_context *context, const delib_options *options, const delib_output *output,
                          void **state)
{
    delib_place place = { .field = "indent" };
    int64_t indent = delib_options_number(options, "indent");
    if (indent < 0 || indent > WIDEST_INDENT) {
        delib_report(context, DELIB_ERROR, "OPTION-VALUE", &place, NULL, N_("indent goes from 0 to %d"), WIDEST_INDENT);
        return DELIB_E_USAGE;
    }
    writing *made = malloc(sizeof *made);
    if (!made)
        return DELIB_E_NOMEM;
    *made = (writing){ output->sink, (unsigned)indent };
    *state = made;
    return DELIB_OK;
}

static delib_status write_document(void *state, delib_document *document, delib_act *act)
{
    const writing *to = state;
    (void)act;
    delib_status status = delib_document_write_json(document, to->indent, to->sink);
    if (status >= 0)
        delib_sink_putc(to->sink, '\n');
    return status;
}

static delib_status end(void *state)
{
    free(state);
    return DELIB_OK;
}

/* --- the module --------------------------------------------------------------------------------------------- */

static const delib_option write_options[] = {
    { "indent", DELIB_OPTION_NUMBER, NULL, "0", N_("spaces a level, 0 to 16; 0 puts each document on one line") },
    { NULL, DELIB_OPTION_TEXT, NULL, NULL, NULL }
};

static const delib_reader reader = { .size = sizeof(delib_reader), .probe = probe, .read_next = read_next };

static const delib_writer writer = { .size = sizeof(delib_writer),
                                     .cardinality = DELIB_STREAM_OF_DOCUMENTS,
                                     .open = begin,
                                     .write = write_document,
                                     .close = end };

static const delib_format json_format = { .size = sizeof(delib_format),
                                          .name = "json",
                                          .summary = N_("the model itself, lossless: one JSON object a document"),
                                          .media_types = "application/json application/x-ndjson",
                                          .extensions = "json jsonl ndjson",
                                          .write_options = write_options,
                                          .reader = &reader,
                                          .writer = &writer };

static const delib_format *const formats[] = { &json_format, NULL };

DELIB_PLUGIN(json) = { DELIB_PLUGIN_HEAD,
                       .name = "json",
                       .version = PACKAGE_VERSION,
                       .summary = N_("canonical JSON, both ways"),
                       .formats = formats };
