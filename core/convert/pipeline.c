/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The way of a document: lots, source, reader, join, settle, check, writer. */
#include <config.h>

#include <stdlib.h>

#include "context/context.h"
#include "convert/pipeline.h"
#include "convert/settle.h"
#include "convert/write.h"

/* The documents of one lot. */
typedef struct gathered {
    delib_document **items;
    size_t count, room;
} gathered;

/* A lot on its way to the receiver. */
typedef struct passing {
    dlb_run *run;
    const dlb_lot *lot;
    const dlb_receiver *receiver;
    gathered documents;
} passing;

/* --- checking a request ------------------------------------------------------------------------------------- */

static delib_status check_assignments(delib_context *context, const delib_assignment *given, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        delib_field field = delib_field_of(delib_slice_of(given[i].key));
        delib_place place = { .field = given[i].key };
        delib_value value;
        if (field == DELIB_FIELD_COUNT) {
            delib_report(context, DELIB_ERROR, "FIELD-UNKNOWN", &place, N_("delib(1) lists the fields"),
                         N_("there is no field %s"), given[i].key);
            return DELIB_E_USAGE;
        }
        const delib_field_info *info = delib_field_describe(field);
        if (delib_value_parse(info->type, delib_slice_of(given[i].value), &value) < 0) {
            delib_report(context, DELIB_ERROR, "FIELD-VALUE", &place, NULL,
                         N_("%s is no value of %s (%s: %s)"), given[i].value, info->path,
                         delib_type_name(info->type), info->summary);
            return DELIB_E_USAGE;
        }
    }
    return DELIB_OK;
}

delib_status dlb_request_check(delib_context *context, const delib_request *request)
{
    delib_status status = check_assignments(context, request->set, request->set_count);
    return status < 0 ? status : check_assignments(context, request->defaults, request->default_count);
}

/* --- a lot -------------------------------------------------------------------------------------------------- */

/* The last steps of a document, which is freed here. A document that fails them spoils no other. */
static delib_status finish(passing *way, delib_document *document)
{
    delib_context *context = way->run->context;
    delib_status status = delib_settle(context, document, way->run->request);
    if (status >= 0)
        status = delib_check(context, document);
    if (status < 0) {
        delib_place place = { .file = way->lot->inputs[0].path };
        delib_report(context, DELIB_ERROR, "NO-MEMORY", &place, N_("give fewer or smaller inputs at a time"),
                     N_("memory ran out"));
        way->run->tally->failed++;
        delib_document_free(document);
        return DELIB_OK;
    }
    for (const delib_act *act = delib_document_first_act(document); act; act = delib_act_next(act))
        way->run->tally->acts++;
    status = way->receiver->document(way->receiver->user, way->lot, document);
    delib_document_free(document);
    return status;
}

static delib_status pass_on(void *user, delib_document *document)
{
    return finish(user, document);
}

static delib_status gather(void *user, delib_document *document)
{
    gathered *documents = &((passing *)user)->documents;
    if (documents->count == documents->room) {
        size_t room = documents->room ? 2 * documents->room : 8;
        delib_document **grown = reallocarray(documents->items, room, sizeof *grown);
        if (!grown) {
            delib_document_free(document);
            return DELIB_E_NOMEM;
        }
        documents->items = grown;
        documents->room = room;
    }
    documents->items[documents->count++] = document;
    return DELIB_OK;
}

/* Inputs of a lot that can hold the same act are read before any of them goes on. */
static delib_status run_gathered(passing *way)
{
    delib_status status = DELIB_OK;
    gathered *documents = &way->documents;
    for (size_t i = 0; i < way->lot->count && status >= 0; i++)
        status = dlb_read_input(way->run, &way->lot->inputs[i], gather, way);
    if (status >= 0)
        status = delib_join(way->run->context, documents->items, documents->count);
    for (size_t i = 0; i < documents->count; i++) {
        if (!documents->items[i])
            continue;
        if (status >= 0)
            status = finish(way, documents->items[i]);
        else
            delib_document_free(documents->items[i]);
    }
    free(documents->items);
    return status;
}

/* The path that was given for a source of that name; NULL: it is no input (a JSON document tells of others), or one of
 * several of that name. */
