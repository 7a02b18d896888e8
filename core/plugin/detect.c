/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "plugin/registry.h"
#include "plugin/seen.h"

/* What a probe gets to see. */
enum { HEAD_SIZE = 64 << 10 };

static delib_slice head_of(const delib_source *source)
{
    delib_slice head = delib_source_bytes(source);
    if (head.size > HEAD_SIZE)
        head.size = HEAD_SIZE;
    return head;
}

static delib_reader_bid ask(const delib_format *format, delib_slice head, const char *name)
{
    delib_reader_bid result = { format, format->reader->probe(head, name), dlb_extension_of(format, name) > 0 };
    if (result.bid.score < 0)
        result.bid.score = 0;
    if (result.bid.score > 100)
        result.bid.score = 100;
    return result;
}

/* Higher bids first; the extension breaks ties and does nothing else; names keep the order of the rest stable. */
static int rank(const delib_reader_bid *left, const delib_reader_bid *right)
{
    if (left->bid.score != right->bid.score)
        return left->bid.score > right->bid.score ? -1 : 1;
    return (int)right->extension - (int)left->extension;
}

static int by_rank(const void *a, const void *b)
{
    const delib_reader_bid *left = a, *right = b;
    int order = rank(left, right);
    return order ? order : strcmp(left->format->name, right->format->name);
}

static size_t ask_all(const struct dlb_registry *registry, const delib_source *source, delib_reader_bid *bids)
{
    delib_slice head = head_of(source);
    size_t count = 0;
    for (size_t i = 0; i < registry->format_count; i++)
        if (registry->formats[i]->reader)
            bids[count++] = ask(registry->formats[i], head, delib_source_name(source));
    if (count > 0)
        qsort(bids, count, sizeof *bids, by_rank);
    return count;
}

/* Writes a name as a shell takes it; cut where it is too long. */
static void quote_for_shell(const char *name, char *out, size_t size)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+-@%";
    size_t used = 1;
    if (name[strspn(name, plain)] == '\0') {
        snprintf(out, size, "%s", name);
        return;
    }
    out[0] = '\'';
    for (; *name && used + 6 < size; name++) {
        if (*name == '\'') {
            memcpy(out + used, "'\\'", 3);
            used += 3;
        }
        out[used++] = *name;
    }
    memcpy(out + used, "'", 2);
}

/* Tells the command that makes text of an input and hands it to what was asked for. */
static void refuse_with_command(delib_context *context, const delib_place *place, const struct dlb_seen *seen)
{
    char file[1024], command[1280];
    quote_for_shell(place->file, file, sizeof file);
    if (context->target)
        snprintf(command, sizeof command, "%s %s - | delib convert -f text -t %s -", seen->to_text, file,
                 context->target);
    else
        snprintf(command, sizeof command, "%s %s - | delib show -f text -", seen->to_text, file);
    dlb_report_command(context, DELIB_ERROR, "UNRECOGNISED", place, command, N_("no reader claims this: it is %s"),
                       _(seen->what));
}

static delib_status refuse_unknown(delib_context *context, const delib_source *source)
{
    delib_place place = { .file = delib_source_name(source) };
    struct dlb_seen seen = dlb_seen_in(head_of(source));
    if (seen.to_text) {
        refuse_with_command(context, &place, &seen);
        return DELIB_E_UNRECOGNISED;
    }
    delib_report(context, DELIB_ERROR, "UNRECOGNISED", &place, seen.hint, N_("no reader claims this: it is %s"),
                 _(seen.what));
    return DELIB_E_UNRECOGNISED;
}

static delib_status refuse_tie(delib_context *context, const delib_source *source, const delib_reader_bid *bids)
{
    delib_place place = { .file = delib_source_name(source) };
    delib_report(context, DELIB_ERROR, "AMBIGUOUS", &place, NULL,
                 N_("two readers claim this with equal right (%d of 100): say -f %s or -f %s"), bids[0].bid.score,
                 bids[0].format->name, bids[1].format->name);
    return DELIB_E_UNRECOGNISED;
}

delib_status delib_detect(delib_context *context, delib_source *source, delib_reader_bid *bids, size_t size,
                          size_t *count)
{
    *count = 0;
    if (delib_plugins_load_all(context) != DELIB_OK)
        return DELIB_E_NOMEM;
    const struct dlb_registry *registry = context->registry;
    delib_reader_bid *all = calloc(registry->format_count + 1, sizeof *all);
    if (!all)
        return DELIB_E_NOMEM;

    delib_status status = DELIB_OK;
    size_t asked = ask_all(registry, source, all);
    *count = asked < size ? asked : size;
    if (*count > 0)
        memcpy(bids, all, *count * sizeof *all);
    delib_place place = { .file = delib_source_name(source) };
    if (asked == 0)
        status = dlb_report_no_plugin(context, &place);
    else if (all[0].bid.score == 0)
        status = refuse_unknown(context, source);
    else if (asked > 1 && rank(&all[0], &all[1]) == 0)
        status = refuse_tie(context, source, all);
    free(all);
    return status;
}
