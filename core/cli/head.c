/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "cli/card.h"

static void put_title(const cli_screen *screen, const delib_act *act)
{
    delib_slice number = delib_act_text(act, DELIB_ACT_NUMBER), subject = delib_act_text(act, DELIB_ACT_SUBJECT);
    cli_draft title;
    cli_draft_begin(&title);
    cli_quote(title.out, number);
    if (number.size > 0 && subject.size > 0)
        fputs("  ", title.out);
    cli_quote(title.out, subject);
    if (number.size == 0 && subject.size == 0)
        fputs(_("(neither number nor subject)"), title.out);
    fputs(screen->title, stdout);
    cli_cut(cli_draft_end(&title), screen->width);
    printf("%s\n", screen->plain);
    cli_draft_free(&title);
}

static void put_sources(FILE *out, delib_document *document)
{
    uint32_t count = delib_document_source_count(document);
    for (uint32_t i = 0; i < count; i++) {
        delib_source_info info = delib_document_source(document, i);
        if (i > 0)
            fputs(",\n", out);
        if (count > 1) {
            cli_quote(out, info.id);
            putc(' ', out);
        }
        cli_quote(out, info.name);
    }
}

/* One word of the heading's second line, with a comma before it where it is not the first. */
static void put_fact(FILE *out, delib_slice fact, bool *first)
{
    if (fact.size == 0)
        return;
    fputs(*first ? "" : ",\n", out);
    cli_quote(out, fact);
    *first = false;
}

void cli_card_head(const cli_screen *screen, delib_document *document, const delib_act *act, size_t acts)
{
    bool first = true;
    cli_draft line;
    cli_draft_begin(&line);
    if (act) {
        put_title(screen, act);
        put_fact(line.out, delib_act_text(act, DELIB_AUTHORITY_NAME), &first);
        put_fact(line.out, delib_act_text(act, DELIB_SITTING_DATE), &first);
        fputs(first ? "" : "\n— ", line.out);
    }
    put_sources(line.out, document);
    if (!act)
        fputs(_(": no act"), line.out);
    else if (acts > 1)
        fprintf(line.out, _(", act %zu of %zu"), delib_act_position(act), acts);
    cli_wrap(screen, cli_draft_end(&line), 0, 0);
    putchar('\n');
    cli_draft_free(&line);
}
