/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the preface, the preamble, the main body and the conclusions of an act begin.
 *
 * The words of the four sections must follow each other as in the source, so each is one run of blocks. */
#include <config.h>

#include "blocks.h"

#define IS(type) (1UL << DELIB_BLOCK_##type)

/* What may stand in front of everything. */
static const unsigned long head = IS(HEADING) | IS(FURNITURE) | IS(STAMP) | IS(NOTICE) | IS(OTHER);
/* What belongs to the preamble, up to the first decision. */
static const unsigned long grounds = IS(ATTENDANCE) | IS(VISA) | IS(RECITAL) | IS(FORMULA);
static const unsigned long decisions = IS(DECISION) | IS(ARTICLE);
/* What closes an act, and what may stand between without opening or closing anything. */
static const unsigned long closing = IS(SIGNATURE) | IS(STAMP) | IS(NOTICE) | IS(VOTE);
static const unsigned long aside = IS(FURNITURE) | IS(OTHER);
/* What a preamble begins with; the rest is prose. */
static const unsigned long opening = IS(ATTENDANCE) | IS(VISA) | IS(RECITAL) | IS(VOTE) | IS(HEADING) | IS(STAMP) |
                                     IS(NOTICE) | IS(FURNITURE) | IS(OTHER);

/* Positions of top-level blocks, from 0; SIZE_MAX: not met. */
struct landmarks {
    size_t count;
    size_t behind_head;     /* the first that is no head */
    size_t behind_grounds;  /* behind the last grounds before a decision; 0: no grounds */
    size_t behind_opening;  /* the first that is neither head nor opening */
    size_t closing;         /* the first of the run that closes */
};

static size_t earlier(size_t a, size_t b)
{
    return a < b ? a : b;
}

static struct landmarks survey(const delib_block *content)
{
    struct landmarks marks = { 0, SIZE_MAX, 0, SIZE_MAX, SIZE_MAX };
    bool decided = false;

    for (const delib_block *block = delib_block_first(content); block; block = delib_block_next(block)) {
        unsigned long type = 1UL << delib_block_type_get(block);

        if (!(type & head))
            marks.behind_head = earlier(marks.behind_head, marks.count);
        if (!(type & opening))
            marks.behind_opening = earlier(marks.behind_opening, marks.count);
        decided = decided || (type & decisions);
        if ((type & grounds) && !decided)
            marks.behind_grounds = marks.count + 1;
        if (type & closing)
            marks.closing = earlier(marks.closing, marks.count);
        else if (!(type & aside))
            marks.closing = SIZE_MAX;
        marks.count++;
    }
    return marks;
}

static const delib_block *block_at(const delib_block *content, size_t position)
{
    const delib_block *block = delib_block_first(content);

    for (; block && position > 0; position--)
        block = delib_block_next(block);
    return block;
}

struct akn_cuts akn_find_cuts(const delib_block *content)
{
    struct landmarks marks = survey(content);
    size_t conclusions = earlier(marks.closing, marks.count);
    size_t preamble = earlier(marks.behind_head, conclusions);
    size_t body = earlier(marks.behind_grounds > preamble ? marks.behind_grounds : preamble, conclusions);

    if (body == conclusions && marks.behind_opening < conclusions)
        body = marks.behind_opening > preamble ? marks.behind_opening : preamble;
    struct akn_cuts cuts = { block_at(content, preamble), block_at(content, body), block_at(content, conclusions) };
    return cuts;
}
