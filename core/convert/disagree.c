/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "convert/candidates.h"
#include "convert/disagree.h"

/* Bytes of a value that a message shows. */
enum { SHOWN_SIZE = 120 };

typedef struct shown {
    char text[SHOWN_SIZE + 4];
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

/* The name of a candidate's source and its line, as `acte.txt:12`. The caller frees it. */
static char *place_of(delib_document *document, const delib_provenance *provenance)
{
    char *text = NULL;
    delib_slice name = delib_document_source(document, provenance->source).name;
    int size = (int)(name.size < 255 ? name.size : 255);
    while (size > 0 && (size_t)size < name.size && ((unsigned char)name.data[size] & 0xC0) == 0x80)
        size--;
    int made = provenance->line > 0
                   ? asprintf(&text, "%.*s:%" PRIu32, size, name.data ? name.data : "", provenance->line)
                   : asprintf(&text, "%.*s", size, name.data ? name.data : "");
    return made < 0 ? NULL : text;
}

static delib_status add_finding(delib_document *document, delib_act *act, const char *code, delib_severity severity,
                                delib_field field, const delib_provenance *at, char *message)
{
    if (!message)
        return DELIB_E_NOMEM;
    delib_finding finding = {
        .code = delib_slice_of(code),
        .severity = severity,
        .field = delib_slice_of(delib_field_describe(field)->path),
        .message = delib_slice_of(message),
        .source = at->source,
        .line = at->line,
    };
    delib_status status = delib_act_add_finding(document, act, &finding);
    free(message);
    return status;
}

static delib_status say_disagreement(delib_document *document, delib_act *act, delib_field field,
                                     const delib_candidate *chosen, const delib_candidate *other)
{
    const delib_provenance *here = delib_candidate_provenance(chosen), *there = delib_candidate_provenance(other);
    char *one = place_of(document, here), *two = place_of(document, there), *message = NULL;
    shown value = show(delib_candidate_value(chosen)), passed_over = show(delib_candidate_value(other));
    if (!one || !two || asprintf(&message, "the sources disagree: %s (%s), but %s (%s)", value.text, one,
                                 passed_over.text, two) < 0)
        message = NULL;
    free(one);
    free(two);
    return add_finding(document, act, "SOURCES-DISAGREE", DELIB_WARNING, field, here, message);
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

static const delib_candidate *declared_siren(const delib_act *act)
{
    static const delib_field fields[] = { DELIB_AUTHORITY_SIREN, DELIB_AUTHORITY_SIRET };
    for (size_t i = 0; i < 2; i++) {
        const delib_candidate *chosen = delib_act_chosen(act, fields[i]);
        if (chosen && delib_candidate_provenance(chosen)->origin == DELIB_DECLARED)
            return chosen;
    }
    return NULL;
}

static const delib_candidate *stated_siren(const delib_act *act, delib_slice other_than, int min_confidence)
{
    static const delib_field fields[] = { DELIB_AUTHORITY_SIREN, DELIB_AUTHORITY_SIRET };
    for (size_t i = 0; i < 2; i++)
        for (const delib_candidate *c = delib_act_candidates(act, fields[i]); c; c = delib_candidate_next(c))
            if (dlb_candidate_rank(fields[i], c, min_confidence) == DLB_RANK_STATED &&
                !delib_slice_equal(siren_in(c), other_than))
                return c;
    return NULL;
}

static delib_status compare_siren(delib_document *document, delib_act *act, int min_confidence)
{
    const delib_candidate *declared = declared_siren(act);
    const delib_candidate *stated = declared ? stated_siren(act, siren_in(declared), min_confidence) : NULL;
    if (!stated)
        return DELIB_OK;
    delib_slice ours = siren_in(declared), theirs = siren_in(stated);
    const delib_provenance *at = delib_candidate_provenance(stated);
    char *place = place_of(document, at), *message = NULL;
    if (!place || asprintf(&message, "the SIREN declared is %.*s, but the act states %.*s (%s)", (int)ours.size,
                           ours.data, (int)theirs.size, theirs.data, place) < 0)
        message = NULL;
    free(place);
    return add_finding(document, act, "SIREN-CONFLICT", DELIB_ERROR, DELIB_AUTHORITY_SIREN, at, message);
}

delib_status dlb_find_disagreements(delib_document *document, delib_act *act, int min_confidence)
{
    static const delib_field fields[] = { DELIB_SITTING_DATE, DELIB_ACT_NUMBER, DELIB_ACT_SUBJECT };
    delib_status status = DELIB_OK;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && status >= 0; i++)
        status = compare_sources(document, act, fields[i], min_confidence);
    for (int f = 0; f < DELIB_FIELD_COUNT && status >= 0; f++)
        if (delib_field_describe(f)->group == DELIB_GROUP_VOTE)
            status = compare_sources(document, act, f, min_confidence);
    return status < 0 ? status : compare_siren(document, act, min_confidence);
}
