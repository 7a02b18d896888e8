/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <delib/plugin.h>

#include "plugin/seen.h"

struct signature {
    delib_slice first, further;
    struct dlb_seen seen;
};

static const struct signature signatures[] = {
#define SIGNATURE(first, further, what, hint, to_text) \
    { DELIB_SLICE(first), DELIB_SLICE(further), { what, hint, to_text } },
#include "plugin/signatures.def"
#undef SIGNATURE
};

static bool begins_with(delib_slice text, delib_slice first)
{
    return text.size >= first.size && memcmp(text.data, first.data, first.size) == 0;
}

static bool fits(const struct signature *row, delib_slice head)
{
    return begins_with(head, row->first) &&
           (row->further.size == 0 || memmem(head.data, head.size, row->further.data, row->further.size));
}

/* Without a UTF-8 byte-order mark and the white space in front. */
static delib_slice trimmed(delib_slice head)
{
    static const delib_slice mark = DELIB_SLICE("\357\273\277");
    if (begins_with(head, mark)) {
        head.data += mark.size;
        head.size -= mark.size;
    }
    while (head.size > 0 && strchr(" \t\r\n", head.data[0]) && head.data[0]) {
        head.data++;
        head.size--;
    }
    return head;
}

static bool is_utf16(delib_slice head)
{
    return head.size >= 2 && (memcmp(head.data, "\376\377", 2) == 0 || memcmp(head.data, "\377\376", 2) == 0);
}

/* More than one control character in thirty, or a NUL: no text. */
static bool is_binary(delib_slice head)
{
    size_t controls = 0;
    for (size_t i = 0; i < head.size; i++) {
        unsigned char byte = (unsigned char)head.data[i];
        if (byte == 0)
            return !is_utf16(head);
        if ((byte < 0x20 && !(byte >= '\t' && byte <= '\r')) || byte == 0x7F)
            controls++;
    }
    return controls > head.size / 30;
}

struct dlb_seen dlb_seen_in(delib_slice head)
{
    static const struct dlb_seen empty = { N_("an empty input"), NULL, NULL };
    static const struct dlb_seen binary = { N_("binary data"), NULL, NULL };
    static const struct dlb_seen xml = { N_("XML or HTML that no reader knows"), NULL, NULL };
    static const struct dlb_seen json = { N_("JSON that no reader knows"), NULL, NULL };
    static const struct dlb_seen text = { N_("text without the marks of a deliberation"),
                                          N_("to read it nevertheless, say -f text"), NULL };
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++)
        if (fits(&signatures[i], head))
            return signatures[i].seen;
    if (head.size > 0 && is_binary(head))
        return binary;
    head = trimmed(head);
    if (head.size == 0)
        return empty;
    return head.data[0] == '<' ? xml : head.data[0] == '{' || head.data[0] == '[' ? json : text;
}
