# SPDX-License-Identifier: LGPL-2.1-or-later
"""`delib show`: all that was understood is on the screen, nothing is wider than it, no input steers the terminal, and
--explain marks just the words that say a value."""
import gzip
import json
import os
import pty
import re
import subprocess
import unicodedata

import model
import tap

ACT = os.path.join(tap.SAMPLES, "valfontaine-cantine.txt")
MINUTES = os.path.join(tap.SRCDIR, "tests", "cases", "text", "minutes", "input.txt")
COUNTED = {"vote.for", "vote.against", "vote.abstentions", "vote.not_voting", "vote.unanimous"}
EMPHASIS = re.compile(r"\033\[[0-9;]*m")


def show(*args, columns=80, **changes):
    result = tap.run("show", *args, env=tap.environment(COLUMNS=str(columns), **changes))
    return result.stdout.decode("utf-8")


def columns_of(line):
    return sum(not unicodedata.combining(c) for c in line)


def plain(text):
    return " ".join(text.split())


def value_at(act, field):
    """The value of a field; None where it is absent."""
    for key in field.split("."):
        act = act.get(key) if isinstance(act, dict) else None
    return act


def check_width(path):
    name = os.path.basename(path)
    for columns in (60, 80, 120):
        shown = show(path, columns=columns)
        wide = [line for line in shown.split("\n") if columns_of(line) > columns]
        tap.ok(shown and not wide, f"{name}: no line is wider than {columns} columns", *wide)
    tap.equal(show(path, columns="x"), show(path), f"{name}: 80 columns where nobody says more")
    shown = show("--explain", "act.subject", path)
    wide = [line for line in shown.split("\n") if columns_of(line) > 80]
    tap.ok(not wide, f"{name}: nor what is explained", *wide)


def check_whole(path):
    """Each value and person of the JSON is on the screen."""
    name = os.path.basename(path)
    shown = show(path, columns=200)
    words = plain(shown)
    act = model.acts(model.documents(tap.run("convert", "-t", "json", path).stdout)[0])[0]
    chosen = {field for field in act["provenance"] if value_at(act, field) is not None}
    lost = [field for field in chosen - COUNTED if not re.search(rf" {re.escape(field)}$", shown, re.M)]
    tap.ok(chosen and not lost, f"{name}: each field with its path", *lost)
    texts = [str(value_at(act, field)) for field in chosen - COUNTED if not field.startswith("vote.")]
    texts += [person["name"] for person in act["sitting"].get("attendance", [])]
    lost = [text for text in texts if plain(text) not in words]
    tap.ok(not lost, f"{name}: each value and each person", *lost)


def check_card():
    lines = show(ACT).split("\n")
    tap.equal(lines[0], "2024/31  Restauration scolaire – tarifs applicables à la rentrée 2024", "number and subject")
    tap.equal(lines[1], "Valfontaine-sur-Orbe, 2024-09-23 — valfontaine-cantine.txt", "then whose, when and which file")
    text = "\n".join(lines)
    tap.ok(re.search(r"^  counts +6 for, 0 against, 2 abstentions \(not unanimous\)\s", text, re.M), "the vote on a line",
           text)
    tap.ok(re.search(r"^  time +20:15 [ ?]+\d+ % 5:59 +sitting\.time$", text, re.M), "label, value, sureness, place, path",
           text)
    other = show(os.path.join(tap.SAMPLES, "trois-vallons-dechets.txt"))
    tap.ok(re.search(r"^  unanimity +no [ ?]+\d+ % derived +vote\.unanimous$", other, re.M), "what is derived says so",
           other)
    text = show("--set", "act.number=7", "--default", "act.matter.code=7.1", ACT)
    tap.ok(text.startswith("7  ") and len(re.findall(r" declared +act\.", text)) == 2, "what is declared, too", text)


def check_minutes():
    """Facts of the sitting are told with the first act."""
    text = show(MINUTES)
    acts = len(model.acts(model.documents(tap.run("convert", "-t", "json", MINUTES).stdout)[0]))
    tap.ok(acts > 1 and len(re.findall(rf"act \d+ of {acts}$", text, re.M)) == acts, "minutes: all acts have a heading",
           text)
    tap.equal(len(re.findall(r"^Sitting$", text, re.M)), 1, "minutes: their sitting once", text)
    tap.equal(len(re.findall(r"^Sitting  as for the act before$", text, re.M)), acts - 1,
              "minutes: and then referred to", text)


def document(name, *acts):
    """A file of JSON with acts of these values ({path: (value, confidence)}): one candidate each, with its words."""
    data = {"delib": "1.0", "sources": [{"id": "s1", "name": "a.txt", "format": "text", "size": 1}],
            "deliberations": []}
    for values in acts:
        act = {"provenance": {}}
        for path, (value, confidence) in values.items():
            group, field = path.split(".", 1)
            act.setdefault(group, {})[field] = value
            act["provenance"][path] = [{"origin": "stated", "value": value, "source": "s1", "line": 3, "column": 1,
                                        "raw": str(value), "confidence": confidence}]
        data["deliberations"].append(act)
    path = os.path.join(tap.scratch(name), "act.json")
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(data, stream)
    return path


