/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <stdlib.h>

#include "reading/columns.h"
#include "reading/text.h"

/* A margin is so many characters wide. */
#define NARROWEST 16
#define WIDEST 100
/* So many blanks stand between what is set apart in a line, and at least so many between the columns everywhere. */
#define APART 3
#define GUTTER 2
/* So many lines begin where the text does, and so many of them are prose: so many words without another gap. */
#define LINES 8
#define PROSE_LINES 6
#define PROSE_WORDS 5
/* The margin has so many lines at least. */
#define MARGIN_LINES 3

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The byte at which a character column of a line begins; its size where the line is shorter. */
static size_t byte_of(delib_slice line, size_t column)
{
    size_t at = 0;
    while (at < line.size && column > 0) {
        at++;
        while (at < line.size && goes_on(line.data[at]))
            at++;
        column--;
    }
    return at;
}

/* Bars are drawn round columns and say nothing. */
static bool is_gap(char byte)
{
    return byte == ' ' || byte == '|';
}

static bool is_blank(delib_slice line, size_t from, size_t to)
{
    for (size_t at = from; at < to && at < line.size; at++)
        if (!is_gap(line.data[at]))
            return false;
    return true;
}

/* A part of a line without what says nothing at its end. */
static delib_slice trimmed(delib_slice line, size_t from, size_t to)
{
    while (to > from && is_gap(line.data[to - 1]))
        to--;
    return (delib_slice){ line.data + from, to - from };
}

/* The character column behind the first gap of a line, or its indentation; 0 where there is none. */
static size_t column_behind_gap(delib_slice line)
{
    size_t column = 0, blanks = 0;
    for (size_t at = 0; at < line.size && column < WIDEST; at++) {
        if (goes_on(line.data[at]))
            continue;
        if (line.data[at] == '\t')
            return 0;
        if (!is_gap(line.data[at]) && blanks >= APART && column >= NARROWEST)
            return column;
        blanks = is_gap(line.data[at]) ? blanks + 1 : 0;
        column++;
    }
    return 0;
}

/* The column at which the most lines go on behind a gap; 0 where too few do. */
static size_t commonest_column(const delib_lines *lines)
{
    uint32_t counts[WIDEST + 1] = { 0 };
    size_t best = 0;
    for (uint32_t i = 0; i < lines->count; i++)
        counts[column_behind_gap(lines->lines[i].text)]++;
    for (size_t column = NARROWEST; column <= WIDEST; column++)
        if (counts[column] >= LINES && (!best || counts[column] > counts[best]))
            best = column;
    return best;
}

/* Whether nothing of a line stands in the gutter before a column: blanks, or a bar. */
static bool is_open(delib_slice line, size_t column)
{
    size_t split = byte_of(line, column);
    if (memchr(line.data, '\t', line.size))
        return false;
    return (split > 0 && line.data[split - 1] == '|') || is_blank(line, byte_of(line, column - GUTTER), split);
}

/* Words without a gap between them: « réunie le 19 juin propose de ». */
static bool is_prose(delib_slice text)
{
    uint32_t words = 0, blanks = 0;
    for (size_t at = 0; at < text.size; at++) {
        words += !is_gap(text.data[at]) && (at == 0 || is_gap(text.data[at - 1]));
        blanks = is_gap(text.data[at]) ? blanks + 1 : 0;
        if (blanks >= APART)
            return false;
    }
    return words >= PROSE_WORDS;
}

/* What stands in the lines of two columns. */
struct tally {
    uint32_t exact;  /* the text begins where it should */
    uint32_t prose;
    uint32_t both;   /* something stands in the margin, too */
    uint32_t barred; /* a bar begins the line */
};

static void count_line(struct tally *tally, delib_slice line, size_t column)
{
    size_t split = byte_of(line, column);
    delib_slice right = trimmed(line, split, line.size);
    bool begins = right.size > 0 && right.data[0] != ' ';
    tally->exact += begins;
    tally->prose += begins && is_prose(right);
    tally->both += right.size > 0 && !is_blank(line, 0, split);
    tally->barred += line.size > 0 && line.data[0] == '|';
}

/* Whether the lines [first, end), all open before a column, are a margin beside a text. Between bars the margin is empty
 * beside most lines: else it is a table. */
static bool has_margin(const delib_lines *lines, uint32_t first, uint32_t end, size_t column)
{
    struct tally tally = { 0 };
    for (uint32_t i = first; i < end; i++)
        count_line(&tally, lines->lines[i].text, column);
    return tally.exact >= LINES && tally.prose >= PROSE_LINES && 2 * tally.prose >= tally.exact &&
           tally.both >= MARGIN_LINES && (tally.barred == 0 || 2 * tally.both <= tally.exact);
}

