/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keys by which things are found to be the same: gathered, sorted, walked in runs of equal keys. */
#ifndef DLB_CONVERT_KEYS_H
#define DLB_CONVERT_KEYS_H

#include <delib/slice.h>
#include <delib/status.h>

/* One key: bytes of the pool, and the number of the thing that it belongs to. */
typedef struct dlb_key {
    size_t offset, size;
    size_t item;
} dlb_key;

/* Keys of zeros are empty and ready. */
typedef struct dlb_keys {
    char *pool;
    size_t pool_size, pool_room;
    dlb_key *rows;
    size_t count, room;
    size_t begun;   /* where the key that is being built starts in the pool */
    bool failed;    /* memory ran out while it was built */
} dlb_keys;

/* Builds a key: begin, any number of pieces, end. Pieces are kept apart from each other. */
void dlb_keys_begin(dlb_keys *keys, char kind);
void dlb_keys_exact(dlb_keys *keys, delib_slice piece);
/* Letters and digits only, without case and accents; anything between them counts as one separator. */
void dlb_keys_folded(dlb_keys *keys, delib_slice piece);
delib_status dlb_keys_end(dlb_keys *keys, size_t item);

/* Sorts by key, then by item. */
void dlb_keys_sort(dlb_keys *keys);

/* The end of the run of keys that equal the one at `start`, in sorted keys. */
size_t dlb_keys_run(const dlb_keys *keys, size_t start);

void dlb_keys_free(dlb_keys *keys);

/* Whether two texts are the same but for case, accents and what stands between letters and digits. */
bool dlb_same_folded(delib_slice a, delib_slice b);

/* The same, or one is the beginning of the other. */
bool dlb_begins_folded(delib_slice a, delib_slice b);

#endif