def check_common():
    """Of a sitting's facts, those that differ from act to act are told with each."""
    sitting = {"sitting.date": ("2024-01-31", 0.95), "sitting.president": ("Zoé ABRIL", 0.95)}
    path = document("common", {**sitting, "act.number": ("1", 0.95), "sitting.voters": (11, 0.95)},
                    {**sitting, "act.number": ("2", 0.95), "sitting.voters": (12, 0.95)},
                    {"sitting.date": sitting["sitting.date"], "act.number": ("3", 0.95), "sitting.voters": (12, 0.95)})
    first, second, third = (re.split(r"^Sitting", text, flags=re.M)[1].split("\nAct\n")[0].split("\n")
                            for text in show(path).split("\n\n"))
    tap.equal([line.split()[0] for line in first[1:]], ["date", "president", "voters"], "the first act tells all")
    tap.ok("but for" in second[0] and [line.split()[:2] for line in second[1:]] == [["voters", "12"]],
           "the second what is other", *second)
    tap.ok("but for" in third[0] and [line.split()[:2] for line in third[1:]] == [["president", "—"]],
           "the third what is gone", *third)


def check_doubt():
    path = document("doubt", {"act.number": ("12", 0.89), "act.subject": ("Tarifs", 0.9),
                              "act.rapporteur": ("Zoé ABRIL", 0.3)})
    text = show(path)
    tap.ok(re.search(r"^  number +12 +\? 89 % 3:1 ", text, re.M), "89 % is marked", text)
    tap.ok(re.search(r"^  subject +Tarifs +90 % 3:1 ", text, re.M), "90 % is not", text)
    tap.ok("too doubtful" in text and "act.rapporteur" in text.split("too doubtful")[1], "what was not chosen is named",
           text)
    text = show("--explain", "act.rapporteur", path)
    tap.ok("- Zoé ABRIL [3:1, 30 %; under the threshold of 50 %]" in text, "and explained", text)
    tap.ok(re.search(r"^ +\| Zoé ABRIL$", text, re.M), "without the source, the words alone", text)


def check_sources():
    """Two sources of one act: places name theirs, and stay apart from what stands behind them."""
    folder = tap.scratch("sources")
    with open(ACT, encoding="utf-8") as stream:
        data = stream.read()
    for name, text in (("acte.txt", data), ("acte.md", "\n" * 99 + data)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
            stream.write(text)
    text = show("-f", "text", *(os.path.join(folder, name) for name in ("acte.md", "acte.txt")))
    tap.ok("s1 acte.md, s2 acte.txt" in text and re.search(r" s1:104:6 +sitting\.date$", text, re.M),
           "places name their source", text)
    tap.ok(not re.search(r"\d(sitting|act|vote|formalities|authority)\.", text), "places stay apart from paths", text)
    text = show("--explain", "act.number", "-f", "text", *(os.path.join(folder, n) for n in ("acte.md", "acte.txt")))
    tap.ok("[s1:133:17" in text and "[s2:34:17" in text, "explained from both", text)


def check_hostile():
    evil = "a\033[2Jb\u202ec\u009bd\n"
    path = document("evil", {"act.subject": (evil, 0.95), "authority.name": (evil, 0.95)})
    for args in ((path,), ("--explain", "act.subject", path)):
        text = show(*args)
        tap.ok("\\x1b[2Jb\\u202ec" in text and not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]", text),
               f"input does not steer the terminal: {args[0][:9]}", repr(text))
    with open(ACT, encoding="utf-8") as stream:
        data = stream.read().replace("à la majorité", "\033]0;x\007 à la majorité")
    path = os.path.join(tap.scratch("steering"), "act.txt")
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(data)
    text = show("--explain", "vote.unanimous", path)
    tap.ok("\\x1b]0;x\\x07" in text and "\033" not in text, "nor does a line around the words", repr(text))


def on_terminal(*args, **changes):
    """What the command writes to a terminal."""
    here, there = pty.openpty()
    env = tap.environment(**{"COLUMNS": "80", "TERM": "xterm", "NO_COLOR": None, **changes})
    child = subprocess.Popen([tap.DELIB, *args], env=env, stdin=subprocess.DEVNULL, stdout=there)
    os.close(there)
    data = b""
    try:
        while piece := os.read(here, 65536):
            data += piece
    except OSError:  # the other end is closed
        pass
    child.wait()
    os.close(here)
    return data.decode("utf-8").replace("\r\n", "\n")


