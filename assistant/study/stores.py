"""Learner states that live as long as the process: for tests, and where nothing is to be kept."""

from collections.abc import Sequence

from assistant.study.progress import LearnerState


class MemoryStore:
    """Keeps states in memory."""

    def __init__(self) -> None:
        self._states: dict[str, LearnerState] = {}

    def profiles(self) -> Sequence[str]:
        """Return the names of all profiles, in the order of their first saving."""
        return tuple(self._states)

    def load(self, profile: str) -> LearnerState:
        """Return the state of a profile, an empty one where there is none."""
        return self._states.get(profile, LearnerState())

    def save(self, profile: str, state: LearnerState) -> None:
        """Keep the state of a profile."""
        self._states[profile] = state
