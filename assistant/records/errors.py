"""What can go wrong with the records, each with a message for a person.

RecordsError
├── StoreLockedError     another process holds the database
├── StoreFullError       there is no room to write, or the disk fails
├── StoreReadOnlyError   the database may not be written
├── StoreDamagedError    the database is not whole, or not of this program
├── StoreAbsentError     the database cannot be reached or opened
├── NotKeptError         what was asked for is not there, or belongs to someone else
└── BackupError          a backup is not whole, or stands in the way
"""


class RecordsError(Exception):
    """The records cannot do what was asked. The message is for a person, and holds no question and no password."""


class StoreLockedError(RecordsError):
    """Another process holds the database for longer than we wait."""


class StoreFullError(RecordsError):
    """There is no room to write, or the disk fails."""


class StoreReadOnlyError(RecordsError):
    """The database may not be written."""


class StoreDamagedError(RecordsError):
    """The database is not whole, or not one of this program."""


class StoreAbsentError(RecordsError):
    """The database cannot be reached or opened."""


class NotKeptError(RecordsError):
    """What was asked for is not there, or belongs to someone else."""


class BackupError(RecordsError):
    """A backup is not whole, or something stands in its way."""


LOCKED = StoreLockedError("The database of the records is busy with another program. Nothing was written; try again.")
FULL = StoreFullError(
    "The records cannot be written: the disk is full or failing. Nothing was written; make room, then try again."
)
READ_ONLY = StoreReadOnlyError(
    "The database of the records cannot be written (it is read-only). Give this program the right to write it."
)
DAMAGED = StoreDamagedError(
    "The database of the records is damaged or not one of this program. Restore a backup with `blin restore`."
)
ABSENT = StoreAbsentError(
    "The database of the records cannot be reached or opened. Check BLIN_DATABASE and the server."
)


def told(known: RecordsError, more: str = "") -> RecordsError:
    """Return a new error with the words of a known one: an exception that is raised carries its own trace."""
    return type(known)(f"{known} {more}".rstrip())
