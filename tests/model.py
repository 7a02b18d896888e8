# SPDX-License-Identifier: LGPL-2.1-or-later
"""The canonical JSON as the tests look at it: documents, blocks, words, and what provenance promises."""
import json
import re

STRUCTURE = ("list", "table", "row")  # blocks that hold only blocks


def documents(data):
    """The documents of an output, one a line or indented."""
    text = data.decode("utf-8")
    decoder = json.JSONDecoder()
    found, at = [], 0
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        document, at = decoder.raw_decode(text, at)
        found.append(document)
    return found


def acts(document):
    return document.get("deliberations", [])


def walk(blocks):
    """Every block, parents first."""
    for block in blocks or []:
        yield block
        yield from walk(block.get("blocks"))


def blocks(document):
    """The blocks with text of a document and of its acts, in the order of the text."""
    found = list(walk(document.get("content")))
    for act in acts(document):
        found += walk(act.get("content"))
    found = [block for block in found if "text" in block]
    return sorted(found, key=lambda block: block.get("spans", [[0]])[0][0])


def words(text):
    return re.findall(r"\w+", text)


def pieces(text):
    """The words of a text; a hyphen at the end of a line gives one piece of two halves."""
    marked = re.sub(r"(?<=\w)[-\u00ad][ \t\r\f]*\n\s*(?=\w)", "\0", text)
    return re.findall(r"\w+(?:\0\w+)*", marked)


def difference(text, got):
    """Where the words `got` leave those of `text`, None where they are the same; halves may be joined or not."""
    at = 0
    for piece in pieces(text):
        if got[at:at + 1] == [piece.replace("\0", "")]:
            at += 1
        elif got[at:at + piece.count("\0") + 1] == piece.split("\0"):
            at += piece.count("\0") + 1
        else:
            return f"word {at}: text has {piece!r}, output has {' '.join(got[max(0, at - 4):at + 4])!r}"
    return f"left over: {' '.join(got[at:at + 8])!r}" if at < len(got) else None


def stable(value, line_ends=False):
    """A document without what rightly differs between two copies of one source; with `line_ends`, places go too."""
    if isinstance(value, dict):
        drop = {"bytes", "spans"} if line_ends else set()
        if "sha256" in value:
            drop |= {"name", "size", "sha256"}
        return {key: stable(item, line_ends) for key, item in value.items() if key not in drop}
    if isinstance(value, list):
        return [stable(item, line_ends) for item in value]
    if line_ends and isinstance(value, str):
        return value.replace("\r\n", "\n")
    return value


def cut(data, span, charset):
    return data[span[0]:span[1]].decode(charset, "replace")


def _persons(act):
    yield from act.get("sitting", {}).get("attendance", [])
    for voters in act.get("vote", {}).get("voters", {}).values():
        yield from voters


def provenance_faults(document, data):
    """What a document says of places in its only source `data` that is not so."""
    charset = (document.get("sources") or [{}])[0].get("charset", "UTF-8")
    charset = {"windows-1252": "cp1252"}.get(charset, charset)
    for act in acts(document):
        for path, candidates in act.get("provenance", {}).items():
            for candidate in candidates:
                if candidate.get("origin") != "stated":
                    continue
                if "bytes" not in candidate or "raw" not in candidate:
                    yield f"{path}: stated without bytes and raw"
                elif cut(data, candidate["bytes"], charset) != candidate["raw"]:
                    yield f"{path}: {cut(data, candidate['bytes'], charset)!r} is not raw {candidate['raw']!r}"
        for person in _persons(act):
            if person.get("origin", "stated") != "stated":
                continue
            there = "\n".join(cut(data, span, charset) for span in person.get("spans", []))
            halves = [half for piece in pieces(there) for half in [piece.replace("\0", ""), *piece.split("\0")]]
            lost = [word for word in words(person["name"]) if word not in halves]
            if lost:
                yield f"person {person['name']!r} is not in {there!r}"
    for block in blocks(document):
        there = "\n".join(cut(data, span, charset) for span in block.get("spans", []))
        fault = difference(there, words(block["text"]))
        if fault:
            yield f"block {block['type']} {block['text'][:60]!r}: {fault}"


def places(document):
    """All spans of blocks in order of the source; raises ValueError where two overlap."""
    spans = sorted(span for block in blocks(document) for span in block.get("spans", []))
    for before, behind in zip(spans, spans[1:]):
        if behind[0] < before[1]:
            raise ValueError(f"two blocks hold the bytes {behind[0]} to {before[1]}")
    return spans
