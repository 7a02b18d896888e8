# SPDX-License-Identifier: LGPL-2.1-or-later
"""Modules: what is found, what is refused and why, and what never loads."""
import json
import os
import shutil
import subprocess

import tap

MODULES = (os.environ.get("DELIB_PLUGIN_PATH") or "").split(":")[0]
# Made by tests/unit/modules for this test.
BROKEN = os.path.join(tap.BUILDDIR, "tests", "unit", "modules", ".libs")


def modules(env):
    result = tap.run("plugins", "--json", env=env)
    return {os.path.basename(one["path"]): one for one in json.loads(result.stdout)}


def formats(env):
    return {one["name"] for one in json.loads(tap.run("formats", "--json", env=env).stdout)}


def copy_all(name):
    folder = tap.scratch(name)
    for module in os.listdir(MODULES):
        if module.endswith(".so"):
            shutil.copy(os.path.join(MODULES, module), folder)
    return folder


def check_removed():
    folder = copy_all("removed")
    env = tap.environment(DELIB_PLUGIN_PATH=folder)
    tap.ok({"text", "json", "csv", "akn", "markdown"} <= formats(env), "the five formats are there", formats(env))
    os.unlink(os.path.join(folder, "csv.so"))
    tap.ok("csv" not in formats(env), "a module taken away takes its format along", formats(env))
    result = tap.run("convert", "-t", "csv", os.path.join(tap.SAMPLES, "valfontaine-cantine.txt"), env=env)
    tap.ok(result.returncode != 0 and b"FORMAT-UNKNOWN" in result.stderr, "and asking for it is an error",
           result.stderr)


def check_refused(module, state, says):
    folder = copy_all("refused-" + module)
    shutil.copy(os.path.join(BROKEN, module + ".so"), folder)
    env = tap.environment(DELIB_PLUGIN_PATH=folder)
    found = modules(env).get(module + ".so", {})
    tap.equal(found.get("state"), state, f"{module}: {state}")
    tap.ok(says in (found.get("reason") or ""), f"{module}: the reason holds {says!r}", found)
    tap.ok("json" in formats(env), f"{module}: the others load")
    result = tap.run("convert", "-t", module, os.path.join(tap.SAMPLES, "valfontaine-cantine.txt"), env=env)
    tap.ok(result.returncode != 0 and says.encode() in result.stderr,
           f"{module}: asked for, it is an error with the reason", f"exit {result.returncode}", result.stderr)


def check_permissions():
    for name, path, mode in (("module", "csv.so", 0o666), ("folder", ".", 0o777)):
        folder = copy_all("open-" + name)
        os.chmod(os.path.join(folder, path), mode)
        env = tap.environment(DELIB_PLUGIN_PATH=folder)
        found = modules(env).get("csv.so", {})
        tap.ok(found.get("state") == "refused" and "writ" in found["reason"],
               f"a {name} that everybody may write to is refused, with the reason", found)
    folder = copy_all("links")
    os.rename(os.path.join(folder, "csv.so"), os.path.join(folder, "Csv-1.so"))
    os.mkdir(os.path.join(folder, "dir.so"))
    with open(os.path.join(folder, "README"), "w", encoding="ascii") as stream:
        stream.write("not a module\n")
    found = modules(tap.environment(DELIB_PLUGIN_PATH=folder))
    tap.ok(not {"Csv-1.so", "README"} & set(found) and found["dir.so"]["state"] == "refused",
           "other files of the folder are no modules", found)


def check_other_ways():
    folder = copy_all("elsewhere")
    shutil.move(os.path.join(folder, "csv.so"), tap.scratch("bare"))
    bare = os.path.join(os.path.dirname(folder), "bare")
    env = tap.environment(DELIB_PLUGIN_PATH=folder, LD_LIBRARY_PATH=bare, LTDL_LIBRARY_PATH=bare)
    tap.ok("csv" not in formats(env), "a module on LD_LIBRARY_PATH does not load")
    with open(os.path.join(folder, "csv.la"), "w", encoding="ascii") as stream:
        stream.write(f"dlname='csv.so'\nlibrary_names='csv.so'\ninstalled=yes\nshouldnotlink=yes\nlibdir='{bare}'\n")
    tap.ok("csv" not in formats(env), "a .la that points elsewhere does not load")
    result = subprocess.run([tap.DELIB, "formats", "--json"], cwd=bare, capture_output=True,
                            env=tap.environment(DELIB_PLUGIN_PATH=f"{folder}:."))
    tap.ok("csv" not in {one["name"] for one in json.loads(result.stdout)}, "a relative entry of the path is ignored",
           result.stderr)


def check_libraries():
    program = os.path.join(tap.BUILDDIR, ".libs", "delib")
    env = tap.environment(LD_LIBRARY_PATH=os.path.join(tap.BUILDDIR, ".libs"))
    result = subprocess.run(["ldd", program if os.path.exists(program) else tap.DELIB], capture_output=True, env=env)
    names = result.stdout.decode()
    tap.ok(result.returncode == 0 and "libjansson" in names, "ldd of the command", result.stderr, names)
    for name in ("libxml2", "libarchive", "libstdc++"):
        if name == "libstdc++" and "libubsan" in names:
            tap.skip(f"the command does not link {name}", "the sanitizer does")
            continue
        tap.ok(name not in names, f"the command does not link {name}", names)


def main():
    tap.attempt(check_libraries)
    if not MODULES or not os.path.exists(os.path.join(MODULES, "csv.so")):
        tap.skip("modules", "the plugins are built in")
        return
    for check in (check_removed, check_permissions, check_other_ways):
        tap.attempt(check)
    for module, state, says in (("wrong_abi", "refused", "plugin interface"), ("too_small", "refused", "descriptor"),
                                ("no_symbol", "refused", "no_symbol_LTX_delib_plugin"),
                                ("broken_format", "refused", "format"), ("no_start", "refused", "start"),
                                ("unresolved", "failed", "undefined symbol")):
        tap.attempt(check_refused, module, state, says)


tap.main(main)
