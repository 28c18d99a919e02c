"""Several people at once, each in a light browser: the short form of `make prove`."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from tools.crowd import ask_each_once, people, problems_on, use_at_once
from tools.light_browser import open_tab

SECONDS = 5.0
PAUSE_SECONDS = (0.1, 0.4)


def run(coroutine):
    """Run in a thread of its own: this one may hold the loop of the browser's driver."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_three_people_at_once_see_their_own_words_alone(address: str) -> None:
    run(ask_each_once(address))  # the server may have just started
    seen = run(use_at_once(address, people(3), SECONDS, PAUSE_SECONDS))
    assert not seen.problems
    assert len(seen.answers) >= 3


def test_the_words_of_somebody_else_and_a_turn_too_many_would_be_noticed(address: str) -> None:
    someone, other = people(2)

    async def look() -> list[str]:
        async with open_tab(address, someone.key) as (tab, _):
            await tab.ask(f"{someone.name}: dose for a {someone.weight} kg patient, cycle 1 day 8?")
            assert problems_on(tab, someone, (someone, other), 1) == []
            return problems_on(tab, other, (someone, other), 2)

    problems = " ".join(run(look()))
    assert f"shows {someone.name}" in problems
    assert f"shows {someone.weight} kg" in problems
    assert "has 1 turns instead of 2" in problems
