/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The four sections with the words of an act. */
#include <config.h>

#include "blocks.h"

enum section { PREFACE = 1, PREAMBLE = 2, MAIN_BODY = 4, CONCLUSIONS = 8 };

#define ANYWHERE (PREFACE | PREAMBLE | MAIN_BODY | CONCLUSIONS)

/* What a type of block becomes. */
struct rule {
    delib_block_type type;
    unsigned sections;
    enum akn_element wrapper;  /* shared by neighbours of the type; AKN_NOTHING: none */
    const char *name;          /* the wrapper's */
    enum akn_element element;
};

static const struct rule rules[] = {
#define BLOCK_AS(type, sections, wrapper, name, element) \
    { DELIB_BLOCK_##type, sections, AKN_##wrapper, name, AKN_##element },
#include "formats/akn/blocks.def"
#undef BLOCK_AS
};

static const delib_slice absent = { NULL, 0 };

static const struct rule *rule_for(const delib_block *block, enum section section)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].type == akn_type_of(block))
            return rules[i].sections & (unsigned)section ? &rules[i] : NULL;
    return NULL;
}

/* --- single blocks ------------------------------------------------------------------------------------------------ */

/* An article, paragraph, citation or recital: its mark, then what it says; hierarchy wants `content` around that. */
static void put_numbered(struct akn *akn, const delib_block *block, enum akn_element element)
{
    bool hierarchy = element == AKN_ARTICLE || element == AKN_PARAGRAPH;
    struct akn_mark mark = akn_split_mark(block);

    if (hierarchy)
        akn_enter_numbered(akn, element, block, mark.number);
    else
        akn_enter(akn, element, mark.number);
    akn_write_mark(akn, mark.mark);
    if (hierarchy)
        akn_enter(akn, AKN_CONTENT, absent);
    akn_write_block(akn, block, mark.rest, NULL);
    if (hierarchy)
        akn_leave(akn);
    akn_leave(akn);
}

static void put_signature(struct akn *akn, const delib_block *block)
{
    delib_slice text = akn_trim(delib_block_text(block));

    if (text.size > 0 || !delib_block_first(block)) {
        akn_enter(akn, AKN_P, absent);
        akn_xml_mixed(&akn->xml);
        akn_enter(akn, AKN_SIGNATURE, absent);
        akn_text(akn, text);
        akn_leave(akn);
        akn_leave(akn);
    }
    akn_write_block(akn, block, absent, NULL);
}

/* A text that is absent would leave an empty block without its paragraph. */
static delib_slice text_of(const delib_block *block)
{
    delib_slice text = akn_trim(delib_block_text(block));

    return text.data ? text : delib_slice_of("");
}

static void put_block(struct akn *akn, const delib_block *block, const struct rule *rule)
{
    if (!rule)
        akn_write_block(akn, block, text_of(block), akn_class_of(block));
    else if (rule->element == AKN_P)
        akn_write_block(akn, block, text_of(block), NULL);
    else if (rule->element == AKN_SIGNATURE)
        put_signature(akn, block);
    else
        put_numbered(akn, block, rule->element);
}

/* --- runs of blocks ----------------------------------------------------------------------------------------------- */

/* Notes the passage about the vote: the first behind the preamble, where heads of forms print empty counts too. */
static void note_vote(struct akn *akn, enum section section, const char *eid)
{
    bool behind = section == MAIN_BODY || section == CONCLUSIONS;

    if ((akn->vote[0] && (akn->vote_behind || !behind)) || strlen(eid) >= AKN_EID)
        return;
    memcpy(akn->vote, eid, strlen(eid) + 1);
    akn->vote_behind = behind;
}

static void open_wrapper(struct akn *akn, const struct rule *rule, enum section section)
{
    const char *eid;

    akn_xml_open(&akn->xml, akn_eid_element_name(rule->wrapper));
    if (rule->name)
        akn_xml_attribute_string(&akn->xml, "name", rule->name);
    eid = akn_eid_enter(&akn->eids, rule->wrapper, absent);
    akn_xml_attribute_string(&akn->xml, "eId", eid);
    if (rule->type == DELIB_BLOCK_VOTE)
        note_vote(akn, section, eid);
}

static void put_run(struct akn *akn, enum section section, const delib_block *block, const delib_block *end)
{
    const struct rule *open = NULL;

    for (; block && block != end; block = delib_block_next(block)) {
        const struct rule *rule = rule_for(block, section);

        if (open && open != rule) {
            akn_leave(akn);
            open = NULL;
        }
        if (rule && !open && rule->wrapper != AKN_NOTHING) {
            open_wrapper(akn, rule, section);
            open = rule;
        }
        put_block(akn, block, rule);
    }
    if (open)
        akn_leave(akn);
}

static void put_section(struct akn *akn, const char *name, enum section section, const delib_block *first,
                        const delib_block *end)
{
    if (!first || first == end)
        return;
    akn_xml_open(&akn->xml, name);
    put_run(akn, section, first, end);
    akn_xml_close(&akn->xml);
}

/* The main body must not be empty: an act without words for it has an empty paragraph. */
static void put_empty_body(struct akn *akn)
{
    akn_xml_open(&akn->xml, "mainBody");
    akn_enter(akn, AKN_P, absent);
    akn_leave(akn);
    akn_xml_close(&akn->xml);
}

void akn_write_sections(struct akn *akn)
{
    const delib_block *content = delib_act_content(akn->act);
    struct akn_cuts cuts = akn_find_cuts(content);

    put_section(akn, "preface", PREFACE, delib_block_first(content), cuts.preamble);
    put_section(akn, "preamble", PREAMBLE, cuts.preamble, cuts.body);
    if (cuts.body == cuts.conclusions)
        put_empty_body(akn);
    else
        put_section(akn, "mainBody", MAIN_BODY, cuts.body, cuts.conclusions);
    put_section(akn, "conclusions", CONCLUSIONS, cuts.conclusions, NULL);
}
