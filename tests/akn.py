# SPDX-License-Identifier: LGPL-2.1-or-later
"""Akoma Ntoso as written: valid by the official schema, eIds unique and named by the rules, no reference to nothing."""
import glob
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import tap

XSD = os.path.join(tap.SHARED, "standards", "akn", "xsd", "akomantoso30.xsd")
NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
# Short names of the naming convention; an element that is not here keeps its own.
SHORT = {"alinea": "al", "article": "art", "attachment": "att", "blockList": "list", "chapter": "chp",
         "citation": "cit", "citations": "cits", "clause": "cl", "component": "cmp", "components": "cmpnts",
         "componentRef": "cref", "debateSection": "dbsect", "division": "dvs", "documentRef": "dref",
         "eventRef": "eref", "mainBody": "body", "listIntroduction": "intro", "listWrapUp": "wrapup",
         "paragraph": "para", "quotedStructure": "qstr", "quotedText": "qtext", "recital": "rec", "recitals": "recs",
         "section": "sec", "subchapter": "subchp", "subclause": "subcl", "subdivision": "subdvs",
         "subparagraph": "subpara", "subsection": "subsec", "temporalGroup": "tmpg", "wrapUp": "wrapup"}
NO_PREFIX = {"mainBody", "preface", "preamble", "conclusions", "meta", "statement", "akomaNtoso", "debateReport"}
IN_META = {"references", "lifecycle", "workflow", "analysis"}


def local(element):
    return element.tag.replace(NAMESPACE, "")


def check_eids(root):
    """What is wrong with the eIds; those of references are free names."""
    seen = set()

    def walk(element, prefix, free):
        name, eid = local(element), element.get("eId")
        if eid is not None:
            if eid in seen:
                yield f"{eid}: twice"
            seen.add(eid)
            if not free and not re.fullmatch(
                    (re.escape(prefix) + "__" if prefix else "") + SHORT.get(name, name) + r"_[\w-]+", eid):
                yield f"{name} is called {eid!r} below {prefix!r}"
        if name not in NO_PREFIX and eid is not None:
            prefix = eid
        for child in element:
            yield from walk(child, prefix, free or name == "references")

    yield from walk(root, "", False)


def check_references(root):
    known = {element.get("eId") for element in root.iter() if element.get("eId")}
    for element in root.iter():
        for attribute, value in element.attrib.items():
            for target in re.findall(r"(?:^|\s)#(\S+)", value) if attribute != "value" else ():
                if target not in known:
                    yield f"{local(element)}/@{attribute} names #{target}, which is nowhere"
            if attribute in ("refersTo", "by", "as") and not value.startswith("#"):
                yield f"{local(element)}/@{attribute} is {value!r}, without #"


def check(folder, path):
    label = os.path.basename(path)
    result = tap.run("convert", "-t", "akn", "-O", folder, path)
    target = os.path.join(folder, label.replace(".txt", ".xml"))
    if not tap.ok(result.returncode == 0 and os.path.exists(target), f"{label}: converts", result.stderr):
        return
    check_file(label, target)


def check_file(label, target):
    root = ET.parse(target).getroot()
    tap.equal([local(child) for child in root], ["statement"], f"{label}: a statement")
    faults = list(check_eids(root))
    tap.ok(not faults, f"{label}: eIds are unique and follow the naming rules", "\n".join(faults))
    faults = list(check_references(root))
    tap.ok(not faults, f"{label}: references lead somewhere", "\n".join(faults))
    if not os.path.exists(XSD):
        tap.skip(f"{label}: official schema", "no ../shared")
    elif not shutil.which("xmllint"):
        tap.skip(f"{label}: official schema", "xmllint is not installed")
    else:
        run = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", XSD, target], capture_output=True)
        tap.ok(run.returncode == 0, f"{label}: valid by the official schema", run.stderr)


def check_several():
    """Acts of one document whose number is not known have identifiers of their own."""
    folder = tap.scratch("several")
    act = {"authority": {"siren": "219900214"}, "sitting": {"date": "2024-03-01"}}
    numbered = {**act, "act": {"number": "2024-05"}}
    with open(os.path.join(folder, "acts.json"), "w", encoding="utf-8") as stream:
        json.dump({"delib": "1.0", "deliberations": [act, numbered, act]}, stream)
    result = tap.run("convert", "-t", "akn", "-O", folder, os.path.join(folder, "acts.json"))
    uris = []
    for path in sorted(glob.glob(os.path.join(folder, "*.xml"))):
        uris.append(ET.parse(path).getroot().find(f".//{NAMESPACE}FRBRWork/{NAMESPACE}FRBRuri").get("value"))
    stem = "/akn/fr/statement/deliberation/219900214/2024-03-01/"
    tap.equal(uris, [stem + "nn_1", stem + "2024_05", stem + "nn_3"], "acts without a number: identifiers differ",
              result.stderr)


def main():
    folder = tap.scratch("akn")
    for path, _ in tap.samples():
        tap.attempt(check, folder, path)
    for path in sorted(glob.glob(os.path.join(tap.SRCDIR, "tests", "cases", "akn", "*", "expected.xml"))):
        tap.attempt(check_file, os.path.basename(os.path.dirname(path)), path)
    tap.attempt(check_several)


tap.main(main)
