/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Values that contradict each other. Only what was chosen is looked at. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include <delib/delib.h>
#include <delib/plugin.h>

#include "authority/actes_id.h"
#include "authority/keys.h"
#include "model/document.h"

typedef enum rule_id {
#define FINDING(id, code, severity, message, explanation) RULE_##id,
#include <formats/model/findings.def>
#undef FINDING
    RULE_COUNT
} rule_id;

static const struct {
    const char *code;
    delib_severity severity;
    const char *message;
} rules[RULE_COUNT] = {
#define FINDING(id, code, severity, message, explanation) { code, DELIB_##severity, message },
#include <formats/model/findings.def>
#undef FINDING
};

/* --- findings ----------------------------------------------------------------------------------------------- */

/* A value as a message shows it. */
typedef struct shown {
    char text[96];
} shown;

static const delib_slice nothing;

static shown show(delib_slice text)
{
    shown out = { "" };
    size_t size = text.size < sizeof out.text ? text.size : sizeof out.text - 1;
    while (size > 0 && size < text.size && ((unsigned char)text.data[size] & 0xC0) == 0x80)
        size--;
    if (size)
        memcpy(out.text, text.data, size);
    return out;
}

static shown show_number(int64_t number)
{
    shown out;
    snprintf(out.text, sizeof out.text, "%lld", (long long)number);
    return out;
}

typedef struct checking {
    delib_document *document;
    dlb_findings *findings;
    const delib_act *act; /* NULL: the document */
    delib_status status;
} checking;

static bool keep_values(delib_document *document, dlb_finding *finding, const shown values[DLB_FINDING_VALUES])
{
    for (int i = 0; i < DLB_FINDING_VALUES; i++) {
        delib_slice with_end = { values[i].text, strlen(values[i].text) + 1 }, kept;
        if (!dlb_arena_copy(&document->arena, with_end, &kept))
            return false;
        finding->values[i] = kept.data;
    }
    return true;
}

static void say(checking *check, rule_id rule, delib_finding finding, const shown values[DLB_FINDING_VALUES])
{
    char message[512];
    int size = snprintf(message, sizeof message, rules[rule].message, values[0].text, values[1].text, values[2].text,
                        values[3].text);
    finding.code = delib_slice_of(rules[rule].code);
    finding.severity = rules[rule].severity;
    finding.message = (delib_slice){ message, size > 0 ? strlen(message) : 0 };
    dlb_finding *kept = dlb_findings_append(check->document, check->findings, &finding);
    if (kept)
        kept->format = rules[rule].message;
    if (!kept || !keep_values(check->document, kept, values))
        check->status = DELIB_E_NOMEM;
}

static void say_texts(checking *check, rule_id rule, delib_finding finding, delib_slice a, delib_slice b, delib_slice c)
{
    const shown values[DLB_FINDING_VALUES] = { show(a), show(b), show(c), { "" } };
    say(check, rule, finding, values);
}

/* A finding where the chosen value of a field stands. */
static delib_finding at_field(const checking *check, delib_field field)
{
    const delib_candidate *chosen = delib_act_chosen(check->act, field);
    delib_finding finding = { .field = delib_slice_of(delib_field_describe(field)->path), .source = DELIB_NO_SOURCE };
    if (chosen) {
        finding.source = delib_candidate_provenance(chosen)->source;
        finding.line = delib_candidate_provenance(chosen)->line;
    }
    return finding;
}

static void say_numbers(checking *check, rule_id rule, delib_field field, const int64_t numbers[DLB_FINDING_VALUES])
{
    shown values[DLB_FINDING_VALUES];
    for (int i = 0; i < DLB_FINDING_VALUES; i++)
        values[i] = show_number(numbers[i]);
    say(check, rule, at_field(check, field), values);
}

static bool is_own(const dlb_finding *finding)
{
    for (unsigned i = 0; i < RULE_COUNT; i++)
        if (delib_slice_is(finding->finding.code, rules[i].code))
            return true;
    return false;
}

