# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the reading reaches on the real acts of ../shared and on the invented ones of tests/acts: gates a little below the
figures reached, so that they never fall. A gate is raised with the reading and never lowered."""
import json
import os
import re
import shutil
import subprocess
import sys

import tap

CORPUS = os.path.join(tap.SHARED, "corpus")
SCORE = os.path.join(tap.SHARED, "tools", "score.py")
# folder of text/ and truth/, least figures
ACTS = os.path.join(tap.SRCDIR, "tests", "acts")
GATES = [(CORPUS, {"precision": 0.997, "f1": 0.985, "macro-f1": 0.98, "source-f1": 0.98}),
         (os.path.join(CORPUS, "flat"), {"precision": 0.99, "f1": 0.925}),
         (ACTS, {"precision": 0.989, "f1": 0.905, "source-f1": 0.92}),
         (os.path.join(ACTS, "held"), {"precision": 0.95, "f1": 0.77})]
# OCR run, fields of its truth that are not judged, least precision and recall of its plain text against the truth of its
# seed. On a scan of seed-000 a stamp was put that the seed has not: its truth is silent on what the stamp says.
SCANS = [("delib2022-29-scan", (), 1.0, 1.0), ("loison-scan", (), 1.0, 0.95),
         ("mizoen-scan", ("siren", "prefecture_id", "received_date"), 1.0, 1.0), ("mizoen-fax", (), 1.0, 0.31)]


def gate(label, texts, truths, least):
    """Runs score.py and holds the figures of its last line against the least ones."""
    result = subprocess.run([sys.executable, "-B", SCORE, texts, truths, "--", tap.DELIB, "convert", "-q", "-f", "text",
                             "-t", "json"], capture_output=True, text=True, env=tap.environment(), timeout=300)
    last = result.stdout.rstrip().split("\n")[-1]
    reached = {name: float(value) for name, value in re.findall(r"([a-z0-9-]+) ([01]\.[0-9]+)", last)}
    for name, floor in least.items():
        tap.ok(reached.get(name, 0) >= floor, f"{label}: {name} {reached.get(name)} is {floor} or more", result.stdout)


def scan(name, unjudged, precision, recall):
    folder = os.path.join(CORPUS, "ocr", name)
    texts, truths = tap.scratch(f"{name}-text"), tap.scratch(f"{name}-truth")
    with open(os.path.join(folder, "seed"), encoding="utf-8") as stream:
        seed = os.path.splitext(os.path.basename(stream.read().strip()))[0]
    shutil.copy(os.path.join(folder, "ocr.txt"), os.path.join(texts, "scan.txt"))
    with open(os.path.join(CORPUS, "truth", f"{seed}.json"), encoding="utf-8") as stream:
        truth = json.load(stream)
    for act in truth["deliberations"]:
        for field in unjudged:
            del act[field]
    with open(os.path.join(truths, "scan.json"), "w", encoding="utf-8") as stream:
        json.dump(truth, stream)
    gate(name, texts, truths, {"precision": precision, "recall": recall})


def main():
    if not os.path.exists(SCORE):
        tap.skip("the corpus", "no ../shared")
        return
    for folder, least in GATES:
        tap.attempt(gate, os.path.relpath(folder, tap.SRCDIR), os.path.join(folder, "text"), os.path.join(folder, "truth"),
                    least)
    for row in SCANS:
        tap.attempt(scan, *row)


tap.main(main)
