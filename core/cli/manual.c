/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The manual page. What it says of commands, options, fields, limits and exit codes comes from their tables. */
#include <config.h>

#include <inttypes.h>

#include "cli/cli.h"

/* Text for roff: what it would take for its own is made plain. */
static void put(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else if (*text == '\'')
            fputs("\\(aq", out);
        else if (*text == '`')
            fputs("\\(ga", out);
        else
            putc(*text, out);
    }
}

static void put_line(FILE *out, const char *text)
{
    put(out, text);
    putc('\n', out);
}

static void put_heading(FILE *out, const char *name)
{
    fprintf(out, ".SH %s\n", name);
}

/* A paragraph behind items. */
static void put_after(FILE *out, const char *text)
{
    fputs(".PP\n", out);
    put_line(out, text);
}

/* A term in bold and, on the next line, what it means. */
static void put_item(FILE *out, const char *term, const char *meaning)
{
    fputs(".TP\n.B ", out);
    put_line(out, term);
    put_line(out, meaning);
}

/* --- commands and their options ----------------------------------------------------------------------------- */

static void put_option(FILE *out, const struct argp_option *option)
{
    fputs(".TP 4\n", out); /* narrower than any option: all stand on a line of their own */
    if (option->key > ' ' && option->key < 0x7F)
        fprintf(out, "\\fB\\-%c\\fR%s", option->key, option->name ? ", " : "");
    if (option->name) {
        fputs("\\fB", out);
        put(out, "--");
        put(out, option->name);
        fputs("\\fR", out);
    }
    if (option->arg) {
        fputs("=\\fI", out);
        put(out, option->arg);
        fputs("\\fR", out);
    }
    putc('\n', out);
    put_line(out, option->doc);
}

static void put_options(FILE *out, const struct argp_option *options)
{
    for (; options && (options->name || options->key || options->doc); options++)
        if (!(options->flags & OPTION_HIDDEN) && options->doc)
            put_option(out, options);
}

static void put_command(FILE *out, const cli_command *command)
{
    fputs(".SS \"delib ", out);
    put(out, command->name);
    if (command->argp->options || command->argp->children)
        fputs(" [OPTION...]", out);
    if (command->argp->args_doc) {
        putc(' ', out);
        put(out, command->argp->args_doc);
    }
    fputs("\"\n", out);
    put_line(out, command->argp->doc);
    put_options(out, command->argp->options);
}

/* Options that several commands have are told once, with the commands that have them. */
static void put_shared(FILE *out, const struct argp *shared, const char *title)
{
    const char *between = "";
    fprintf(out, ".SS \"%s (", title);
    for (const cli_command *command = cli_commands; command->name; command++)
        for (const struct argp_child *child = command->argp->children; child && child->argp; child++)
            if (child->argp == shared) {
                fprintf(out, "%s%s", between, command->name);
                between = ", ";
            }
    fputs(")\"\n", out);
    put_options(out, shared->options);
}

/* --- other tables ------------------------------------------------------------------------------------------- */

static void put_fields(FILE *out)
{
    char term[64];
    put_heading(out, "FIELDS");
    put_line(out, "Keys of --set, --default and --explain, with the type of their values:");
    for (delib_field field = 0; field < DELIB_FIELD_COUNT; field++) {
        const delib_field_info *info = delib_field_describe(field);
        snprintf(term, sizeof term, "%s (%s)", info->path, delib_type_name(info->type));
        put_item(out, term, info->summary);
    }
    put_after(out, "Dates are YYYY-MM-DD, times HH:MM, booleans true or false.");
}

static void put_limits(FILE *out)
{
    char term[64];
    put_heading(out, "LIMITS");
    put_line(out, "What is larger is refused; --limit NAME=NUMBER changes one:");
    for (delib_limit limit = 0; limit < DELIB_LIMIT_COUNT; limit++) {
        const delib_limit_info *info = delib_limit_describe(limit);
        snprintf(term, sizeof term, "%s=%" PRIu64 " (%s)", info->name, info->default_value, info->unit);
        put_item(out, term, info->summary);
    }
}

static void put_exits(FILE *out)
{
    static const struct { const char *code, *meaning; } exits[] = {
#define EXIT(id, code, meaning) { #code, meaning },
#include "cli/exits.def"
#undef EXIT
    };
    put_heading(out, "EXIT STATUS");
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++)
        put_item(out, exits[i].code, exits[i].meaning);
    put_after(out, "3, 4 and 5 are given only where every input failed for that reason.");
}

