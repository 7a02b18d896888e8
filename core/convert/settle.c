/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Chooses among the candidates of each field: group by group, so that nothing is mixed that nobody stated. */
#include <config.h>

#include <stdlib.h>

#include "context/context.h"
#include "convert/candidates.h"
#include "convert/derive.h"
#include "convert/disagree.h"
#include "convert/settle.h"

/* What one source states of a group. */
typedef struct statement {
    uint32_t source;
    unsigned fields;
    int64_t confidence;  /* sum over its fields */
} statement;

typedef struct settling {
    delib_act *act;
    const dlb_declared *declared;
    int min_confidence;
    statement *statements;
    size_t count, room;
    const delib_candidate *stated[DELIB_FIELD_COUNT];
} settling;

/* --- declared values ---------------------------------------------------------------------------------------- */

static delib_status parse_all(const delib_assignment *given, size_t count, dlb_declaration *out)
{
    for (size_t i = 0; i < count; i++) {
        delib_field field = delib_field_of(delib_slice_of(given[i].key));
        delib_value value;
        if (field == DELIB_FIELD_COUNT ||
            delib_value_parse(delib_field_describe(field)->type, delib_slice_of(given[i].value), &value) < 0)
            return DELIB_E_USAGE;
        out[field] = (dlb_declaration){ true, value };
    }
    return DELIB_OK;
}

delib_status dlb_declared_parse(const delib_request *request, dlb_declared *out)
{
    memset(out, 0, sizeof *out);
    delib_status status = parse_all(request->set, request->set_count, out->set);
    if (status >= 0)
        status = parse_all(request->defaults, request->default_count, out->defaults);
    out->any = request->set_count > 0 || request->default_count > 0;
    return status;
}

static delib_status declare(delib_act *act, const dlb_declaration *table, const char *rule)
{
    delib_status status = DELIB_OK;
    for (delib_field f = 0; f < DELIB_FIELD_COUNT && status >= 0; f++) {
        if (!table[f].given)
            continue;
        delib_provenance provenance = DELIB_PROVENANCE(DELIB_DECLARED);
        provenance.rule = delib_slice_of(rule);
        status = delib_act_add(act, f, table[f].value, &provenance);
    }
    return status;
}

/* --- choosing ----------------------------------------------------------------------------------------------- */

/* Whether a declared candidate is what this run declares, and not what one before it did. */
static bool is_current(const settling *work, delib_field field, dlb_rank rank, const delib_candidate *candidate)
{
    const dlb_declaration *table = rank == DLB_RANK_SET ? work->declared->set : work->declared->defaults;
    return table[field].given && dlb_value_same(table[field].value, delib_candidate_value(candidate));
}

static bool beats(const settling *work, delib_field field, dlb_rank rank, const delib_candidate *one,
                  const delib_candidate *best)
{
    if (rank == DLB_RANK_SET || rank == DLB_RANK_DEFAULT) {
        bool current = is_current(work, field, rank, one), best_current = is_current(work, field, rank, best);
        if (current != best_current)
            return current;
    }
    return dlb_candidate_confidence(one) > dlb_candidate_confidence(best);
}

/* The best candidate whose rank is `from` to `to`; NULL: none. */
static const delib_candidate *best_of_ranks(const settling *work, delib_field field, dlb_rank from, dlb_rank to)
{
    const delib_candidate *best = NULL;
    dlb_rank best_rank = DLB_RANK_NONE;
    for (const delib_candidate *c = delib_act_candidates(work->act, field); c; c = delib_candidate_next(c)) {
        dlb_rank rank = dlb_candidate_rank(field, c, work->min_confidence);
        if (rank < from || rank > to || rank > best_rank)
            continue;
        if (!best || rank < best_rank || beats(work, field, rank, c, best)) {
            best = c;
            best_rank = rank;
        }
    }
    return best;
}

/* The best that one source states of a field; NULL: nothing. */
static const delib_candidate *best_of_source(const settling *work, delib_field field, uint32_t source)
{
    const delib_candidate *best = NULL;
    for (const delib_candidate *c = delib_act_candidates(work->act, field); c; c = delib_candidate_next(c))
        if (delib_candidate_provenance(c)->source == source &&
            dlb_candidate_rank(field, c, work->min_confidence) == DLB_RANK_STATED &&
            (!best || dlb_candidate_confidence(c) > dlb_candidate_confidence(best)))
            best = c;
    return best;
}

/* --- sources ------------------------------------------------------------------------------------------------ */

static delib_status note_source(settling *work, uint32_t source)
{
    for (size_t i = 0; i < work->count; i++)
        if (work->statements[i].source == source)
            return DELIB_OK;
    if (work->count == work->room) {
        size_t room = work->room ? 2 * work->room : 8;
        statement *grown = reallocarray(work->statements, room, sizeof *grown);
        if (!grown)
            return DELIB_E_NOMEM;
        work->statements = grown;
        work->room = room;
    }
    work->statements[work->count++] = (statement){ source, 0, 0 };
    return DELIB_OK;
}

static delib_status note_field(settling *work, delib_field field)
{
    delib_status status = DELIB_OK;
    for (const delib_candidate *c = delib_act_candidates(work->act, field); c && status >= 0;
         c = delib_candidate_next(c))
        if (dlb_candidate_rank(field, c, work->min_confidence) == DLB_RANK_STATED)
            status = note_source(work, delib_candidate_provenance(c)->source);
    return status;
}

