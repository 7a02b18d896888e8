# SPDX-License-Identifier: LGPL-2.1-or-later
"""The hostile set: no crash, no hang, no leak of a file, and the outcome that its manifest asks for."""
import os
import subprocess

import tap

HOSTILE = os.path.join(tap.SHARED, "hostile")
CANARY = "/tmp/hostile_canary.txt"
SECRET = b"canary-7f3a91"
FORMAT = {"text": "text", "gz": "text", "json": "json"}



def check(path, expect, folder):
    read_as = [] if path.endswith(".pdf") else ["-f", FORMAT[path.split("/")[0]]]
    args = [tap.DELIB, "convert", *read_as, "-t", "json", "-o", "out.json", "--force",
            os.path.join(HOSTILE, path)]
    try:
        run = subprocess.run(args, cwd=folder, capture_output=True, env=tap.environment(), timeout=30,
                             stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        tap.ok(False, f"{path}: ends")
        return
    target = os.path.join(folder, "out.json")
    output = b""
    if os.path.exists(target):
        with open(target, "rb") as stream:
            output = stream.read()
        os.unlink(target)
    faults = []
    if not 0 <= run.returncode < 70:
        faults.append(f"exit code {run.returncode}")
    if expect == "E" and run.returncode == 0:
        faults.append("was to be refused")
    if expect == "S" and run.returncode != 0:
        faults.append(f"was to be read, exit code {run.returncode}")
    if run.returncode and (not run.stderr.strip() or os.path.basename(path).encode() not in run.stderr):
        faults.append("no message that names the file")
    if run.returncode in (3, 4) and output:
        faults.append("an output is left behind")
    if b"\x1b" in run.stderr or SECRET in output + run.stderr:
        faults.append("an escape or the canary came out")
    try:
        output.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(f"output is not UTF-8: {error}")
    if os.listdir(folder):
        faults.append(f"left behind: {os.listdir(folder)}")
    tap.ok(not faults, path, "\n".join(faults), run.stderr[:2000])


def main():
    manifest = os.path.join(HOSTILE, "MANIFEST.tsv")
    if not os.path.exists(manifest):
        tap.skip("the hostile set", "no ../shared")
        return
    folder = tap.scratch("hostile")
    with open(CANARY, "wb") as stream:
        stream.write(SECRET)
    with open(manifest, encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream][1:]
    for path, expect, *_ in rows:
        if path.split("/")[0] in FORMAT and not path.endswith((".xml.gz", ".tar.gz")):
            tap.attempt(check, path, expect, folder)
    os.unlink(CANARY)


tap.main(main)
