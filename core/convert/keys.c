/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "convert/keys.h"
#include "io/utf8.h"
#include "reading/fold.h"

/* A text given letter by letter in its folded form; separators come as one blank, never first or last. */
typedef struct folding {
    delib_slice text;
    size_t offset;
    char pending[8];
    size_t used, size;
    bool begun, gap;
} folding;

static bool is_kept(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80;
}

static bool is_separator(int32_t code)
{
    return code < 0 || (code < 0x80 && !dlb_is_letter(code) && !(code >= '0' && code <= '9')) ||
           (code >= 0x80 && !dlb_is_letter(code) && !dlb_is_combining(code));
}

/* Moves to the next character that is kept; false: the text is over. */
static bool fold_character(folding *state)
{
    while (state->offset < state->text.size) {
        size_t start = state->offset;
        int32_t code = dlb_utf8_next(state->text, &state->offset);
        if (is_separator(code)) {
            state->gap = state->begun;
            continue;
        }
        delib_slice character = { state->text.data + start, state->offset - start };
        size_t at = state->gap ? 1 : 0;
        size_t size = dlb_fold(character, state->pending + at, sizeof state->pending - at);
        if (size == 0)
            continue;
        state->pending[0] = state->gap ? ' ' : state->pending[0];
        state->size = at + size;
        state->used = 0;
        state->begun = true;
        state->gap = false;
        return true;
    }
    return false;
}

/* The next byte of the folded form, or -1. */
static int fold_next(folding *state)
{
    for (;;) {
        if (state->used == state->size && !fold_character(state))
            return -1;
        char byte = state->pending[state->used++];
        if (byte == ' ' || is_kept(byte))
            return (unsigned char)byte;
    }
}

static void put(dlb_keys *keys, char byte)
{
    if (keys->failed)
        return;
    if (keys->pool_size == keys->pool_room) {
        size_t room = keys->pool_room ? 2 * keys->pool_room : 1024;
        char *grown = realloc(keys->pool, room);
        if (!grown) {
            keys->failed = true;
            return;
        }
        keys->pool = grown;
        keys->pool_room = room;
    }
    keys->pool[keys->pool_size++] = byte;
}

void dlb_keys_begin(dlb_keys *keys, char kind)
{
    keys->begun = keys->pool_size;
    keys->failed = false;
    put(keys, kind);
}

void dlb_keys_exact(dlb_keys *keys, delib_slice piece)
{
    for (size_t i = 0; i < piece.size; i++)
        put(keys, piece.data[i]);
    put(keys, '\0');
}

void dlb_keys_folded(dlb_keys *keys, delib_slice piece)
{
    folding state = { .text = piece };
    for (int byte = fold_next(&state); byte >= 0; byte = fold_next(&state))
        put(keys, (char)byte);
    put(keys, '\0');
}

delib_status dlb_keys_end(dlb_keys *keys, size_t item)
{
    if (keys->failed)
        return DELIB_E_NOMEM;
    if (keys->count == keys->room) {
        size_t room = keys->room ? 2 * keys->room : 64;
        dlb_key *grown = reallocarray(keys->rows, room, sizeof *grown);
        if (!grown)
            return DELIB_E_NOMEM;
        keys->rows = grown;
        keys->room = room;
    }
    keys->rows[keys->count++] = (dlb_key){ keys->begun, keys->pool_size - keys->begun, item };
    return DELIB_OK;
}

static int compare_text(const dlb_key *a, const dlb_key *b, const char *pool)
{
    size_t size = a->size < b->size ? a->size : b->size;
    int order = memcmp(pool + a->offset, pool + b->offset, size);
    return order ? order : (a->size > b->size) - (a->size < b->size);
}

static int compare_keys(const void *left, const void *right, void *pool)
{
    const dlb_key *a = left, *b = right;
    int order = compare_text(a, b, pool);
    return order ? order : (a->item > b->item) - (a->item < b->item);
}

void dlb_keys_sort(dlb_keys *keys)
{
    if (keys->count > 1)
        qsort_r(keys->rows, keys->count, sizeof *keys->rows, compare_keys, keys->pool);
}

size_t dlb_keys_run(const dlb_keys *keys, size_t start)
{
    size_t end = start + 1;
    while (end < keys->count && compare_text(&keys->rows[start], &keys->rows[end], keys->pool) == 0)
        end++;
    return end;
}

void dlb_keys_free(dlb_keys *keys)
{
    free(keys->pool);
    free(keys->rows);
}

bool dlb_same_folded(delib_slice a, delib_slice b)
{
    folding left = { .text = a }, right = { .text = b };
    int byte;
    do {
        byte = fold_next(&left);
        if (byte != fold_next(&right))
            return false;
    } while (byte >= 0);
    return true;
}

bool dlb_begins_folded(delib_slice a, delib_slice b)
{
    folding left = { .text = a }, right = { .text = b };
    for (;;) {
        int one = fold_next(&left), other = fold_next(&right);
        if (one < 0 || other < 0)
            return true;
        if (one != other)
            return false;
    }
}
