/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* eIds by the naming convention: parent's eId, `__`, short name, `_`, number. Private to this plugin. */
#ifndef AKN_EID_H
#define AKN_EID_H

#include <stdint.h>

#include <delib/slice.h>

/* Elements with an eId; the table is formats/akn/elements.def. */
enum akn_element {
#define ELEMENT(id, name, part) AKN_##id,
#include "formats/akn/elements.def"
#undef ELEMENT
    AKN_ELEMENTS,
    AKN_NOTHING = AKN_ELEMENTS
};

/* One level of parents: how long its eId is, and how many children of each name it has had. */
struct eid_level {
    size_t length;
    uint32_t counts[AKN_ELEMENTS];
    bool known[AKN_ELEMENTS], numbered[AKN_ELEMENTS];  /* what akn_eid_tell was told */
};

/* An eId that is taken, by its hash, and how many have asked for it. */
struct eid_taken {
    uint64_t hash;
    uint32_t times;
};

/* The eIds of one document. Errors are kept in `no_memory`. */
struct eids {
    char *text;  /* the eId of the innermost element, ended by NUL */
    size_t length, room;
    struct eid_level *levels;
    size_t depth, level_room;
    struct eid_taken *taken;
    size_t taken_count, taken_room;  /* taken_room is a power of two */
    bool no_memory;
};

/* The name of an element. */
const char *akn_eid_element_name(enum akn_element element);

/* Goes into an element: gives its eId, valid until the next call. `number` is the text of its mark; where that has
 * neither digit nor letter, its position counts: `item_2`, and `item_nn_2` among elements that are numbered. */
const char *akn_eid_enter(struct eids *eids, enum akn_element element, delib_slice number);

/* Whether it was told if elements of this name, children of the innermost one, are numbered; tells it. */
bool akn_eid_knows(const struct eids *eids, enum akn_element element);
void akn_eid_tell(struct eids *eids, enum akn_element element, bool numbered);

/* Comes back out of it. */
void akn_eid_leave(struct eids *eids);

void akn_eid_finish(struct eids *eids);

/* The number that the text of a mark gives: `Article 1er` 1, `2 bis)` 2bis, `1.1` 1-1, `(a)` a, `PREMIER` 1, `II` ii,
 * `Article unique` unique; empty where it has none. `out` has room for EID_NUMBER bytes. */
#define EID_NUMBER 24
void akn_eid_number(delib_slice mark, char *out);

#endif
