/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines as tokens, and the cues among them; private to core/reading.
 *
 * Positions are indexes of tokens; a range of tokens is half-open. */
#ifndef DLB_READING_TEXT_H
#define DLB_READING_TEXT_H

#include <delib/reading.h>

#include "reading/lexicon.h"

struct dlb_line {
    delib_slice text;
    delib_span span;
    const delib_box *box;
    uint32_t page;
    int confidence;
};

struct delib_lines {
    struct dlb_line *lines;
    uint32_t count, room;
    uint32_t source;
    delib_slice base;            /* the text that all lines lie in; absent where they do not */
    const delib_source *origin;  /* what `base` is the text of; NULL */
};

enum dlb_token_kind { DLB_WORD, DLB_NUMBER, DLB_MARK };

enum dlb_token_flag {
    DLB_CAPITAL = 1 << 0, /* begins with a capital */
    DLB_CAPS = 1 << 1,    /* has two capitals or more, and no small letter */
    DLB_GLUED = 1 << 2,   /* nothing stands between it and the token before */
    DLB_FIRST = 1 << 3,   /* first of its line */
    DLB_GAP = 1 << 4,     /* first behind an empty line, or of all */
    DLB_AGENDA = 1 << 6,  /* first of a line that the agenda has, too */
    DLB_TAIL = 1 << 5,    /* the rest of a word that stands in pieces; `word` stands at its beginning */
    DLB_FUZZY = 1 << 7    /* `word` was told from a misreading; it is so inside cues and dates only */
};

struct dlb_token {
    uint32_t line;
    uint32_t start, size; /* bytes in the line */
    uint16_t word;        /* of the lexicon, or 0 */
    uint8_t kind, flags;
};

/* A cue that stands in the text. */
struct dlb_hit {
    uint32_t first, end;
    enum dlb_cue cue;
    bool fuzzy; /* one of its words was misread */
};

struct dlb_text {
    const delib_lines *lines;
    delib_lines *columns;  /* what `lines` points to where columns were found, else NULL */
    delib_lines *restored; /* what `lines` points to where line ends were restored, else NULL */
    const struct dlb_lexicon *lexicon;
    struct dlb_token *tokens;
    uint32_t count, room;
    struct dlb_hit *hits; /* by `first`; none lies inside another */
    uint32_t hit_count, hit_room;
    int noise; /* in thousandths; see noise.h */
    struct {
        uint32_t hash, count;
    } *seen; /* the words of a noisy text; NULL */
    uint32_t seen_room;
    struct dlb_near *given; /* given names, for a noisy text; NULL */
};

/* Cuts lines into tokens and finds the cues. The caller calls dlb_text_clear, on failure too. */
delib_status dlb_text_init(struct dlb_text *text, const delib_lines *lines, const struct dlb_lexicon *lexicon);
void dlb_text_clear(struct dlb_text *text);

/* Cuts lines that have lost their line ends where a line must have begun. */
delib_status dlb_restore_lines(struct dlb_text *text);

/* The bytes of a token. */
delib_slice dlb_token_slice(const struct dlb_text *text, uint32_t token);

/* Whether the lexicon gives a token any of `classes`. False past the end. */
bool dlb_token_is(const struct dlb_text *text, uint32_t token, unsigned classes);

/* Whether a token is the mark `mark` (ASCII). False past the end. */
bool dlb_token_is_mark(const struct dlb_text *text, uint32_t token, char mark);

/* Whether a wide gap, as between two columns, stands before a token on its line. */
bool dlb_begins_column(const struct dlb_text *text, uint32_t token);

/* The first hit whose `first` is not below a token; hit_count where there is none. */
uint32_t dlb_text_hit_at(const struct dlb_text *text, uint32_t token);

/* The words of a range as they stand: raw bytes where the lines lie in one text, else lines joined by a line feed in
 * `*owned`, which the caller frees. */
delib_slice dlb_text_raw(const struct dlb_text *text, uint32_t first, uint32_t end, char **owned);

/* The token behind the part of a range, from its first token on, that stands in the source in one piece: columns cut
 * ranges apart. */
uint32_t dlb_text_stretch(const struct dlb_text *text, uint32_t first, uint32_t end);

/* Where a range stands in the source: from its first token to its last one that stands behind it. */
delib_span dlb_text_span(const struct dlb_text *text, uint32_t first, uint32_t end);

#endif
