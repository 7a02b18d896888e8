/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include <errno.h>

#include "cli/cli.h"

/* Declared in the private header of the library's context, whose file the command is built with. */
void dlb_quote(delib_slice text, char *out, size_t size);

void cli_quote(FILE *out, delib_slice text)
{
    char quoted[1024];
    while (text.size > 0) {
        delib_slice piece = { text.data, text.size < 200 ? text.size : 200 };
        while (piece.size < text.size && piece.size > 190 && ((unsigned char)text.data[piece.size] & 0xC0) == 0x80)
            piece.size--;
        dlb_quote(piece, quoted, sizeof quoted);
        fputs(quoted, out);
        text.data += piece.size;
        text.size -= piece.size;
    }
}

void cli_print(delib_slice text)
{
    cli_quote(stdout, text);
}

bool cli_flush(cli_run *cli)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    int error = errno;
    delib_report(cli->context, DELIB_ERROR, "IO-WRITE", NULL, NULL, N_("standard output cannot be written: %s"),
                 strerrordesc_np(error));
    return false;
}
