/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include <delib/delib.h>

#include "template.h"

struct writing {
    delib_sink *sink;
    bool content;
    bool between; /* an act stands in front of the next one */
};

static delib_status open_output(delib_context *context, const delib_options *options, const delib_output *output,
                                void **state)
{
    struct writing *writing = calloc(1, sizeof *writing);
    (void)context;
    if (!writing)
        return DELIB_E_NOMEM;
    writing->sink = output->sink;
    writing->content = delib_options_yes(options, "content");
    delib_sink_puts(writing->sink, TEMPLATE_MARK "\n");
    *state = writing;
    return DELIB_OK;
}

static void write_value(delib_sink *sink, delib_field field, delib_value value)
{
    delib_sink_puts(sink, delib_field_describe(field)->path);
    delib_sink_puts(sink, ": ");
    if (value.type == DELIB_BOOLEAN)
        delib_sink_puts(sink, value.number ? "true" : "false");
    else if (value.type == DELIB_INTEGER)
        delib_sink_number(sink, value.number);
    else
        delib_sink_slice(sink, value.text);
    delib_sink_putc(sink, '\n');
}

/* A line feed in a text would end its line in the bulletin: each line of it gets its own bar. */
static void write_paragraph(delib_sink *sink, delib_slice text)
{
    while (text.size > 0) {
        const char *end = memchr(text.data, '\n', text.size);
        size_t size = end ? (size_t)(end - text.data) : text.size;
        delib_sink_puts(sink, "| ");
        delib_sink_write(sink, text.data, size);
        delib_sink_putc(sink, '\n');
        size += end != NULL;
        text.data += size;
        text.size -= size;
    }
}

static void write_content(delib_sink *sink, delib_act *act)
{
    delib_walk walk = delib_walk_begin(delib_act_content(act));
    while (delib_walk_next(&walk))
        if (walk.entering && delib_block_type_get(walk.block) != DELIB_BLOCK_FURNITURE)
            write_paragraph(sink, delib_block_text(walk.block));
}

static delib_status write_act(void *state, delib_document *document, delib_act *act)
{
    struct writing *writing = state;
    (void)document;
    if (writing->between)
        delib_sink_puts(writing->sink, "----\n");
    writing->between = true;
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++) {
        const delib_candidate *chosen = delib_act_chosen(act, field);
        if (chosen)
            write_value(writing->sink, field, delib_candidate_value(chosen));
    }
    if (writing->content)
        write_content(writing->sink, act);
    return DELIB_OK;
}

static delib_status close_output(void *state)
{
    free(state);
    return DELIB_OK;
}

const delib_writer template_writer = {
    .size = sizeof template_writer,
    .cardinality = DELIB_STREAM_OF_ACTS,
    .open = open_output,
    .write = write_act,
    .close = close_output,
};
