/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "authority/actes_id.h"
#include "convert/inputs.h"
#include "convert/keys.h"

enum { EXTENSION_SIZE = 10 };

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

delib_slice dlb_base_name(delib_slice path)
{
    const char *slash = path.size > 0 ? memrchr(path.data, '/', path.size) : NULL;
    if (!slash)
        return path;
    size_t start = (size_t)(slash - path.data) + 1;
    return (delib_slice){ path.data + start, path.size - start };
}

/* Where the extension at the end of a name begins (at its dot); 0: it has none. */
static size_t extension_at(delib_slice name)
{
    size_t at = name.size;
    while (at > 0 && (is_letter(name.data[at - 1]) || is_digit(name.data[at - 1])))
        at--;
    if (at < 2 || name.data[at - 1] != '.' || at == name.size || name.size - at > EXTENSION_SIZE)
        return 0;
    return is_letter(name.data[at]) ? at - 1 : 0;
}

delib_slice dlb_stem(delib_slice name)
{
    for (size_t at = extension_at(name); at > 0; at = extension_at(name))
        name.size = at;
    return name;
}

static delib_status add_keys(dlb_keys *keys, const char *path, size_t item)
{
    delib_slice whole = delib_slice_of(path), name = dlb_base_name(whole);
    delib_slice folder = { whole.data, whole.size - name.size };
    dlb_actes_id id;
    delib_status status;

    if (strcmp(path, "-") == 0)
        return DELIB_OK;
    dlb_keys_begin(keys, 'S');
    dlb_keys_exact(keys, folder);
    dlb_keys_exact(keys, dlb_stem(name));
    status = dlb_keys_end(keys, item);
    if (status < 0 || !dlb_actes_id_find(name, &id))
        return status;
    dlb_keys_begin(keys, 'I');
    dlb_keys_folded(keys, id.whole);
    return dlb_keys_end(keys, item);
}

/* Lots as trees: each input points to one that came before it, or to itself. */
static size_t root_of(dlb_input *items, size_t at)
{
    while (items[at].lot != at) {
        items[at].lot = items[items[at].lot].lot;
        at = items[at].lot;
    }
    return at;
}

static void unite(dlb_input *items, size_t a, size_t b)
{
    size_t left = root_of(items, a), right = root_of(items, b);
    if (left < right)
        items[right].lot = left;
    else
        items[left].lot = right;
}


/* Gives lots their numbers, in order; moves the inputs of each together. */
static delib_status arrange(dlb_inputs *inputs)
{
    size_t *first = calloc(inputs->count + 1, sizeof *first);
    dlb_input *sorted = calloc(inputs->count + 1, sizeof *sorted);
    if (!first || !sorted) {
        free(first);
        free(sorted);
        return DELIB_E_NOMEM;
    }
    for (size_t i = 0; i < inputs->count; i++)
        first[root_of(inputs->items, i) + 1]++;
    for (size_t i = 0; i < inputs->count; i++) {
        inputs->lots += first[i + 1] > 0;
        first[i + 1] += first[i];
    }
    for (size_t i = 0; i < inputs->count; i++)
        sorted[first[root_of(inputs->items, i)]++] = (dlb_input){ inputs->items[i].path, inputs->items[i].format,
                                                                   root_of(inputs->items, i) };
    free(inputs->items);
    free(first);
    inputs->items = sorted;
    inputs->room = inputs->count + 1;
    return DELIB_OK;
}

delib_status dlb_lots_make(dlb_inputs *inputs)
{
    dlb_keys keys = { 0 };
    delib_status status = DELIB_OK;
    for (size_t i = 0; i < inputs->count && status >= 0; i++) {
        inputs->items[i].lot = i;
        status = add_keys(&keys, inputs->items[i].path, i);
    }
    if (status >= 0) {
        dlb_keys_sort(&keys);
        for (size_t start = 0, end; start < keys.count; start = end) {
            end = dlb_keys_run(&keys, start);
            for (size_t i = start + 1; i < end; i++)
                unite(inputs->items, keys.rows[start].item, keys.rows[i].item);
        }
        status = arrange(inputs);
    }
    dlb_keys_free(&keys);
    return status;
}
