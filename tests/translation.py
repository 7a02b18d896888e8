# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every message has its French words, and every file with messages is known to po/."""
import gettext
import os
import re
import shutil
import subprocess

import tap

PO = os.path.join(tap.SRCDIR, "po")


def sources():
    """Files of the product that hold messages."""
    for part in ("core", "plugins", "formats"):
        for top, _, names in os.walk(os.path.join(tap.SRCDIR, part)):
            for name in sorted(names):
                path = os.path.join(top, name)
                if not name.endswith((".c", ".h", ".def")) or path.endswith(os.path.join("delib", "plugin.h")):
                    continue
                with open(path, encoding="utf-8") as stream:
                    if re.search(r'\b(?:N_|_)\(\s*"', stream.read()):
                        yield os.path.relpath(path, tap.SRCDIR)


def check_labels():
    """What `delib show` writes in columns finds room there in French, too."""
    path = os.path.join(tap.scratch("mo"), "fr.mo")
    subprocess.run(["msgfmt", "-o", path, os.path.join(PO, "fr.po")], check=True)
    with open(path, "rb") as stream:
        french = gettext.GNUTranslations(stream).gettext
    with open(os.path.join(tap.SRCDIR, "core", "cli", "labels.def"), encoding="utf-8") as stream:
        labels = [french(label) for label in re.findall(r'N_\("([^"]+)"\)', stream.read())]
    long = [label for label in labels if len(label) > 14]
    tap.ok(labels and not long, "labels in French have 14 characters at most", *long)


def main():
    with open(os.path.join(PO, "POTFILES.in"), encoding="utf-8") as stream:
        known = {line.strip() for line in stream if line.strip() and not line.startswith("#")}
    lost = sorted(set(sources()) - known)
    tap.ok(not lost, "po/POTFILES.in has all files with messages", "\n".join(lost))
    gone = [name for name in known if not os.path.exists(os.path.join(tap.SRCDIR, name))]
    tap.ok(not gone, "and no file that is gone", "\n".join(gone))
    if not shutil.which("msgfmt") or not shutil.which("xgettext"):
        tap.skip("po/fr.po", "gettext is not installed")
        return
    run = subprocess.run(["msgfmt", "-c", "--statistics", "-o", "/dev/null", os.path.join(PO, "fr.po")],
                         capture_output=True, text=True, env=tap.environment())
    tap.ok(run.returncode == 0 and "untranslated" not in run.stderr and "fuzzy" not in run.stderr,
           "po/fr.po is whole and keeps the formats", run.stderr)
    check_labels()
    pot = os.path.join(tap.scratch("po"), "delib.pot")
    subprocess.run(["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--flag=delib_report:6:c-format",
                    "-L", "C", "-o", pot, *sorted(known)], cwd=tap.SRCDIR, check=True, capture_output=True)
    run = subprocess.run(["msgcmp", "--use-untranslated", "--use-fuzzy", os.path.join(PO, "fr.po"), pot],
                         capture_output=True, text=True, env=tap.environment())
    tap.ok(run.returncode == 0, "po/fr.po has all messages of today", run.stderr)


tap.main(main)