/* Takes away what an earlier check found: it is found again where it still holds. */
static void forget(dlb_findings *findings)
{
    dlb_finding **link = &findings->first;
    findings->last = NULL;
    while (*link) {
        if (is_own(*link)) {
            *link = (*link)->next;
        } else {
            findings->last = *link;
            link = &(*link)->next;
        }
    }
}

void dlb_finding_report(delib_context *context, const delib_finding *finding, const delib_place *place)
{
    const dlb_finding *kept = (const dlb_finding *)finding;
    shown code = show(finding->code);
    if (kept->format)
        delib_report(context, finding->severity, code.text, place, NULL, kept->format, kept->values[0], kept->values[1],
                     kept->values[2], kept->values[3]);
    else
        delib_report(context, finding->severity, code.text, place, NULL, "%.*s",
                     (int)(finding->message.size < 2000 ? finding->message.size : 2000), finding->message.data);
}

/* --- vote and attendance ------------------------------------------------------------------------------------ */

/* The number of a field, small enough that sums of some cannot overflow. */
static bool number_of(const checking *check, delib_field field, int64_t *out)
{
    return delib_act_number(check->act, field, out) && *out <= INT32_MAX;
}

static void check_vote(checking *check)
{
    int64_t voters, in_favour, against, abstentions, apart = 0, unanimous;
    bool counted = number_of(check, DELIB_VOTE_AGAINST, &against);
    if (counted && against > 0 && number_of(check, DELIB_VOTE_UNANIMOUS, &unanimous) && unanimous)
        say_numbers(check, RULE_VOTE_UNANIMOUS, DELIB_VOTE_UNANIMOUS, (int64_t[DLB_FINDING_VALUES]){ against });
    if (!counted || !number_of(check, DELIB_SITTING_VOTERS, &voters) ||
        !number_of(check, DELIB_VOTE_FOR, &in_favour) || !number_of(check, DELIB_VOTE_ABSTENTIONS, &abstentions))
        return;
    int64_t sum = in_favour + against + abstentions;
    number_of(check, DELIB_VOTE_NOT_VOTING, &apart);
    if (sum == voters || sum + apart == voters)
        return;
    say_numbers(check, RULE_VOTE_SUM, DELIB_VOTE_FOR,
                (int64_t[DLB_FINDING_VALUES]){ voters, in_favour, against, abstentions });
}

static void check_seats(checking *check)
{
    int64_t seats, number;
    if (!number_of(check, DELIB_SITTING_SEATS, &seats))
        return;
    if (number_of(check, DELIB_SITTING_VOTERS, &number) && number > seats)
        say_numbers(check, RULE_VOTERS_SEATS, DELIB_SITTING_VOTERS, (int64_t[DLB_FINDING_VALUES]){ number, seats });
    if (number_of(check, DELIB_SITTING_PRESENT, &number) && number > seats)
        say_numbers(check, RULE_PRESENT_SEATS, DELIB_SITTING_PRESENT, (int64_t[DLB_FINDING_VALUES]){ number, seats });
}

/* Where nobody is named as represented, more voters than members present say nothing. */
static void check_attendance(checking *check)
{
    int64_t named = 0, proxies = 0, present, voters;
    const delib_person *person = delib_act_persons(check->act, DELIB_ATTENDANCE);
    if (!person || !number_of(check, DELIB_SITTING_PRESENT, &present))
        return;
    for (; person; person = delib_person_next(person)) {
        named += person->presence == DELIB_PRESENT;
        proxies += person->presence == DELIB_REPRESENTED;
    }
    if (named > 0 && named != present)
        say_numbers(check, RULE_PRESENT_COUNT, DELIB_SITTING_PRESENT, (int64_t[DLB_FINDING_VALUES]){ present, named });
    bool counted = number_of(check, DELIB_SITTING_VOTERS, &voters);
    if (counted && (proxies > 0 ? voters != present + proxies : voters < present))
        say_numbers(check, RULE_VOTERS_PROXIES, DELIB_SITTING_VOTERS,
                    (int64_t[DLB_FINDING_VALUES]){ voters, present, proxies });
}

