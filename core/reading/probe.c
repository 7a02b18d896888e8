/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <delib/plugin.h>
#include <delib/reading.h>

#include "io/utf8.h"
#include "reading/fold.h"

/* Fewer markers than this are chance; each is worth so much, up to the most that prose may bid. */
#define LEAST 3
#define EACH 4
#define MOST 40

static const delib_slice markers[] = {
#define MARKER(word) DELIB_SLICE(word),
#include "deliberation/markers.def"
#undef MARKER
};

enum { MARKERS = sizeof markers / sizeof *markers };
_Static_assert(MARKERS <= 64, "markers fit in a word of bits");

/* The next character; a byte that is no UTF-8 stands for itself, as in Windows-1252. */
static int32_t next_character(delib_slice text, size_t *offset)
{
    size_t at = *offset;
    int32_t code = dlb_utf8_next(text, offset);
    return code < 0 ? (unsigned char)text.data[at] : code;
}

static uint64_t marker_of(const char *word, size_t size)
{
    for (size_t i = 0; i < MARKERS; i++)
        if (markers[i].size == size && memcmp(markers[i].data, word, size) == 0)
            return (uint64_t)1 << i;
    return 0;
}

/* Which markers stand in the text. UTF-16 is read as its low bytes, which is right for these words. */
static uint64_t find_markers(delib_slice text)
{
    uint64_t found = 0;
    char word[16], encoded[4];
    size_t size = 0;

    for (size_t at = 0; at < text.size;) {
        int32_t code = next_character(text, &at);
        if (code == 0)
            continue;
        if (dlb_is_letter(code)) {
            size_t length = dlb_utf8_put((uint32_t)code, encoded);
            char folded[4];
            length = dlb_fold((delib_slice){ encoded, length }, folded, sizeof folded);
            if (size + length <= sizeof word)
                memcpy(word + size, folded, length);
            size += length;
            if (at < text.size)
                continue;
        }
        if (size > 0 && size <= sizeof word)
            found |= marker_of(word, size);
        size = 0;
    }
    return found;
}

static bool is_utf16(delib_slice head)
{
    return head.size >= 2 && (memcmp(head.data, "\xFF\xFE", 2) == 0 || memcmp(head.data, "\xFE\xFF", 2) == 0);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

/* Whether a text begins as JSON or XML does. */
static bool is_markup(delib_slice head)
{
    size_t at = 0, next;
    while (at < head.size && is_blank(head.data[at]))
        at++;
    next = at + 1;
    while (next < head.size && is_blank(head.data[next]))
        next++;
    if (next >= head.size)
        return false;
    if (head.data[at] == '<')
        return next == at + 1 && (head.data[next] == '?' || head.data[next] == '!' || dlb_is_letter(head.data[next]));
    return (head.data[at] == '{' || head.data[at] == '[') && strchr("\"{[]}", head.data[next]);
}

int delib_reading_probe(delib_slice head, const char **reason)
{
    int count = 0;

    *reason = N_("no words of a deliberation");
    if (head.size == 0 || (!is_utf16(head) && memchr(head.data, '\0', head.size)) || is_markup(head) ||
        (head.size > 4 && memcmp(head.data, "%PDF", 4) == 0))
        return 0;
    for (uint64_t found = find_markers(head); found; found &= found - 1)
        count++;
    if (count < LEAST)
        return 0;
    *reason = N_("words of a deliberation");
    return count * EACH < MOST ? count * EACH : MOST;
}
