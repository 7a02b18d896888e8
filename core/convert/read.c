/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From an input to its documents. */
#include <config.h>

#include "context/context.h"
#include "convert/pipeline.h"
#include "plugin/registry.h"

/* Counts an input that gave no document, by reason. Memory that ran out is the system's refusal. */
static void count_failure(delib_tally *tally, delib_status status)
{
    switch (status) {
    case DELIB_E_UNRECOGNISED:
        tally->unrecognised++;
        break;
    case DELIB_E_IO:
    case DELIB_E_NOMEM:
        tally->unreadable++;
        break;
    case DELIB_E_PLUGIN:
        tally->unloadable++;
        break;
    default:
        tally->invalid++;
        break;
    }
}

static void report_memory(delib_context *context, const char *path)
{
    delib_place place = { .file = path };
    delib_report(context, DELIB_ERROR, "NO-MEMORY", &place, N_("give fewer or smaller inputs at a time"),
                 N_("memory ran out"));
}

/* The format of a source: the one named, else that of the best bid. */
static delib_status choose_format(dlb_run *run, const dlb_input *input, delib_source *source,
                                  const delib_format **out)
{
    delib_reader_bid best;
    size_t count = 0;
    *out = input->format;
    if (*out)
        return DELIB_OK;
    delib_status status = delib_detect(run->context, source, &best, 1, &count);
    if (status >= 0)
        *out = best.format;
    return status;
}

/* Reads a source that is one document, which takes it over. */
static delib_status read_one(dlb_run *run, const delib_format *format, const delib_options *options,
                             delib_source *source, delib_document **out)
{
    uint32_t index;
    delib_document *document = delib_document_new();
    if (!document) {
        delib_source_close(source);
        return DELIB_E_NOMEM;
    }
    delib_status status = delib_document_adopt(document, source, format->name, &index);
    if (status >= 0) {
        const char *domain = dlb_enter_plugin(run->context, delib_format_plugin(run->context, format));
        status = format->reader->read(run->context, options, source, document);
        dlb_leave_plugin(run->context, domain);
    }
    if (status < 0) {
        delib_document_free(document);
        return status;
    }
    *out = document;
    return status;
}

/* Reads the next document of a source that holds several. */
static delib_status read_another(dlb_run *run, const delib_format *format, const delib_options *options,
                                 delib_source *source, size_t *cursor, delib_document **out)
{
    delib_document *document = delib_document_new();
    if (!document)
        return DELIB_E_NOMEM;
    const char *domain = dlb_enter_plugin(run->context, delib_format_plugin(run->context, format));
    delib_status status = format->reader->read_next(run->context, options, source, cursor, document);
    dlb_leave_plugin(run->context, domain);
    if (status < 0 || status == DELIB_END) {
        delib_document_free(document);
        return status;
    }
    *out = document;
    return status;
}

/* Reads document by document. One that fails is counted once for the input; where the reader got past it, the next
 * ones are read. */
static delib_status read_all(dlb_run *run, const delib_format *format, const delib_options *options,
                             delib_source *source, dlb_take_fn take, void *user)
{
    size_t cursor = 0, taken = 0, bad = 0;
    for (;;) {
        delib_document *document;
        size_t before = cursor;
        delib_status status = read_another(run, format, options, source, &cursor, &document);
        if (status == DELIB_END)
            break;
        if (status < 0) {
            if (status == DELIB_E_NOMEM)
                report_memory(run->context, delib_source_name(source));
            if (bad++ == 0)
                count_failure(run->tally, status);
            if (cursor == before || status == DELIB_E_NOMEM)
                break;
            continue;
        }
        if (taken++ == 0)
            run->tally->read++;
        status = take(user, document);
        if (status < 0)
            return status;
    }
    if (taken == 0 && bad == 0) {
        delib_place place = { .file = delib_source_name(source) };
        delib_report(run->context, DELIB_WARNING, "NO-DOCUMENT", &place, NULL, N_("this input holds no document"));
        run->tally->invalid++;
    }
    return DELIB_OK;
}

static delib_status open_and_choose(dlb_run *run, const dlb_input *input, delib_source **source,
                                    const delib_format **format, const delib_options **options)
{
    delib_status status = delib_source_open(run->context, input->path, source);
    if (status < 0)
        return status;
    status = choose_format(run, input, *source, format);
    if (status >= 0)
        status = dlb_in_options_get(run->context, run->request, &run->options, *format, options);
    if (status < 0)
        delib_source_close(*source);
    return status;
}

delib_status dlb_read_input(dlb_run *run, const dlb_input *input, dlb_take_fn take, void *user)
{
    delib_source *source;
    const delib_format *format;
    const delib_options *options;
    delib_document *document = NULL;

    run->tally->inputs++;
    delib_status status = open_and_choose(run, input, &source, &format, &options);
    if (status >= 0 && format->reader->read_next) {
        status = read_all(run, format, options, source, take, user);
        delib_source_close(source);
        return status;
    }
    if (status >= 0)
        status = read_one(run, format, options, source, &document);
    if (status < 0) {
        if (status == DELIB_E_NOMEM)
            report_memory(run->context, input->path);
        count_failure(run->tally, status);
        return DELIB_OK;
    }
    run->tally->read++;
    return take(user, document);
}
