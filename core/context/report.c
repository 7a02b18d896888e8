/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "context/context.h"

/* Room for a message; what is longer is cut, never allocated: reports must work when memory has run out. */
enum { MESSAGE_SIZE = 2048, FILE_SIZE = 4096, FIELD_SIZE = 256 };

/* The translation of a literal: the running plugin's catalogue first, then our own. */
static const char *translate(const delib_context *context, const char *literal)
{
    if (context->domain) {
        const char *found = dgettext(context->domain, literal);
        if (found != literal)
            return found;
    }
    return dgettext(DLB_TEXT_DOMAIN, literal);
}

/* A message that was cut may end inside a character of several bytes. */
static void drop_cut_character(char text[MESSAGE_SIZE])
{
    size_t size = MESSAGE_SIZE - 1;
    while (size > 0 && (text[size - 1] & 0xC0) == 0x80)
        size--;
    if (size > 0 && (text[size - 1] & 0x80))
        size--;
    text[size] = '\0';
}

DELIB_PRINTF(2, 0)
static void compose(char out[MESSAGE_SIZE], const char *format, va_list arguments)
{
    char raw[MESSAGE_SIZE];
    int size = vsnprintf(raw, sizeof raw, format, arguments);
    if (size < 0)
        raw[0] = '\0';
    else if ((size_t)size >= sizeof raw)
        drop_cut_character(raw);
    dlb_quote(delib_slice_of(raw), out, MESSAGE_SIZE);
}

static const char *quoted(const char *text, char *out, size_t size)
{
    if (!text)
        return NULL;
    dlb_quote(delib_slice_of(text), out, size);
    return out;
}

void delib_report(delib_context *context, delib_severity severity, const char *code, const delib_place *place,
                  const char *hint, const char *format, ...)
{
    char message[MESSAGE_SIZE], shown[MESSAGE_SIZE], file[FILE_SIZE], field[FIELD_SIZE];
    int saved_errno = errno;
    if (!context || !context->listener)
        return;

    delib_diagnostic diagnostic = { .severity = severity, .code = code, .message = message, .shown = message };
    va_list arguments;
    va_start(arguments, format);
    compose(message, format, arguments);
    va_end(arguments);

    const char *translated = translate(context, format);
    if (translated != format) {
        va_start(arguments, format);
        compose(shown, translated, arguments);
        va_end(arguments);
        diagnostic.shown = shown;
    }
    if (hint)
        diagnostic.hint = translate(context, hint);
    if (place) {
        diagnostic.place = *place;
        diagnostic.place.file = quoted(place->file, file, sizeof file);
        diagnostic.place.field = quoted(place->field, field, sizeof field);
    }
    context->listener(context->user, &diagnostic);
    errno = saved_errno;
}
