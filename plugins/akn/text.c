/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The words of blocks: marks, line ends, and the words of a heading that the metadata know. */
#include <config.h>

#include "akn.h"

/* Headings are short and few; longer and later ones are not searched. */
#define SEARCHED_SIZE 2048
#define SEARCHED_HEADINGS 24

void akn_enter(struct akn *akn, enum akn_element element, delib_slice number)
{
    akn_xml_open(&akn->xml, akn_eid_element_name(element));
    akn_xml_attribute_string(&akn->xml, "eId", akn_eid_enter(&akn->eids, element, number));
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

delib_slice akn_trim(delib_slice text)
{
    while (text.size > 0 && is_space(text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && is_space(text.data[text.size - 1]))
        text.size--;
    return text;
}

void akn_split_mark(const delib_block *block, delib_slice *mark, delib_slice *rest)
{
    delib_slice text = akn_trim(delib_block_text(block)), number = akn_trim(delib_block_number(block));

    mark->data = NULL;
    mark->size = 0;
    *rest = text.data ? text : delib_slice_of("");
    if (number.size == 0 || number.size > text.size || memcmp(number.data, text.data, number.size) != 0)
        return;
    if (number.size < text.size && !is_space(text.data[number.size]))
        return;
    *mark = number;
    rest->data += number.size;
    rest->size -= number.size;
    *rest = akn_trim(*rest);
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
    return i == words.size && (at == text.size || !is_word(text.data[at]) || !is_word(text.data[at - 1])) ? at : 0;
}

/* Finds words that stand by themselves. */
static bool find_words(delib_slice text, delib_slice words, struct marked *out)
{
    if (words.size == 0 || words.size > text.size)
        return false;
    for (size_t at = 0; at < text.size; at++) {
        if (at > 0 && is_word(text.data[at - 1]) && is_word(text.data[at]))
            continue;
        out->start = at;
        out->end = match_at(text, at, words);
        if (out->end > 0)
            return true;
    }
    return false;
}

/* The words that a source states a field with, else its value. */
static delib_slice stated_words(const struct akn *akn, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(akn->act, field);
    delib_slice raw = { NULL, 0 };

    if (chosen && delib_candidate_provenance(chosen)->raw.size > 0)
        raw = delib_candidate_provenance(chosen)->raw;
    else if (chosen)
        raw = delib_act_text(akn->act, field);
    return akn_trim(raw);
}

/* Adds a piece in its place, unless it is found already or overlaps another. */
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
        delib_field field;
        bool *found;
    } wanted[] = {
        { "docTitle", DELIB_ACT_SUBJECT, &akn->title_found },
        { "docNumber", DELIB_ACT_NUMBER, &akn->number_found },
        { "docDate", DELIB_SITTING_DATE, &akn->date_found },
    };
    size_t count = 0;

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct marked one = { wanted[i].element, 0, 0, wanted[i].found };

        if (wanted[i].field == DELIB_SITTING_DATE && !akn_day(akn->act, DELIB_SITTING_DATE).data)
            continue;
        if (!*one.found && find_words(text, stated_words(akn, wanted[i].field), &one))
            count = add_marked(all, count, one);
    }
    return count;
}

void akn_heading_text(struct akn *akn, delib_slice text)
{
    struct marked marked[3];
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
        akn_text(akn, words);
        akn_xml_close(&akn->xml);
        at = marked[i].end;
    }
    delib_slice rest = { text.data + at, text.size - at };
    akn_text(akn, rest);
}
