/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Drives a writer through the four kinds of output. Outputs are opened with their first act, and none appears that
 * holds nothing. */
#include <config.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "context/context.h"
#include "convert/write.h"
#include "plugin/registry.h"

static bool takes_acts(const dlb_writing *writing)
{
    delib_cardinality cardinality = writing->format->writer->cardinality;
    return cardinality == DELIB_PER_ACT || cardinality == DELIB_STREAM_OF_ACTS;
}

static bool is_stream(const dlb_writing *writing)
{
    delib_cardinality cardinality = writing->format->writer->cardinality;
    return cardinality == DELIB_STREAM_OF_ACTS || cardinality == DELIB_STREAM_OF_DOCUMENTS;
}

/* --- beginning ---------------------------------------------------------------------------------------------- */

static delib_status find_format(dlb_writing *writing)
{
    size_t count;
    const delib_request *request = writing->request;
    if (request->to)
        return dlb_find_writer(writing->context, request->to, &writing->format);
    if (request->output && !dlb_to_stdout(request))
        writing->format = delib_format_of_name(writing->context, request->output);
    if (writing->format)
        return DELIB_OK;
    delib_formats_list(writing->context, &count);
    if (request->output && !dlb_to_stdout(request) && count == 0)
        return dlb_report_no_plugin(writing->context, NULL);
    delib_report(writing->context, DELIB_ERROR, "FORMAT-MISSING", NULL,
                 N_("name it with -t; `delib formats` lists them"), N_("it is not clear which format to write"));
    return DELIB_E_USAGE;
}

delib_status dlb_writing_begin(dlb_writing *writing)
{
    const delib_request *request = writing->request;
    delib_status status = find_format(writing);
    if (status >= 0)
        status = delib_options_new(writing->context, writing->format->name, writing->format->write_options,
                                   request->out_options, request->out_option_count, &writing->options);
    return status < 0 ? status : dlb_places_check(writing->context, request);
}

delib_status dlb_writing_foresee(dlb_writing *writing, const dlb_inputs *inputs)
{
    char extension[16], name[DLB_NAME_SIZE + 1];
    dlb_names names = { 0 };
    delib_status status = DELIB_OK;
    if (!writing->request->output_folder)
        return DELIB_OK;
    dlb_extension(writing->format, extension);
    for (size_t i = 0; i < inputs->count && status >= 0; i++) {
        if (i > 0 && inputs->items[i].lot == inputs->items[i - 1].lot)
            continue;
        status = dlb_names_make(&names, delib_slice_of(inputs->items[i].path), 1, 1, extension, name);
        char *path = status < 0 ? NULL : dlb_path_in(writing->request->output_folder, name);
        if (!path)
            status = DELIB_E_NOMEM;
        else if (dlb_is_in_the_way(writing->context, writing->request, path))
            status = DELIB_E_USAGE;
        free(path);
    }
    dlb_names_free(&names);
    return status;
}

/* --- one output --------------------------------------------------------------------------------------------- */

static delib_status make_folder(dlb_writing *writing)
{
    const char *path = writing->request->output_folder;
    bool made = access(path, F_OK) != 0;
    delib_status status = dlb_make_folder(writing->context, path);
    writing->folder_ready = status >= 0;
    writing->folder_made = made && status >= 0;
    return status;
}

/* Names the next output; standard output has no path. */
static delib_status find_path(dlb_writing *writing, delib_slice source, size_t number, size_t count, char **path)
{
    const delib_request *request = writing->request;
    char extension[16], name[DLB_NAME_SIZE + 1];
    *path = NULL;
    if (dlb_to_stdout(request))
        return DELIB_OK;
    if (!request->output_folder) {
        *path = strdup(request->output);
        return *path ? DELIB_OK : DELIB_E_NOMEM;
    }
    dlb_extension(writing->format, extension);
    delib_status status = dlb_names_make(&writing->names, source, number, count, extension, name);
    if (status >= 0)
        *path = dlb_path_in(request->output_folder, name);
    return status >= 0 && !*path ? DELIB_E_NOMEM : status;
}

static delib_status open_file(dlb_writing *writing, const char *path)
{
    const delib_request *request = writing->request;
    delib_sink **sink = &writing->current.sink;
    delib_status status = DELIB_OK;
    if (request->dry_run && dlb_is_in_the_way(writing->context, request, path))
        status = DELIB_E_USAGE;
    else if (request->dry_run)
        status = delib_sink_memory(writing->context, sink);
    else if (request->output_folder && !writing->folder_ready)
        status = make_folder(writing);
    if (status >= 0 && !request->dry_run)
        status = delib_sink_open(writing->context, path, request->replace, sink);
    if (status == DELIB_E_USAGE && request->output_folder)
        writing->refused++;
    return status;
}

/* A whole file for standard output is held until it is known to be the only one. */
static delib_status open_sink(dlb_writing *writing, delib_slice source, size_t number, size_t count)
{
    dlb_written *current = &writing->current;
    delib_status status = find_path(writing, source, number, count, &current->path);
    if (status < 0)
        return status;
    if (current->path)
        return open_file(writing, current->path);
    return writing->request->dry_run || !is_stream(writing) ? delib_sink_memory(writing->context, &current->sink)
                                                            : delib_sink_stdout(writing->context, &current->sink);
}

