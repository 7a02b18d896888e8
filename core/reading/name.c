/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "reading/grammar.h"

#define NAME_TOKENS 24
#define LABEL_TOKENS 12

static bool is_glued(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].flags & DLB_GLUED;
}

static bool is_apostrophe(const struct dlb_text *text, uint32_t at)
{
    return dlb_token_is_mark(text, at, '\'') || delib_slice_is(dlb_token_slice(text, at), "’");
}

/* Whether a column or a paragraph ends before the token. */
static bool begins_apart(const struct dlb_text *text, uint32_t at)
{
    return (text->tokens[at].flags & DLB_GAP) || dlb_begins_column(text, at);
}

/* Whether a line of a few words before a colon begins at a token: « Belval-sous-Bois : ». */
static bool begins_label(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    if (!(text->tokens[at].flags & DLB_FIRST))
        return false;
    for (uint32_t next = at; next < end && next - at < LABEL_TOKENS && text->tokens[next].line == text->tokens[at].line;
         next++)
        if (dlb_token_is_mark(text, next, ':'))
            return true;
    return false;
}

/* One capital letter. */
static bool is_letter(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && text->tokens[at].kind == DLB_WORD && text->tokens[at].size == 1 &&
           (text->tokens[at].flags & DLB_CAPITAL);
}

/* « N'DIAYE », « M'BAREK ». */
static bool is_elided(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return is_letter(text, at, end) && at + 2 < end && is_apostrophe(text, at + 1) && is_glued(text, at + 1) &&
           is_glued(text, at + 2) && (text->tokens[at + 2].flags & DLB_CAPITAL);
}

/* Behind initials: « J. », « J.P. », « A.-M. », « J-M », « M »; at where no letter stands alone. */
static uint32_t skip_initials(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    while (is_letter(text, next, end) && (next == at || is_glued(text, next))) {
        next++;
        if (next < end && is_glued(text, next) && dlb_token_is_mark(text, next, '.'))
            next++;
        if (next < end && is_glued(text, next) && dlb_token_is_mark(text, next, '-') && is_letter(text, next + 1, end) &&
            is_glued(text, next + 1))
            next++;
    }
    return next;
}

/* Whether a label begins at a token: « Monique B EXCUSÉS : ». */
static bool begins_cue(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = text->tokens[at].word ? dlb_text_hit_at(text, at) : text->hit_count;
    return hit < text->hit_count && text->hits[hit].first == at && skip_initials(text, at, text->count) < at + 2 &&
           !is_elided(text, at, text->count) &&
           (dlb_cue_kinds[text->hits[hit].cue].flags & (DLB_CUE_LABEL | DLB_CUE_BODY));
}

/* « M. » is a civility before a name, an initial behind one where a mark or the line's end follows, and in « M.-C. »;
 * so is any letter without a full stop. */
static bool is_initial(const struct dlb_text *text, uint32_t at, uint32_t end, bool behind_name)
{
    uint32_t behind = skip_initials(text, at, end);
    if (behind == at)
        return false;
    if (behind > at + 2 || (!dlb_token_is(text, at, DLB_CIVILITY) && (!behind_name || behind > at + 1)))
        return true;
    return behind_name && (behind >= end || text->tokens[behind].kind == DLB_MARK ||
                           (text->tokens[behind].flags & DLB_FIRST) || dlb_token_is(text, behind, DLB_AND));
}

static bool is_name_word(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && text->tokens[at].kind == DLB_WORD && (text->tokens[at].flags & DLB_CAPITAL) &&
           (!dlb_token_is(text, at, DLB_CIVILITY | DLB_ROLE) || is_elided(text, at, end));
}

/* Whether a capital stands behind a hyphen and a blank or a line's end: « Marie- Alice ». */
static bool goes_on_apart(const struct dlb_text *text, uint32_t at)
{
    const struct dlb_token *token = &text->tokens[at];
    return dlb_token_is_mark(text, at - 1, '-') && token[-1].size == 1 && (token->flags & DLB_CAPITAL) &&
           token->line <= token[-1].line + 1 && !(token->flags & DLB_GAP) &&
           (!token->word || dlb_token_is(text, at, DLB_COMPOUND | DLB_PARTICLE | DLB_TOPONYM));
}

