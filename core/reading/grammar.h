/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The grammars of values; private to core/reading.
 *
 * Each looks at the token `at` and no further than `end`, and returns the token behind what it read, or `at` where
 * nothing of its kind begins there. None looks at more tokens than a bound of its own. */
#ifndef DLB_GRAMMAR_H
#define DLB_GRAMMAR_H

#include "reading/text.h"

/* A day; year is 0 where it is not printed. */
struct dlb_date {
    int year, month, day;
};

/* A whole number in digits or in words: « 14 », « dix-sept », « deux mil vingt-deux ». */
uint32_t dlb_read_number(const struct dlb_text *text, uint32_t at, uint32_t end, int64_t *number);

/* The number before a word that counts: « 7 pour », « quinze voix contre ». `cue`, or `*first` where there is none or
 * it belongs to the label before it. */
uint32_t dlb_read_number_before(const struct dlb_text *text, uint32_t from, uint32_t cue, uint32_t *first,
                                int64_t *number);

/* A letter that stands alone for a figure where a number must stand: « O voix contre », « Abstention : l ». */
uint32_t dlb_read_lone_figure(const struct dlb_text *text, uint32_t at, uint32_t end, int64_t *number);

/* A day: « 7 février 2025 », « mardi 1er août », « 14/10/2022 », « vingt-neuf juillet deux mil vingt-deux »,
 * « deux mille vingt-cinq, le dix-huit février ». Impossible days and years out of 1789–2199 are none. */
uint32_t dlb_read_date(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date);

/* The first day in [at, end), its year printed or not; `*behind` is the token behind it. end where there is none. */
uint32_t dlb_find_date(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_date *date,
                       uint32_t *behind);

/* The day of a value YYYY-MM-DD. */
void dlb_date_of_value(delib_value value, struct dlb_date *date);

/* Below 0, 0 or above 0 as `one` is before, on or after `other`. */
int dlb_date_compare(const struct dlb_date *one, const struct dlb_date *other);

/* A time of day in minutes: « 18 heures 30 minutes », « 18h30 », « dix-neuf heures ». */
uint32_t dlb_read_time(const struct dlb_text *text, uint32_t at, uint32_t end, int *minutes);

/* An identifier of ACTES, also broken by blanks or line ends behind its hyphens, or misread where its form tells. */
#define DLB_ID_SIZE 64
struct dlb_identifier {
    char value[DLB_ID_SIZE];
    uint32_t siren, siren_end; /* tokens */
    int date;                  /* YYYYMMDD */
    bool misread;              /* letters in the SIREN or the date were read as figures */
    bool mended;               /* read otherwise than it is printed */
    bool doubtful;             /* a letter in it may be a figure */
};
uint32_t dlb_read_identifier(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_identifier *id);

/* An act's own number: digits and letters joined by - / _ . without blanks, with a digit: « 2022/07/29/07 »,
 * « DE2024-090 ». */
uint32_t dlb_read_act_number(const struct dlb_text *text, uint32_t at, uint32_t end);

/* Whether « 2/3 », a page of so many, begins at a token: no number of an act. */
bool dlb_is_fraction(const struct dlb_text *text, uint32_t at);

/* The name of one person, with the civility before it and, in `role_first`…`role_end`, the role behind it. */
struct dlb_name {
    uint32_t civility_first, civility_end;
    uint32_t first, end;
    uint32_t role_first, role_end;
    uint32_t family_first, family_end; /* the family name inside; empty where it cannot be told from the given one */
};
uint32_t dlb_read_name(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_name *name);

/* The proper name of an authority behind its kind: « VALFONTAINE les BOIS », « Belval-sous-Bois ». */
uint32_t dlb_read_place(const struct dlb_text *text, uint32_t at, uint32_t end);

#endif
