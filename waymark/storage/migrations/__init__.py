"""The schema's history, as Alembic migrations that travel inside the package (no alembic.ini needed)."""

HEAD = "0007"  # the newest revision; a test keeps it true, so that a start need not load Alembic to know
