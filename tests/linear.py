# SPDX-License-Identifier: LGPL-2.1-or-later
"""Twice the input takes twice the time, whatever its shape."""
import os
import resource

import tap

SIZE = 1 << 20
RATIO = 2.6  # 2 and what a busy machine adds; a square would give 4
ROUNDS = 6  # the best of each size counts, for others may use the machine


def seconds(path):
    """CPU of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = tap.run("convert", "-f", "text", "-t", "json", "-o", path + ".json", "--force", "--allow-empty", path,
                     timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode not in (0, 1):
        raise RuntimeError(result.stderr[:500])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check(folder, name, unit):
    paths = []
    for size in (SIZE, 2 * SIZE):
        paths.append(os.path.join(folder, f"{name}-{size}.txt"))
        with open(paths[-1], "wb") as stream:
            stream.write(unit * (size // len(unit) + 1))
    once, twice = (min(seconds(path) for _ in range(2)) for path in paths)
    for _ in range(ROUNDS - 2):
        if twice <= RATIO * once + 0.05:
            break
        once, twice = min(once, seconds(paths[0])), min(twice, seconds(paths[1]))
    tap.ok(twice <= RATIO * once + 0.05, f"{name}: twice the input, twice the time",
           f"{once:.3f} s, then {twice:.3f} s")


def main():
    folder = tap.scratch("linear")
    with open(os.path.join(tap.SAMPLES, "valfontaine-cantine.txt"), "rb") as stream:
        act = stream.read()
    for name, unit in (("acts", act + b"\f\n"), ("one line", act.replace(b"\n", b" ")), ("spaces", b" "),
                       ("empty lines", b"\n"), ("names", "Mme DURAND-PETIT Zoé, ".encode()),
                       ("cues", "Étaient présents : Pour : Contre : ont donné pouvoir à le ".encode()),
                       ("dates", "le vingt-trois septembre deux mille vingt-quatre ".encode()),
                       ("hyphens", b"mot-\n"), ("letters", b"l O "), ("figures", b"O1l"), ("glued words", b"conseilmunicipal"),
                       ("margin", b"|" + b" " * 20 + b"|du conseil municipal de la commune  |\n"),
                       ("visas", "Vu la loi,\n".encode()), ("digits", b"1")):
        tap.attempt(check, folder, name, unit)


tap.main(main)
