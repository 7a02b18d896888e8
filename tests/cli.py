# SPDX-License-Identifier: LGPL-2.1-or-later
"""The command: bad input, exit codes, outputs that appear whole or not at all, the conventions of its options."""
import gzip
import json
import os
import re
import shutil
import stat
import subprocess

import model
import tap

ACT = os.path.join(tap.SAMPLES, "valfontaine-cantine.txt")
OTHER = os.path.join(tap.SAMPLES, "saint-evroul-marche.txt")
# Without these, root is a user like others.
LIKE_A_USER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search",
               "--inh-caps=-dac_override,-dac_read_search")


def act_bytes():
    with open(ACT, "rb") as stream:
        return stream.read()


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as stream:
        stream.write(data)
    return path


def errors(result):
    return re.findall(rb"\berror: \[[A-Z0-9-]+\]", result.stderr)


def tree(folder):
    return sorted(os.path.relpath(os.path.join(top, name), folder)
                  for top, folders, files in os.walk(folder) for name in folders + files)


def check_refused(label, result, status, says, names=None):
    """One message with its code, the exit code, nothing on standard output."""
    detail = f"exit {result.returncode}\n" + result.stderr.decode("utf-8", "replace")
    tap.ok(result.returncode == status, f"{label}: exit code {status}", detail)
    tap.ok(len(errors(result)) == 1, f"{label}: one error is said", detail)
    tap.ok(re.search(says.encode(), result.stderr, re.I), f"{label}: says {says}", detail)
    tap.ok(names is None or names.encode() in result.stderr, f"{label}: names the input", detail)
    tap.ok(result.stdout == b"", f"{label}: nothing on standard output", result.stdout[:200])


