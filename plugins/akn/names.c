/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an act is called: IRIs after the naming convention, and its dates. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "akn.h"

static const struct {
    const char *code, *name;
} natures[] = {
#define NAME(code, name) { code, name },
#include "formats/akn/names.def"
#undef NAME
};

/* U+00C0 to U+00FF without their accents. */
static const char plain_letters[] = "aaaaaaaceeeeiiiidnooooo-ouuuuy-saaaaaaaceeeeiiiidnooooo-ouuuuy-y";

static bool is_ascii_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* --- messages --------------------------------------------------------------------------------------------------- */

delib_place akn_place(const struct akn *akn, delib_field field, char *file, size_t size)
{
    delib_place place = { NULL, 0, 0, field < DELIB_FIELD_COUNT ? delib_field_describe(field)->path : NULL };
    delib_slice name = { NULL, 0 };

    if (delib_document_source_count(akn->document) > 0)
        name = delib_document_source(akn->document, 0).name;
    if (!name.data)
        return place;
    name.size = name.size < size ? name.size : size - 1;
    memcpy(file, name.data, name.size);
    file[name.size] = '\0';
    place.file = file;
    return place;
}

/* Says that an identifier holds a stand-in for a value that is not known. */
static void say_made_up(const struct akn *akn, delib_field field, const char *code, const char *message,
                        const char *instead)
{
    char file[256];
    delib_place place = akn_place(akn, field, file, sizeof file);

    delib_report(akn->context, DELIB_NOTE, code, &place, N_("give it with --set or --default"), message, instead);
}

/* --- slugs ------------------------------------------------------------------------------------------------------ */

/* The letter that a character of two bytes stands for, 0 where it is none; combining accents stand for nothing. */
static const char *fold(unsigned char first, unsigned char second, char *room)
{
    if (first == 0xC3) {
        room[0] = plain_letters[second & 0x3F];
        return room[0] == '-' ? NULL : room;
    }
    if (first == 0xC5 && (second == 0x92 || second == 0x93))
        return "oe";
    return first == 0xCC || (first == 0xCD && second < 0xB0) ? "" : NULL;
}

static void append(char *out, size_t size, size_t *used, const char *letters)
{
    for (; *letters && *used + 1 < size; letters++)
        out[(*used)++] = *letters;
}

void akn_slug(delib_slice text, char *out, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < text.size; i++) {
        char room[2] = { lower(text.data[i]), '\0' };
        const char *letters = is_ascii_word(text.data[i]) ? room : NULL;

        if ((unsigned char)text.data[i] >= 0xC0 && i + 1 < text.size) {
            letters = fold((unsigned char)text.data[i], (unsigned char)text.data[i + 1], room);
            i += letters != NULL;
        }
        if (letters)
            append(out, size, &used, letters);
        else if (used > 0 && out[used - 1] != '-')
            append(out, size, &used, "-");
    }
    while (used > 0 && out[used - 1] == '-')
        used--;
    out[used] = '\0';
}

void akn_number_slug(delib_slice text, char *out, size_t size)
{
    size_t used = 0;

    for (size_t i = 0; i < text.size; i++) {
        char letter[2] = { text.data[i], '\0' };

        if (is_ascii_word(letter[0]) || letter[0] == '.')
            append(out, size, &used, letter);
        else if (used > 0 && out[used - 1] != '_')
            append(out, size, &used, "_");
    }
    while (used > 0 && (out[used - 1] == '_' || out[used - 1] == '.'))
        used--;
    out[used] = '\0';
}

/* --- what a heading calls an act ---------------------------------------------------------------------------------- */

bool akn_is_title(const delib_act *act, delib_slice word)
{
    static const struct {
        const char *code, *word;
    } titles[] = {
#define TITLE(code, word) { code, word },
#include "formats/akn/names.def"
#undef TITLE
    };
    delib_slice code = delib_act_text(act, DELIB_ACT_NATURE);
    char folded[AKN_SLUG];

    akn_slug(word, folded, sizeof folded);
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (delib_slice_is(code.data ? code : delib_slice_of(natures[0].code), titles[i].code) &&
            strcmp(folded, titles[i].word) == 0)
            return true;
    return false;
}

/* --- dates ------------------------------------------------------------------------------------------------------ */

delib_slice akn_day(const delib_act *act, delib_field field)
{
    static const delib_slice absent = { NULL, 0 };
    delib_slice day = delib_act_text(act, field);

    return day.size == 10 && memcmp(day.data, "0000", 4) != 0 ? day : absent;
}

/* The newest of all dates of an act; absent: it has none. */
static delib_slice newest_day(const delib_act *act)
{
    delib_slice newest = { NULL, 0 };

    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++) {
        delib_slice day = { NULL, 0 };

        if (delib_field_describe(field)->type == DELIB_DATE)
            day = akn_day(act, field);
        if (day.data && (!newest.data || memcmp(day.data, newest.data, 10) > 0))
            newest = day;
    }
    return newest;
}

