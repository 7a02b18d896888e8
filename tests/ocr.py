# SPDX-License-Identifier: LGPL-2.1-or-later
"""The real acts of ../shared, damaged as OCR engines damage texts: precision holds, recall falls slowly.

The damage is the same in every run. `cues` spoils words that announce something (a look-alike letter, a lost letter, a
blank inside, the blank behind, an accent) and leaves names and figures as they are; `letters` spoils any letter or
figure, so that a name of fourteen letters is wrong one time in eight at one letter in a hundred: what is read of it
cannot be right, and the noise of the text has to tell."""
import os
import random
import re
import subprocess
import sys
import unicodedata

import tap

CORPUS = os.path.join(tap.SHARED, "corpus")
SCORE = os.path.join(tap.SHARED, "tools", "score.py")
CUES = os.path.join(tap.SRCDIR, "formats", "deliberation", "cues.def")
# kind of damage, share of words or letters, least precision and recall
LEVELS = [("cues", 0.05, 0.98, 0.86), ("cues", 0.10, 0.97, 0.84), ("cues", 0.20, 0.96, 0.60),
          ("letters", 0.01, 0.92, 0.78), ("letters", 0.02, 0.90, 0.52), ("letters", 0.05, 0.87, 0.24)]
LIKE = {"o": "0ce", "O": "0QC", "0": "O", "l": "1I", "1": "l", "i": "l1", "I": "l1", "t": "f", "f": "t", "e": "co",
        "c": "eo", "a": "oe", "n": "ur", "u": "n", "r": "n", "h": "b", "s": "5", "S": "5", "5": "S", "g": "q", "v": "y",
        "E": "F", "R": "K", "D": "O", "B": "8", "N": "M", "U": "V"}
TWO = {"m": "rn", "n": "ii", "d": "cl", "h": "li", "w": "vv"}


def bare(word):
    """A word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def cue_words():
    with open(CUES, encoding="utf-8") as stream:
        patterns = re.findall(r'^CUE\(\w+, "(.*)"\)', stream.read(), re.M)
    return {word for pattern in patterns for word in re.split(r"[ |?]+", pattern) if len(word) >= 5}


def misread(chance, letter):
    if letter in TWO and chance.random() < 0.3:
        return TWO[letter]
    return chance.choice(LIKE[letter]) if letter in LIKE else letter


def spoil_word(chance, word):
    """One damage to a word; a NUL behind it takes the blank away that follows."""
    kind = chance.random()
    at = chance.randrange(1, len(word) - 1)
    if kind < 0.6:
        at = chance.choice([i for i, letter in enumerate(word) if letter in LIKE] or [0])
        return word[:at] + misread(chance, word[at]) + word[at + 1:]
    if kind < 0.7:
        return word[:at] + word[at + 1:]
    if kind < 0.8:
        return word[:at] + " " + word[at:]
    return bare(word) if kind < 0.9 else word + "\0"


def damage(kind, share, text, name, cues):
    """Each word has its own chance: a new cue changes nothing for the others."""
    pieces = re.split(r"([^\W\d_]+)", text)
    for i, piece in enumerate(pieces):
        if kind == "cues" and bare(piece).lower() not in cues:
            continue
        chance = random.Random(f"{name} {i}")
        if kind == "letters":
            piece = "".join(misread(chance, letter) if chance.random() < share else letter for letter in piece)
            pieces[i] = bare(piece) if chance.random() < share else piece
        elif chance.random() < share:
            pieces[i] = spoil_word(chance, piece)
    return "".join(pieces).replace("\0 ", "").replace("\0", "")


def check(kind, share, precision, recall, cues):
    texts, truths = tap.scratch(f"{kind}-{share}"), os.path.join(CORPUS, "truth")
    for name in sorted(os.listdir(truths)):
        name = os.path.splitext(name)[0] + ".txt"
        with open(os.path.join(CORPUS, "text", name), encoding="utf-8", errors="surrogateescape") as stream:
            text = damage(kind, share, stream.read(), name, cues)
        with open(os.path.join(texts, name), "w", encoding="utf-8", errors="surrogateescape") as stream:
            stream.write(text)
    result = subprocess.run([sys.executable, "-B", SCORE, texts, truths, "--", tap.DELIB, "convert", "-q", "-f", "text",
                             "-t", "json"], capture_output=True, text=True, env=tap.environment(), timeout=300)
    reached = dict(re.findall(r"(precision|recall) ([01]\.[0-9]+)", result.stdout.rstrip().split("\n")[-1]))
    for name, floor in (("precision", precision), ("recall", recall)):
        tap.ok(float(reached.get(name, 0)) >= floor,
               f"{share:.0%} of {kind} damaged: {name} {reached.get(name)} is {floor} or more", result.stdout)


def main():
    if not os.path.exists(SCORE):
        tap.skip("damaged texts", "no ../shared")
        return
    cues = cue_words()
    for kind, share, precision, recall in LEVELS:
        tap.attempt(check, kind, share, precision, recall, cues)


tap.main(main)
