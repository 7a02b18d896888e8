# SPDX-License-Identifier: LGPL-2.1-or-later
"""No word of a text is lost or moved on its way to JSON, Akoma Ntoso and Markdown.

The spans of the blocks, in order, hold the words of the text; what is written holds the words of the blocks, in order.
A block that a stamp cuts apart is written whole, with the stamp behind it."""
import html.parser
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET

import model
import tap

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
PARTS = ("preface", "preamble", "mainBody", "conclusions")
OTHER_SHARE = 0.05


def convert(path, *args):
    result = tap.run("convert", "-f", "text", *args, path)
    tap.equal(result.returncode, 0, f"{os.path.basename(path)}: converts with {' '.join(args)}", result.stderr)
    return result.stdout


def akn_words(data):
    """The words of the four parts in their order."""
    root = ET.fromstring(data)
    found = []
    for part in PARTS:
        for element in root.iter(AKN + part):
            found += model.words(akn_text(element))
    return found


INLINE = {AKN + name for name in ("b", "i", "u", "sup", "sub", "span", "a", "ref", "date", "docDate", "docNumber",
                                  "docTitle", "docType", "docAuthority", "docProponent", "person", "organization",
                                  "role", "quantity", "location", "session", "event", "inline", "def", "term", "noteRef",
                                  "docStage", "docStatus", "docPurpose", "time", "entity", "eol")}


def akn_text(element):
    """Text of an element; what is no inline stands apart from its neighbours."""
    space = "" if element.tag in INLINE and element.tag != AKN + "eol" else "\n"
    inside = (element.text or "") + "".join(akn_text(child) + (child.tail or "") for child in element)
    return space + inside + space


class HtmlText(html.parser.HTMLParser):
    INLINE = ("em", "strong", "a", "code", "del", "sup", "sub")

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_starttag(self, tag, attrs):
        self.parts.append("" if tag in self.INLINE else "\n")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.parts.append("" if tag in self.INLINE else "\n")

    def handle_data(self, data):
        self.parts.append(data)


def markdown_words(data):
    page = subprocess.run(["cmark-gfm", "--extension", "table", "--unsafe"], input=data, capture_output=True,
                          check=True).stdout
    reader = HtmlText()
    reader.feed(page.decode("utf-8"))
    return model.words("".join(reader.parts))


def check_json(label, text, data, document):
    spans = model.places(document)
    got = [word for span in spans for word in model.words(data[span[0]:span[1]].decode("utf-8"))]
    fault = model.difference(text, got)
    tap.ok(fault is None, f"{label}: each word of the text is in one block", fault)
    faults = list(model.provenance_faults(document, data))
    tap.ok(not faults, f"{label}: places and raw words are those of the text", "\n".join(faults))
    blocks = model.blocks(document)
    total = sum(len(model.words(block["text"])) for block in blocks)
    other = sum(len(model.words(block["text"])) for block in blocks if block["type"] == "other")
    tap.ok(other <= OTHER_SHARE * total, f"{label}: at most 5 % of the words are in blocks `other`",
           f"{other} of {total}")


def check(path):
    label = os.path.basename(path)
    with open(path, "rb") as stream:
        data = stream.read()
    text = data.decode("utf-8")
    documents = model.documents(convert(path, "-t", "json"))
    if not tap.equal(len(documents), 1, f"{label}: one document"):
        return
    check_json(label, text, data, documents[0])
    flow = "\n".join(block["text"] for block in model.blocks(documents[0]))
    fault = model.difference(flow, akn_words(convert(path, "-t", "akn")))
    tap.ok(fault is None, f"{label}: the words of its Akoma Ntoso are those of the text, in order", fault)
    if not shutil.which("cmark-gfm"):
        tap.skip(f"{label}: Markdown", "cmark-gfm is not installed")
        return
    fault = model.difference(flow, markdown_words(convert(path, "-t", "markdown", "--out-opt", "front-matter=no")))
    tap.ok(fault is None, f"{label}: the words of its Markdown are those of the text, in order", fault)


def main():
    for path, _ in tap.samples():
        tap.attempt(check, path)
    if not os.path.isdir(tap.SHARED):
        tap.skip("the seeds", "no ../shared")


tap.main(main)
