/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From lines of French prose to a document: what every reader of prose shares, whatever gave it its lines. */
#ifndef DELIB_READING_H
#define DELIB_READING_H

#include <delib/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Lines of text in reading order, with where they stand. */
typedef struct delib_lines delib_lines;

/** An empty list of lines of one source of a document (index from delib_document_adopt). NULL: out of memory. */
DELIB_API delib_lines *delib_lines_new(uint32_t source);
/** Frees the list, not the texts of its lines; NULL is allowed. */
DELIB_API void delib_lines_free(delib_lines *lines);

/** Adds a line.
 *  `text`: UTF-8 without line end, borrowed until delib_lines_free. `span`: where it stands in the source; where it has
 *  as many bytes as `text`, offsets inside the line are taken to run alike, else values are placed by the whole line.
 *  `page` from 1, 0: not known. `box` may be NULL (copied). `confidence` of the characters in thousandths, or
 *  DELIB_UNMEASURED; a low one lowers that of every value read from the line. */
DELIB_API delib_status delib_lines_add(delib_lines *lines, delib_slice text, delib_span span, unsigned page,
                                       const delib_box *box, int confidence);

/** Adds the lines of a text source: cut at LF, CR LF, CR and form feed (a new page), each with its exact place.
 *  The source must outlive the lines. Errors of delib_source_text. */
DELIB_API delib_status delib_lines_add_source(delib_context *context, delib_lines *lines, delib_source *source);

/** Reads lines into a document: candidates with provenance, persons, and every word in exactly one block. Lines that
 *  hold no act at all are legal: DELIB_PARTIAL, with NO-ACT among the document's findings. */
DELIB_API delib_status delib_read_lines(delib_context *context, const delib_lines *lines, delib_document *document);

/** A bid (0..40) for prose of the genre on the head of an input, for the probe of a reader of prose: counts distinct
 *  markers, allocates nothing. `reason` gets a static English text. Binary, JSON and XML get 0. */
DELIB_API int delib_reading_probe(delib_slice head, const char **reason);

#ifdef __cplusplus
}
#endif

#endif
