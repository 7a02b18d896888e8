/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One reading of prose: runs of text, their types, and the facts found in them; private to core/reading. */
#ifndef DLB_READING_H
#define DLB_READING_H

#include "context/context.h"
#include "reading/grammar.h"

/* The ways in which a value is read; the table is rules.def. */
enum dlb_rule {
#define RULE(id, name, confidence) DLB_RULE_##id,
#include "deliberation/rules.def"
#undef RULE
    DLB_RULE_COUNT
};

/* Where in an act a run stands. */
enum dlb_zone { DLB_ZONE_HEAD, DLB_ZONE_SITTING, DLB_ZONE_BODY, DLB_ZONE_DECISION, DLB_ZONE_CLOSING };

enum dlb_run_flag {
    DLB_RUN_TABLE = 1 << 0,   /* columns set by tabs or bars */
    DLB_RUN_TITLE = 1 << 1,   /* capitals or emphasis all over */
    DLB_RUN_ITEM = 1 << 3,    /* begins an item of minutes */
    DLB_RUN_CLAUSE = 1 << 4,  /* what the body decides, behind its name in one sentence */
    DLB_RUN_NAMES = 1 << 2    /* nearly all words begin with a capital, are roles, or join names */
};

/* How an item of minutes is marked. Stronger marks first: where two could be right, the first is taken. */
enum dlb_mark {
    DLB_MARK_NONE,
    DLB_MARK_NUMBER,  /* an act's own number: « 2019-09-01 » */
    DLB_MARK_WORD,    /* « POINT 2 », « N° 2 – » */
    DLB_MARK_ROMAN,   /* « II – » */
    DLB_MARK_SLASH,   /* « 2/ » */
    DLB_MARK_DASH,    /* « 2- », « 2 – » */
    DLB_MARK_DOT,     /* « 2. » */
    DLB_MARK_BRACKET, /* « 2) » */
    DLB_MARK_COLON,   /* « 2 : », « 2° » */
    DLB_MARK_LEVELS,  /* « 2.1 » */
    DLB_MARK_BARE,    /* « 02 Tarifs » */
    DLB_MARK_LETTER,  /* « B. » */
    DLB_MARK_BULLET,  /* « • », « e » as an OCR engine reads it */
    DLB_MARK_REPORTED, /* « Rapporteur : … » stands below */
    DLB_MARK_AGENDA,  /* the words of a line of the agenda */
    DLB_MARK_SUBJECT, /* « Objet : » */
    DLB_MARK_RULED,   /* a row of hyphens stands below */
    DLB_MARK_TITLE,   /* capitals or emphasis */
    DLB_MARK_LINE,    /* a line of its own above prose */
    DLB_MARK_COUNT
};

/* A run of text that becomes one block: a paragraph, a label with what it announces, an item of a list. */
struct dlb_run {
    uint32_t first, end;       /* tokens */
    uint32_t body;             /* the token behind the mark of a list, else `first` */
    uint32_t head;             /* the token behind the mark of an item */
    uint32_t hit, hit_end;     /* the cues inside */
    enum dlb_cue lead;         /* the cue that it begins with, or DLB_CUE_NONE */
    uint8_t type;              /* delib_block_type */
    uint8_t zone;              /* enum dlb_zone */
    uint8_t flags;             /* enum dlb_run_flag */
    uint8_t mark;              /* enum dlb_mark */
    uint32_t ordinal;          /* of the mark; 0: it has none */
};

/* Longer than this is prose: no stamp, no signature, no line of furniture. */
#define DLB_SHORT 16

/* The tokens of a run, marks counted. */
static inline uint32_t dlb_length(const struct dlb_run *run)
{
    return run->end - run->first;
}

/* Whether a mark sets a run apart from the head: headings there are titles, too. */
static inline bool dlb_is_marked(const struct dlb_run *run)
{
    return (run->flags & DLB_RUN_ITEM) || (run->mark != DLB_MARK_NONE && run->mark < DLB_MARK_RULED);
}

