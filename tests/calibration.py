# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whether a confidence means something: the table of rules is fitted without the source that is judged, and what values
then claim is held against how many of them are right."""
import os
import sys

import tap

sys.path.insert(0, os.path.join(tap.SRCDIR, "formats", "deliberation"))
import fit  # noqa: E402  (the folder must be on the path first)

CORPORA = [os.path.join(tap.SHARED, "corpus"), os.path.join(tap.SRCDIR, "tests", "acts")]
SCORE = os.path.join(tap.SHARED, "tools", "score.py")
BANDS = [(0.5, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)]
SURE = 0.9
# The share of fewer values than this is not known to 0.05.
LEAST = 50


def claims(values, table):
    """(claimed, right) of each value, with the table fitted to all other sources; a rule that none of them shows is as sure
    as all values together. What lowers a confidence below that of its rule (characters that an OCR engine doubts) lowers
    it here too."""
    for source in sorted({value.source for value in values}):
        others = [value for value in values if value.source != source]
        fitted = fit.fit(others, dict.fromkeys(table, fit.share_of(others)))
        for value in values:
            if value.source == source:
                own = table[value.rule]
                yield value.confidence * fitted[value.rule] / own, value.right


def main():
    if not os.path.exists(SCORE):
        tap.skip("calibration", "no ../shared")
        return
    os.environ.update(tap.environment())
    with open(fit.RULES, encoding="utf-8") as stream:
        table = fit.read_table(stream.read())
    judged = list(claims(fit.observe(CORPORA, SCORE, tap.DELIB), table))
    print("# band          values  claimed  right")
    for low, high in BANDS:
        band = [(claim, right) for claim, right in judged if low <= claim < high]
        if not band:
            continue
        claimed, right = (sum(column) / len(band) for column in zip(*band))
        print(f"# {low:.2f} - {min(high, 1):.2f}  {len(band):7}  {claimed:7.3f}  {right:5.3f}")
        tap.ok(len(band) < LEAST or abs(claimed - right) <= 0.05, f"from {low}: claimed {claimed:.3f}, right {right:.3f}")
    sure = [right for claim, right in judged if claim >= SURE]
    share = sum(sure) / max(1, len(sure))
    tap.ok(share >= 0.98, f"of {len(sure)} values with {SURE} or more {share:.4f} are right, wanted 0.98")
    carried = sum(sure) / max(1, sum(right for _, right in judged))
    tap.ok(carried >= 0.8, f"of the right values {carried:.4f} carry {SURE} or more, wanted 0.8")


tap.main(main)
