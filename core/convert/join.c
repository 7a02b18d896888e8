/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Finds the acts of several documents that are the same act, and makes one of them. */
#include <config.h>

#include <stdlib.h>

#include "authority/actes_id.h"
#include "context/context.h"
#include "convert/candidates.h"
#include "convert/keys.h"
#include "model/document.h"

/* One act while it is compared. Merged acts hang on the first of them, which `root` names. */
typedef struct joined {
    delib_act *act;
    size_t document;
    size_t root;
    size_t next;       /* the next act merged with this one; SIZE_MAX: none */
    delib_slice id, nature, siren, kind, name;
    delib_slice number, date;
} joined;

typedef struct joining {
    delib_document **documents;
    joined *acts;
    size_t count;
} joining;

static delib_slice best_text(const delib_act *act, delib_field field)
{
    const delib_candidate *best = dlb_candidate_best(act, field, DLB_MIN_CONFIDENCE);
    return best ? delib_candidate_value(best).text : (delib_slice){ NULL, 0 };
}

static void describe(joined *one)
{
    dlb_actes_id id;
    one->id = best_text(one->act, DELIB_ACT_ID);
    one->nature = best_text(one->act, DELIB_ACT_NATURE);
    one->siren = best_text(one->act, DELIB_AUTHORITY_SIREN);
    one->kind = best_text(one->act, DELIB_AUTHORITY_KIND);
    one->name = best_text(one->act, DELIB_AUTHORITY_NAME);
    one->number = best_text(one->act, DELIB_ACT_NUMBER);
    one->date = best_text(one->act, DELIB_SITTING_DATE);
    if (!one->siren.data && one->id.data && dlb_actes_id_parse(one->id, &id))
        one->siren = id.siren;
}

static delib_status gather(joining *work, size_t documents)
{
    for (size_t d = 0; d < documents; d++)
        for (delib_act *act = delib_document_first_act(work->documents[d]); act; act = delib_act_next(act))
            work->count++;
    work->acts = calloc(work->count + 1, sizeof *work->acts);
    if (!work->acts)
        return DELIB_E_NOMEM;
    size_t at = 0;
    for (size_t d = 0; d < documents; d++)
        for (delib_act *act = delib_document_first_act(work->documents[d]); act; act = delib_act_next(act)) {
            work->acts[at] = (joined){ .act = act, .document = d, .root = at, .next = SIZE_MAX };
            describe(&work->acts[at++]);
        }
    return DELIB_OK;
}

static delib_status add_key(dlb_keys *keys, const joined *one, char kind, delib_slice authority, size_t item)
{
    dlb_keys_begin(keys, kind);
    dlb_keys_folded(keys, one->number);
    dlb_keys_exact(keys, one->date);
    dlb_keys_folded(keys, authority);
    return dlb_keys_end(keys, item);
}

static delib_status add_id(dlb_keys *keys, const joined *one, size_t item)
{
    dlb_keys_begin(keys, 'I');
    dlb_keys_folded(keys, one->id);
    return dlb_keys_end(keys, item);
}

/* The identifier's key sorts before those of number, date and authority. */
static delib_status add_keys(dlb_keys *keys, const joining *work)
{
    delib_status status = DELIB_OK;
    for (size_t i = 0; i < work->count && status >= 0; i++) {
        const joined *one = &work->acts[i];
        if (one->id.size > 0)
            status = add_id(keys, one, i);
        if (one->number.size == 0 || one->date.size == 0)
            continue;
        if (status >= 0 && one->siren.size > 0)
            status = add_key(keys, one, 'S', one->siren, i);
        if (status >= 0 && one->name.size > 0)
            status = add_key(keys, one, 'N', one->name, i);
    }
    return status;
}

static bool contradict(delib_slice a, delib_slice b)
{
    return a.data && b.data && !dlb_same_folded(a, b);
}

/* Whether nothing that both acts say speaks against their being one. */
static bool compatible(const joined *a, const joined *b)
{
    return !contradict(a->id, b->id) && !contradict(a->nature, b->nature) && !contradict(a->siren, b->siren) &&
           !contradict(a->kind, b->kind) &&
           (a->siren.data != NULL || b->siren.data != NULL || !contradict(a->name, b->name));
}

