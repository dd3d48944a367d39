"""How long a program takes and the most memory it has: `python -m bench.weigh PROGRAM WORDS...` prints JSON.

A process of its own, and a small one: a child is counted from what its parent weighed when it began.
"""

import json
import os
import subprocess
import sys
import time


def main() -> int:
    """Run the program, tell what it took, and return its exit code."""
    began = time.monotonic()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    print(json.dumps({"seconds": time.monotonic() - began, "megabytes": used.ru_maxrss / 1024}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
