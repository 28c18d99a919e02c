"""Many people who use the page at once, each with a name and a weight that nobody else has.

Each is a light browser with its own key, and goes on with the next step after a random pause, as people do. After every step
all that was sent to it is searched for the names and weights of the others, for errors, and for turns that are missing or doubled.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.ui import words
from tools.light_browser import Tab, new_key, open_tab

QUESTIONS = (
    "Grade 3 CRS, what do I do?",
    "Can the patient drive?",
    "Which premedication is recommended?",
    "Infusion rate of a 72-hour bag",
    "two seizures",
    "Which antibiotic for a urinary tract infection?",
)
ASKED_A_VISIT = 3
MOST_TURNS = 8
_NEVER_SAID = (words.UNAVAILABLE, words.NOT_ANSWERED, words.NO_SUCH_CONVERSATION)


@dataclass(frozen=True)
class Person:
    """Who uses the page: a name and a weight that are nobody else's, and the key of the browser."""

    name: str
    weight: str
    key: str = field(default_factory=new_key, compare=False)


@dataclass
class Seen:
    """What all of them saw: times in seconds, and everything that must not be."""

    openings: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Crowd:
    """Who uses which page. pause: between two steps, the least and the most, in seconds; until: by the monotonic clock."""

    address: str
    everyone: Sequence[Person]
    pause: tuple[float, float]
    until: float
    seen: Seen = field(default_factory=Seen)


def people(count: int) -> list[Person]:
    """Return people whose names and weights nowhere hold one another."""
    return [Person(f"Canary{number:03d}x", f"{50 + number}.{number % 9 + 1}7") for number in range(count)]


async def use_at_once(address: str, everyone: Sequence[Person], seconds: float, pause: tuple[float, float]) -> Seen:
    """Let all of them use the page at once. Returns what they saw; whoever breaks off is a problem too."""
    crowd = Crowd(address, everyone, pause, time.monotonic() + seconds)
    chances = (random.Random(number) for number in range(len(everyone)))  # noqa: S311 - repeatable
    using = [_use(crowd, person, chance) for person, chance in zip(everyone, chances, strict=False)]
    ends = await asyncio.gather(*using, return_exceptions=True)
    broken = [(person, end) for person, end in zip(everyone, ends, strict=True) if end is not None]
    crowd.seen.problems.extend(f"{person.name} broke off: {end!r}" for person, end in broken)
    return crowd.seen


async def ask_each_once(address: str) -> int:
    """Have the page loaded, and each question answered once. Returns how many were asked."""
    async with open_tab(address, new_key()) as (tab, _):
        for question in QUESTIONS:
            await tab.ask(question)
    return len(QUESTIONS)


def problems_on(tab: Tab, person: Person, everyone: Sequence[Person], turns: int) -> list[str]:
    """Return what is wrong with a person's page that should hold so many turns."""
    others = [other for other in everyone if other != person]
    found = [f"shows {text}" for other in others for text in (other.name, f"{other.weight} kg") if tab.shows(text)]
    found += [f"says {said}" for said in _NEVER_SAID if tab.shows(said)]
    found += [f"has an error: {error}" for error in tab.errors()]
    if tab.count("turn-") != turns:
        found.append(f"has {tab.count('turn-')} turns instead of {turns}")
    return [f"{person.name} {what}" for what in found]


async def _use(crowd: Crowd, person: Person, chance: random.Random) -> None:
    """Open the page, ask, look around and come back, until the time is over."""
    query, turns = "", 0
    await asyncio.sleep(chance.uniform(0, crowd.pause[1]))
    while time.monotonic() < crowd.until:
        async with open_tab(crowd.address, person.key, query) as (tab, took):
            crowd.seen.openings.append(took)
            crowd.seen.problems += problems_on(tab, person, crowd.everyone, turns)
            turns = await _ask_around(crowd, person, chance, tab, turns)
            query, turns = (tab.query, turns) if turns < MOST_TURNS else ("", 0)


async def _ask_around(crowd: Crowd, person: Person, chance: random.Random, tab: Tab, turns: int) -> int:
    """Ask about one's own patient and of other things, and look at one's conversations. Returns the turns there are."""
    own = f"{person.name}: dose for a {person.weight} kg patient, cycle 1 day 8?"
    for question in (own, *chance.sample(QUESTIONS, ASKED_A_VISIT)):
        if time.monotonic() >= crowd.until:
            break
        crowd.seen.answers.append(await tab.ask(question))
        turns += 1
        crowd.seen.problems += problems_on(tab, person, crowd.everyone, turns)
        if question == own and not (tab.shows(person.name) and tab.shows(f"{person.weight} kg")):
            crowd.seen.problems.append(f"{person.name} does not see the own question answered")
        await asyncio.sleep(chance.uniform(*crowd.pause))
        for label in (words.CONVERSATIONS, words.CLOSE_CONVERSATIONS):
            crowd.seen.reruns.append(await tab.press(label))
            crowd.seen.problems += problems_on(tab, person, crowd.everyone, turns)
    return turns