/* Whether two groups of merged acts may be one: each pair fits, and no two acts are of one document. */
static bool may_merge(const joining *work, size_t left, size_t right)
{
    for (size_t a = left; a != SIZE_MAX; a = work->acts[a].next)
        for (size_t b = right; b != SIZE_MAX; b = work->acts[b].next)
            if (work->acts[a].document == work->acts[b].document || !compatible(&work->acts[a], &work->acts[b]))
                return false;
    return true;
}

static size_t root_of(const joining *work, size_t at)
{
    while (work->acts[at].root != at)
        at = work->acts[at].root;
    return at;
}

static void link_groups(joining *work, size_t a, size_t b)
{
    size_t first = a < b ? a : b, last = first, second = a < b ? b : a;
    while (work->acts[last].next != SIZE_MAX)
        last = work->acts[last].next;
    work->acts[last].next = second;
    for (size_t i = second; i != SIZE_MAX; i = work->acts[i].next)
        work->acts[i].root = first;
}

/* A run of equal keys. Where one document holds two of its acts, nobody can tell which of them is meant. */
static void link_run(joining *work, const dlb_keys *keys, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end; i++)
        if (work->acts[keys->rows[i].item].document == work->acts[keys->rows[i - 1].item].document)
            return;
    for (size_t i = start + 1; i < end; i++) {
        size_t a = root_of(work, keys->rows[start].item), b = root_of(work, keys->rows[i].item);
        if (a != b && may_merge(work, a, b))
            link_groups(work, a, b);
    }
}

/* Persons come from one source: of two lists the longer stays, the first where they are even. */
static void keep_longer_lists(delib_act *into, delib_act *from)
{
    for (delib_list list = 0; list < DELIB_LIST_COUNT; list++) {
        size_t own = 0, other = 0;
        for (const delib_person *p = delib_act_persons(into, list); p; p = delib_person_next(p))
            own++;
        for (const delib_person *p = delib_act_persons(from, list); p; p = delib_person_next(p))
            other++;
        if (own > 0 && other > own)
            into->lists[list] = NULL;
        else if (own > 0)
            from->lists[list] = NULL;
    }
}

/* Where what was in document `index` is now. */
static size_t home_of(const size_t *homes, size_t index)
{
    while (homes[index] != index)
        index = homes[index];
    return index;
}

static delib_status merge_one(joining *work, size_t *homes, joined *one)
{
    joined *root = &work->acts[one->root];
    size_t into = home_of(homes, root->document), from = home_of(homes, one->document);
    if (into != from) {
        size_t first = into < from ? into : from, second = into < from ? from : into;
        delib_status status = dlb_document_absorb(work->documents[first], work->documents[second]);
        if (status < 0)
            return status;
        homes[second] = first;
        into = first;
    }
    keep_longer_lists(root->act, one->act);
    delib_status status = dlb_act_merge(root->act, one->act);
    if (status >= 0)
        dlb_document_remove_act(work->documents[into], one->act);
    return status;
}

static delib_status merge(joining *work, size_t documents)
{
    delib_status status = DELIB_OK;
    size_t *homes = calloc(documents, sizeof *homes);
    if (!homes)
        return DELIB_E_NOMEM;
    for (size_t d = 0; d < documents; d++)
        homes[d] = d;
    for (size_t i = 0; i < work->count && status >= 0; i++)
        if (work->acts[i].root != i)
            status = merge_one(work, homes, &work->acts[i]);
    for (size_t d = 0; d < documents; d++)
        if (homes[d] != d) {
            delib_document_free(work->documents[d]);
            work->documents[d] = NULL;
        }
    free(homes);
    return status;
}

delib_status delib_join(delib_context *context, delib_document **documents, size_t count)
{
    joining work = { .documents = documents };
    dlb_keys keys = { 0 };
    (void)context;
    if (count < 2)
        return DELIB_OK;
    delib_status status = gather(&work, count);
    if (status >= 0)
        status = add_keys(&keys, &work);
    if (status >= 0) {
        dlb_keys_sort(&keys);
        for (size_t start = 0, end; start < keys.count; start = end) {
            end = dlb_keys_run(&keys, start);
            link_run(&work, &keys, start, end);
        }
        status = merge(&work, count);
    }
    dlb_keys_free(&keys);
    free(work.acts);
    return status;
}
