/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/arena.h"

#define ALIGNMENT alignof(max_align_t)
#define FIRST_SIZE ((size_t)16 << 10)
/* Below the size from which malloc asks the system each time. */
#define LAST_SIZE ((size_t)64 << 10)

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEPARATE_BLOCKS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SEPARATE_BLOCKS 1
#endif

/* What does not go into a chunk with others. Under ASan that is everything, so that an overrun is seen. */
#ifdef SEPARATE_BLOCKS
#define LARGE ((size_t)0)
#else
#define LARGE (FIRST_SIZE / 4)
#endif

struct dlb_chunk {
    struct dlb_chunk *next;
    alignas(max_align_t) char bytes[];
};

static struct dlb_chunk *new_chunk(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct dlb_chunk))
        return NULL;
    struct dlb_chunk *chunk = malloc(sizeof *chunk + size);
    if (chunk)
        chunk->next = NULL;
    return chunk;
}

static void put_last(dlb_arena *arena, struct dlb_chunk *chunk)
{
    if (arena->oldest)
        arena->oldest->next = chunk;
    else
        arena->chunks = chunk;
    arena->oldest = chunk;
}

static void put_first(dlb_arena *arena, struct dlb_chunk *chunk)
{
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    if (!arena->oldest)
        arena->oldest = chunk;
}

static bool grow(dlb_arena *arena)
{
    size_t size = arena->next_size ? arena->next_size : FIRST_SIZE;
    struct dlb_chunk *chunk = new_chunk(size);
    if (!chunk)
        return false;
    put_first(arena, chunk);
    arena->at = chunk->bytes;
    arena->end = chunk->bytes + size;
    arena->next_size = size < LAST_SIZE ? size * 2 : LAST_SIZE;
    return true;
}

static void *take(dlb_arena *arena, size_t size, size_t alignment)
{
    if (size > LARGE) {
        struct dlb_chunk *chunk = new_chunk(size);
        if (!chunk)
            return NULL;
        put_last(arena, chunk);
        return chunk->bytes;
    }
    size_t gap = arena->at ? (size_t)(-(uintptr_t)arena->at & (alignment - 1)) : 0;
    if (!arena->at || (size_t)(arena->end - arena->at) < gap + size) {
        if (!grow(arena))
            return NULL;
        gap = 0;
    }
    char *taken = arena->at + gap;
    arena->at = taken + size;
    return taken;
}

void *dlb_arena_alloc(dlb_arena *arena, size_t size)
{
    void *taken = take(arena, size, ALIGNMENT);
    if (taken)
        memset(taken, 0, size);
    return taken;
}

bool dlb_arena_copy(dlb_arena *arena, delib_slice slice, delib_slice *out)
{
    if (!slice.data || slice.size == 0) {
        *out = (delib_slice){ slice.data ? "" : NULL, 0 };
        return true;
    }
    char *taken = take(arena, slice.size, 1);
    if (!taken)
        return false;
    memcpy(taken, slice.data, slice.size);
    *out = (delib_slice){ taken, slice.size };
    return true;
}

void dlb_arena_absorb(dlb_arena *into, dlb_arena *from)
{
    if (from->chunks) {
        put_last(into, from->chunks);
        into->oldest = from->oldest;
    }
    *from = (dlb_arena){ 0 };
}

void dlb_arena_free(dlb_arena *arena)
{
    struct dlb_chunk *next = NULL;
    for (struct dlb_chunk *chunk = arena->chunks; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    *arena = (dlb_arena){ 0 };
}