/* --- what no table holds ------------------------------------------------------------------------------------ */

static void put_inputs(FILE *out)
{
    put_heading(out, "INPUTS");
    put_line(out, "An INPUT is a file, - for standard input, or with -r a folder; FORMAT:FILE names the format of one. "
                  "Inputs may be compressed with gzip. Files that share a stem in one folder, or an identifier of "
                  "ACTES in their names, are read together: an act that several of them tell becomes one, unless "
                  "there is any doubt that it is the same.");
    put_after(out, "Where values compete, --set comes first, then corrections, what the inputs state, --default, and "
                  "what follows from other values. The vote, the attendance, the authority and the identity of an act "
                  "each come from one input.");
}

static void put_outputs(FILE *out)
{
    put_heading(out, "OUTPUTS");
    put_line(out, "Standard output holds data only; all else goes to standard error. A file is written aside and gets "
                  "its name when it is whole. One that is there is kept unless --force is given.");
    put_after(out, "A document without any act is written all the same where its format holds documents (json): its "
                   "text is data; the warning NO-ACT says so. But no output that is there is replaced by one without "
                   "an act or a row, even with --force: it is kept and the exit status is 1, unless --allow-empty is "
                   "given. A format of acts (csv, akn, markdown) gives no output at all without an act, unless "
                   "--allow-empty is given and it is one stream (csv).");
    put_after(out, "Files under -O are named after their source, with -01, -02 and so on where it holds several "
                   "acts. Where two sources would give the same name, the later ones get -2, -3 and so on: "
                   "a/acte.txt and b/acte.txt give acte.xml and acte-2.xml.");
    put_heading(out, "MESSAGES");
    put_line(out, "file:line:column: severity: [CODE] message, then a line that tells what to do. Codes are never "
                  "translated and stay the same from version to version.");
}

static void put_environment(FILE *out)
{
    put_heading(out, "ENVIRONMENT");
    put_item(out, "DELIB_PLUGIN_PATH", "Absolute folders, separated by colons, where modules are looked for first.");
    put_item(out, "SOURCE_DATE_EPOCH", "The date of generation that outputs may name.");
    put_item(out, "COLUMNS", "The width of what delib show writes; else the terminal's, else 80.");
    put_item(out, "NO_COLOR, TERM", "Where the one is set or the other is dumb, delib show uses no emphasis by itself.");
    put_item(out, "LC_MESSAGES, LC_CTYPE", "The language of messages. Data does not depend on them.");
}

static void put_examples(FILE *out)
{
    put_heading(out, "EXAMPLES");
    put_item(out, "delib show acte.txt", "What was understood of an act.");
    put_item(out, "delib convert -r -t csv -o deliberations.csv --rejects rejects.csv actes/",
             "Open data of a folder of acts.");
    put_item(out, "delib convert -t akn -O archive *.txt", "One Akoma Ntoso file an act.");
    put_item(out, "pdftotext -layout acte.pdf - | delib convert -t json -", "From a PDF.");
    put_heading(out, "SEE ALSO");
    put_line(out, "pdftotext(1), xmllint(1)");
}

void cli_print_manual(FILE *out)
{
    fprintf(out, ".\\\" Made by `delib help --man`.\n.TH DELIB 1 \"\" \"delib %s\" \"User Commands\"\n",
            delib_version());
    put_heading(out, "NAME");
    put_line(out, "delib - converts acts of French local government");
    put_heading(out, "SYNOPSIS");
    fputs(".B delib\n.I COMMAND\n[OPTION...] [INPUT...]\n.br\n.B delib \\-\\-version\n", out);
    put_heading(out, "DESCRIPTION");
    put_line(out, "Reads délibérations and other acts of communes and their groupings from what their offices have, "
                  "and writes what the public, the law and archives ask for. Formats are plugins; delib formats lists "
                  "them.");
    put_heading(out, "COMMANDS");
    for (const cli_command *command = cli_commands; command->name; command++)
        put_command(out, command);
    put_heading(out, "OPTIONS");
    put_shared(out, &cli_reading_argp, "Reading and choosing");
    put_shared(out, &cli_input_argp, "Inputs");
    put_shared(out, &cli_message_argp, "Messages");
    put_inputs(out);
    put_outputs(out);
    put_fields(out);
    put_limits(out);
    put_exits(out);
    put_environment(out);
    put_examples(out);
}
