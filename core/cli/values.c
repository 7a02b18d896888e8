/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Labels, values, how sure they are and where they stand, in the reader's language. */
#include <config.h>

#include <inttypes.h>

#include "cli/card.h"

/* The order of labels.def is that of the fields, or this is no program. */
enum {
#define LABEL(id, label) LABELLED_##id,
#include "cli/labels.def"
#undef LABEL
    LABELLED_COUNT
};
#define LABEL(id, label) _Static_assert((int)LABELLED_##id == (int)DELIB_##id, "labels.def: " #id);
#include "cli/labels.def"
#undef LABEL
_Static_assert((int)LABELLED_COUNT == (int)DELIB_FIELD_COUNT, "labels.def has all fields");

static const char *const labels[] = {
#define LABEL(id, label) label,
#include "cli/labels.def"
#undef LABEL
};

const char *cli_label(delib_field field)
{
    return _(labels[field]);
}

static const char *word_of(delib_field field, delib_slice code)
{
    static const struct { delib_field field; const char *code, *word; } words[] = {
#define WORD(id, code, word) { DELIB_##id, code, word },
#include "cli/words.def"
#undef WORD
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].field == field && delib_slice_is(code, words[i].code))
            return _(words[i].word);
    return NULL;
}

void cli_value(FILE *out, delib_field field, delib_value value)
{
    const char *word = value.type == DELIB_CODE ? word_of(field, value.text) : NULL;
    if (value.type == DELIB_INTEGER)
        fprintf(out, "%" PRId64, value.number);
    else if (value.type == DELIB_BOOLEAN)
        fputs(value.number ? _("yes") : _("no"), out);
    else if (word)
        fputs(word, out);
    else
        cli_quote(out, value.text);
}

void cli_sureness(FILE *out, const cli_screen *screen, int confidence)
{
    bool doubtful = confidence != DELIB_UNMEASURED && confidence < CLI_SURE;
    if (confidence == DELIB_UNMEASURED) {
        fprintf(out, "%*s", CLI_SURE_COLUMNS, "");
        return;
    }
    char percent[32];
    snprintf(percent, sizeof percent, _("%d %%"), (confidence + 5) / 10);
    fprintf(out, "%s%c %*s%s", doubtful ? screen->doubt : "", doubtful ? '?' : ' ', CLI_SURE_COLUMNS - 2, percent,
            doubtful ? screen->plain : "");
}

void cli_place(FILE *out, delib_document *document, const delib_provenance *provenance)
{
    static const char *const origins[] = { N_("corrected"), N_("stated"), N_("declared"), N_("derived") };
    if (provenance->origin != DELIB_STATED) {
        fputs(_(origins[provenance->origin]), out);
        return;
    }
    if (delib_document_source_count(document) > 1 && provenance->source != DELIB_NO_SOURCE) {
        cli_quote(out, delib_document_source(document, provenance->source).id);
        if (provenance->line > 0 || provenance->page > 0)
            putc(':', out);
    }
    if (provenance->line > 0)
        fprintf(out, "%" PRIu32 ":%" PRIu32, provenance->line, provenance->column);
    else if (provenance->page > 0)
        fprintf(out, _("page %" PRIu32), provenance->page);
}