def check_bad_inputs():
    packed = gzip.compress(act_bytes())
    table = [  # name, bytes, further arguments, exit code, what the message says
        ("empty.txt", b"", [], 3, r"\[UNRECOGNISED\].*empty"),
        ("binary.bin", bytes(range(256)) * 40, [], 3, r"\[UNRECOGNISED\].*binary"),
        ("binary-as-text.bin", bytes(range(256)) * 40, ["-f", "text"], 1, "not text"),
        ("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", [], 3,
         r"pdftotext -layout \S*scan\.pdf - \| delib convert -f text -t json -\n"),
        ("l'été.pdf", b"%PDF-1.7\n", [], 3, r"pdftotext -layout '\S*l'\\''été\.pdf' - \|"),
        ("shopping.txt", "Du pain, du beurre et trois pommes.\n".encode(), [], 3, r"\[UNRECOGNISED\][^\0]*-f text"),
        ("cut.txt.gz", packed[:len(packed) // 2], [], 1, r"\[GZIP-[A-Z]+\].*too early"),
        ("broken.txt.gz", packed[:-8] + bytes(8), [], 1, r"\[GZIP-BROKEN\]"),
        ("not.json", b'{"delib": "1.0", ', ["-f", "json"], 1, "json|end of file"),
        ("newer.json", b'{"delib": "9.0", "deliberations": []}', ["-f", "json"], 1, r"9"),
    ]
    for name, data, args, status, says in table:
        folder = tap.scratch("bad-" + name)
        path = write(folder, name, data)
        before = tree(folder)
        check_refused(name, tap.run("convert", *args, "-t", "json", path), status, says, name)
        result = tap.run("convert", *args, "-t", "json", "-o", "out.json", path, cwd=folder)
        tap.ok(result.returncode == status and tree(folder) == before, f"{name}: no output is left behind",
               tree(folder), result.stderr)


def check_bad_paths():
    folder = tap.scratch("paths")
    check_refused("missing file", tap.run("convert", "-t", "json", "absent.txt", cwd=folder), 4, r"\[IO-OPEN\].*no such file",
                  "absent.txt")
    check_refused("directory", tap.run("convert", "-t", "json", folder), 4, r"\[IO-DIRECTORY\]", folder)
    path = write(folder, "locked.txt", act_bytes())
    os.chmod(path, 0)
    wrap = LIKE_A_USER if os.getuid() == 0 else ()
    if wrap and not shutil.which("setpriv"):
        tap.skip("unreadable", "root reads everything, and setpriv is not installed")
    else:
        check_refused("unreadable", tap.run("convert", "-t", "json", path, wrap=wrap), 4, r"\[IO-OPEN\]", path)
    check_refused("a device", tap.run("convert", "-t", "json", "/dev/zero"), 4, r"\[IO-DEVICE\]", "/dev/zero")


def check_formats():
    check_refused("unknown format to write", tap.run("convert", "-t", "nosuch", ACT), 2, "nosuch")
    check_refused("unknown format to read", tap.run("convert", "-f", "nosuch", "-t", "json", ACT), 2, "nosuch")
    check_refused("a format that does not write", tap.run("convert", "-t", "text", ACT), 2, "text")
    bare = tap.environment(DELIB_PLUGIN_PATH=None)
    if tap.run("plugins", env=bare).stdout:
        tap.skip("no plugin at all", "modules are built in or installed")
    else:
        for label, args in (("show", ["show", ACT]), ("-f text", ["show", "-f", "text", ACT]), ("detect", ["detect", ACT]),
                            ("-o x.json", ["convert", "-o", "x.json", ACT]), ("-t json", ["convert", "-t", "json", ACT])):
            check_refused(f"no plugin at all, {label}", tap.run(*args, env=bare), 5,
                          r"no plugin could be loaded; they were looked for in: .*/delib/plugins-1")
    check_refused("a format that does not read", tap.run("convert", "-f", "csv", "-t", "json", ACT), 2, "csv")


def check_charset():
    folder = tap.scratch("charset")
    data = act_bytes().decode("utf-8").encode("cp1252")
    path = write(folder, "old.txt", data)
    result = tap.run("convert", "-t", "json", path)
    tap.equal(result.returncode, 0, "invalid UTF-8: read", result.stderr)
    tap.equal(len(re.findall(rb"windows-1252", result.stderr, re.I)), 1, "invalid UTF-8: windows-1252 is said once",
              result.stderr)
    tap.ok("août" not in result.stdout.decode() and "Étaient" in result.stdout.decode("utf-8"),
           "invalid UTF-8: letters are right")
    document = model.documents(result.stdout)[0]
    faults = list(model.provenance_faults(document, data))
    tap.ok(not faults, "windows-1252: places are those of the file's own bytes", "\n".join(faults))
    want = model.documents(tap.run("convert", "-t", "json", ACT).stdout)[0]
    for one in (document, want):
        one["sources"] = []
    tap.ok(model.stable(document, True) == model.stable(want, True), "windows-1252: what is read is the same")
    result = tap.run("convert", "--from-charset", "no-such-charset", "-t", "json", path)
    tap.equal(result.returncode, 2, "--from-charset: an unknown one is a usage error", result.stderr)


def check_sizes():
    folder = tap.scratch("sizes")
    path = os.path.join(folder, "large.txt")
    with open(path, "wb") as stream:
        stream.write(act_bytes())
        stream.truncate(200 << 20)
    check_refused("200 MiB", tap.run("convert", "-t", "json", path, timeout=120), 1,
                  "source-size.*134217728", "large.txt")
    line = "Le conseil municipal de Valfontaine-sur-Orbe rappelle que la rue du Lavoir est fermée le jeudi. "
    path = write(folder, "line.txt", act_bytes() + (line * (50_000_000 // len(line.encode()) + 1)).encode() + b"\n")
    result = tap.run("convert", "-f", "text", "-t", "json", "-o", "line.json", path, cwd=folder, timeout=400)
    tap.ok(result.returncode == 0 and os.path.getsize(os.path.join(folder, "line.json")) > 50_000_000,
           "50 MB on one line: read", result.stderr[:400])
    shutil.rmtree(folder)


def check_outputs():
    folder = tap.scratch("outputs")
    result = tap.run("convert", "-t", "json", "-o", "act.json", ACT, cwd=folder)
    tap.ok(result.returncode == 0 and tree(folder) == ["act.json"] and result.stdout == b"", "-o: one file",
           result.stderr, tree(folder))
    result = tap.run("convert", "-o", "other.json", ACT, cwd=folder)
    tap.ok(result.returncode == 0 and "other.json" in tree(folder), "-t follows from the ending of -o", result.stderr)
    old = write(folder, "kept.json", b"old")
    result = tap.run("convert", "-t", "json", "-o", "kept.json", ACT, cwd=folder)
    with open(old, "rb") as stream:
        tap.ok(result.returncode == 2 and stream.read() == b"old" and b"--force" in result.stderr,
               "an output that is there stays, and --force is named", result.stderr)
    result = tap.run("convert", "--force", "-t", "json", "-o", "kept.json", ACT, cwd=folder)
    with open(old, "rb") as stream:
        tap.ok(result.returncode == 0 and stream.read() != b"old", "--force replaces it", result.stderr)
    bad = write(folder, "bad.txt", b"")
    before = tree(folder)
    result = tap.run("convert", "--force", "-t", "json", "-o", "kept.json", bad, cwd=folder)
    with open(old, "rb") as stream:
        tap.ok(result.returncode == 3 and len(stream.read()) > 100 and tree(folder) == before,
               "--force: no good file gives way to nothing", result.stderr)
    os.symlink("act.json", os.path.join(folder, "link.json"))
    result = tap.run("convert", "-o", os.path.join("nowhere", "x.json"), ACT, cwd=folder)
    tap.equal(result.returncode, 4, "a folder of -o that is not there: exit code 4", result.stderr)
    mode = stat.S_IMODE(os.stat(os.path.join(folder, "act.json")).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    tap.equal(oct(mode), oct(0o666 & ~mask), "outputs have the permissions that umask gives")


def check_folder_of_outputs():
    folder = tap.scratch("many")
    result = tap.run("convert", "-t", "akn", "-O", "out", ACT, OTHER, cwd=folder)
    tap.ok(result.returncode == 0 and tree(folder) == ["out", "out/saint-evroul-marche.xml",
                                                       "out/valfontaine-cantine.xml"],
           "-O: a file an act, named after its source", tree(folder), result.stderr)
    result = tap.run("convert", "-t", "akn", "-O", "out", ACT, cwd=folder)
    tap.ok(result.returncode in (2, 6) and b"--force" in result.stderr, "-O: nothing is replaced without --force",
           result.stderr)
    result = tap.run("convert", "-t", "akn", ACT, OTHER, cwd=folder)
    tap.ok(result.returncode == 2 and b"-O" in result.stderr and result.stdout == b"",
           "several acts for a format of one act a file: usage error that names -O", result.stderr)
    twins = tap.scratch("twins")
    for name in ("a", "b"):
        os.mkdir(os.path.join(twins, name))
        shutil.copy(ACT if name == "a" else OTHER, os.path.join(twins, name, "acte.txt"))
    result = tap.run("convert", "--group=none", "-t", "akn", "-O", "out", "a/acte.txt", "b/acte.txt", cwd=twins)
    made = [name for name in tree(twins) if name.startswith("out/")]
    tap.ok(result.returncode == 0 and len(made) == 2, "-O: equal names of two sources do not meet", made,
           result.stderr)
    strange = tap.scratch("strange")
    shutil.copy(ACT, os.path.join(strange, "-o été; rm *.txt"))
    result = tap.run("convert", "-t", "akn", "-O", "out", "--", "-o été; rm *.txt", cwd=strange)
    made = [name for name in tree(strange) if name.startswith("out/")]
    tap.ok(result.returncode == 0 and len(made) == 1 and re.fullmatch(r"out/[A-Za-z0-9_][A-Za-z0-9._-]*\.xml", made[0]),
           "-O: names hold safe characters only", made, result.stderr)


def check_outputs_without_act():
    """A text without acts is content, but no file gives way to it."""
    folder = tap.scratch("no-act")
    write(folder, "no-act.txt", b"COMMUNE DE VALFONTAINE\n")
    write(folder, "none.json", b'{"delib": "1.0", "deliberations": []}')
    for name, form in (("no-act.txt", "text"), ("none.json", "json")):
        before = write(folder, "old.json", b"old")
        result = tap.run("convert", "-f", form, "-t", "json", name, cwd=folder)
        tap.ok(result.returncode == 0 and model.documents(result.stdout), f"{name}: to standard output", result.stderr)
        result = tap.run("convert", "-f", form, "-t", "json", "-o", "new.json", name, cwd=folder)
        tap.ok(result.returncode == 0 and "new.json" in tree(folder), f"{name}: to a new file", result.stderr)
        os.remove(os.path.join(folder, "new.json"))
        for to in ("json", "csv"):
            result = tap.run("convert", "-f", form, "-t", to, "--force", "-o", "old.json", name, cwd=folder)
            with open(before, "rb") as stream:
                kept = stream.read() == b"old"
            check_refused(f"{name}: in the place of a file, {to}", result, 1, r"(?m)^old\.json: error: \[OUTPUT-KEPT\]")
            tap.ok(kept and b"--allow-empty" in result.stderr, f"{name}: the file is kept, {to}", result.stderr)
        for to in ("json", "csv"):
            result = tap.run("convert", "-f", form, "-t", to, "--force", "--allow-empty", "-o", "old.json", name,
                             cwd=folder)
            with open(before, "rb") as stream:
                tap.ok(result.returncode == 0 and stream.read() != b"old", f"{name}: --allow-empty replaces it, {to}",
                       result.stderr)
            write(folder, "old.json", b"old")
        os.remove(before)
    write(folder, "no-act.json", b"old")
    result = tap.run("convert", "-t", "json", "--force", "-O", ".", "text:no-act.txt", ACT, cwd=folder)
    tap.ok(result.returncode == 6 and b"./no-act.json: error: [OUTPUT-KEPT]" in result.stderr,
           "-O: the file of one document is kept, the others are written", result.stderr)


def check_places():
    """Messages name the path as it was given, with line and column."""
    top = tap.scratch("places")
    folder = os.path.join(top, "in")
    os.mkdir(folder)
    case = os.path.join(tap.SRCDIR, "tests", "cases", "text", "counts-that-contradict", "input.txt")
    shutil.copy(case, os.path.join(folder, "acte.txt"))
    for to, code in (("csv", b"VOTE-SUM"), ("csv", b"CSV-REJECTED"), ("akn", b"AKN-SIREN")):
        result = tap.run("convert", "-t", to, "in/acte.txt", cwd=top)
        said = [line for line in result.stderr.splitlines() if b"[" + code + b"]" in line]
        place = rb"in/acte\.txt: " if to == "akn" else rb"in/acte\.txt:\d+:\d+: "
        tap.ok(said and all(re.match(place, line) for line in said), f"{code.decode()}: the path as given", result.stderr)
    tap.ok(b"profile" not in result.stderr, "no word of what the command does not have", result.stderr)


def check_batch():
    folder = tap.scratch("batch")
    write(folder, "bad.txt", b"")
    result = tap.run("convert", "-t", "json", "bad.txt", ACT, OTHER, cwd=folder)
    tap.equal(result.returncode, 6, "some inputs done, some not: exit code 6", result.stderr)
    tap.equal(len(model.documents(result.stdout)), 2, "one bad input stops no other")
    os.mkdir(os.path.join(folder, "in"))
    shutil.copy(ACT, os.path.join(folder, "in"))
    shutil.copy(OTHER, os.path.join(folder, "in"))
    result = tap.run("convert", "-r", "-t", "json", "in", cwd=folder)
    tap.ok(result.returncode == 0 and len(model.documents(result.stdout)) == 2, "-r: folders are read", result.stderr)
    write(folder, "list", b"in/valfontaine-cantine.txt\nin/saint-evroul-marche.txt\n")
    result = tap.run("convert", "--files-from", "list", "-t", "json", cwd=folder)
    tap.ok(result.returncode == 0 and len(model.documents(result.stdout)) == 2, "--files-from", result.stderr)
    write(folder, "list0", b"in/valfontaine-cantine.txt\0in/saint-evroul-marche.txt\0")
    result = tap.run("convert", "--files0-from", "list0", "-t", "json", cwd=folder)
    tap.ok(result.returncode == 0 and len(model.documents(result.stdout)) == 2, "--files0-from", result.stderr)
    before = tree(folder)
    result = tap.run("convert", "--dry-run", "-t", "akn", "-O", "out", ACT, cwd=folder)
    tap.ok(result.returncode == 0 and tree(folder) == before and not result.stdout, "--dry-run writes nothing",
           result.stderr)
    tap.ok(b"out/valfontaine-cantine.xml: note: [DRY-RUN]" in result.stderr, "--dry-run says what it would write",
           result.stderr)
    result = tap.run("convert", "--dry-run", "-q", "-t", "json", ACT, cwd=folder)
    tap.ok(result.returncode == 0 and not result.stdout and not result.stderr, "--dry-run -q says nothing",
           result.stderr)
    result = tap.run("convert", "--dry-run", "-t", "json", "-o", "list", ACT, cwd=folder)
    tap.equal(result.returncode, 2, "--dry-run finds the output that is there already", result.stderr)
    os.mkdir(os.path.join(folder, "empty"))
    check_refused("-r: an empty folder", tap.run("convert", "-r", "-t", "json", "empty", cwd=folder), 4,
                  r"\[NO-INPUT\]", "empty")
    result = tap.run("convert", "-r", "-t", "json", "empty", ACT, cwd=folder)
    tap.ok(result.returncode == 6 and len(model.documents(result.stdout)) == 1, "-r: it stops no other input",
           result.stderr)


def check_streams():
    result = tap.run("convert", "-t", "json", "-", data=act_bytes())
    tap.ok(result.returncode == 0 and len(model.documents(result.stdout)) == 1, "- is standard input", result.stderr)
    tap.ok(result.stderr == b"", "an act without fault says nothing", result.stderr)
    result = tap.run("convert", "-t", "json", f"text:{ACT}")
    tap.equal(result.returncode, 0, "FORMAT:path", result.stderr)
    closed = subprocess.run(["sh", "-c", 'exec "$0" convert -t json "$1" >/dev/full', tap.DELIB, ACT],
                            capture_output=True, env=tap.environment())
    tap.ok(closed.returncode == 4 and b"[IO-WRITE]" in closed.stderr, "a full device: exit code 4", closed.stderr)


def check_usage():
    folder = tap.scratch("usage")
    for args, says in [([], "usage"), (["convert"], "usage|input"), (["nosuch"], "nosuch"),
                       (["convert", "--nosuch", ACT], "nosuch"), (["convert", ACT], "-t|format"),
                       (["convert", "-t", "json", "--group=some", ACT], "group"),
                       (["convert", "-t", "json", "--min-confidence=2", ACT], "min-confidence"),
                       (["convert", "-t", "json", "--set", "vote.for=many", ACT], "vote.for"),
                       (["convert", "-t", "json", "--set", "no.field=1", ACT], "no.field"),
                       (["convert", "-t", "json", "--out-opt", "nosuch=1", ACT], "nosuch"),
                       (["convert", "-t", "json", "--out-opt", "indent=wide", ACT], "indent"),
                       (["convert", "-t", "json", "-o", "a", "-O", "b", ACT], "-O")]:
        result = tap.run(*args, cwd=folder)
        tap.ok(result.returncode == 2 and result.stdout == b"" and re.search(says.encode(), result.stderr, re.I),
               f"usage error: {' '.join(args).replace(ACT, 'ACT')}", f"exit {result.returncode}", result.stderr)
    for args in (["--help"], ["help"], ["convert", "--help"], ["help", "convert"], ["--version"], ["formats"],
                 ["formats", "json"], ["plugins"], ["formats", "--json"], ["plugins", "--json"]):
        result = tap.run(*args)
        tap.ok(result.returncode == 0 and result.stdout and not result.stderr, f"delib {' '.join(args)}",
               f"exit {result.returncode}", result.stdout, result.stderr)
        if args[-1] == "--json":
            json.loads(result.stdout)
    tap.ok(re.match(rb"delib \d+\.\d+\.\d+", tap.run("--version").stdout), "--version begins with name and number")


def check_assignments():
    result = tap.run("convert", "-t", "json", "--set", "act.number=2024-99", "--default",
                     "authority.siret=21990021400012", "--default", "act.subject=Autre", ACT)
    act = model.documents(result.stdout)[0]["deliberations"][0]
    tap.equal(act["act"]["number"], "2024-99", "--set goes before what the text states")
    tap.equal(act["authority"].get("siret"), "21990021400012", "--default fills what the text lacks")
    tap.ok("cantine" not in act["act"]["subject"] and act["act"]["subject"] != "Autre",
           "--default gives way to what the text states", act["act"]["subject"])
    origins = [one["origin"] for one in act["provenance"]["act.number"]]
    tap.equal(origins, ["declared", "stated"], "the value passed over stays in provenance")


def check_other_commands():
    versions = {one["version"] for one in json.loads(tap.run("plugins", "--json").stdout) if one.get("version")}
    tap.equal(len(versions), 1, "the modules of one build have one version", versions)
    result = tap.run("detect", ACT)
    tap.ok(result.returncode == 0 and b"text" in result.stdout, "detect", result.stderr)
    result = tap.run("detect", "-v", ACT)
    tap.ok(result.returncode == 0 and b"json" in result.stdout, "detect -v: all bids", result.stdout, result.stderr)
    folder = tap.scratch("log")
    write(folder, "bad.txt", b"")
    result = tap.run("convert", "-q", "--log", "log.jsonl", "-t", "json", "bad.txt", cwd=folder)
    with open(os.path.join(folder, "log.jsonl"), encoding="utf-8") as stream:
        lines = [json.loads(line) for line in stream]
    tap.ok(result.returncode == 3 and lines and all("code" in line for line in lines), "--log: JSON Lines with codes",
           lines, result.stderr)
    path = os.path.join(tap.SRCDIR, "tests", "cases", "text", "counts-that-contradict", "input.txt")
    for args, status, messages in ((["-q"], 0, 0), (["-v"], 0, 1), (["--fail-on=warning"], 1, 1),
                                   (["--fail-on=error"], 0, 1)):
        result = tap.run("convert", *args, "-t", "json", path)
        tap.ok(result.returncode == status and result.stderr.count(b"[VOTE-SUM]") == messages,
               f"{args[0]} with a warning: exit code {status}", result.returncode, result.stderr)


def check_terminal():
    folder = tap.scratch("terminal")
    path = write(folder, "\x1b[31mred.txt", b"")
    result = tap.run("convert", "-t", "json", path)
    tap.ok(b"\x1b" not in result.stderr, "no escape of a file's name reaches the terminal", repr(result.stderr))


def main():
    for check in (check_bad_inputs, check_bad_paths, check_formats, check_charset, check_sizes, check_outputs,
                  check_folder_of_outputs, check_outputs_without_act, check_places, check_batch, check_streams, check_usage, check_assignments,
                  check_other_commands, check_terminal):
        tap.attempt(check)


tap.main(main)