/* « Ph. », « Chr. » before the family name: the full stop belongs to the word. */
static bool is_abbreviated(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at + 2 < end && text->tokens[at].size <= 3 && !(text->tokens[at].flags & DLB_CAPS) &&
           dlb_token_is_mark(text, at + 1, '.') && is_glued(text, at + 1) && is_name_word(text, at + 2, end) &&
           !(text->tokens[at + 2].flags & DLB_FIRST);
}

/* The end of one word of a name with what is glued to it: « Jean-Marc », « KERLOC'H », « J.-P. ». */
static uint32_t end_of_word(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at + 1, initials = skip_initials(text, at, end);
    if (initials > next)
        return initials;
    if (is_abbreviated(text, at, end))
        return at + 2;
    if (next + 2 < end && is_apostrophe(text, next) && is_apostrophe(text, next + 1) && is_glued(text, next + 1))
        next++;
    while (next + 1 < end && is_glued(text, next) && text->tokens[next].kind == DLB_MARK &&
           (dlb_token_is_mark(text, next, '-') || is_apostrophe(text, next)) &&
           text->tokens[next + 1].kind == DLB_WORD && (is_glued(text, next + 1) || goes_on_apart(text, next + 1)))
        next += 2;
    return next;
}

/* Behind the particles that stand at a token (« de La », « d' »); at where none does or no name follows. */
static uint32_t skip_particles(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    if (dlb_token_is_mark(text, at, '(') && dlb_token_is(text, at + 1, DLB_PARTICLE) && dlb_token_is_mark(text, at + 2, ')'))
        return is_name_word(text, at + 3, end) ? at + 3 : at; /* « DUPONT (de) Jean » */
    while (next < end && (dlb_token_is(text, next, DLB_PARTICLE) || (next > at && is_apostrophe(text, next))) &&
           next - at < 4)
        next++;
    return next > at && is_name_word(text, next, end) ? next : at;
}

static bool is_family(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].flags & DLB_CAPS;
}

/* Whether a name that begins its line, its column or what is behind a label is whole where the line ends: one name a
 * line. « Jean / DUPONT » is not. */
static bool ends_with_line(const struct dlb_text *text, const struct dlb_name *name, uint32_t first, uint32_t next)
{
    uint32_t begin = name->civility_first;
    bool begins = (text->tokens[begin].flags & DLB_FIRST) || begins_apart(text, begin) ||
                  (begin > 0 && dlb_token_is_mark(text, begin - 1, ':'));
    if (!begins || !(text->tokens[next].flags & DLB_FIRST))
        return false;
    return is_family(text, first) || name->family_end > name->family_first || !is_family(text, next);
}

/* Whether another name, a label or what is no name begins at a token behind the words from `first` on; `word` is the
 * token behind the particles that stand there. */
static bool begins_other(const struct dlb_text *text, const struct dlb_name *name, uint32_t first, uint32_t next,
                         uint32_t word, uint32_t end)
{
    return begins_apart(text, next) || (begins_cue(text, next) && !is_initial(text, next, end, true)) ||
           begins_label(text, next, end) || ends_with_line(text, name, first, next) ||
           ((text->tokens[next].flags & DLB_FIRST) && text->tokens[word].word);
}

/* Whether the dash at a token joins two family names, « Anne ROUX - VERT »: behind a whole name stands one word alone. */
static bool joins_family(const struct dlb_text *text, const struct dlb_name *name, uint32_t at, uint32_t end)
{
    return name->family_end == at && name->family_first > name->first && dlb_token_is_mark(text, at, '-') &&
           text->tokens[at].size == 1 && at + 1 < end && is_family(text, at + 1) && !text->tokens[at + 1].word &&
           (!is_name_word(text, at + 2, end) || (text->tokens[at + 2].flags & DLB_FIRST)) &&
           !dlb_token_is_mark(text, at + 2, ':');
}