static void weigh(settling *work, const delib_field *fields, size_t field_count)
{
    for (size_t s = 0; s < work->count; s++)
        for (size_t i = 0; i < field_count; i++) {
            const delib_candidate *best = best_of_source(work, fields[i], work->statements[s].source);
            if (!best)
                continue;
            work->statements[s].fields++;
            work->statements[s].confidence += dlb_candidate_confidence(best);
        }
}

/* More fields first, then the surer source, then the order of the sources. */
static int by_weight(const void *left, const void *right)
{
    const statement *a = left, *b = right;
    if (a->fields != b->fields)
        return a->fields > b->fields ? -1 : 1;
    if (a->confidence != b->confidence)
        return a->confidence > b->confidence ? -1 : 1;
    return (a->source > b->source) - (a->source < b->source);
}

static bool contradicts(const settling *work, const delib_field *fields, size_t field_count, uint32_t source)
{
    for (size_t i = 0; i < field_count; i++) {
        const delib_candidate *own = work->stated[fields[i]];
        const delib_candidate *other = own ? best_of_source(work, fields[i], source) : NULL;
        if (other && !dlb_value_agrees(fields[i], delib_candidate_value(own), delib_candidate_value(other)))
            return true;
    }
    return false;
}

/* The first source gives what it states; each one behind it what is lacking, if it contradicts nothing. */
static void take_statements(settling *work, const delib_field *fields, size_t field_count)
{
    for (size_t s = 0; s < work->count; s++) {
        uint32_t source = work->statements[s].source;
        if (contradicts(work, fields, field_count, source))
            continue;
        for (size_t i = 0; i < field_count; i++)
            if (!work->stated[fields[i]])
                work->stated[fields[i]] = best_of_source(work, fields[i], source);
    }
}

/* --- groups ------------------------------------------------------------------------------------------------- */

static void choose_field(settling *work, delib_field field)
{
    const delib_candidate *best = best_of_ranks(work, field, DLB_RANK_SET, DLB_RANK_PROFILE);
    if (!best)
        best = work->stated[field];
    if (!best)
        best = best_of_ranks(work, field, DLB_RANK_DEFAULT, DLB_RANK_DERIVED);
    delib_act_choose(work->act, field, best);
}

static delib_status settle_fields(settling *work, const delib_field *fields, size_t count)
{
    delib_status status = DELIB_OK;
    work->count = 0;
    for (size_t i = 0; i < count && status >= 0; i++)
        status = note_field(work, fields[i]);
    if (status < 0)
        return status;
    weigh(work, fields, count);
    if (work->count > 1)
        qsort(work->statements, work->count, sizeof *work->statements, by_weight);
    take_statements(work, fields, count);
    for (size_t i = 0; i < count; i++)
        choose_field(work, fields[i]);
    return DELIB_OK;
}

static size_t fields_of(delib_group group, delib_field out[DELIB_FIELD_COUNT])
{
    size_t count = 0;
    for (delib_field f = 0; f < DELIB_FIELD_COUNT; f++)
        if (delib_field_describe(f)->group == group)
            out[count++] = f;
    return count;
}

static delib_status settle_groups(settling *work)
{
    delib_field fields[DELIB_FIELD_COUNT];
    delib_status status = DELIB_OK;
    for (delib_group group = DELIB_GROUP_NONE; group < DELIB_GROUP_COUNT && status >= 0; group++) {
        size_t count = fields_of(group, fields);
        if (group != DELIB_GROUP_NONE)
            status = settle_fields(work, fields, count);
        for (size_t i = 0; group == DELIB_GROUP_NONE && i < count && status >= 0; i++)
            status = settle_fields(work, &fields[i], 1);
    }
    return status;
}

/* A SIRET that is only a default is not that of an authority whose SIREN is another. */
static void drop_foreign_siret(const settling *work)
{
    const delib_candidate *siret = delib_act_chosen(work->act, DELIB_AUTHORITY_SIRET);
    delib_slice siren = delib_act_text(work->act, DELIB_AUTHORITY_SIREN);
    if (!siret || !siren.data ||
        dlb_candidate_rank(DELIB_AUTHORITY_SIRET, siret, work->min_confidence) != DLB_RANK_DEFAULT)
        return;
    delib_slice text = delib_candidate_value(siret).text;
    if (text.size < siren.size || memcmp(text.data, siren.data, siren.size) != 0)
        delib_act_choose(work->act, DELIB_AUTHORITY_SIRET, NULL);
}

static delib_status settle_act(delib_document *document, settling *work)
{
    delib_status status = DELIB_OK;
    memset(work->stated, 0, sizeof work->stated);
    if (work->declared->any) {
        status = declare(work->act, work->declared->set, DLB_RULE_SET);
        if (status >= 0)
            status = declare(work->act, work->declared->defaults, DLB_RULE_DEFAULT);
    }
    if (status >= 0)
        status = settle_groups(work);
    if (status >= 0)
        status = dlb_derive(work->act);
    drop_foreign_siret(work);
    if (status >= 0)
        status = dlb_find_disagreements(document, work->act, work->min_confidence);
    return status;
}

delib_status delib_settle(delib_context *context, delib_document *document, const delib_request *request)
{
    dlb_declared declared;
    delib_status status = dlb_declared_parse(request, &declared);
    settling work = { .declared = &declared };
    (void)context;
    work.min_confidence = request->min_confidence ? request->min_confidence : DLB_MIN_CONFIDENCE;
    for (delib_act *act = delib_document_first_act(document); act && status >= 0; act = delib_act_next(act)) {
        work.act = act;
        status = settle_act(document, &work);
    }
    free(work.statements);
    return status;
}
