"""A replica that follows a database server of our own, as a council's would follow its server."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from config.postgresql import data_folder, embedded


@contextmanager
def replica_of(url: str) -> Iterator[tuple[str, Path]]:
    """Its address, and the folder of its server."""
    socket = Path(parse_qs(urlsplit(url).query)["host"][0]).resolve()
    folder = Path(tempfile.mkdtemp(prefix="improvement-plans-"))
    folder.chmod(0o711)
    try:
        _copy(socket, folder / "data")
        embedded.start(folder, throwaway=True)
        yield f"postgresql://postgres@/postgres?host={quote(embedded.address(folder)['HOST'])}", folder
    finally:
        embedded.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _copy(socket: Path, data: Path) -> None:
    """A base backup that goes on to follow the server that it was taken from (`--write-recovery-conf`)."""
    account = data_folder.owner(socket)
    data.mkdir(mode=0o700)
    data_folder.give(data, account)
    program = data_folder.program("pg_basebackup")
    words = [f"--host={socket}", "--username=postgres", f"--pgdata={data}", "--write-recovery-conf"]
    subprocess.run(
        [*account.prefix(program, data), program, *words, "--checkpoint=fast", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=data.parent,
        env=data_folder.clean_environment(),
    )
