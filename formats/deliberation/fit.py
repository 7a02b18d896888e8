#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fits the confidences of rules.def to acts whose truth is known.

    fit.py [--write] SCORE DELIB CORPUS...

SCORE is the scorer that says which value is right, DELIB the command under test. A CORPUS holds text/ and truth/ (texts
with hand-made truth), perhaps the same below flat/, and runs of an OCR engine below ocr/. Without --write the fitted
table is only shown.

The confidence of a rule is the share of its chosen values that are right, drawn towards the share of all values by PRIOR
values more. A rule that no truth judges keeps its figure. Rules that give the same field keep the order of the table,
since the order says which of two values is chosen: where the shares contradict it, neighbours are pooled."""
import argparse
import importlib.util
import json
import os
import re
import subprocess
from collections import defaultdict, namedtuple

RULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules.def")
ROW = re.compile(r'^RULE\((\w+), "([^"]+)", (\d+)\)(.*)$', re.M)
PRIOR = 8
CEILING = 990  # nobody is surer than this of what he read

# One chosen value: the source (commune) it is of, its field, the rule that read it, what it claims, whether it is right.
Value = namedtuple("Value", "source field rule confidence right")


def load_score(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts_of(corpus):
    """(text, truth, source) of every act with a truth; the runs of an OCR engine are of the source of their seed."""
    found = []
    for folder in ("", "flat"):
        truths = os.path.join(corpus, folder, "truth")
        for name in sorted(os.listdir(truths)) if os.path.isdir(truths) else ():
            stem = os.path.splitext(name)[0]
            source = re.sub(r"^\d+_", "", stem).split("-")[0]
            source = stem if source == "seed" else source
            found.append((os.path.join(corpus, folder, "text", stem + ".txt"), os.path.join(truths, name), source))
    ocr = os.path.join(corpus, "ocr")
    for name in sorted(os.listdir(ocr)) if os.path.isdir(ocr) else ():
        seed = os.path.join(ocr, name, "seed")
        if os.path.exists(seed):
            with open(seed, encoding="utf-8") as stream:
                stem = os.path.splitext(os.path.basename(stream.read().strip()))[0]
            found.append((os.path.join(ocr, name, "ocr.txt"), os.path.join(corpus, "truth", stem + ".json"), stem))
    return found


def scalars(score, source, truth, act):
    for field, path in score.SCALARS.items():
        value, candidates = score.at(act, path), act.get("provenance", {}).get(path) or [{}]
        chosen = candidates[0]
        if value is None or chosen.get("origin") != "stated" or (truth and field.split(".")[0] not in truth):
            continue
        want = score.at(truth, field)
        right = want is not None and score.same(field, value, want)
        yield Value(source, path, chosen["rule"], chosen["confidence"], right)


def persons(score, source, truth, act):
    wants = score.truth_lists(truth)
    for person in score.at(act, "sitting.attendance") or []:
        key, status = score.name_key(person.get("name") or ""), person.get("status")
        field = "proxies" if person.get("proxy_to") else status
        item = (key, score.name_key(person["proxy_to"])) if field == "proxies" else key
        if field not in wants:
            continue
        right = item in wants[field]
        if right:
            wants[field].remove(item)
        yield Value(source, f"sitting.attendance.{field}", f"list-of-{field}", person["confidence"], right)


def observe(corpora, score_path, delib):
    """Every chosen value that a source states, judged."""
    score, found = load_score(score_path), []
    for text, truth_path, source in (one for corpus in corpora for one in texts_of(corpus)):
        with open(truth_path, encoding="utf-8") as stream:
            truths = json.load(stream)["deliberations"]
        run = subprocess.run([delib, "convert", "-q", "-f", "text", "-t", "json", text], capture_output=True)
        acts = json.loads(run.stdout)["deliberations"] if run.stdout.strip() else []
        pairs, left, _ = score.pair_up(truths, acts)
        for truth, act in pairs + [({}, act) for act in left]:
            found += scalars(score, source, truth, act)
            found += persons(score, source, truth, act)
    return found


def pool(order, shares, weights):
    """Makes shares fall along the order: neighbours that rise are pooled (pool adjacent violators)."""
    blocks = []
    for rule in order:
        blocks.append(([rule], shares[rule] * weights[rule], weights[rule]))
        while len(blocks) > 1 and blocks[-1][1] / blocks[-1][2] > blocks[-2][1] / blocks[-2][2]:
            rules, total, weight = blocks.pop()
            blocks[-1] = (blocks[-1][0] + rules, blocks[-1][1] + total, blocks[-1][2] + weight)
    return {rule: total / weight for rules, total, weight in blocks for rule in rules}


def share_of(values):
    """How many of all values are right, in thousandths."""
    return min(CEILING, round(1000 * sum(value.right for value in values) / max(1, len(values))))


def fit(values, table):
    """The confidence of each rule in thousandths, from judged values; `table` is name -> figure, in order."""
    seen, right, fields = defaultdict(int), defaultdict(int), defaultdict(set)
    for value in values:
        seen[value.rule] += 1
        right[value.rule] += value.right
        fields[value.rule].add(value.field)
    overall = share_of(values) / 1000
    shares = {rule: (right[rule] + PRIOR * overall) / (seen[rule] + PRIOR) for rule in seen}
    fitted = dict(table)
    groups = defaultdict(list)
    for rule in table:
        if seen[rule]:
            groups[min(fields[rule])].append(rule)
    for rules in groups.values():
        pooled = pool(rules, shares, {rule: seen[rule] + PRIOR for rule in rules})
        last = CEILING + 1
        for rule in rules:
            last = fitted[rule] = min(round(1000 * pooled[rule]), last - 1)
    return fitted


def read_table(text):
    return {name: int(figure) for _, name, figure, _ in ROW.findall(text)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="change rules.def")
    parser.add_argument("score")
    parser.add_argument("delib")
    parser.add_argument("corpora", nargs="+")
    args = parser.parse_args()
    with open(RULES, encoding="utf-8") as stream:
        text = stream.read()
    values = observe(args.corpora, args.score, args.delib)
    fitted = fit(values, read_table(text))
    for name, old in read_table(text).items():
        of_rule = [value.right for value in values if value.rule == name]
        print(f"{name:32} {old:4} -> {fitted[name]:4}  right {sum(of_rule)} of {len(of_rule)}")
    if args.write:
        text = ROW.sub(lambda row: f'RULE({row[1]}, "{row[2]}", {fitted[row[2]]}){row[4]}', text)
        with open(RULES, "w", encoding="utf-8") as stream:
            stream.write(text)


if __name__ == "__main__":
    main()