static int compare_persons(const void *a, const void *b)
{
    const delib_person *one = *(const delib_person *const *)a, *two = *(const delib_person *const *)b;
    size_t size = one->name.size < two->name.size ? one->name.size : two->name.size;
    int order = memcmp(one->name.data, two->name.data, size);
    if (order == 0)
        order = (one->name.size > two->name.size) - (one->name.size < two->name.size);
    return order ? order : (one->presence > two->presence) - (one->presence < two->presence);
}

/* Looks at persons in the order of their names; a name is said once. */
static void check_names(checking *check, const delib_person **persons, size_t count)
{
    const delib_person *said = NULL;
    for (size_t i = 1; i < count && check->status >= 0; i++) {
        const delib_person *one = persons[i - 1], *two = persons[i];
        bool twice = delib_slice_equal(one->name, two->name) && one->presence == DELIB_PRESENT &&
                     two->presence > DELIB_PRESENT && !(said && delib_slice_equal(said->name, one->name));
        if (!twice)
            continue;
        delib_finding finding = { .field = DELIB_SLICE("sitting.attendance"), .source = two->source };
        say_texts(check, RULE_PERSON_TWICE, finding, one->name, delib_slice_of(delib_presence_name(one->presence)),
                  delib_slice_of(delib_presence_name(two->presence)));
        said = one;
    }
}

static void check_persons(checking *check)
{
    const delib_person *first = delib_act_persons(check->act, DELIB_ATTENDANCE);
    size_t count = 0;
    for (const delib_person *at = first; at; at = delib_person_next(at))
        count++;
    if (count < 2)
        return;
    const delib_person **persons = malloc(count * sizeof *persons);
    if (!persons) {
        check->status = DELIB_E_NOMEM;
        return;
    }
    size_t i = 0;
    for (const delib_person *at = first; at; at = delib_person_next(at))
        persons[i++] = at;
    qsort(persons, count, sizeof *persons, compare_persons);
    check_names(check, persons, count);
    free(persons);
}

/* --- dates -------------------------------------------------------------------------------------------------- */

static void check_order(checking *check, delib_field earlier, delib_field later, delib_field at)
{
    delib_slice first = delib_act_text(check->act, earlier), second = delib_act_text(check->act, later);
    if (!first.data || !second.data || memcmp(first.data, second.data, sizeof "YYYY-MM-DD" - 1) <= 0)
        return;
    say_texts(check, RULE_DATE_ORDER, at_field(check, at), delib_slice_of(delib_field_describe(later)->path),
              delib_slice_of(delib_field_describe(earlier)->path), nothing);
}

static void check_dates(checking *check)
{
    static const delib_field after[] = { DELIB_SIGNED_DATE, DELIB_FORMALITIES_SENT, DELIB_FORMALITIES_RECEIVED,
                                         DELIB_FORMALITIES_PUBLISHED, DELIB_FORMALITIES_ENFORCEABLE };
    check_order(check, DELIB_SITTING_CONVENED, DELIB_SITTING_DATE, DELIB_SITTING_CONVENED);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        check_order(check, DELIB_SITTING_DATE, after[i], after[i]);
    check_order(check, DELIB_FORMALITIES_SENT, DELIB_FORMALITIES_RECEIVED, DELIB_FORMALITIES_RECEIVED);
}

/* --- identifiers -------------------------------------------------------------------------------------------- */

static void check_authority(checking *check)
{
    delib_slice siren = delib_act_text(check->act, DELIB_AUTHORITY_SIREN);
    delib_slice siret = delib_act_text(check->act, DELIB_AUTHORITY_SIRET);
    if (siren.data && !dlb_siren_is_valid(siren))
        say_texts(check, RULE_SIREN_KEY, at_field(check, DELIB_AUTHORITY_SIREN), siren, nothing, nothing);
    if (siret.data && !dlb_siret_is_valid(siret))
        say_texts(check, RULE_SIRET_KEY, at_field(check, DELIB_AUTHORITY_SIRET), siret, nothing, nothing);
    if (siren.size == 9 && siret.size == 14 && memcmp(siren.data, siret.data, 9) != 0)
        say_texts(check, RULE_SIRET_SIREN, at_field(check, DELIB_AUTHORITY_SIRET), siret, siren, nothing);
}

