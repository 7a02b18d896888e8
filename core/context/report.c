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

/* Writers know the name of a source only; what a person can open is the path that was given for it. */
static const char *as_given(const delib_context *context, const char *file)
{
    const char *path = NULL;
    if (file && context->path_of && !strchr(file, '/'))
        path = context->path_of(context->inputs, file);
    return path ? path : file;
}

/* Says a diagnostic that lacks its message, and the final form of its place. */
DELIB_PRINTF(3, 0)
static void say(const delib_context *context, delib_diagnostic *diagnostic, const char *format, va_list arguments)
{
    char message[MESSAGE_SIZE], shown[MESSAGE_SIZE], file[FILE_SIZE], field[FIELD_SIZE];
    int saved_errno = errno;
    const char *translated = translate(context, format);
    va_list again;
    va_copy(again, arguments);
    compose(message, format, arguments);
    diagnostic->message = diagnostic->shown = message;
    if (translated != format) {
        compose(shown, translated, again);
        diagnostic->shown = shown;
    }
    va_end(again);
    diagnostic->place.file = quoted(as_given(context, diagnostic->place.file), file, sizeof file);
    diagnostic->place.field = quoted(diagnostic->place.field, field, sizeof field);
    context->listener(context->user, diagnostic);
    errno = saved_errno;
}

void delib_report(delib_context *context, delib_severity severity, const char *code, const delib_place *place,
                  const char *hint, const char *format, ...)
{
    if (!context || !context->listener)
        return;
    delib_diagnostic diagnostic = { .severity = severity, .code = code };
    va_list arguments;
    if (place)
        diagnostic.place = *place;
    if (hint)
        diagnostic.hint = translate(context, hint);
    va_start(arguments, format);
    say(context, &diagnostic, format, arguments);
    va_end(arguments);
}

void dlb_report_command(delib_context *context, delib_severity severity, const char *code, const delib_place *place,
                        const char *command, const char *format, ...)
{
    char hint[MESSAGE_SIZE];
    if (!context->listener)
        return;
    delib_diagnostic diagnostic = { .severity = severity, .code = code, .hint = quoted(command, hint, sizeof hint) };
    va_list arguments;
    if (place)
        diagnostic.place = *place;
    va_start(arguments, format);
    say(context, &diagnostic, format, arguments);
    va_end(arguments);
}