static void forget(dlb_written *current)
{
    free(current->path);
    *current = (dlb_written){ 0 };
}

static delib_status open_rejects(dlb_writing *writing)
{
    const delib_request *request = writing->request;
    if (!request->rejects || writing->rejects)
        return DELIB_OK;
    if (request->dry_run)
        return delib_sink_memory(writing->context, &writing->rejects);
    return delib_sink_open(writing->context, request->rejects, request->replace, &writing->rejects);
}

static delib_status open_output(dlb_writing *writing, delib_slice source, size_t number, size_t count)
{
    delib_status status = open_rejects(writing);
    if (status >= 0)
        status = open_sink(writing, source, number, count);
    if (status < 0) {
        forget(&writing->current);
        return status;
    }
    delib_output output = { writing->current.sink, writing->rejects };
    const char *domain = dlb_enter_plugin(writing->context, delib_format_plugin(writing->context, writing->format));
    status = writing->format->writer->open(writing->context, writing->options, &output, &writing->current.state);
    dlb_leave_plugin(writing->context, domain);
    if (status < 0) {
        delib_sink_close(writing->context, writing->current.sink, false);
        forget(&writing->current);
    }
    return status;
}

static delib_status release_held(dlb_writing *writing, delib_sink *held)
{
    delib_sink *sink;
    delib_status status = delib_sink_stdout(writing->context, &sink);
    if (status < 0)
        return status;
    delib_sink_slice(sink, delib_sink_held(held));
    return delib_sink_close(writing->context, sink, true);
}

static bool is_there(const char *path)
{
    struct stat facts;
    return path && lstat(path, &facts) == 0;
}

static void say_kept(const dlb_writing *writing, const char *path)
{
    delib_place place = { .file = path };
    delib_report(writing->context, DELIB_ERROR, "OUTPUT-KEPT", &place,
                 N_("--allow-empty replaces it nevertheless"),
                 N_("this output is kept as it is: there is no act to write in its place"));
}

/* Whether the open output has something in it that is worth a file: even --force gives up none for one without an
 * act. */
static bool may_keep(dlb_writing *writing)
{
    dlb_written *current = &writing->current;
    if (writing->request->allow_empty || current->acts > 0)
        return true;
    if (current->count == 0 || !is_there(current->path))
        return current->count > 0;
    say_kept(writing, current->path);
    writing->tally->written -= current->count;
    writing->tally->empty += current->count;
    current->count = 0;
    return false;
}

static void say_dry(const dlb_writing *writing)
{
    delib_place place = { .file = writing->current.path };
    if (place.file)
        delib_report(writing->context, DELIB_NOTE, "DRY-RUN", &place, NULL, N_("this output would be written"));
    else
        delib_report(writing->context, DELIB_NOTE, "DRY-RUN", NULL, NULL, N_("standard output would be written"));
}

/* Ends the open output. What it holds counts as failed where it cannot be kept. */
static delib_status close_output(dlb_writing *writing, bool keep)
{
    dlb_written *current = &writing->current;
    const delib_request *request = writing->request;
    const char *domain = dlb_enter_plugin(writing->context, delib_format_plugin(writing->context, writing->format));
    delib_status status = writing->format->writer->close(current->state);
    dlb_leave_plugin(writing->context, domain);
    bool kept = keep && status >= 0 && may_keep(writing);
    if (kept && request->dry_run)
        say_dry(writing);
    else if (kept && !current->path && !is_stream(writing))
        status = release_held(writing, current->sink);
    delib_status closed = delib_sink_close(writing->context, current->sink, kept);
    if (status >= 0)
        status = closed;
    if (status < 0) {
        writing->tally->written -= current->count;
        writing->tally->failed += current->count;
    }
    forget(current);
    return status;
}

static size_t count_acts(const delib_document *document)
{
    size_t count = 0;
    for (const delib_act *act = delib_document_first_act(document); act; act = delib_act_next(act))
        count++;
    return count;
}

/* Hands one act, or with NULL a document, to the writer. */
static delib_status write_one(dlb_writing *writing, delib_document *document, delib_act *act)
{
    const char *domain = dlb_enter_plugin(writing->context, delib_format_plugin(writing->context, writing->format));
    delib_status status = writing->format->writer->write(writing->current.state, document, act);
    dlb_leave_plugin(writing->context, domain);
    if (status >= 0) {
        writing->current.count++;
        writing->current.acts += act ? 1 : count_acts(document);
        writing->tally->written++;
    } else if (status == DELIB_E_INVALID) {
        writing->tally->rejected++;
    } else {
        writing->tally->failed++;
    }
    return status;
}

/* Failures that touch one act or output only. */
static delib_status tolerate(delib_status status)
{
    return status == DELIB_E_INVALID || status == DELIB_E_LIMIT ? DELIB_OK : status;
}