/* --- reading order ---------------------------------------------------------------------------------------------- */

/* Puts the bytes [start, end) of a line, below an empty line where they are `apart`. */
static void put(const delib_lines *lines, delib_lines *out, uint32_t number, size_t start, size_t end, bool apart)
{
    struct dlb_line part = lines->lines[number];
    size_t offset = (size_t)(part.text.data - lines->base.data);
    if (apart) {
        struct dlb_line *empty = &out->lines[out->count++];
        *empty = part;
        empty->text.size = 0;
        empty->span.end = empty->span.start;
    }
    part.text = (delib_slice){ part.text.data + start, end - start };
    part.span = (delib_span){ delib_source_byte_at(lines->origin, offset + start),
                              delib_source_byte_at(lines->origin, offset + end) };
    out->lines[out->count++] = part;
}

/* Two columns from line `first` to `end`. */
struct columns {
    const delib_lines *lines;
    delib_lines *out;
    size_t column;
    uint32_t first, end;
};

/* Puts a part of a line without the bars round it. */
static void put_column(const struct columns *in, uint32_t number, size_t start, size_t end, bool apart)
{
    delib_slice text = in->lines->lines[number].text;
    while (start < end && is_gap(text.data[start]))
        start++;
    put(in->lines, in->out, number, start, start + trimmed(text, start, end).size, apart);
}

static bool has_left(const struct columns *in, uint32_t line)
{
    delib_slice text = in->lines->lines[line].text;
    return !is_blank(text, 0, byte_of(text, in->column));
}

static bool has_right(const struct columns *in, uint32_t line)
{
    delib_slice text = in->lines->lines[line].text;
    return !is_blank(text, byte_of(text, in->column), text.size);
}

/* Whether the margin of a line ends with a colon: « OBJET : ». */
static bool announces(const struct columns *in, uint32_t line)
{
    delib_slice text = in->lines->lines[line].text, left = trimmed(text, 0, byte_of(text, in->column));
    return left.size > 0 && left.data[left.size - 1] == ':';
}

/* Puts the paragraphs of the margin that begin before line `until`, and what one of them announces; the line behind. */
static uint32_t put_margin(const struct columns *in, uint32_t at, uint32_t until)
{
    bool announced = false;
    while (at < in->end && (at < until || announced)) {
        bool apart = true;
        for (; at < in->end && has_left(in, at); apart = false, at++)
            put_column(in, at, 0, byte_of(in->lines->lines[at].text, in->column), apart);
        if (!apart)
            announced = announces(in, at - 1);
        at++;
    }
    return at;
}

static void put_columns(const struct columns *in)
{
    uint32_t left = in->first;
    for (uint32_t at = in->first, behind; at < in->end; at = behind + 1) {
        for (behind = at; behind < in->end && has_right(in, behind); behind++)
            ;
        if (left < behind)
            left = put_margin(in, left, behind);
        for (uint32_t line = at; line < behind; line++) {
            delib_slice text = in->lines->lines[line].text;
            put_column(in, line, byte_of(text, in->column), text.size, line == at);
        }
    }
    put_margin(in, left, in->end);
}

/* The line behind those from `first` on that are open before a column. */
static uint32_t end_of_open(const delib_lines *lines, uint32_t first, size_t column)
{
    uint32_t end = first;
    while (end < lines->count && is_open(lines->lines[end].text, column))
        end++;
    return end;
}

/* Puts all lines; false where none of them has a margin. */
static bool lay_out(const delib_lines *lines, delib_lines *out, size_t column)
{
    bool any = false;
    for (uint32_t first = 0, end; first < lines->count; first = end) {
        end = end_of_open(lines, first, column);
        if (end > first && has_margin(lines, first, end, column)) {
            put_columns(&(struct columns){ lines, out, column, first, end });
            any = true;
            continue;
        }
        end = end > first ? end : first + 1;
        for (uint32_t i = first; i < end; i++)
            put(lines, out, i, 0, lines->lines[i].text.size, false);
    }
    return any;
}

delib_status dlb_find_columns(const delib_lines *lines, delib_lines **out)
{
    size_t column = lines->base.data && lines->origin ? commonest_column(lines) : 0;
    delib_status status;
    delib_lines *laid;

    *out = NULL;
    if (!column)
        return DELIB_OK;
    if (!(laid = malloc(sizeof *laid)))
        return DELIB_E_NOMEM;
    *laid = *lines;
    laid->count = 0;
    laid->lines = calloc(4 * (size_t)lines->count, sizeof *laid->lines);
    if (laid->lines && lay_out(lines, laid, column)) {
        *out = laid;
        return DELIB_OK;
    }
    status = laid->lines ? DELIB_OK : DELIB_E_NOMEM;
    free(laid->lines);
    free(laid);
    return status;
}
