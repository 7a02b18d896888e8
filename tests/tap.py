# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the test tools share: TAP, the command under test, temporary folders.

The environment says what is tested: DELIB (the command), srcdir, builddir (tops of the source and of the build tree),
DELIB_PLUGIN_PATH (the modules of the build). Without it, the build is taken to stand in the source tree."""
import os
import subprocess
import sys
import tempfile
import traceback

SRCDIR = os.path.abspath(os.environ.get("top_srcdir") or os.path.join(os.path.dirname(__file__), ".."))
BUILDDIR = os.path.abspath(os.environ.get("top_builddir") or SRCDIR)
DELIB = os.environ.get("DELIB") or os.path.join(BUILDDIR, "delib")
SHARED = os.path.join(SRCDIR, "..", "shared")
SAMPLES = os.path.join(SRCDIR, "docs", "samples")

_folder = tempfile.TemporaryDirectory(prefix="delib-test-")
_home = os.path.join(_folder.name, "home")
os.mkdir(_home)
_count = _failed = 0


def scratch(name):
    """A new empty folder that is gone when the test ends."""
    path = os.path.join(_folder.name, name)
    os.makedirs(path)
    return path


def environment(**changes):
    """The environment of a run: plain locale, an empty home; a change of None takes a variable away."""
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", TZ="UTC0", HOME=_home, XDG_CONFIG_HOME=_home,
               XDG_DATA_HOME=_home)
    for name, value in changes.items():
        env.pop(name, None)
        if value is not None:
            env[name] = value
    return env


def run(*args, data=None, cwd=None, env=None, timeout=60, wrap=()):
    """Runs the command under test; stdin is `data` (through a pipe) or nothing."""
    feed = {"input": data} if data is not None else {"stdin": subprocess.DEVNULL}
    return subprocess.run([*wrap, DELIB, *args], capture_output=True, cwd=cwd, env=env or environment(),
                          timeout=timeout, **feed)


def ok(passed, name, *details):
    """One test point; details are shown where it fails."""
    global _count, _failed
    _count += 1
    _failed += not passed
    name = name.replace("#", "no.").replace("\n", " ")
    print(f"{'ok' if passed else 'not ok'} {_count} - {name}", flush=True)
    if not passed:
        for detail in details:
            if isinstance(detail, bytes):
                detail = detail.decode("utf-8", "replace")
            for line in str(detail).splitlines()[:40]:
                print(f"#   {line[:400]}", flush=True)
    return bool(passed)


def equal(got, want, name, *details):
    return ok(got == want, name, f"got  {got!r}", f"want {want!r}", *details)


def skip(name, reason):
    global _count
    _count += 1
    print(f"ok {_count} - {name} # SKIP {reason}", flush=True)


def attempt(function, *args):
    """Runs a part of a test; whatever it raises is a failed point, and the next part goes on."""
    try:
        function(*args)
    except Exception:  # a tool that breaks must not look like a test that passed
        ok(False, f"{function.__name__} {' '.join(map(str, args))} ran to its end", traceback.format_exc())


def main(function):
    """Runs a test program and prints the plan."""
    attempt(function)
    print(f"1..{_count}", flush=True)
    _folder.cleanup()
    sys.exit(1 if _failed else 0)


def samples():
    """The sample acts of the repository and, where it stands, the seeds of the shared corpus: (path, is a seed)."""
    found = [(os.path.join(SAMPLES, name), False) for name in sorted(os.listdir(SAMPLES)) if name.endswith(".txt")]
    corpus = os.path.join(SHARED, "corpus", "text")
    if os.path.isdir(corpus):
        found += [(os.path.join(corpus, name), True) for name in sorted(os.listdir(corpus))
                  if name.startswith("seed-")]
    return found
