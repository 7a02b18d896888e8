# SPDX-License-Identifier: LGPL-2.1-or-later
"""Outputs are the same whatever the user's language and time zone; messages follow the language."""
import os
import subprocess
import sys

import tap

LOCALES = ("fr_FR.UTF-8", "tr_TR.UTF-8")
FORMATS = (["json"], ["json", "--out-opt", "indent=2"], ["akn"], ["markdown"],
           ["csv", "--set", "authority.siret=21990021400012", "--set", "authority.siren=219900214", "--default",
            "act.matter.code=7.1"])
ZONES = ("UTC0", "XXX-13:45")


def build(folder):
    """Makes the locales; a run that would silently fall back to C proves nothing."""
    made = []
    for name in LOCALES:
        language, charset = name.split(".")
        run = subprocess.run(["localedef", "-i", language, "-f", charset, os.path.join(folder, name)],
                             capture_output=True)
        asked = subprocess.run([sys.executable, "-c", "import locale; locale.setlocale(locale.LC_ALL, '')"],
                               env=tap.environment(LC_ALL=name, LOCPATH=folder), capture_output=True)
        if tap.ok(asked.returncode == 0, f"{name} is there", run.stderr, asked.stderr):
            made.append(name)
    return made


def main():
    folder = tap.scratch("locales")
    made = build(folder)
    for path, _ in tap.samples():
        for to in FORMATS:
            want = tap.run("convert", "-t", *to, path)
            label = f"{os.path.basename(path)} as {to[0]}"
            tap.ok(want.returncode == 0 and want.stdout, f"{label}: converted", want.stderr)
            for name in made:
                for zone in ZONES:
                    got = tap.run("convert", "-t", *to, path,
                                  env=tap.environment(LC_ALL=name, LOCPATH=folder, TZ=zone))
                    tap.ok(got.stdout == want.stdout and got.returncode == want.returncode,
                           f"{label}: the same under {name} and {zone}", got.stderr)


tap.main(main)