/* The next run of digits without its leading zeros; size 0: there is none. */
static delib_slice next_run(delib_slice *text)
{
    size_t start = 0, end;
    while (start < text->size && (text->data[start] < '0' || text->data[start] > '9'))
        start++;
    for (end = start; end < text->size && text->data[end] >= '0' && text->data[end] <= '9'; end++)
        ;
    delib_slice run = { text->data + start, end - start };
    *text = (delib_slice){ text->data + end, text->size - end };
    while (run.size > 1 && run.data[0] == '0') {
        run.data++;
        run.size--;
    }
    return run;
}

static delib_slice last_run(delib_slice text)
{
    delib_slice last = { NULL, 0 };
    for (delib_slice run = next_run(&text); run.size > 0; run = next_run(&text))
        last = run;
    return last;
}

static bool has_run(delib_slice text, delib_slice wanted)
{
    for (delib_slice run = next_run(&text); run.size > 0; run = next_run(&text))
        if (delib_slice_equal(run, wanted))
            return true;
    return false;
}

/* The digits alone, zeros in front left out. */
static size_t digits_of(delib_slice text, char out[64])
{
    size_t size = 0;
    for (size_t i = 0; i < text.size && size < 64; i++)
        if (text.data[i] >= (size > 0 ? '0' : '1') && text.data[i] <= '9')
            out[size++] = text.data[i];
    return size;
}

static bool same_digits(delib_slice a, delib_slice b)
{
    char one[64], two[64];
    size_t size = digits_of(a, one);
    return size == digits_of(b, two) && memcmp(one, two, size) == 0;
}

/* Whether two numbers may be the same one, written in two ways: « 07/2025 », `DE2025_007`; « 087-17 », `08717`. */
static bool numbers_agree(delib_slice printed, delib_slice inside)
{
    delib_slice a = last_run(printed), b = last_run(inside);
    if (!a.data || !b.data)
        return true;
    return has_run(inside, a) || has_run(printed, b) || same_digits(printed, inside);
}

static bool dates_agree(delib_slice date, delib_slice digits)
{
    return memcmp(date.data, digits.data, 4) == 0 && memcmp(date.data + 5, digits.data + 4, 2) == 0 &&
           memcmp(date.data + 8, digits.data + 6, 2) == 0;
}

static void check_identifier(checking *check)
{
    dlb_actes_id id;
    delib_slice text = delib_act_text(check->act, DELIB_ACT_ID);
    delib_slice siren = delib_act_text(check->act, DELIB_AUTHORITY_SIREN);
    delib_slice date = delib_act_text(check->act, DELIB_SITTING_DATE);
    delib_slice number = delib_act_text(check->act, DELIB_ACT_NUMBER);
    delib_finding finding = at_field(check, DELIB_ACT_ID);
    if (!text.data || !dlb_actes_id_parse(text, &id))
        return;
    if (siren.data && !delib_slice_equal(siren, id.siren))
        say_texts(check, RULE_ID_MISMATCH, finding, text, id.siren, siren);
    if (date.data && !dates_agree(date, id.date))
        say_texts(check, RULE_ID_MISMATCH, finding, text, id.date, date);
    if (number.data && !numbers_agree(number, id.number))
        say_texts(check, RULE_ID_MISMATCH, finding, text, id.number, number);
}

/* --- all ---------------------------------------------------------------------------------------------------- */

static delib_status check_act(delib_document *document, delib_act *act)
{
    checking check = { document, &act->findings, act, DELIB_OK };
    forget(&act->findings);
    check_vote(&check);
    check_seats(&check);
    check_attendance(&check);
    check_persons(&check);
    check_dates(&check);
    check_authority(&check);
    check_identifier(&check);
    return check.status;
}

delib_status delib_check(delib_context *context, delib_document *document)
{
    checking check = { document, &document->findings, NULL, DELIB_OK };
    delib_finding none = { .source = document->source_count ? 0 : DELIB_NO_SOURCE };
    (void)context;
    forget(&document->findings);
    if (!document->first_act)
        say_texts(&check, RULE_NO_ACT, none, nothing, nothing, nothing);
    delib_status status = check.status;
    for (delib_act *act = document->first_act; status >= 0 && act; act = act->next)
        status = check_act(document, act);
    return status;
}
