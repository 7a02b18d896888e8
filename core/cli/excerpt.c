/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lines of a source around words: numbered, the words in reverse video or with carets below. */
#include <config.h>

#include <inttypes.h>

#include "cli/card.h"

enum { MARGIN = 6, MOST_LINES = 8, MOST_BYTES = 4 };

/* Words, and what stands before and behind them on their line, as far as it can be of use. */
typedef struct excerpt {
    delib_slice before, words, behind;
    uint32_t line;
} excerpt;

static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\v' || ends_line(byte);
}

/* Whether a byte is inside a character that begins before it. */
static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static delib_slice find_before(delib_slice text, size_t at, size_t most)
{
    size_t start = at;
    while (start > 0 && at - start < most && !ends_line(text.data[start - 1]))
        start--;
    while (start < at && (is_blank(text.data[start]) || continues(text.data[start])))
        start++;
    return (delib_slice){ text.data + start, at - start };
}

static delib_slice find_behind(delib_slice text, size_t at, size_t most)
{
    size_t end = at;
    while (end < text.size && end - at < most && !ends_line(text.data[end]))
        end++;
    while (end > at && end < text.size && continues(text.data[end]))
        end--;
    return (delib_slice){ text.data + at, end - at };
}

/* Makes text harmless that stands on one line; all blanks are spaces. */
static const char *draft(cli_draft *out, delib_slice text)
{
    cli_draft_begin(out);
    while (text.size > 0) {
        size_t size = 0;
        while (size < text.size && !is_blank(text.data[size]))
            size++;
        cli_quote(out->out, (delib_slice){ text.data, size });
        if (size < text.size)
            putc(' ', out->out);
        size += size < text.size;
        text.data += size;
        text.size -= size;
    }
    return cli_draft_end(out);
}

/* What stands before the words gets at least half of the room that they leave, and what their other side leaves. */
static size_t room_before(size_t room, size_t behind)
{
    return behind < room / 2 ? room - behind : room - room / 2;
}

static void put_excerpt(const cli_screen *screen, const excerpt *one)
{
    cli_draft drafts[3];
    const char *before = draft(&drafts[0], one->before), *words = draft(&drafts[1], one->words);
    const char *behind = draft(&drafts[2], one->behind);
    int margin = printf("%*" PRIu32 " | ", MARGIN, one->line);
    size_t width = screen->width - (size_t)margin, marked = cli_columns(words);
    size_t room = marked < width ? width - marked : 0;
    size_t column = cli_cut_front(before, room > 0 ? room_before(room, cli_columns(behind)) : 0);
    fputs(screen->mark, stdout);
    marked = cli_cut(words, width - column);
    fputs(screen->plain, stdout);
    if (column + marked < width)
        cli_cut(behind, width - column - marked);
    putchar('\n');
    if (!screen->colour) {
        printf("%*s | ", margin - 3, "");
        cli_pad(0, column);
        while (marked-- > 0)
            putchar('^');
        putchar('\n');
    }
    for (size_t i = 0; i < 3; i++)
        cli_draft_free(&drafts[i]);
}

/* The lines from one offset of the text to another. */
static void put_lines(const cli_screen *screen, const delib_source *source, delib_slice text, size_t at, size_t end)
{
    size_t most = screen->width * MOST_BYTES;
    for (size_t lines = 0; at < end;) {
        if (is_blank(text.data[at])) {
            at++;
            continue;
        }
        if (lines++ == MOST_LINES) {
            printf("%*s | …\n", MARGIN, "");
            return;
        }
        size_t stop = at;
        while (stop < end && !ends_line(text.data[stop]))
            stop++;
        delib_slice words = { text.data + at, stop - at };
        excerpt one = { find_before(text, at, most), words, find_behind(text, stop, most), 0 };
        delib_source_position(source, at, &one.line, NULL);
        put_excerpt(screen, &one);
        at = stop;
    }
}

/* The text of a source of which it was asked before; absent where there is none. */
static delib_slice text_of(delib_context *context, delib_source *source)
{
    delib_slice text = { NULL, 0 };
    if (source && delib_source_charset(source))
        delib_source_text(context, source, &text);
    return text;
}

/* Words without their source. */
static void put_words(const cli_screen *screen, delib_slice raw)
{
    cli_draft words;
    printf("%*s | ", MARGIN, "");
    cli_wrap(screen, draft(&words, raw), MARGIN + 3, MARGIN + 3);
    putchar('\n');
    cli_draft_free(&words);
}

void cli_excerpt(const cli_question *question, const delib_provenance *provenance)
{
    delib_source *source = delib_document_held(question->document, provenance->source);
    delib_slice text = text_of(question->context, source), raw = provenance->raw;
    if (raw.size == 0)
        return;
    size_t start = text.data ? delib_source_text_at(source, provenance->bytes.start) : 0;
    if (text.data && raw.size <= text.size - start && memcmp(text.data + start, raw.data, raw.size) == 0)
        put_lines(question->screen, source, text, start, start + raw.size);
    else
        put_words(question->screen, raw);
}
