/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Memory that is freed all at once. */
#ifndef DLB_MODEL_ARENA_H
#define DLB_MODEL_ARENA_H

#include <delib/slice.h>

struct dlb_chunk;

/* An arena of zeros is empty and ready. */
typedef struct dlb_arena {
    struct dlb_chunk *chunks; /* the one that is filled comes first */
    struct dlb_chunk *oldest;
    char *at, *end; /* what is free of the first chunk */
    size_t next_size;
} dlb_arena;

/* Memory of zeros, aligned for any type; NULL: out of memory. */
void *dlb_arena_alloc(dlb_arena *arena, size_t size);

/* Copies a slice (absent stays absent). False: out of memory. */
bool dlb_arena_copy(dlb_arena *arena, delib_slice slice, delib_slice *out);

/* Moves all that `from` holds to `into`. */
void dlb_arena_absorb(dlb_arena *into, dlb_arena *from);

void dlb_arena_free(dlb_arena *arena);

#endif