/* « Mme Anne, ROUX »: a comma inside a name of a given and a family name, each one word. */
static bool is_split_by_comma(const struct dlb_text *text, const struct dlb_name *name, uint32_t at, uint32_t end)
{
    return name->civility_end > name->civility_first && at == name->first + 1 && !is_family(text, at - 1) &&
           dlb_token_is_mark(text, at, ',') && at + 1 < end && is_family(text, at + 1) && !text->tokens[at + 1].word &&
           (at + 2 >= end || dlb_token_is_mark(text, at + 2, ','));
}

/* The token behind the particles that stand before a name's next word. Small ones do not begin a name by themselves. */
static uint32_t next_word(const struct dlb_text *text, const struct dlb_name *name, uint32_t at, uint32_t next,
                          uint32_t end)
{
    bool bare = next == at && name->civility_end == name->civility_first;
    return bare && !(text->tokens[at].flags & DLB_CAPITAL) ? at : skip_particles(text, next, end);
}

/* « ROCHE ANNE A ETE NOMMEE », « ROCHE Anne Le compte rendu »: a word that goes on with no name. */
static bool begins_phrase(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    const struct dlb_token *token = &text->tokens[at];
    bool alone = at + 1 < end && text->tokens[at + 1].kind == DLB_WORD;
    if (dlb_token_is(text, at, DLB_TO) && token->size == 1)
        return alone;
    return alone && dlb_token_is(text, at, DLB_ARTICLE) && !(token->flags & DLB_CAPS) &&
           !(text->tokens[at + 1].flags & DLB_CAPITAL);
}

/* Reads name words until a second change between family and given name: there the next person begins. */
static uint32_t read_words(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_name *name)
{
    uint32_t next = at, changes = 0;
    bool family = false;

    name->first = name->family_first = name->family_end = at;
    while (next < end && next - at < NAME_TOKENS) {
        uint32_t word = next_word(text, name, at, next, end);
        if (next > at && dlb_token_is(text, next, DLB_BORN) && is_name_word(text, next + 1, end)) {
            next = end_of_word(text, next + 1, end);
            continue;
        }
        if (joins_family(text, name, next, end) || is_split_by_comma(text, name, next, end))
            word = ++next;
        if (!is_name_word(text, word, end) && !is_initial(text, word, end, next > at) &&
            !(next == at && at > name->civility_first && is_letter(text, at, end))) /* « Mme M. DUPONT » */
            break;
        if (next > at) {
            if (begins_other(text, name, at, next, word, end) || begins_phrase(text, next, end))
                break;
            if (is_family(text, word) != family && ++changes > 1)
                break;
            if (changes && (text->tokens[next].flags & DLB_FIRST) && is_family(text, word) == family)
                break;
        }
        family = is_family(text, word);
        if (family && name->family_end == name->family_first)
            name->family_first = next;
        next = end_of_word(text, word, end);
        if (family)
            name->family_end = next;
    }
    if (!changes)
        name->family_first = name->family_end = at;
    return next;
}

/* Whether the lexicon knows every word of a range: « Conseil Municipal » is nobody's name. */
static bool is_of_genre(const struct dlb_text *text, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (text->tokens[at].kind == DLB_WORD && !text->tokens[at].word)
            return false;
    return true;
}

static uint32_t read_civility(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    while (next < end && dlb_token_is(text, next, DLB_CIVILITY) && !is_initial(text, next, end, false) && !is_elided(text, next, end) &&
           (next == at || !is_letter(text, next, end))) {
        next++;
        if (next < end && is_glued(text, next) && dlb_token_is_mark(text, next, '.'))
            next++;
    }
    return next;
}

/* The role behind a name: « , Maire », « (1er adjoint) ». */
static void read_role(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_name *name)
{
    uint32_t next = at, first;
    if (next < end && text->tokens[next].kind == DLB_MARK && text->tokens[next].size == 1 &&
        strchr(",-(", dlb_token_slice(text, next).data[0]))
        next++;
    first = next;
    while (next < end && next - first < 3 &&
           (text->tokens[next].kind == DLB_NUMBER || dlb_token_is(text, next, DLB_ORDINAL)))
        next++;
    name->role_first = name->role_end = at;
    if (next >= end || !dlb_token_is(text, next, DLB_ROLE) || begins_apart(text, next))
        return;
    while (next < end && dlb_token_is(text, next, DLB_ROLE) && !begins_apart(text, next))
        next = end_of_word(text, next, end);
    name->role_first = first;
    name->role_end = next;
}

