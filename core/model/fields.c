/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <delib/model.h>

static const delib_field_info fields[DELIB_FIELD_COUNT] = {
#define FIELD(id, path, type, group, summary) { path, DELIB_##type, DELIB_GROUP_##group, summary },
#include <delib/fields.def>
#undef FIELD
};

/* The sizes by themselves lie in one cache line: a search looks at the paths of the right size only. */
static const unsigned char sizes[DELIB_FIELD_COUNT] = {
#define FIELD(id, path, type, group, summary) sizeof(path) - 1,
#include <delib/fields.def>
#undef FIELD
};

const delib_field_info *delib_field_describe(delib_field field)
{
    return (unsigned)field < DELIB_FIELD_COUNT ? &fields[field] : NULL;
}

delib_field delib_field_of(delib_slice path)
{
    if (!path.data || path.size == 0)
        return DELIB_FIELD_COUNT;
    for (unsigned i = 0; i < DELIB_FIELD_COUNT; i++)
        if (sizes[i] == path.size && memcmp(fields[i].path, path.data, path.size) == 0)
            return (delib_field)i;
    return DELIB_FIELD_COUNT;
}
