/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The words of blocks: line ends, and the words of a heading that the metadata know. */
#include <config.h>

#include "akn.h"

/* Headings are short and few; longer and later ones are not searched. */
#define SEARCHED_SIZE 2048
#define SEARCHED_HEADINGS 24
/* The first candidates of a field are those that count. */
#define SEARCHED_CANDIDATES 16
/* Kinds of words that are marked. */
#define MARKED 5

void akn_enter(struct akn *akn, enum akn_element element, delib_slice number)
{
    akn_xml_open(&akn->xml, akn_eid_element_name(element));
    akn_xml_attribute_string(&akn->xml, "eId", akn_eid_enter(&akn->eids, element, number));
}

/* Whether any of the neighbours of a block that become the same element has a number. */
static bool are_numbered(enum akn_element element, const delib_block *block)
{
    const delib_block *at = delib_block_first(delib_block_parent(block));

    for (; at; at = delib_block_next(at))
        if ((element == AKN_ITEM || delib_block_type_get(at) == delib_block_type_get(block)) && akn_is_numbered(at))
            return true;
    return false;
}

void akn_enter_numbered(struct akn *akn, enum akn_element element, const delib_block *block, delib_slice number)
{
    if (!akn_eid_knows(&akn->eids, element))
        akn_eid_tell(&akn->eids, element, are_numbered(element, block));
    akn_enter(akn, element, number);
}

void akn_leave(struct akn *akn)
{
    akn_eid_leave(&akn->eids);
    akn_xml_close(&akn->xml);
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

void akn_text(struct akn *akn, delib_slice text)
{
    size_t start = 0;

    for (size_t at = 0; at < text.size; at++) {
        delib_slice line = { text.data + start, at - start };

        if (text.data[at] != '\n')
            continue;
        akn_xml_text(&akn->xml, line);
        akn_xml_open(&akn->xml, "eol");
        akn_xml_close(&akn->xml);
        start = at;
        while (at + 1 < text.size && is_space(text.data[at + 1]))
            at++;
    }
    if (text.size > start) {
        delib_slice line = { text.data + start, text.size - start };

        akn_xml_text(&akn->xml, line);
    }
}

/* --- words of the metadata in a heading --------------------------------------------------------------------------- */

/* A piece of a heading that an element marks. */
struct marked {
    const char *element;
    size_t start, end;
    bool *found;
};

static bool is_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (unsigned char)byte >= 0x80;
}

/* Whether two bytes side by side belong to one word: spaces, dashes, quotes and ° (`n°12`) end one, too. */
static bool is_inside_word(delib_slice text, size_t at)
{
    static const char *const ends[] = { "\xC2\xA0", "\xC2\xAB", "\xC2\xB0", "\xC2\xBA", "\xC2\xBB" };

    if (at == 0 || at >= text.size || !is_word(text.data[at - 1]) || !is_word(text.data[at]))
        return false;
    if (text.size - at >= 2 && memcmp(text.data + at, "\xE2\x80", 2) == 0)
        return false;
    if (at >= 3 && memcmp(text.data + at - 3, "\xE2\x80", 2) == 0)
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if ((at >= 2 && memcmp(text.data + at - 2, ends[i], 2) == 0) ||
            (text.size - at >= 2 && memcmp(text.data + at, ends[i], 2) == 0))
            return false;
    return true;
}

/* The end of `words` where they stand at `at`, any white space as good as any other; 0: they do not. */
static size_t match_at(delib_slice text, size_t at, delib_slice words)
{
    size_t i = 0;

    while (i < words.size && at < text.size) {
        if (is_space(words.data[i]) && is_space(text.data[at])) {
            while (i < words.size && is_space(words.data[i]))
                i++;
            while (at < text.size && is_space(text.data[at]))
                at++;
        } else if (words.data[i++] != text.data[at++]) {
            return 0;
        }
    }
    return i == words.size && !is_inside_word(text, at) ? at : 0;
}

