# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every text of ../shared/corpus: each word in one block, in order; what is stated is cut from the bytes of the input,
also gzipped, with CRLF and in Windows-1252; and the grammar reads the value again from the words alone."""
import glob
import gzip
import os
import subprocess

import model
import tap

CORPUS = os.path.join(tap.SHARED, "corpus")


def windows_1252(data):
    try:
        return data.decode("utf-8").encode("cp1252")
    except UnicodeError:
        return None


# name, what is given, what its bytes count in
FORMS = [("as it is", bytes, bytes),
         ("gzipped", lambda data: gzip.compress(data, mtime=0), bytes),
         ("with CRLF", lambda data: data.replace(b"\n", b"\r\n"), lambda data: data.replace(b"\n", b"\r\n")),
         ("in Windows-1252", windows_1252, windows_1252)]


def word_fault(document, data):
    """The first word of the text that is not where it must be; None where all are."""
    spans = model.places(document)
    got = [word for span in spans for word in model.words(data[span[0]:span[1]].decode("utf-8"))]
    return model.difference(data.decode("utf-8"), got)


# The unit test of the grammars is asked to read again dates, times, numbers, and what names a person.
PERSONS = ("sitting.president", "sitting.secretary", "formalities.signed.by")
TESTER = os.path.join(tap.BUILDDIR, "tests", "unit", "test_reading")


def grammar_of(path, value):
    if path in PERSONS:
        return "names"
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" and value[:4].isdigit():
        return "dates"
    if isinstance(value, str) and len(value) == 5 and value[2] == ":":
        return "times"
    return "numbers" if isinstance(value, int) and not isinstance(value, bool) else None


def rows_of(document):
    """(grammar, words, value) of all stated values that a grammar reads."""
    for act in model.acts(document):
        for path, candidates in act.get("provenance", {}).items():
            for candidate in candidates:
                grammar = grammar_of(path, candidate["value"]) if candidate.get("origin") == "stated" else None
                raw = candidate.get("raw", "")
                # a stroke stands for 0; a tab would end the input of the table
                if grammar and raw.strip("/-") and "\t" not in raw:
                    yield grammar, raw.replace("\r", "").replace("\n", "\\n"), str(candidate["value"])


def read_again(rows):
    if not os.path.exists(TESTER):
        tap.skip("words read again", "no unit tests: cmocka is missing")
        return
    for grammar in sorted({row[0] for row in rows}):
        table = os.path.join(tap.scratch(grammar), "table.tsv")
        own = sorted({row[1:] for row in rows if row[0] == grammar})
        with open(table, "w", encoding="utf-8") as stream:
            stream.writelines(f"{raw}\t{value}\n" for raw, value in own)
        result = subprocess.run([TESTER, grammar, table], capture_output=True)
        tap.ok(result.returncode == 0, f"{len(own)} values of {grammar} read again from their words", result.stderr)


def check(path, rows):
    label = os.path.relpath(path, CORPUS)
    with open(path, "rb") as stream:
        text = stream.read()
    faults = []
    for name, given, counted in FORMS:
        data = given(text)
        if data is None:
            continue
        result = tap.run("convert", "-q", "-f", "text", "-t", "json", "-", data=data)
        for document in model.documents(result.stdout):
            rows += rows_of(document)
            faults += [f"{name}: {fault}" for fault in model.provenance_faults(document, counted(text))]
            fault = word_fault(document, text) if name == "as it is" else None
            faults += [f"{name}: {fault}"] if fault else []
    tap.ok(not faults, f"{label}: words and places", "\n".join(faults))


def main():
    texts = sorted(glob.glob(os.path.join(CORPUS, "**", "*.txt"), recursive=True))
    texts = [path for path in texts if "ocr" + os.sep not in path or path.endswith("ocr.txt")]
    if not texts:
        tap.skip("the corpus", "no ../shared")
    rows = []
    for path in texts:
        tap.attempt(check, path, rows)
    if texts:
        read_again(rows)


tap.main(main)
