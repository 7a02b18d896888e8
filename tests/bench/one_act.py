# SPDX-License-Identifier: LGPL-2.1-or-later
"""How long one act takes through the whole command: median of 100 runs for each format, in milliseconds.

    DELIB=.../delib DELIB_PLUGIN_PATH=.../plugins-1 python3 tests/bench/one_act.py ACT.txt"""
import os
import statistics
import subprocess
import sys
import time


def main():
    for to in ("json", "csv", "akn", "markdown"):
        times = []
        for _ in range(100):
            start = time.perf_counter()
            subprocess.run([os.environ["DELIB"], "convert", "-t", to, sys.argv[1]], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=False)
            times.append((time.perf_counter() - start) * 1000)
        print(f"{to:10} {statistics.median(times):6.1f} ms")


if __name__ == "__main__":
    main()