def check_colour():
    bare = show(ACT)
    tap.ok("\033" not in bare, "no colour into a pipe")
    for label, text in (("always", show("--color=always", ACT)), ("on a terminal", on_terminal("show", ACT))):
        tap.ok("\033" in text, f"colour: {label}")
        tap.equal(EMPHASIS.sub("", text), bare, f"colour: {label}: the same text and the same columns")
    for label, args, changes in (("NO_COLOR", (), {"NO_COLOR": "1"}), ("TERM=dumb", (), {"TERM": "dumb"}),
                                 ("--color=never", ("--color=never",), {})):
        tap.equal(on_terminal("show", *args, ACT, **changes), bare, f"no colour: {label}")
    result = tap.run("show", "--color=red", ACT)
    tap.ok(result.returncode == 2 and b"auto, always or never" in result.stderr, "--color=red is refused",
           result.stderr)


def marked(text):
    """The words that carets mark, for each candidate."""
    found, lines = [], text.split("\n")
    for at, line in enumerate(lines):
        if re.match(r"  [*-] ", line):
            found.append([])
        carets = re.match(r"^ +\| ( *)(\^+)$", line)
        if carets:
            start = lines[at - 1].index(" | ") + 3 + len(carets[1])
            found[-1].append(lines[at - 1][start:start + len(carets[2])])
    return [" ".join(words) for words in found]


def check_explained(path, label, source):
    """The words marked are those of provenance, whatever the charset and the line ends."""
    acts = model.acts(model.documents(tap.run("convert", "-t", "json", path).stdout)[0])
    for field in sorted({field for act in acts for field in act["provenance"]}):
        want, before = [], None
        for act in acts:
            told = act["provenance"].get(field, [])
            want += [plain(c.get("raw", "")) for c in told if told != before]
            before = told
        text = show("--explain", field, source, columns=1000)
        tap.equal([plain(words) for words in marked(text)], want, f"{label}: {field}", text)


def check_explain():
    folder = tap.scratch("explain")
    with open(ACT, encoding="utf-8") as stream:
        data = stream.read()
    for path, _ in tap.samples():
        check_explained(path, os.path.basename(path), path)
    check_explained(MINUTES, "minutes", MINUTES)
    for label, written in (("CRLF", data.replace("\n", "\r\n").encode()), ("gzip", gzip.compress(data.encode())),
                           ("Windows-1252", data.encode("cp1252", "ignore"))):
        path = os.path.join(folder, label + ".txt")
        with open(path, "wb") as stream:
            stream.write(written)
        check_explained(path, label, path)


def check_long_line():
    """A text that is one line is cut around the words."""
    path = os.path.join(tap.scratch("long"), "act.txt")
    with open(ACT, encoding="utf-8") as stream:
        data = " ".join(stream.read().split())
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(data + " mot" * 100000)
    text = show("--explain", "sitting.date", path)
    wide = [line for line in text.split("\n") if columns_of(line) > 80]
    tap.ok(not wide and "vingt-trois septembre" in marked(text)[0] and re.search(r"^ +1 \| …", text, re.M),
           "a long line is cut around the words", text)


def check_passed_over():
    text = show("--explain", "act.number", "--set", "act.number=7", ACT)
    tap.ok(re.search(r"^  \* 7 \[declared, --set\]$", text, re.M), "what --set says is chosen", text)
    tap.ok(re.search(r"^  - 2024/31 \[34:17, \d+ %, \S+; its origin comes after", text, re.M), "why the other is not", text)
    text = show("--explain", "act.number", "--min-confidence=0.995", ACT)
    tap.ok("under the threshold of" in text and "  * " not in text, "nothing reaches a threshold of 99.5 %", text)
    text = show("--explain", "act.url", ACT)
    tap.ok("nothing was read" in text, "a field that nothing states", text)


def check_names():
    for name, near in (("date", "sitting.date, formalities.signed.date"), ("siting.date", "sitting.date"),
                       ("sitting.presidnet", "sitting.president, sitting.present"), ("in office", "sitting.seats"),
                       ("votes.for", "vote.for"), ("x" * 5000, None), ("", None)):
        result = tap.run("show", "--explain", name, ACT)
        says = result.stderr.decode("utf-8", "replace")
        found = re.search(r"near it: (.*)", says)
        tap.ok(result.returncode == 2 and not result.stdout, f"--explain {name[:20]!r}: wrong usage", says)
        tap.equal(found[1] if found else None, near, f"--explain {name[:20]!r}: names near it")


def main():
    for path, seed in tap.samples():
        tap.attempt(check_width, path)
        if not seed:
            tap.attempt(check_whole, path)
    for check in (check_card, check_minutes, check_common, check_doubt, check_sources, check_hostile, check_colour, check_explain, check_long_line,
                  check_passed_over, check_names):
        tap.attempt(check)


tap.main(main)