/* The runs of one act, or of what belongs to none (`act` NULL). */
struct dlb_scope {
    uint32_t first, end; /* runs */
    bool item;           /* of the minutes of the sitting in the last scope before that is none */
    delib_act *act;
};

/* A name that the text gives to an authority; the more it weighs, the surer it is that of the text itself. */
struct dlb_place {
    const char *kind;
    uint32_t first, end; /* where it stands first */
    uint32_t hash, weight;
};
#define DLB_PLACES 64

/* What a text calls itself. */
enum dlb_genre { DLB_GENRE_UNKNOWN, DLB_GENRE_EXTRACT, DLB_GENRE_MINUTES, DLB_GENRE_LIST };

struct dlb_reading {
    delib_context *context;
    delib_document *document;
    struct dlb_text text;
    struct dlb_run *runs;
    uint32_t run_count, run_room;
    enum dlb_genre genre; /* known when the items are */
    struct dlb_place places[DLB_PLACES];
    uint32_t place_count;
    struct dlb_scope *scopes;
    uint32_t scope_count, scope_room;
    delib_status status; /* the first failure; what follows it does nothing */
    char *buffer;        /* for values that are not cut from the text as they stand */
    size_t buffer_size;
};

/* Cuts the text into runs. */
void dlb_find_runs(struct dlb_reading *reading);

/* Groups the runs by act and gives each its zone and type. */
void dlb_find_acts(struct dlb_reading *reading);

/* Finds the names of authorities in the whole text, and which of a kind it names most; NULL where that is not plain. */
void dlb_find_places(struct dlb_reading *reading);
const struct dlb_place *dlb_best_place(const struct dlb_reading *reading, delib_slice kind);

/* The article that « du » or « des » before the name of a commune stands for: « ville du Mesnil »; NULL for none. */
const char *dlb_article_before(const struct dlb_text *text, uint32_t first);

/* How the name of an authority stands behind its cue. */
enum dlb_place_form {
    DLB_PLACE_FREE = 0,
    DLB_PLACE_LINKED = 1 << 0, /* only behind « de » without a small article: « conseil municipal de X » */
    DLB_PLACE_JOINED = 1 << 1, /* two names may be joined: « communauté de communes de Plaine – Lavergne » */
    DLB_PLACE_OF = 1 << 2,     /* only behind « de »; an article may follow: « conseil départemental de la X » */
    DLB_PLACE_PURPOSED = 1 << 3 /* what it is for may stand before: « syndicat mixte d'eau potable de la X » */
};

/* The name of an authority behind its cue, past « de »; it begins at `*first`, which is returned where there is none. */
uint32_t dlb_place_behind(const struct dlb_text *text, uint32_t at, uint32_t end, unsigned form, uint32_t *first);

/* Puts the words of a scope into blocks. */
void dlb_write_content(struct dlb_reading *reading, const struct dlb_scope *scope);

/* Each finds the facts of one kind in the runs of an act. */
void dlb_find_authority(struct dlb_reading *reading, const struct dlb_scope *scope);
void dlb_find_sitting(struct dlb_reading *reading, const struct dlb_scope *scope);
void dlb_find_officers(struct dlb_reading *reading, const struct dlb_scope *scope);
void dlb_find_attendance(struct dlb_reading *reading, const struct dlb_scope *scope);
void dlb_find_counts(struct dlb_reading *reading, const struct dlb_scope *scope);
void dlb_find_subject(struct dlb_reading *reading, const struct dlb_scope *scope);
void dlb_find_vote(struct dlb_reading *reading, const struct dlb_scope *scope);
void dlb_find_formalities(struct dlb_reading *reading, const struct dlb_scope *scope);

/* Finds the formalities that are said of minutes and so of all their acts: of the minutes by name, or in one stamp. */
void dlb_find_formalities_of_minutes(struct dlb_reading *reading, const struct dlb_scope *minutes);

