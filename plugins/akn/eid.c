/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Numbering of elements. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "akn.h"

static const struct {
    const char *name, *part;
} elements[AKN_ELEMENTS] = {
#define ELEMENT(id, name, part) { name, part },
#include "formats/akn/elements.def"
#undef ELEMENT
};

/* Room for `__`, the longest short name, a number and what makes it unique. */
#define PART_SIZE 64

const char *akn_eid_element_name(enum akn_element element)
{
    return elements[element].name;
}

/* --- numbers ---------------------------------------------------------------------------------------------------- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Whether letters behind digits only make an ordinal: 1er, 2e, 1ère, 3ème. Accents come as bytes above 0x7F. */
static bool is_ordinal(const char *letters, size_t size)
{
    static const char *const endings[] = { "er", "re", "e", "ere", "eme", "me", "nd", "nde", "o" };

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strlen(endings[i]) == size && memcmp(endings[i], letters, size) == 0)
            return true;
    return false;
}

/* Takes a run of digits to `out`; gives the offset behind it. */
static size_t take(delib_slice mark, size_t at, char *out, size_t *used)
{
    for (; at < mark.size && is_digit(mark.data[at]); at++)
        if (*used + 1 < EID_NUMBER)
            out[(*used)++] = mark.data[at];
    return at;
}

/* Takes the ASCII letters of [start, end) to `out`. */
static void take_letters(delib_slice mark, size_t start, size_t end, char *out, size_t *used)
{
    for (size_t at = start; at < end; at++)
        if (is_letter(mark.data[at]) && *used + 1 < EID_NUMBER)
            out[(*used)++] = lower(mark.data[at]);
}

static bool has_accent(delib_slice mark, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++)
        if ((unsigned char)mark.data[at] >= 0x80)
            return true;
    return false;
}

static void take_digits(delib_slice mark, size_t at, char *out)
{
    size_t used = 0, before, start, end;

    at = take(mark, at, out, &used);
    while (at + 1 < mark.size && memchr(".-", mark.data[at], 2) && is_digit(mark.data[at + 1])) {
        if (used + 1 < EID_NUMBER)
            out[used++] = '-';
        at = take(mark, at + 1, out, &used);
    }
    before = used;
    end = akn_mark_word(mark, at);
    take_letters(mark, at, end, out, &used);
    if (is_ordinal(out + before, used - before) || has_accent(mark, at, end))
        used = before;
    if (akn_mark_goes_on(mark, end, &start, &end))
        take_letters(mark, start, end, out, &used);
    out[used] = '\0';
}

/* The last word of a mark without digits. */
static delib_slice last_word(delib_slice mark)
{
    size_t end = mark.size, start;

    while (end > 0 && !is_letter(mark.data[end - 1]))
        end--;
    for (start = end; start > 0 && (is_letter(mark.data[start - 1]) || (unsigned char)mark.data[start - 1] >= 0x80);)
        start--;
    return (delib_slice){ mark.data + start, end - start };
}

void akn_eid_number(delib_slice mark, char *out)
{
    size_t at = 0, used = 0;

    out[0] = '\0';
    if (mark.size == 0)
        return;
    while (at < mark.size && !is_digit(mark.data[at]))
        at++;
    if (at < mark.size) {
        take_digits(mark, at, out);
        return;
    }
    delib_slice word = last_word(mark);
    const char *number = word.size > 0 ? akn_mark_number(word) : NULL;

    for (; number && *number; number++)
        out[used++] = *number;
    if (used == 0)
        take_letters(word, 0, word.size, out, &used);
    out[used] = '\0';
}

/* --- what is taken ----------------------------------------------------------------------------------------------- */

/* FNV-1a: the same for everybody, so that outputs are. */
static uint64_t hash_of(const char *text, size_t size)
{
    uint64_t hash = 0xCBF29CE484222325U;

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3U;
    return hash ? hash : 1;
}

static struct eid_taken *slot_of(struct eid_taken *taken, size_t room, uint64_t hash)
{
    size_t at = (size_t)hash & (room - 1);

    while (taken[at].hash && taken[at].hash != hash)
        at = (at + 1) & (room - 1);
    return &taken[at];
}

