# SPDX-License-Identifier: LGPL-2.1-or-later
"""Twice the input takes twice the time, whatever its shape."""
import os
import resource

import tap

SIZE = 1 << 20
RATIO = 2.6  # 2 and what a busy machine adds; a square would give 4


def seconds(path):
    """CPU of one run, the best of two."""
    best = None
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = tap.run("convert", "-f", "text", "-t", "json", "-o", path + ".json", "--force", "--allow-empty", path,
                         timeout=300)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if result.returncode not in (0, 1):
            raise RuntimeError(result.stderr[:500])
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = used if best is None else min(best, used)
    return best


def check(folder, name, unit):
    times = []
    for size in (SIZE, 2 * SIZE):
        path = os.path.join(folder, f"{name}-{size}.txt")
        with open(path, "wb") as stream:
            stream.write(unit * (size // len(unit) + 1))
        times.append(seconds(path))
    tap.ok(times[1] <= RATIO * times[0] + 0.05, f"{name}: twice the input, twice the time",
           f"{times[0]:.3f} s, then {times[1]:.3f} s")


def main():
    folder = tap.scratch("linear")
    with open(os.path.join(tap.SAMPLES, "valfontaine-cantine.txt"), "rb") as stream:
        act = stream.read()
    for name, unit in (("acts", act + b"\f\n"), ("one line", act.replace(b"\n", b" ")), ("spaces", b" "),
                       ("empty lines", b"\n"), ("names", "Mme DURAND-PETIT Zoé, ".encode()),
                       ("cues", "Étaient présents : Pour : Contre : ont donné pouvoir à le ".encode()),
                       ("dates", "le vingt-trois septembre deux mille vingt-quatre ".encode()),
                       ("hyphens", b"mot-\n"), ("visas", "Vu la loi,\n".encode()), ("digits", b"1")):
        tap.attempt(check, folder, name, unit)


tap.main(main)