static void copy_day(char *out, delib_slice day)
{
    memcpy(out, day.data, 10);
    out[10] = '\0';
}

/* The day of a count of seconds since 1970, by the civil calendar of 400 years. */
static void day_of_seconds(long long seconds, char *out)
{
    long long days = seconds / 86400 + 719468, era = days / 146097, of_era = days % 146097;
    long long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    long long day = of_year - (153 * month + 2) / 5 + 1;
    char text[64];

    month += month < 10 ? 3 : -9;
    year += era * 400 + (month <= 2);
    snprintf(text, sizeof text, "%04lld-%02lld-%02lld", year, month, day);
    memcpy(out, text, 10);
    out[10] = '\0';
}

/* SOURCE_DATE_EPOCH, where it is a whole number before the year 10000. */
static bool epoch_day(char *out)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    long long seconds = 0;

    if (!text || !*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || seconds > 25340230080LL)
            return false;
        seconds = seconds * 10 + (*text - '0');
    }
    if (seconds > 253402300799LL)
        return false;
    day_of_seconds(seconds, out);
    return true;
}

static void make_dates(struct akn *akn)
{
    struct akn_names *names = &akn->names;
    delib_slice adopted = akn_day(akn->act, DELIB_SITTING_DATE), newest = newest_day(akn->act);

    copy_day(names->date, adopted.data ? adopted : newest.data ? newest : delib_slice_of("0001-01-01"));
    names->date_name = adopted.data ? "adoption" : newest.data ? "derniere-date-connue" : "inconnue";
    if (!adopted.data)
        say_made_up(akn, DELIB_SITTING_DATE, "AKN-DATE",
                    N_("the day of adoption is not known; the identifiers of the document say %s"), names->date);
    if (!epoch_day(names->generated))
        copy_day(names->generated, newest.data ? newest : delib_slice_of(names->date));
}

/* --- names ------------------------------------------------------------------------------------------------------ */

static const char *name_of_nature(delib_slice code)
{
    for (size_t i = 0; code.data && i < sizeof natures / sizeof *natures; i++)
        if (delib_slice_is(code, natures[i].code))
            return natures[i].name;
    return natures[0].name;
}

static void make_actor(struct akn *akn)
{
    delib_slice siren = delib_act_text(akn->act, DELIB_AUTHORITY_SIREN);
    char *actor = akn->names.actor;

    if (!siren.data)
        siren = delib_act_text(akn->act, DELIB_AUTHORITY_SIRET);
    if (siren.size > 9)
        siren.size = 9;
    akn_slug(siren, actor, AKN_SLUG);
    if (actor[0])
        return;
    akn_slug(delib_act_text(akn->act, DELIB_AUTHORITY_NAME), actor, AKN_SLUG);
    if (!actor[0])
        memcpy(actor, "inconnue", sizeof "inconnue");
    say_made_up(akn, DELIB_AUTHORITY_SIREN, "AKN-SIREN",
                N_("the SIREN is not known; the identifiers of the document say %s"), actor);
}

/* The number in an identifier DDD-SIREN-YYYYMMDD-NUMBER-NN, else the one printed. */
static void make_number(struct akn *akn)
{
    delib_slice id = delib_act_text(akn->act, DELIB_ACT_ID);
    size_t end = id.size;
    char *number = akn->names.number;

    while (end > 23 && id.data[end - 1] != '-')
        end--;
    number[0] = '\0';
    if (end > 24 && id.data[3] == '-' && id.data[13] == '-' && id.data[22] == '-') {
        delib_slice inside = { id.data + 23, end - 1 - 23 };

        akn_number_slug(inside, number, AKN_SLUG);
    }
    if (!number[0])
        akn_number_slug(delib_act_text(akn->act, DELIB_ACT_NUMBER), number, AKN_SLUG);
    if (number[0])
        return;
    /* Acts of one document must not share an identifier. */
    if (delib_act_next(akn->act) || delib_act_position(akn->act) > 1)
        snprintf(number, AKN_SLUG, "nn_%zu", delib_act_position(akn->act));
    else
        memcpy(number, "nn", sizeof "nn");
    say_made_up(akn, DELIB_ACT_NUMBER, "AKN-NUMBER",
                N_("the number is not known; the identifiers of the document say %s"), number);
}

void akn_make_names(struct akn *akn)
{
    struct akn_names *names = &akn->names;

    names->nature = name_of_nature(delib_act_text(akn->act, DELIB_ACT_NATURE));
    make_actor(akn);
    make_number(akn);
    make_dates(akn);
    snprintf(names->work, AKN_IRI, "/akn/fr/statement/%s/%s/%s/%s", names->nature, names->actor, names->date,
             names->number);
    snprintf(names->expression, AKN_IRI, "/akn/fr/statement/%s/%s/%s/%s/fra@%s", names->nature, names->actor,
             names->date, names->number, names->date);
}
