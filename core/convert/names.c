/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <search.h>
#include <stdio.h>
#include <stdlib.h>

#include "convert/inputs.h"
#include "convert/names.h"
#include "io/utf8.h"
#include "reading/fold.h"

/* Room that the stem leaves for `-NN`, the number of a collision and the extension. */
enum { STEM_SIZE = 76, SUFFIX_SIZE = 24 };

/* A name that was given, and the number that the next one like it gets. */
typedef struct given_name {
    size_t next;
    char name[];
} given_name;

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const given_name *)a)->name, ((const given_name *)b)->name);
}

static bool is_plain(int32_t code)
{
    return code < 0x80 && (dlb_is_letter(code) || (code >= '0' && code <= '9') || code == '.' || code == '_');
}

/* An accented letter without its accent, in its own case; what has no plain form becomes a dash. */
static size_t plain_form(delib_slice character, int32_t code, char out[4])
{
    char folded[4];
    size_t size = code >= 0x80 && dlb_is_letter(code) ? dlb_fold(character, folded, sizeof folded) : 0;
    for (size_t i = 0; i < size; i++) {
        if (!is_plain((unsigned char)folded[i]))
            size = 0;
        else
            out[i] = (char)(dlb_is_capital(code) ? dlb_upper(folded[i]) : folded[i]);
    }
    if (size == 0)
        out[0] = '-';
    return size ? size : 1;
}

/* Writes the harmless form of a stem; `act` where nothing is left of it. */
static void make_stem(delib_slice stem, char out[STEM_SIZE + 1])
{
    size_t used = 0;
    for (size_t offset = 0; offset < stem.size && used < STEM_SIZE - 4;) {
        size_t start = offset, size = 1;
        int32_t code = dlb_utf8_next(stem, &offset);
        char plain[4] = { (char)code };
        if (dlb_is_combining(code))
            continue;
        if (code < 0 || !is_plain(code))
            size = plain_form((delib_slice){ stem.data + start, offset - start }, code, plain);
        bool repeated = plain[0] == '-' && used > 0 && out[used - 1] == '-';
        bool leading = used == 0 && (plain[0] == '-' || plain[0] == '.');
        if (repeated || leading)
            continue;
        memcpy(out + used, plain, size);
        used += size;
    }
    while (used > 0 && (out[used - 1] == '-' || out[used - 1] == '.'))
        used--;
    out[used] = '\0';
    if (used == 0)
        strcpy(out, "act");
}

static int digits_of(size_t number)
{
    int digits = 1;
    for (; number > 9; number /= 10)
        digits++;
    return digits;
}

static given_name *remember(dlb_names *names, const char *name)
{
    size_t size = strlen(name) + 1;
    given_name *own = malloc(sizeof *own + size);
    if (!own)
        return NULL;
    own->next = 2;
    memcpy(own->name, name, size);
    given_name **found = tsearch(own, &names->tree, compare_names);
    if (!found || *found != own)
        free(own);
    return found ? *found : NULL;
}

static bool is_taken(const dlb_names *names, const char *name)
{
    _Alignas(given_name) char room[sizeof(given_name) + DLB_NAME_SIZE + 1];
    given_name *key = (given_name *)(void *)room;
    memcpy(key->name, name, strlen(name) + 1);
    return tfind(key, &names->tree, compare_names) != NULL;
}

delib_status dlb_names_make(dlb_names *names, delib_slice source, size_t number, size_t count, const char *extension,
                            char out[DLB_NAME_SIZE + 1])
{
    char stem[STEM_SIZE + 1], whole[STEM_SIZE + SUFFIX_SIZE];
    int width = digits_of(count) > 2 ? digits_of(count) : 2;
    make_stem(dlb_stem(dlb_base_name(source)), stem);
    if (count > 1)
        snprintf(whole, sizeof whole, "%s-%0*zu", stem, width, number);
    else
        snprintf(whole, sizeof whole, "%s", stem);
    snprintf(out, DLB_NAME_SIZE + 1, "%s.%.10s", whole, extension);
    if (is_taken(names, out)) {
        given_name *first = remember(names, out);
        while (first && is_taken(names, out))
            snprintf(out, DLB_NAME_SIZE + 1, "%s-%zu.%.10s", whole, first->next++, extension);
    }
    return remember(names, out) ? DELIB_OK : DELIB_E_NOMEM;
}

void dlb_names_free(dlb_names *names)
{
    tdestroy(names->tree, free);
}
