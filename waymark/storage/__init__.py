"""What is kept: the catalogue and the people's profiles, in SQLite or PostgreSQL."""