static bool grow_taken(struct eids *eids)
{
    size_t room = eids->taken_room ? eids->taken_room * 2 : 64;
    struct eid_taken *taken;

    if (eids->taken_count * 2 < eids->taken_room)
        return true;
    taken = calloc(room, sizeof *taken);
    if (!taken)
        return false;
    for (size_t i = 0; i < eids->taken_room; i++)
        if (eids->taken[i].hash)
            *slot_of(taken, room, eids->taken[i].hash) = eids->taken[i];
    free(eids->taken);
    eids->taken = taken;
    eids->taken_room = room;
    return true;
}

/* Takes the eId that stands in `text`; gives how many have asked for it before. */
static uint32_t take_eid(struct eids *eids)
{
    struct eid_taken *slot;

    if (!grow_taken(eids)) {
        eids->no_memory = true;
        return 0;
    }
    slot = slot_of(eids->taken, eids->taken_room, hash_of(eids->text, eids->length));
    if (!slot->hash) {
        slot->hash = hash_of(eids->text, eids->length);
        eids->taken_count++;
    }
    return slot->times++;
}

/* --- levels ------------------------------------------------------------------------------------------------------ */

static bool make_room(struct eids *eids)
{
    if (eids->room - eids->length <= PART_SIZE) {
        size_t room = eids->room ? eids->room * 2 : 256;
        char *text = realloc(eids->text, room);

        if (!text)
            return false;
        eids->text = text;
        eids->room = room;
    }
    if (eids->depth + 2 > eids->level_room) {
        size_t room = eids->level_room ? eids->level_room * 2 : 16;
        struct eid_level *levels = realloc(eids->levels, room * sizeof *levels);

        if (!levels)
            return false;
        if (!eids->level_room)
            memset(levels, 0, sizeof *levels);
        eids->levels = levels;
        eids->level_room = room;
    }
    return true;
}

static void put(struct eids *eids, const char *first, const char *second)
{
    int size = snprintf(eids->text + eids->length, PART_SIZE, "%s%s", first, second);

    eids->length += (size_t)size;
}

/* Adds what makes an eId unique: `_2` to the second that asks for it, and so on. */
static void make_unique(struct eids *eids)
{
    size_t length = eids->length;
    uint32_t times = take_eid(eids);
    char digits[16];

    while (times > 0 && !eids->no_memory) {
        eids->length = length;
        snprintf(digits, sizeof digits, "%lu", (unsigned long)times + 1);
        put(eids, "_", digits);
        times = take_eid(eids) ? times + 1 : 0;
    }
}

const char *akn_eid_enter(struct eids *eids, enum akn_element element, delib_slice number)
{
    char digits[EID_NUMBER];
    uint32_t position;

    if (eids->no_memory || !make_room(eids)) {
        eids->no_memory = true;
        return "";
    }
    position = ++eids->levels[eids->depth].counts[element];
    akn_eid_number(number, digits);
    if (!digits[0])
        snprintf(digits, sizeof digits, "%s%lu", eids->levels[eids->depth].numbered[element] ? "nn_" : "",
                 (unsigned long)position);
    if (eids->length > 0)
        put(eids, "__", "");
    put(eids, elements[element].part, "_");
    put(eids, digits, "");
    make_unique(eids);
    memset(&eids->levels[++eids->depth], 0, sizeof *eids->levels);
    eids->levels[eids->depth].length = eids->length;
    return eids->text;
}

bool akn_eid_knows(const struct eids *eids, enum akn_element element)
{
    return eids->levels && eids->levels[eids->depth].known[element];
}

void akn_eid_tell(struct eids *eids, enum akn_element element, bool numbered)
{
    if (eids->no_memory || !make_room(eids)) {
        eids->no_memory = true;
        return;
    }
    eids->levels[eids->depth].known[element] = true;
    eids->levels[eids->depth].numbered[element] = numbered;
}

void akn_eid_leave(struct eids *eids)
{
    if (eids->no_memory || eids->depth == 0)
        return;
    eids->length = eids->levels[--eids->depth].length;
    eids->text[eids->length] = '\0';
}

void akn_eid_finish(struct eids *eids)
{
    free(eids->text);
    free(eids->levels);
    free(eids->taken);
}