static const char *path_of(const void *inputs, const char *name)
{
    const dlb_lot *lot = inputs;
    const char *found = NULL;
    for (size_t i = 0; i < lot->count; i++) {
        if (!delib_slice_is(dlb_base_name(delib_slice_of(lot->inputs[i].path)), name))
            continue;
        if (found)
            return NULL;
        found = lot->inputs[i].path;
    }
    return found;
}

/* A lot of one input needs no join: its documents go on one by one, so that memory stays flat. */
static delib_status run_lot(dlb_run *run, const dlb_lot *lot, const dlb_receiver *receiver)
{
    passing way = { .run = run, .lot = lot, .receiver = receiver };
    delib_status status = DELIB_OK;
    run->context->path_of = path_of;
    run->context->inputs = lot;
    if (lot->count > 1 && run->request->group == DELIB_GROUP_AUTO)
        status = run_gathered(&way);
    else
        for (size_t i = 0; i < lot->count && status >= 0; i++)
            status = dlb_read_input(run, &lot->inputs[i], pass_on, &way);
    if (status >= 0 && receiver->lot_end)
        status = receiver->lot_end(receiver->user, lot);
    run->context->path_of = NULL;
    return status;
}

delib_status dlb_run_lots(delib_context *context, const delib_request *request, const dlb_inputs *inputs,
                          const dlb_receiver *receiver, delib_tally *tally)
{
    dlb_run run = { .context = context, .request = request, .tally = tally };
    delib_status status = dlb_in_options_check(context, request, &run.options);
    for (size_t start = 0, end; start < inputs->count && status >= 0; start = end) {
        for (end = start + 1; end < inputs->count && inputs->items[end].lot == inputs->items[start].lot; end++)
            continue;
        dlb_lot lot = { inputs->items + start, end - start };
        status = run_lot(&run, &lot, receiver);
    }
    dlb_in_options_free(&run.options);
    return status;
}

/* --- the public calls --------------------------------------------------------------------------------------- */

static delib_status find_inputs(delib_context *context, const delib_request *request, const char *const *names,
                                size_t count, dlb_inputs *out, delib_tally *tally)
{
    delib_status status = dlb_request_check(context, request);
    if (status >= 0)
        status = dlb_inputs_expand(context, request, names, count, out);
    tally->inputs += out->empty_folders;
    tally->unreadable += out->empty_folders;
    return status < 0 ? status : dlb_lots_make(out);
}

/* What delib_read gives its documents to. */
typedef struct reading {
    delib_document_fn receive;
    void *user;
} reading;

static delib_status hand_over(void *user, const dlb_lot *lot, delib_document *document)
{
    const reading *to = user;
    (void)lot;
    return to->receive(to->user, document);
}

delib_status delib_read(delib_context *context, const delib_request *request, const char *const *inputs, size_t count,
                        delib_document_fn receive, void *user, delib_tally *tally)
{
    reading to = { receive, user };
    dlb_receiver receiver = { hand_over, NULL, &to };
    dlb_inputs found = { 0 };
    memset(tally, 0, sizeof *tally);
    delib_status status = find_inputs(context, request, inputs, count, &found, tally);
    if (status >= 0)
        status = dlb_run_lots(context, request, &found, &receiver, tally);
    dlb_inputs_free(&found);
    return status;
}

delib_status delib_convert(delib_context *context, const delib_request *request, const char *const *inputs,
                           size_t count, delib_tally *tally)
{
    dlb_writing writing = { .context = context, .request = request, .tally = tally };
    dlb_receiver receiver = { dlb_writing_document, dlb_writing_lot_end, &writing };
    dlb_inputs found = { 0 };
    memset(tally, 0, sizeof *tally);
    delib_status status = dlb_writing_begin(&writing);
    context->target = writing.format ? writing.format->name : NULL;
    if (status >= 0)
        status = find_inputs(context, request, inputs, count, &found, tally);
    if (status >= 0)
        status = dlb_writing_foresee(&writing, &found);
    if (status >= 0)
        status = dlb_run_lots(context, request, &found, &receiver, tally);
    status = dlb_writing_end(&writing, status);
    context->target = NULL;
    dlb_inputs_free(&found);
    return status;
}
