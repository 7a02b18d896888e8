# SPDX-License-Identifier: LGPL-2.1-or-later
"""The four seeds of the shared corpus against their truth: nothing wrong, next to nothing missed."""
import os
import re
import shutil
import subprocess
import sys

import tap

SCORE = os.path.join(tap.SHARED, "tools", "score.py")


def main():
    corpus = os.path.join(tap.SHARED, "corpus")
    if not os.path.exists(SCORE):
        tap.skip("the seeds", "no ../shared")
        return
    truth = tap.scratch("truth")
    for name in os.listdir(os.path.join(corpus, "truth")):
        if name.startswith("seed-"):
            shutil.copy(os.path.join(corpus, "truth", name), truth)
    result = subprocess.run([sys.executable, "-B", SCORE, "--show", os.path.join(corpus, "text"), truth, "--",
                             tap.DELIB, "convert", "-t", "json"], capture_output=True, text=True,
                            env=tap.environment(), timeout=120)
    figures = re.search(r"score: precision ([0-9.]+) recall ([0-9.]+)", result.stdout)
    if not tap.ok(figures, "the scorer ran", result.stdout, result.stderr):
        return
    tap.ok(float(figures[1]) == 1.0, f"precision {figures[1]} is 1.0", result.stdout)
    tap.ok(float(figures[2]) >= 0.98, f"recall {figures[2]} is 0.98 or more", result.stdout)


tap.main(main)
