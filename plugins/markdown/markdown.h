/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* CommonMark with tables; private to this plugin. */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include <delib/plugin.h>

/* What stands between two lines of one text. */
enum md_break {
    MD_BREAK_HARD,  /* a hard line break */
    MD_BREAK_SPACE  /* a space, where the syntax allows one line only */
};

/* --- escape.c --- */

/* Writes a text so that CommonMark, tables and autolinks included, gives back its words and nothing else. Its first
 * word stands at the start of a line, or of an item or cell. `indent` spaces begin each line but the first. */
void md_text(delib_sink *sink, delib_slice text, enum md_break between, size_t indent);

/* The same without care for the start of a line, for text that follows other text. */
void md_inline(delib_sink *sink, delib_slice text, enum md_break between, size_t indent);

/* Whether a text has no word at all. */
bool md_is_blank(delib_slice text);

/* Whether a text has words on more than one line. */
bool md_has_lines(delib_slice text);

/* --- front.c --- */

/* Writes the act's chosen values as YAML between lines of `---`. */
void md_front_matter(delib_sink *sink, const delib_act *act);

/* Writes a YAML scalar in double quotes. */
void md_yaml_string(delib_sink *sink, delib_slice text);

/* --- body.c --- */

/* Writes the blocks of an act in their order. */
void md_body(delib_sink *sink, delib_act *act);

#endif
