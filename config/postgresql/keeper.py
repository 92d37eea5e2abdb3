"""Keeps one PostgreSQL server for as long as somebody uses it. A script of its own, so that it outlives its starter.

    keeper.py FOLDER LOCK KEEP|REMOVE COMMAND...

COMMAND is the server. LOCK is the open descriptor that holds FOLDER/keeper.lock: whoever finds that lock free knows
that no server is kept. The server ends when the last holder of FOLDER/users.lock has ended, however it ended; then
this process does too.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PATIENCE = 30  # seconds that a server may take over an orderly end


def main(folder: Path, lock: int, command: list[str], *, remove: bool) -> None:
    if os.fork():
        return  # the starter goes on at once; what follows is nobody's child
    users = os.open(folder / "users.lock", os.O_RDWR)
    server = subprocess.Popen(command, cwd=folder)
    threading.Thread(target=_end_when_unused, args=(server, users), daemon=True).start()
    server.wait()
    if remove:
        shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)  # before users.lock is given back, so that nobody takes this keeper for a living one


def _end_when_unused(server: "subprocess.Popen[bytes]", users: int) -> None:
    fcntl.flock(users, fcntl.LOCK_EX)  # waits until nobody shares it any more
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server.send_signal(how)
        time.sleep(PATIENCE)


if __name__ == "__main__":
    place, held, afterwards, *server_command = sys.argv[1:]
    main(Path(place), int(held), server_command, remove=afterwards == "REMOVE")