/* --- streams ------------------------------------------------------------------------------------------------ */

static delib_status write_to_stream(dlb_writing *writing, delib_slice name, delib_document *document, delib_act *act)
{
    if (!writing->current.sink) {
        delib_status status = open_output(writing, name, 1, 1);
        if (status < 0) {
            writing->tally->failed++;
            return writing->request->output_folder && status != DELIB_E_NOMEM ? DELIB_OK : status;
        }
    }
    return tolerate(write_one(writing, document, act));
}

/* --- files -------------------------------------------------------------------------------------------------- */

static delib_status say_several(dlb_writing *writing)
{
    delib_report(writing->context, DELIB_ERROR, "OUTPUT-SEVERAL", NULL, N_("write them into a folder with -O DIR"),
                 N_("a file of the format %s holds one only, and there are several to write"), writing->format->name);
    return DELIB_E_USAGE;
}

/* One file of its own. Without -O it stays open until the end, because a second one makes the request impossible. */
static delib_status write_file(dlb_writing *writing, delib_slice name, size_t number, size_t count,
                               delib_document *document, delib_act *act)
{
    bool in_folder = writing->request->output_folder != NULL;
    if (writing->current.sink)
        return say_several(writing);
    delib_status status = open_output(writing, name, number, count);
    if (status < 0) {
        writing->tally->failed++;
        return in_folder && status != DELIB_E_NOMEM ? DELIB_OK : status;
    }
    status = write_one(writing, document, act);
    if (status < 0)
        close_output(writing, false);
    else if (in_folder)
        close_output(writing, true);
    return in_folder && status != DELIB_E_NOMEM ? DELIB_OK : tolerate(status);
}

/* --- documents ---------------------------------------------------------------------------------------------- */

static delib_status write_acts(dlb_writing *writing, delib_slice name, delib_document *document)
{
    size_t number = 0, count = count_acts(document);
    delib_status status = DELIB_OK;
    if (count == 0)
        writing->tally->empty++;
    for (delib_act *act = delib_document_first_act(document); act && status >= 0; act = delib_act_next(act)) {
        number++;
        status = is_stream(writing) ? write_to_stream(writing, name, document, act)
                                    : write_file(writing, name, number, count, document, act);
    }
    return status;
}

/* The name that outputs of a document are named after: of its first source, else of the input. */
static delib_slice name_of(const dlb_writing *writing, const dlb_lot *lot, delib_document *document)
{
    delib_slice input = dlb_base_name(delib_slice_of(lot->inputs[0].path));
    delib_slice source = delib_document_source(document, 0).name;
    return is_stream(writing) || source.size == 0 || delib_slice_is(source, "-") ? input : source;
}

delib_status dlb_writing_document(void *user, const dlb_lot *lot, delib_document *document)
{
    dlb_writing *writing = user;
    delib_slice name = name_of(writing, lot, document);
    dlb_report_findings(writing->context, lot, document);
    if (takes_acts(writing))
        return write_acts(writing, name, document);
    return is_stream(writing) ? write_to_stream(writing, name, document, NULL)
                              : write_file(writing, name, 1, 1, document, NULL);
}

delib_status dlb_writing_lot_end(void *user, const dlb_lot *lot)
{
    dlb_writing *writing = user;
    (void)lot;
    if (writing->current.sink && writing->request->output_folder)
        close_output(writing, true);
    return DELIB_OK;
}

/* --- ending ------------------------------------------------------------------------------------------------- */

/* With --allow-empty an output without anything in it is made, too. */
static delib_status make_empty(dlb_writing *writing)
{
    if (!writing->request->allow_empty || writing->request->output_folder || !is_stream(writing) ||
        writing->tally->written + writing->tally->failed > 0)
        return DELIB_OK;
    return open_output(writing, (delib_slice){ NULL, 0 }, 1, 1);
}

static delib_status close_rejects(dlb_writing *writing, bool keep)
{
    delib_sink *rejects = writing->rejects;
    writing->rejects = NULL;
    return delib_sink_close(writing->context, rejects, keep && rejects && delib_sink_written(rejects) > 0);
}

delib_status dlb_writing_end(dlb_writing *writing, delib_status status)
{
    if (status >= 0 && !writing->current.sink)
        status = make_empty(writing);
    if (writing->current.sink) {
        delib_status closed = close_output(writing, status >= 0);
        status = status < 0 ? status : closed;
    }
    if (status >= 0 && takes_acts(writing) && writing->tally->written == 0 && writing->tally->empty > 0 &&
        !writing->request->allow_empty && is_there(writing->request->output))
        say_kept(writing, writing->request->output);
    delib_status closed = close_rejects(writing, status >= 0);
    status = status < 0 ? status : closed;
    if (status >= 0 && writing->refused > 0 && writing->tally->written == 0)
        status = DELIB_E_USAGE;
    if (writing->folder_made && writing->tally->written == 0)
        rmdir(writing->request->output_folder); /* does nothing where something is in it */
    delib_options_free(writing->options);
    dlb_names_free(&writing->names);
    return status;
}
