"""What Alembic runs: the revisions, on the connection and inside the transaction that `upgrade` opened."""

from alembic import context
from sqlmodel import SQLModel

from labflow import rows

assert rows.LOGGED

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=False,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
