/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What shows that something is decided; private to core/reading. */
#ifndef DLB_VERDICT_H
#define DLB_VERDICT_H

#include "reading/reading.h"

/* « Après en avoir délibéré, le conseil municipal, à l'unanimité : », « DÉCIDE, à l'unanimité, ». */
bool dlb_is_formula(const struct dlb_reading *reading, const struct dlb_run *run);

/* A count of votes: its label with a number or a colon at it; « Vote : à l'unanimité ». */
bool dlb_is_vote(const struct dlb_reading *reading, const struct dlb_run *run);

/* « Adopté à la majorité. », « Le point est adopté à l'unanimité. » */
bool dlb_is_outcome(const struct dlb_reading *reading, const struct dlb_run *run);

/* « Le conseil municipal prend acte … », « Le conseil autorise … »: the whole clause in one sentence. */
bool dlb_is_clause(const struct dlb_reading *reading, const struct dlb_run *run);

/* The verb of a decision at a token: « Demande au maire … », and not « Demande de subvention ». */
bool dlb_is_verb(const struct dlb_text *text, uint32_t at);

/* Whether a sentence that tells of the decision begins at a token: « Le comité, par sept voix pour, décide … », « Accord
 * unanime. » */
bool dlb_begins_verdict(const struct dlb_text *text, uint32_t at);

/* « Mme A. a été proclamée maire. » */
bool dlb_is_election(const struct dlb_reading *reading, const struct dlb_run *run);

/* Whether the clause of a sentence that begins at `first` begins at a token, a verb: « Le conseil municipal, à
 * l'unanimité, | approuve le projet. » */
bool dlb_is_clause_at(const struct dlb_text *text, uint32_t first, uint32_t at);

/* Whether the clause of the sentence that a run begins is the next run. */
bool dlb_announces(const struct dlb_reading *reading, const struct dlb_run *run);

/* A run that begins with any infinitive: « - d'acquérir … », « Réaliser … ». */
bool dlb_is_infinitive(const struct dlb_reading *reading, const struct dlb_run *run);

/* A run that begins with the verb of a decision: « APPROUVE … », « - D'autoriser … »; `zone` is where it stands. */
bool dlb_is_decision(const struct dlb_reading *reading, enum dlb_zone zone, const struct dlb_run *run);

/* Whether a run decides something, wherever it stands: a formula, a clause, a vote that is counted or unanimous. */
bool dlb_is_verdict(const struct dlb_reading *reading, const struct dlb_run *run);

#endif
