/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* All candidates of a field: what was chosen, what was passed over and why, and the words that say so. */
#include <config.h>

#include "cli/card.h"

enum { VALUE_COLUMN = 4 };

static bool same(delib_value a, delib_value b)
{
    return a.number == b.number && delib_slice_equal(a.text, b.text);
}

/* Why a candidate was passed over. */
static void put_reason(FILE *out, const cli_question *question, const delib_candidate *candidate)
{
    static const char *const reasons[] = {
        [DELIB_CHOICE_ORIGIN] = N_("its origin comes after that of the chosen value"),
        [DELIB_CHOICE_SOURCE] = N_("another source was preferred"),
        [DELIB_CHOICE_CONFIDENCE] = N_("another is surer"),
        [DELIB_CHOICE_ORDER] = N_("another, as sure, stands before it"),
        [DELIB_CHOICE_CONFLICT] = N_("it contradicts another field"),
        [DELIB_CHOICE_STALE] = N_("its rule no longer concludes so"),
    };
    const delib_candidate *chosen = delib_act_chosen(question->act, question->field);
    delib_choice choice = delib_candidate_choice(question->act, question->field, candidate, question->least);
    if (choice == DELIB_CHOICE_TAKEN)
        return;
    fputs("; ", out);
    if (choice == DELIB_CHOICE_UNSURE)
        fprintf(out, _("under the threshold of %d %%"), (question->least + 5) / 10);
    else if (chosen && same(delib_candidate_value(chosen), delib_candidate_value(candidate)))
        fputs(_("says the same"), out);
    else
        fputs(_(reasons[choice]), out);
}

/* `52:48, 96 %, rule`, or who says so where no source does. */
static void put_origin(FILE *out, const cli_question *question, const delib_provenance *provenance)
{
    const cli_screen *screen = question->screen;
    bool doubtful = provenance->confidence < CLI_SURE;
    cli_place(out, question->document, provenance);
    if (provenance->confidence != DELIB_UNMEASURED) {
        fprintf(out, ", %s", doubtful ? screen->doubt : "");
        fprintf(out, _("%d %%"), (provenance->confidence + 5) / 10);
        fputs(doubtful ? screen->plain : "", out);
    }
    if (provenance->rule.size > 0) {
        fputs(", ", out);
        cli_quote(out, provenance->rule);
    }
}

static void put_candidate(const cli_question *question, const delib_candidate *candidate)
{
    const cli_screen *screen = question->screen;
    const delib_provenance *provenance = delib_candidate_provenance(candidate);
    bool chosen = candidate == delib_act_chosen(question->act, question->field);
    cli_draft line;
    cli_draft_begin(&line);
    fputs(chosen ? screen->title : "", line.out);
    cli_value(line.out, question->field, delib_candidate_value(candidate));
    fprintf(line.out, "%s\n[", chosen ? screen->plain : "");
    put_origin(line.out, question, provenance);
    put_reason(line.out, question, candidate);
    putc(']', line.out);
    fputs(chosen ? "  * " : "  - ", stdout);
    cli_wrap(screen, cli_draft_end(&line), VALUE_COLUMN, VALUE_COLUMN);
    putchar('\n');
    cli_draft_free(&line);
    cli_excerpt(question, provenance);
}

/* Whether two acts have the same candidates from the same places, and the same one chosen. */
static bool same_candidates(const delib_act *act, const delib_act *other, delib_field field)
{
    const delib_candidate *a = delib_act_candidates(act, field), *b = delib_act_candidates(other, field);
    if (!delib_act_chosen(act, field) != !delib_act_chosen(other, field))
        return false;
    for (; a && b; a = delib_candidate_next(a), b = delib_candidate_next(b)) {
        const delib_provenance *from = delib_candidate_provenance(a), *from_other = delib_candidate_provenance(b);
        if (!same(delib_candidate_value(a), delib_candidate_value(b)) || from->origin != from_other->origin ||
            from->source != from_other->source || from->bytes.start != from_other->bytes.start ||
            from->confidence != from_other->confidence || !delib_slice_equal(from->rule, from_other->rule))
            return false;
    }
    return a == b;
}

void cli_explain(const cli_question *question)
{
    const cli_screen *screen = question->screen;
    const delib_candidate *candidate = delib_act_candidates(question->act, question->field);
    printf("%s%s%s  (%s)\n", screen->title, delib_field_describe(question->field)->path, screen->plain,
           cli_label(question->field));
    if (candidate && question->before && same_candidates(question->act, question->before, question->field)) {
        printf("  %s\n", _("as for the act before"));
        return;
    }
    if (!candidate)
        printf("  %s\n", _("nothing was read or concluded"));
    for (; candidate; candidate = delib_candidate_next(candidate))
        put_candidate(question, candidate);
}
