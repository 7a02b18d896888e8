/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>

#include "authority/actes_id.h"
#include "convert/candidates.h"
#include "convert/disagree.h"
#include "model/document.h"

static const char disagreement[] = "SOURCES-DISAGREE", conflict[] = "SIREN-CONFLICT";

/* Bytes of a value that a message shows. */
enum { SHOWN_SIZE = 120 };

typedef struct shown {
    char text[SHOWN_SIZE + 16];
} shown;

/* What a message shows of a value, cut between characters. */
static shown show(delib_value value)
{
    shown out = { "" };
    if (value.type == DELIB_INTEGER) {
        snprintf(out.text, sizeof out.text, "%" PRId64, value.number);
    } else if (value.type == DELIB_BOOLEAN) {
        snprintf(out.text, sizeof out.text, "%s", value.number ? "true" : "false");
    } else {
        size_t size = value.text.size < SHOWN_SIZE ? value.text.size : SHOWN_SIZE;
        while (size < value.text.size && size > 0 && ((unsigned char)value.text.data[size] & 0xC0) == 0x80)
            size--;
        snprintf(out.text, sizeof out.text, "%.*s%s", (int)size, value.text.data ? value.text.data : "",
                 size < value.text.size ? "…" : "");
    }
    return out;
}

/* Where a candidate stands, as `acte.txt:12`. */
static shown place_of(delib_document *document, const delib_provenance *provenance)
{
    shown out = show(delib_value_text(DELIB_STRING, delib_document_source(document, provenance->source).name));
    size_t used = strlen(out.text);
    if (provenance->line > 0)
        snprintf(out.text + used, sizeof out.text - used, ":%" PRIu32, provenance->line);
    return out;
}

/* Takes away what an earlier settle found: it is found again where it still holds. */
static void forget(dlb_findings *findings)
{
    dlb_finding **link = &findings->first;
    findings->last = NULL;
    while (*link) {
        if (delib_slice_is((*link)->finding.code, disagreement) || delib_slice_is((*link)->finding.code, conflict)) {
            *link = (*link)->next;
        } else {
            findings->last = *link;
            link = &(*link)->next;
        }
    }
}

static delib_status keep(delib_document *document, delib_act *act, const delib_finding *finding, const char *format,
                         const shown values[DLB_FINDING_VALUES])
{
    dlb_finding *kept = dlb_findings_append(document, &act->findings, finding);
    if (!kept)
        return DELIB_E_NOMEM;
    kept->format = format;
    for (int i = 0; i < DLB_FINDING_VALUES; i++) {
        delib_slice with_end = { values[i].text, strlen(values[i].text) + 1 }, copy;
        if (!dlb_arena_copy(&document->arena, with_end, &copy))
            return DELIB_E_NOMEM;
        kept->values[i] = copy.data;
    }
    return DELIB_OK;
}

static delib_status say_disagreement(delib_document *document, delib_act *act, delib_field field,
                                     const delib_candidate *chosen, const delib_candidate *other)
{
    static const char format[] = N_("the sources disagree: %s (%s), but %s (%s)");
    const delib_provenance *here = delib_candidate_provenance(chosen), *there = delib_candidate_provenance(other);
    const shown values[DLB_FINDING_VALUES] = {
        show(delib_candidate_value(chosen)), place_of(document, here),
        show(delib_candidate_value(other)), place_of(document, there),
    };
    char message[DLB_FINDING_VALUES * sizeof(shown) + sizeof format];
    snprintf(message, sizeof message, format, values[0].text, values[1].text, values[2].text, values[3].text);
    delib_finding finding = {
        .code = delib_slice_of(disagreement),
        .severity = DELIB_WARNING,
        .field = delib_slice_of(delib_field_describe(field)->path),
        .message = delib_slice_of(message),
        .source = here->source,
        .line = here->line,
    };
    return keep(document, act, &finding, format, values);
}

/* The chosen value against the best of each other source; one finding a field is enough. */
static delib_status compare_sources(delib_document *document, delib_act *act, delib_field field, int min_confidence)
{
    const delib_candidate *chosen = delib_act_chosen(act, field);
    if (!chosen || dlb_candidate_rank(field, chosen, min_confidence) != DLB_RANK_STATED)
        return DELIB_OK;
    uint32_t source = delib_candidate_provenance(chosen)->source;
    const delib_candidate *other = NULL;
    for (const delib_candidate *c = delib_act_candidates(act, field); c; c = delib_candidate_next(c))
        if (delib_candidate_provenance(c)->source != source &&
            dlb_candidate_rank(field, c, min_confidence) == DLB_RANK_STATED &&
            !dlb_value_agrees(field, delib_candidate_value(chosen), delib_candidate_value(c)) &&
            (!other || dlb_candidate_confidence(c) > dlb_candidate_confidence(other)))
            other = c;
    return other ? say_disagreement(document, act, field, chosen, other) : DELIB_OK;
}

