"""Mails to people whom plans name: as text and as HTML, by whatever mail backend is set."""

import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from plans.models import User

logger = logging.getLogger(__name__)


def mail_to(person: User, subject: str, template: str, **context: object) -> EmailMultiAlternatives:
    """A mail of the two templates `actions/mail/<template>.txt` and `.html`."""
    subject = " ".join(subject.split())
    context |= {"person": person, "subject": subject, "site": settings.SITE_URL}
    text, html = (render_to_string(f"actions/mail/{template}.{kind}", context) for kind in ("txt", "html"))
    mail = EmailMultiAlternatives(subject, text, to=[person.email])
    mail.attach_alternative(html, "text/html")
    return mail


def send_after_commit(mails: Callable[[], Iterable[EmailMultiAlternatives]]) -> None:
    """Write and send mails once what they tell of is saved. One that cannot be sent is logged, and undoes nothing."""
    transaction.on_commit(lambda: _send(mails()), robust=True)


def _send(mails: Iterable[EmailMultiAlternatives]) -> None:
    for mail in mails:
        try:
            mail.send()
        except OSError:  # as every mail backend's failures are
            logger.exception("The mail “%s” to %s could not be sent", mail.subject, ", ".join(mail.to))
