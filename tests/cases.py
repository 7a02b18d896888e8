# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs tests/cases: a case is a folder, and adding one needs no code.

    READER/NAME/   input.*, expected.json                 read with -f READER, written as JSON
    WRITER/NAME/   input.json, expected.EXT               read as JSON, written with -t WRITER
    convert/NAME/  input.*, args, expected.*              `delib convert` with the arguments of `args`, one a line

Beside them may stand: args (further arguments, one a line), expected.status (exit code, 0 without it) and
expected.stderr (else nothing is asked of it). Every expectation is compared byte by byte.

A case of a reader runs again as CRLF, gzipped and through a pipe: the outcome is the same but for what depends on the
file itself. Each expected.json goes through the model and comes back the same; what it says of places is looked up.

    UPDATE=1 python3 -B tests/cases.py [NAME…]     writes the expectations anew; read the difference before it is kept
"""
import glob
import gzip
import os
import sys

import model
import tap

CASES = os.path.join(tap.SRCDIR, "tests", "cases")
UPDATE = os.environ.get("UPDATE") == "1"
BESIDE = ("expected.status", "expected.stderr")


def read(path, default=b""):
    if not os.path.exists(path):
        return default
    with open(path, "rb") as stream:
        return stream.read()


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.kind, self.name = folder.split(os.sep)[-2:]
        self.label = f"{self.kind}/{self.name}"
        found = glob.glob(os.path.join(folder, "input*"))
        self.inputs = sorted(os.path.basename(path) for path in found)
        self.args = read(os.path.join(folder, "args")).decode().split("\n")
        self.args = [arg for arg in self.args if arg]
        self.status = int(read(os.path.join(folder, "expected.status"), b"0"))
        wanted = [path for path in glob.glob(os.path.join(folder, "expected.*"))
                  if os.path.basename(path) not in BESIDE]
        self.wanted = wanted[0] if wanted else None
        self.is_reader = self.kind != "convert" and (self.kind == "json" or self.inputs != ["input.json"])

    def __str__(self):
        return self.label

    def command(self, inputs):
        if self.kind == "convert":
            return ["convert", *self.args, *inputs]
        reader = self.kind if self.is_reader else "json"
        if self.is_reader:
            return ["convert", "-f", reader, "-t", "json", "--out-opt", "indent=2", *self.args, *inputs]
        return ["convert", "-f", reader, "-t", self.kind, *self.args, *inputs]

    def run(self, inputs=None, data=None, cwd=None):
        return tap.run(*self.command(self.inputs if inputs is None else inputs), data=data, cwd=cwd or self.folder)


def update(case, result):
    """Writes the expectations of a case from what the command just gave."""
    extensions = {"akn": "xml", "markdown": "md"}
    if case.wanted is None:
        to = "json" if case.is_reader else case.kind
        if case.kind == "convert":
            to = case.args[case.args.index("-t") + 1]
        extension = extensions.get(to, to)
        case.wanted = os.path.join(case.folder, "expected." + extension)
    with open(case.wanted, "wb") as stream:
        stream.write(result.stdout)
    if result.returncode or os.path.exists(os.path.join(case.folder, "expected.status")):
        with open(os.path.join(case.folder, "expected.status"), "w", encoding="ascii") as stream:
            stream.write(f"{result.returncode}\n")
    case.status = result.returncode
    stderr = os.path.join(case.folder, "expected.stderr")
    if os.path.exists(stderr):
        with open(stderr, "wb") as stream:
            stream.write(result.stderr)


def same_documents(got, want, line_ends):
    return ([model.stable(one, line_ends) for one in model.documents(got)]
            == [model.stable(one, line_ends) for one in model.documents(want)])


def check_copies(case, data):
    """The same input in other clothes: CRLF for text, gzip, a pipe."""
    if len(case.inputs) != 1:
        return
    name = case.inputs[0]
    want = read(case.wanted)
    folder = tap.scratch(f"copies/{case.label}")
    if b"\r" not in data and name.endswith((".txt", ".json")):
        with open(os.path.join(folder, name), "wb") as stream:
            stream.write(data.replace(b"\n", b"\r\n"))
        result = case.run(cwd=folder)
        tap.ok(same_documents(result.stdout, want, True), f"{case.label}: the same with CRLF", result.stderr)
    with gzip.open(os.path.join(folder, name + ".gz"), "wb") as stream:
        stream.write(data)
    result = case.run([name + ".gz"], cwd=folder)
    tap.ok(same_documents(result.stdout, want, False), f"{case.label}: the same gzipped", result.stderr)
    result = case.run(["-"], data=data, cwd=folder)
    tap.ok(same_documents(result.stdout, want, False), f"{case.label}: the same through a pipe", result.stderr)


def check_reading(case, data):
    """What the expected JSON promises of places holds, and no word is lost."""
    documents = model.documents(read(case.wanted))
    if case.kind == "json" or len(documents) != 1:
        return
    faults = list(model.provenance_faults(documents[0], data))
    tap.ok(not faults, f"{case.label}: places and raw words are those of the input", "\n".join(faults))


def check_fixed_point(case):
    want = read(case.wanted)
    if not want:
        return
    indent = "2" if want.startswith(b"{\n") else "0"
    result = tap.run("convert", "-f", "json", "-t", "json", "--out-opt", f"indent={indent}", case.wanted)
    tap.ok(result.stdout == want, f"{case.label}: JSON comes back as it went through the model", result.stderr,
           first_difference(result.stdout, want))


def first_difference(got, want):
    got, want = (text.decode("utf-8", "replace").splitlines() for text in (got, want))
    for number, (one, other) in enumerate(zip(got, want), 1):
        if one != other:
            return f"line {number}\ngot  {one}\nwant {other}"
    return f"{len(got)} lines, not {len(want)}"


def check(case):
    result = case.run()
    if UPDATE:
        update(case, result)
    if case.wanted is None and not case.status:
        tap.ok(False, f"{case.label}: has an expectation", "UPDATE=1 makes one")
        return
    want = read(case.wanted) if case.wanted else b""
    tap.ok(result.stdout == want, case.label, first_difference(result.stdout, want), result.stderr)
    tap.equal(result.returncode, case.status, f"{case.label}: exit code", result.stderr)
    stderr = os.path.join(case.folder, "expected.stderr")
    if os.path.exists(stderr):
        tap.equal(result.stderr.decode(), read(stderr).decode(), f"{case.label}: messages")
    if case.is_reader and case.status == 0:
        data = read(os.path.join(case.folder, case.inputs[0]))
        check_copies(case, data)
        check_reading(case, data)
    if case.wanted and case.wanted.endswith(".json"):
        check_fixed_point(case)


def main():
    asked = sys.argv[1:]
    folders = sorted(path for path in glob.glob(os.path.join(CASES, "*", "*")) if os.path.isdir(path))
    for folder in folders:
        case = Case(folder)
        if case.inputs and (not asked or any(name in case.label for name in asked)):
            tap.attempt(check, case)


tap.main(main)
