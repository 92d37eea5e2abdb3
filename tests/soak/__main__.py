"""Let eight people read and report for ten minutes: `python -m tests.soak [MINUTES]`."""

import sys

from tests.soak.soak import soak

if __name__ == "__main__":
    sys.exit("\n".join(soak(float(sys.argv[1]) if len(sys.argv) > 1 else 10)) or None)
