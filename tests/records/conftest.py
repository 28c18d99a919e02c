"""Stores to test on: SQLite in a new file, and a PostgreSQL server that the tests start.

`url` is of records without an entry, `empty_url` of a database without a table.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from postgres_server import NOT_INSTALLED, programs, server
from sqlalchemy import delete, text

from assistant.records.migrating import REVISION
from assistant.records.store import Store, open_store
from assistant.records.tables import METADATA

BOTH = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    found = programs()
    if found is None:
        pytest.skip(NOT_INSTALLED)
    with server(found) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_store(postgres_server: str) -> Iterator[Store]:
    opened = open_store(postgres_server)
    yield opened
    opened.close()


@pytest.fixture
def postgres_url(postgres_server: str, postgres_store: Store) -> str:
    """Empty every table; the head of the chain goes back to its start."""
    with postgres_store.writing() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table.name != "audit_head":
                connection.execute(delete(table))
        connection.execute(text(f"UPDATE audit_head SET seq = 0, hash = '{'0' * 64}'"))
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{REVISION}'"))
    return postgres_server


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> str:
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS empty")
        connection.execute("CREATE DATABASE empty")
    return postgres_server.replace("/postgres?", "/empty?")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "records.sqlite"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'records.sqlite'}"


@pytest.fixture
def sqlite_url(empty_sqlite_url: str, sqlite_template: Path, tmp_path: Path) -> str:
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copy(sqlite_template, tmp_path / "data" / "records.sqlite")
    return empty_sqlite_url


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"empty_{'sqlite' if request.param == 'sqlite' else 'postgres'}_url")
    return found


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{'sqlite' if request.param == 'sqlite' else 'postgres'}_url")
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(sqlite_url)
    yield opened
    opened.close()