/* The SIREN that a candidate of SIREN or SIRET holds. */
static delib_slice siren_in(const delib_candidate *candidate)
{
    delib_slice text = delib_candidate_value(candidate).text;
    text.size = text.size < 9 ? text.size : 9;
    return text;
}

/* The SIREN or SIRET that somebody declared: the chosen one, else a SIRET that was not chosen. */
static const delib_candidate *declared_siren(const delib_act *act)
{
    static const delib_field fields[] = { DELIB_AUTHORITY_SIREN, DELIB_AUTHORITY_SIRET };
    for (size_t i = 0; i < 2; i++) {
        const delib_candidate *chosen = delib_act_chosen(act, fields[i]);
        if (chosen && delib_candidate_provenance(chosen)->origin == DELIB_DECLARED)
            return chosen;
    }
    const delib_candidate *passed_over = delib_act_candidates(act, DELIB_AUTHORITY_SIRET);
    if (delib_act_chosen(act, DELIB_AUTHORITY_SIRET))
        return NULL;
    while (passed_over && delib_candidate_provenance(passed_over)->origin != DELIB_DECLARED)
        passed_over = delib_candidate_next(passed_over);
    return passed_over;
}

/* The SIREN that a stated candidate of a field holds; absent: none. */
static delib_slice siren_stated(delib_field field, const delib_candidate *candidate, int min_confidence)
{
    dlb_actes_id id;
    if (dlb_candidate_rank(field, candidate, min_confidence) != DLB_RANK_STATED)
        return (delib_slice){ NULL, 0 };
    if (field != DELIB_ACT_ID)
        return siren_in(candidate);
    return dlb_actes_id_parse(delib_candidate_value(candidate).text, &id) ? id.siren : (delib_slice){ NULL, 0 };
}

/* A candidate that states another SIREN, which `*siren` gets; NULL: none. */
static const delib_candidate *stated_siren(const delib_act *act, delib_slice other_than, int min_confidence,
                                           delib_slice *siren)
{
    static const delib_field fields[] = { DELIB_AUTHORITY_SIREN, DELIB_AUTHORITY_SIRET, DELIB_ACT_ID };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        for (const delib_candidate *c = delib_act_candidates(act, fields[i]); c; c = delib_candidate_next(c)) {
            *siren = siren_stated(fields[i], c, min_confidence);
            if (siren->data && !delib_slice_equal(*siren, other_than))
                return c;
        }
    return NULL;
}

static bool is_used(const delib_act *act, const delib_candidate *candidate)
{
    return candidate == delib_act_chosen(act, DELIB_AUTHORITY_SIREN) ||
           candidate == delib_act_chosen(act, DELIB_AUTHORITY_SIRET);
}

static delib_status say_conflict(delib_document *document, delib_act *act, const delib_candidate *declared,
                                 const delib_candidate *stated, delib_slice siren)
{
    static const char format[] = N_("the SIREN declared is %s, but the act states %s (%s)");
    const delib_provenance *at = delib_candidate_provenance(stated);
    const shown values[DLB_FINDING_VALUES] = {
        show(delib_value_text(DELIB_CODE, siren_in(declared))), show(delib_value_text(DELIB_CODE, siren)),
        place_of(document, at), { "" },
    };
    char message[DLB_FINDING_VALUES * sizeof(shown) + sizeof format];
    snprintf(message, sizeof message, format, values[0].text, values[1].text, values[2].text);
    delib_finding finding = {
        .code = delib_slice_of(conflict),
        .severity = is_used(act, declared) ? DELIB_ERROR : DELIB_WARNING,
        .field = delib_slice_of(delib_field_describe(DELIB_AUTHORITY_SIREN)->path),
        .message = delib_slice_of(message),
        .source = at->source,
        .line = at->line,
    };
    return keep(document, act, &finding, format, values);
}

static delib_status compare_siren(delib_document *document, delib_act *act, int min_confidence)
{
    const delib_candidate *declared = declared_siren(act);
    delib_slice siren = { NULL, 0 };
    const delib_candidate *stated = declared ? stated_siren(act, siren_in(declared), min_confidence, &siren) : NULL;
    return stated ? say_conflict(document, act, declared, stated, siren) : DELIB_OK;
}

delib_status dlb_find_disagreements(delib_document *document, delib_act *act, int min_confidence)
{
    static const delib_field fields[] = { DELIB_SITTING_DATE, DELIB_ACT_NUMBER, DELIB_ACT_SUBJECT };
    delib_status status = DELIB_OK;
    forget(&act->findings);
    for (size_t i = 0; i < sizeof fields / sizeof *fields && status >= 0; i++)
        status = compare_sources(document, act, fields[i], min_confidence);
    for (delib_field f = 0; f < DELIB_FIELD_COUNT && status >= 0; f++)
        if (delib_field_describe(f)->group == DELIB_GROUP_VOTE)
            status = compare_sources(document, act, f, min_confidence);
    return status < 0 ? status : compare_siren(document, act, min_confidence);
}