/* Whether a word of the genre begins what has no civility: « Date de la DUPONT » is read across two columns. */
static bool begins_with_genre(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].word && !is_glued(text, at + 1) && !(text->tokens[at].flags & DLB_CAPS) && text->tokens[at].size > 1 &&
           !dlb_token_is(text, at, DLB_PARTICLE | DLB_COMPOUND | DLB_MONTH);
}

uint32_t dlb_read_name(const struct dlb_text *text, uint32_t at, uint32_t end, struct dlb_name *name)
{
    uint32_t first = read_civility(text, at, end), next;

    name->civility_first = at;
    name->civility_end = first;
    if (first == at && at < end && begins_cue(text, at))
        return at;
    next = read_words(text, first, end, name);
    if (next == first || (first == at && (is_of_genre(text, first, next) || begins_with_genre(text, first))) ||
        (next == first + 1 && dlb_token_is(text, first, DLB_PARTICLE)))
        return at;
    name->first = first;
    name->end = next;
    read_role(text, next, end, name);
    return name->role_end > name->role_first ? name->role_end : next;
}

/* A letter with an accent that stands alone is dirt on the page. */
static bool is_dirt(const struct dlb_text *text, uint32_t at)
{
    return text->tokens[at].size == 2 && (unsigned char)dlb_token_slice(text, at).data[0] >= 0x80 &&
           !(at + 1 < text->count && is_glued(text, at + 1));
}

static bool is_place_word(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at < end && text->tokens[at].kind == DLB_WORD && (text->tokens[at].flags & DLB_CAPITAL) &&
           !is_dirt(text, at);
}

/* Whether another line of a head begins at a token: « VILLE DE BELVAL DEPARTEMENT DU … » without its line ends. */
static bool begins_head(const struct dlb_text *text, uint32_t at)
{
    uint32_t hit = text->tokens[at].word ? dlb_text_hit_at(text, at) : text->hit_count;
    return hit < text->hit_count && text->hits[hit].first == at &&
           (dlb_cue_kinds[text->hits[hit].cue].flags & (DLB_CUE_HEAD | DLB_CUE_LABEL));
}

/* Whether a new line begins at a token and the name is whole before it: not behind « LE » nor before « les ». */
static bool ends_at_line(const struct dlb_text *text, uint32_t at)
{
    return (text->tokens[at].flags & DLB_FIRST) && (text->tokens[at].flags & DLB_CAPITAL) &&
           !dlb_token_is(text, at - 1, DLB_PARTICLE | DLB_TOPONYM);
}

/* « Belval- » at the end of a line that goes on in another column. */
static bool is_broken_off(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    return at + 1 < end && dlb_token_is_mark(text, at, '-') && is_glued(text, at) &&
           (text->tokens[at + 1].flags & DLB_FIRST);
}

uint32_t dlb_read_place(const struct dlb_text *text, uint32_t at, uint32_t end)
{
    uint32_t next = at;
    while (next < end && next - at < NAME_TOKENS) {
        uint32_t word = next;
        if (next > at && (begins_apart(text, next) || ends_at_line(text, next) || begins_head(text, next)))
            break;
        while (word < end && word - next < 4 && !is_place_word(text, word, end) &&
               (dlb_token_is(text, word, DLB_PARTICLE | DLB_TOPONYM) || (word > next && is_apostrophe(text, word))))
            word++;
        if (!is_place_word(text, word, end) || (dlb_token_is(text, word, DLB_TO) && !dlb_token_is(text, word, DLB_TOPONYM)) ||
            (next > at && (text->tokens[next].flags & DLB_FIRST) && is_family(text, next - 1) != is_family(text, word)) ||
            (next > at && word == next && !dlb_token_is(text, word, DLB_PARTICLE) && is_family(text, next - 1) &&
             !is_family(text, word)))
            break; /* capitals do not go on with small letters, nor in the line below the other way round */
        next = end_of_word(text, word, end);
    }
    return is_broken_off(text, next, end) ? at : next;
}