/* Finds the seats of the assembly anywhere in minutes: they are the same for all their acts. */
void dlb_find_seats(struct dlb_reading *reading, const struct dlb_scope *minutes);

/* Finds who presides in the sentences of a scope that say so, whoever signs. */
void dlb_find_president(struct dlb_reading *reading, const struct dlb_scope *scope);

/* Finds who keeps the minutes in the runs of a scope, for an act of the same sitting. */
void dlb_find_secretary(struct dlb_reading *reading, const struct dlb_scope *scope, delib_act *act);

/* Finds the day in the title of an item: « examinée le 9 décembre 2022 ». */
void dlb_find_examination(struct dlb_reading *reading, const struct dlb_scope *scope);

/* Finds who takes the chair in the runs of a scope, for the act that he does so for: others may preside the next.
 * `elected`: only who was elected to it there, and so presides what follows. */
bool dlb_find_chair(struct dlb_reading *reading, const struct dlb_scope *scope, delib_act *act, bool elected);

/* The cue hits of a run, one by one: `for (hit = …; hit < end; hit++)`. */
const struct dlb_hit *dlb_run_hits(const struct dlb_reading *reading, const struct dlb_run *run,
                                   const struct dlb_hit **end);

/* The first cue of a kind in a run, at or behind a token; NULL where there is none. */
const struct dlb_hit *dlb_run_cue(const struct dlb_reading *reading, const struct dlb_run *run, uint32_t from,
                                  enum dlb_cue cue);

/* Whether a cue with a flag (enum dlb_cue_flag) stands anywhere in a run. */
bool dlb_run_flagged(const struct dlb_reading *reading, const struct dlb_run *run, unsigned flag);

/* Whether a cue stands anywhere in a run. */
bool dlb_run_has(const struct dlb_reading *reading, const struct dlb_run *run, enum dlb_cue cue);

/* What is surer is chosen unless the user asks for more (delib_request.min_confidence). */
#define DLB_CHOSEN 500

/* Whether the words of a range are cut apart by the bar of another column: they are no value that can be read again. */
bool dlb_holds_bar(const struct dlb_text *text, uint32_t first, uint32_t end);

/* Adds a candidate that the tokens [first, end) state, read by a rule whose confidence that of the lines lowers. */
void dlb_state(struct dlb_reading *reading, delib_act *act, delib_field field, delib_value value, uint32_t first,
               uint32_t end, enum dlb_rule rule);
void dlb_state_date(struct dlb_reading *reading, delib_act *act, delib_field field, const struct dlb_date *date,
                    uint32_t first, uint32_t end, enum dlb_rule rule);
void dlb_state_number(struct dlb_reading *reading, delib_act *act, delib_field field, int64_t number, uint32_t first,
                      uint32_t end, enum dlb_rule rule);
/* The words themselves, white space and emphasis normalised. */
void dlb_state_words(struct dlb_reading *reading, delib_act *act, delib_field field, uint32_t first, uint32_t end,
                     enum dlb_rule rule);

/* Whether a field has a candidate that is no doubtful one. */
bool dlb_is_stated(const delib_act *act, delib_field field);

/* The words of a range with blanks normalised and emphasis left out, in the reading's buffer (valid until its next
 * use). Lines are joined by `separator`; where it is a blank, words broken by a hyphen at a line's end are joined. */
delib_slice dlb_clean(struct dlb_reading *reading, uint32_t first, uint32_t end, char separator);

/* The provenance of a range that was read by a rule. `*owned` is to be freed by the caller. */
delib_provenance dlb_provenance(const struct dlb_reading *reading, uint32_t first, uint32_t end, enum dlb_rule rule,
                                char **owned);

/* `Given FAMILY` of a name, in the reading's buffer. */
delib_slice dlb_given_first(struct dlb_reading *reading, const struct dlb_name *name);

/* Moves over marks that only separate: `:`, `-`, `–`, `.`, `,`, emphasis. */
uint32_t dlb_skip_marks(const struct dlb_text *text, uint32_t at, uint32_t end);

#endif
