"""What a process that serves has in memory for good."""

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load every page there is, and keep the garbage collector from going through all of that again and again: while a
    page of hundreds of rows is made, it took up to half of the time.
    """
    get_resolver().url_patterns  # noqa: B018, they are loaded when they are asked for
    gc.collect()
    gc.freeze()
