"""Run by Alembic. The connection, its transaction already begun, comes from `waymark.storage.database`."""

from alembic import context

from waymark.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
