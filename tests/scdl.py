# SPDX-License-Identifier: LGPL-2.1-or-later
"""CSV as the national schema wants it: header, types, nothing invented, rejects that name the field."""
import csv
import io
import os
import subprocess
import sys

import tap

CHECKER = os.path.join(tap.SHARED, "tools", "check_scdl.py")
COLUMNS = ("COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET,BUDGET_ANNEE,"
           "BUDGET_NOM,PREF_ID,PREF_DATE,VOTE_EFFECTIF,VOTE_REEL,VOTE_POUR,VOTE_CONTRE,VOTE_ABSTENTION,DELIB_URL")
SIRETS = {"valfontaine-cantine": "21990021400012", "brehaut-eclairage": "21990034700010",
          "saint-evroul-marche": "21990047900011", "montaiguet-bibliotheque": "21990058600013",
          "trois-vallons-dechets": "20009903400015"}


def profile(name):
    return ["--default", f"authority.siret={SIRETS[name]}", "--default", "act.matter.code=7.1"]


PROFILE = profile("valfontaine-cantine")


def sample(name):
    return os.path.join(tap.SAMPLES, name + ".txt")


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def check_row():
    result = tap.run("convert", "-t", "csv", *PROFILE, sample("valfontaine-cantine"))
    tap.equal(result.returncode, 0, "an act with a profile: converted", result.stderr)
    tap.equal(result.stdout.decode().splitlines()[0], COLUMNS, "the header is that of SCDL 2.1.5")
    row = rows(result.stdout)[0]
    for column, want in {"COLL_NOM": "Valfontaine-sur-Orbe", "COLL_SIRET": "21990021400012", "DELIB_ID": "2024/31",
                         "DELIB_DATE": "2024-09-23", "DELIB_MATIERE_CODE": "7.1", "VOTE_POUR": "6",
                         "VOTE_CONTRE": "0", "VOTE_ABSTENTION": "2", "VOTE_REEL": "8", "VOTE_EFFECTIF": "11",
                         "BUDGET_ANNEE": "", "BUDGET_NOM": "", "PREF_ID": "", "PREF_DATE": "",
                         "DELIB_URL": ""}.items():
        tap.equal(row[column], want, f"{column} is {want or 'empty'}")
    tap.ok("cantine" not in row["DELIB_OBJET"] and row["DELIB_OBJET"].startswith("Restauration scolaire"),
           "DELIB_OBJET is the subject", row["DELIB_OBJET"])


def check_rejects():
    folder = tap.scratch("rejects")
    result = tap.run("convert", "-t", "csv", "--rejects", "rejects.csv", "-o", "out.csv",
                     sample("valfontaine-cantine"), cwd=folder)
    tap.equal(result.returncode, 1, "an act that lacks a required field: no valid output", result.stderr)
    tap.ok(not os.path.exists(os.path.join(folder, "out.csv")), "no CSV of zero rows is written")
    with open(os.path.join(folder, "rejects.csv"), encoding="utf-8") as stream:
        tap.ok("authority.siret" in stream.read(), "the rejects name the field")
    result = tap.run("convert", "-t", "csv", sample("valfontaine-cantine"))
    tap.ok(b"authority.siret" in result.stderr and result.returncode == 1, "without --rejects a message names the field",
           result.stderr)
    cases = os.path.join(tap.SRCDIR, "tests", "cases", "csv")
    result = tap.run("convert", "-f", "json", "-t", "csv", "--group=none", "--rejects", "some.csv", "-o",
                     "some-out.csv", os.path.join(cases, "all-fields", "input.json"),
                     os.path.join(cases, "without-siret", "input.json"), cwd=folder)
    tap.equal(result.returncode, 6, "some acts rejected, some not: exit code 6", result.stderr)
    with open(os.path.join(folder, "some-out.csv"), "rb") as stream:
        tap.equal(len(rows(stream.read())), 1, "only acts that have all are in the CSV")
    with open(os.path.join(folder, "some.csv"), encoding="utf-8") as stream:
        tap.ok("authority.siret" in stream.read(), "the other is in the rejects, with the field's name")


def check_formula():
    result = tap.run("convert", "-t", "csv", *PROFILE, "--set", "act.subject==1+1", sample("valfontaine-cantine"))
    value = rows(result.stdout)[0]["DELIB_OBJET"]
    tap.ok(value[0] not in "=+-@\t\r", "a cell that a spreadsheet would compute is made harmless", value)
    result = tap.run("convert", "-t", "csv", "--out-opt", "raw=yes", *PROFILE, "--set", "act.subject==1+1",
                     sample("valfontaine-cantine"))
    tap.equal(rows(result.stdout)[0]["DELIB_OBJET"], "=1+1", "raw=yes leaves it as it is")


def check_official():
    if not os.path.exists(CHECKER):
        tap.skip("the checks of the national validator", "no ../shared")
        return
    for name in SIRETS:
        result = tap.run("convert", "-t", "csv", *profile(name), sample(name))
        run = subprocess.run([sys.executable, "-B", CHECKER, "-"], input=result.stdout, capture_output=True)
        tap.ok(run.returncode == 0 and b"scdl: 1 rows, 0 invalid" in run.stdout,
               f"{name}: without fault for the national validator", run.stdout, result.stderr)


def main():
    for check in (check_row, check_rejects, check_formula, check_official):
        tap.attempt(check)


tap.main(main)
