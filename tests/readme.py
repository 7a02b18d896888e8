# SPDX-License-Identifier: LGPL-2.1-or-later
"""What README.md and CONTRIBUTING.md show is what the command prints: each `$ delib …` with the lines below it."""
import os
import re
import shlex

import tap


def runs(text):
    """(command, output) of each indented block that begins with `$ `."""
    for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, re.M):
        lines = [line[4:] for line in block.rstrip("\n").split("\n")]
        starts = [at for at, line in enumerate(lines) if line.startswith("$ ")]
        for at, end in zip(starts, starts[1:] + [len(lines)]):
            yield lines[at][2:], "\n".join(lines[at + 1:end]).strip("\n")


def main():
    for name in ("README.md", "CONTRIBUTING.md"):
        with open(os.path.join(tap.SRCDIR, name), encoding="utf-8") as stream:
            text = stream.read()
        for command, want in runs(text):
            words = shlex.split(command)
            result = tap.run(*words[1:], cwd=tap.SRCDIR)
            got = (result.stdout + result.stderr).decode("utf-8").replace("\r\n", "\n").strip("\n")
            tap.ok(words[0] == "delib" and got == want, f"{name}: {command}", got)


tap.main(main)
