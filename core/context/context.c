/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <iconv.h>
#include <stdlib.h>

#include "context/context.h"
#include "plugin/registry.h"
#include "reading/lexicon.h"

static const delib_limit_info limit_table[DELIB_LIMIT_COUNT] = {
#define LIMIT(id, name, value, unit, summary) [DELIB_LIMIT_##id] = { name, value, unit, summary },
#include <delib/limits.def>
#undef LIMIT
};

const char *delib_version(void)
{
    return PACKAGE_VERSION;
}

delib_context *delib_context_new(void)
{
    delib_context *context = calloc(1, sizeof *context);
    if (!context)
        return NULL;
    for (int i = 0; i < DELIB_LIMIT_COUNT; i++)
        context->limits[i] = limit_table[i].default_value;
    /* Everything that delib holds is UTF-8, so what is put between it must be, whatever the locale's charset. */
    bindtextdomain(DLB_TEXT_DOMAIN, DELIB_LOCALEDIR);
    bind_textdomain_codeset(DLB_TEXT_DOMAIN, "UTF-8");
    return context;
}

void delib_context_free(delib_context *context)
{
    if (!context)
        return;
    dlb_registry_free(context->registry);
    dlb_lexicon_free(context->lexicon);
    free(context->charset);
    free(context);
}

void delib_context_listen(delib_context *context, delib_diagnostic_fn listener, void *user)
{
    context->listener = listener;
    context->user = user;
}

static bool is_limit(delib_limit limit)
{
    return (unsigned)limit < DELIB_LIMIT_COUNT;
}

const delib_limit_info *delib_limit_describe(delib_limit limit)
{
    return is_limit(limit) ? &limit_table[limit] : NULL;
}

uint64_t delib_context_limit(const delib_context *context, delib_limit limit)
{
    return is_limit(limit) ? context->limits[limit] : 0;
}

void delib_context_set_limit(delib_context *context, delib_limit limit, uint64_t value)
{
    if (is_limit(limit))
        context->limits[limit] = value;
}

/* An empty name means the locale's charset to iconv, and a slash begins its flags: neither names a charset. */
static bool is_charset(const char *name)
{
    if (!*name || strchr(name, '/'))
        return false;
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    iconv_close(converter);
    return true;
}

delib_status delib_context_set_charset(delib_context *context, const char *charset)
{
    char *copy = NULL;
    if (charset) {
        if (!is_charset(charset)) {
            delib_report(context, DELIB_ERROR, "CHARSET-UNKNOWN", NULL, N_("`iconv -l` lists the charsets"),
                         N_("there is no charset '%s'"), charset);
            return DELIB_E_USAGE;
        }
        copy = strdup(charset);
        if (!copy)
            return DELIB_E_NOMEM;
    }
    free(context->charset);
    context->charset = copy;
    return DELIB_OK;
}
