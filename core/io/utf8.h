/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing past U+10FFFF. Noncharacters are valid. */
#ifndef DLB_IO_UTF8_H
#define DLB_IO_UTF8_H

#include <stdint.h>

#include <delib/slice.h>

/* The code point at `*offset`, which must be below text.size; moves `*offset` past it. Broken: -1, one byte on. */
int32_t dlb_utf8_next(delib_slice text, size_t *offset);

bool dlb_utf8_valid(delib_slice text);

/* Writes a code point to `out`; the number of bytes, 1 to 4. What is no code point becomes U+FFFD. */
size_t dlb_utf8_put(uint32_t code, char out[4]);

/* Code points in `size` bytes of valid UTF-8. */
size_t dlb_utf8_count(const char *data, size_t size);

#endif
