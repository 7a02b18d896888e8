/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "cli/card.h"

enum { MOST_CHARACTERS = 40, MOST_NAMES = 6 };

static size_t least_of(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* How many bytes must be changed, put in or left out to make one word of the other. */
static size_t distance(const char *from, const char *to)
{
    size_t row[MOST_CHARACTERS + 1], length = strlen(to);
    if (length > MOST_CHARACTERS)
        return SIZE_MAX;
    for (size_t i = 0; i <= length; i++)
        row[i] = i;
    for (; *from; from++) {
        size_t corner = row[0]++;
        for (size_t i = 1; i <= length; i++) {
            size_t above = row[i];
            row[i] = least_of(above + 1, row[i - 1] + 1, corner + (*from != to[i - 1]));
            corner = above;
        }
    }
    return row[length];
}

/* Whether a name is a part of a path, what people call the field, or nearly its path or the end of it. */
static bool is_near(const char *name, delib_field field)
{
    const char *path = delib_field_describe(field)->path, *last = strrchr(path, '.');
    size_t most = strlen(name) / 3;
    return strstr(path, name) || strcmp(cli_label(field), name) == 0 || distance(name, path) <= most ||
           distance(name, last ? last + 1 : path) <= most;
}

void cli_suggest(const char *name, char *out, size_t size)
{
    size_t used = 0, names = 0;
    out[0] = '\0';
    if (!*name || strlen(name) > MOST_CHARACTERS)
        return;
    for (delib_field field = 0; field < DELIB_FIELD_COUNT && names < MOST_NAMES; field++) {
        const char *path = delib_field_describe(field)->path;
        if (!is_near(name, field) || strlen(path) + 3 > size - used)
            continue;
        used += (size_t)snprintf(out + used, size - used, "%s%s", names++ > 0 ? ", " : "", path);
    }
}
