"""Files as evidence: which are taken, how they wait with a draft, and who may have them."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from actions.models import Attachment, Draft, DraftFile
from plans import permissions

LARGEST = 10 * 1024 * 1024  # bytes
MOST = 10  # files with one report
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# By ending: what kind of file it is, and how one begins.
KINDS: dict[str, tuple[str, Sequence[bytes]]] = {
    ".pdf": ("application/pdf", [b"%PDF-"]),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [_ZIP]),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [_ZIP]),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", [_ZIP]),
    ".odt": ("application/vnd.oasis.opendocument.text", [_ZIP]),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", [_ZIP]),
    ".msg": ("application/vnd.ms-outlook", [_OLE]),
    ".png": ("image/png", [b"\x89PNG\r\n\x1a\n"]),
    ".jpg": ("image/jpeg", [b"\xff\xd8\xff"]),
    ".jpeg": ("image/jpeg", [b"\xff\xd8\xff"]),
    ".csv": ("text/csv", [b""]),
    ".txt": ("text/plain", [b""]),
}
ENDINGS = ", ".join(sorted(KINDS))


def add_files(draft: Draft, uploads: Sequence[UploadedFile]) -> list[str]:
    """Have files wait with a draft; returns a sentence for each that is not taken. The same file twice stands once."""
    if not uploads:
        return []
    if draft.pk is None:
        draft.save()
    waiting = set(draft.files.values_list("sha256", flat=True))
    taken: list[DraftFile] = []
    refused: list[str] = []
    for upload in uploads:
        try:
            file = _checked(draft, upload)
        except ValidationError as error:
            refused += error.messages
            continue
        if len(waiting) >= MOST:
            refused.append(f"“{upload.name}” is one more than the {MOST} files a report may have.")
        elif file.sha256 not in waiting:
            waiting.add(file.sha256)
            taken.append(file)
    DraftFile.objects.bulk_create(taken, ignore_conflicts=True)
    return refused


def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that was submitted with an update, to be saved and never shown as a page of ours."""
    attachments = Attachment.objects.filter(update__action__plan__in=permissions.visible_plans(request.user))
    kept = get_object_or_404(attachments.select_related("update__action__plan"), pk=pk)
    action = kept.update.action
    permissions.require(
        not kept.update.is_exempt or permissions.may_read_exempt(request.user, action.plan, action.parts)
    )
    return HttpResponse(
        bytes(kept.contents),
        headers={
            "Content-Type": kept.content_type,
            "Content-Disposition": content_disposition_header(True, kept.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def _checked(draft: Draft, upload: UploadedFile) -> DraftFile:
    """The file, not saved yet. Raises ValidationError with a sentence that names it."""
    if (upload.size or 0) > LARGEST:
        raise ValidationError(
            f"“{upload.name}” is larger than {LARGEST // 1024**2} MB. Make it smaller, or link to it."
        )
    kind = KINDS.get(PurePath(str(upload.name)).suffix.lower())
    if kind is None:
        raise ValidationError(f"“{upload.name}” is of a kind that is not taken. These are: {ENDINGS}.")
    contents = upload.read()
    if not contents:
        raise ValidationError(f"“{upload.name}” is empty.")
    content_type, beginnings = kind
    if not any(contents.startswith(beginning) for beginning in beginnings):
        raise ValidationError(f"“{upload.name}” is not what its name says it is. Save it anew, and choose it again.")
    return DraftFile(
        draft=draft,
        name=PurePath(str(upload.name)).name[-200:],
        content_type=content_type,
        size=len(contents),
        sha256=hashlib.sha256(contents).hexdigest(),
        contents=contents,
    )
