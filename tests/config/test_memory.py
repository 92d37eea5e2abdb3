"""A process that serves has every page loaded, and the garbage collector passes over them."""

import os
import subprocess
import sys

LOADED = "import config.wsgi, gc, sys; print(gc.get_freeze_count(), 'reporting.boards.pages' in sys.modules)"


def test_what_a_process_serves_with_is_loaded_and_set_aside() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], check=True, capture_output=True, text=True, env=os.environ | {"DEMO": "1"}
    )
    set_aside, is_loaded = ran.stdout.split()
    assert int(set_aside) > 100_000
    assert is_loaded == "True"
