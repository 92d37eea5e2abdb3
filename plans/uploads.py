"""Files that people send: none is stored beyond the size that a document may have."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from .readers.guards import LARGEST


class LimitedUpload(FileUploadHandler):
    """Drops a file that is too large while it arrives, so that it fills neither memory nor disk.

    The form then finds no file, and sees from the length of the request that it was too large.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > LARGEST:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None
