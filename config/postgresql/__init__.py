"""Our database: PostgreSQL, at DATABASE_URL or from the wheel.

A Django database backend (``ENGINE = "config.postgresql"``) that differs from Django's own in two ways: without a
DATABASE_URL it starts a server of its own at the first connection, and whatever keeps it from connecting is said in one
sentence (:class:`config.postgresql.messages.DatabaseUnavailable`).
"""
