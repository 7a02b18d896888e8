# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every text of ../shared/corpus: each word in one block, in order; what is stated is cut from the bytes of the input,
also gzipped, with CRLF and in Windows-1252."""
import glob
import gzip
import os

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


def check(path):
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
            faults += [f"{name}: {fault}" for fault in model.provenance_faults(document, counted(text))]
            fault = word_fault(document, text) if name == "as it is" else None
            faults += [f"{name}: {fault}"] if fault else []
    tap.ok(not faults, f"{label}: words and places", "\n".join(faults))


def main():
    texts = sorted(glob.glob(os.path.join(CORPUS, "**", "*.txt"), recursive=True))
    texts = [path for path in texts if "ocr" + os.sep not in path or path.endswith("ocr.txt")]
    if not texts:
        tap.skip("the corpus", "no ../shared")
    for path in texts:
        tap.attempt(check, path)


tap.main(main)