/* Finds words that stand by themselves. */
static bool find_words(delib_slice text, delib_slice words, struct marked *out)
{
    if (words.size == 0 || words.size > text.size)
        return false;
    for (size_t at = 0; at < text.size; at++) {
        if (is_inside_word(text, at))
            continue;
        out->start = at;
        out->end = match_at(text, at, words);
        if (out->end > 0)
            return true;
    }
    return false;
}

/* Finds the words that a source states the value of a field with, or the value itself. */
static bool find_value(const struct akn *akn, delib_slice text, delib_field field, struct marked *out)
{
    delib_slice value = delib_act_text(akn->act, field);
    const delib_candidate *at = delib_act_candidates(akn->act, field);

    for (size_t i = 0; value.data && at && i < SEARCHED_CANDIDATES; i++, at = delib_candidate_next(at))
        if (delib_slice_equal(delib_candidate_value(at).text, value) &&
            find_words(text, akn_trim(delib_candidate_provenance(at)->raw), out))
            return true;
    return find_words(text, value, out);
}

static bool find_type(const struct akn *akn, delib_slice text, struct marked *out)
{
    for (size_t at = 0; at < text.size; at = out->end) {
        out->start = at;
        out->end = akn_mark_word(text, at);
        if (akn_is_title(akn->act, (delib_slice){ text.data + at, out->end - at }))
            return true;
        if (out->end == at)
            out->end++;
    }
    return false;
}

/* Adds a piece in its place, unless it overlaps another. */
static size_t add_marked(struct marked *all, size_t count, struct marked one)
{
    size_t at = count;

    for (size_t i = 0; i < count; i++)
        if (one.start < all[i].end && all[i].start < one.end)
            return count;
    for (; at > 0 && all[at - 1].start > one.start; at--)
        all[at] = all[at - 1];
    all[at] = one;
    *one.found = true;
    return count + 1;
}

static size_t find_marked(struct akn *akn, delib_slice text, struct marked *all)
{
    const struct {
        const char *element;
        delib_field field;  /* DELIB_FIELD_COUNT: the type */
        bool *found;
    } wanted[MARKED] = {
        { "docTitle", DELIB_ACT_SUBJECT, &akn->title_found },
        { "docNumber", DELIB_ACT_NUMBER, &akn->number_found },
        { "docDate", DELIB_SITTING_DATE, &akn->date_found },
        { "docAuthority", DELIB_AUTHORITY_NAME, &akn->authority_found },
        { "docType", DELIB_FIELD_COUNT, &akn->type_found },
    };
    size_t count = 0;

    for (size_t i = 0; i < MARKED; i++) {
        struct marked one = { wanted[i].element, 0, 0, wanted[i].found };

        if (*one.found || (wanted[i].field == DELIB_SITTING_DATE && !akn_day(akn->act, DELIB_SITTING_DATE).data))
            continue;
        if (wanted[i].field == DELIB_FIELD_COUNT ? find_type(akn, text, &one)
                                                 : find_value(akn, text, wanted[i].field, &one))
            count = add_marked(all, count, one);
    }
    return count;
}

void akn_heading_text(struct akn *akn, delib_slice text)
{
    struct marked marked[MARKED];
    size_t count = 0, at = 0;

    if (text.size <= SEARCHED_SIZE && akn->headings++ < SEARCHED_HEADINGS)
        count = find_marked(akn, text, marked);
    for (size_t i = 0; i < count; i++) {
        delib_slice before = { text.data + at, marked[i].start - at };
        delib_slice words = { text.data + marked[i].start, marked[i].end - marked[i].start };

        akn_text(akn, before);
        akn_xml_open(&akn->xml, marked[i].element);
        if (marked[i].found == &akn->date_found)
            akn_xml_attribute(&akn->xml, "date", akn_day(akn->act, DELIB_SITTING_DATE));
        else if (marked[i].found == &akn->authority_found)
            akn_refer(akn, "refersTo", AKN_REF_AUTHORITY);
        akn_text(akn, words);
        akn_xml_close(&akn->xml);
        at = marked[i].end;
    }
    delib_slice rest = { text.data + at, text.size - at };
    akn_text(akn, rest);
}
