"""Record answers in a process of its own and say each one that it would show: write_answers.py URL NAME HOW_MANY.

A line out: the number and the hash of a recorded answer, written only after recording has returned.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from recorded_answers import answer, asking

from assistant.records.conversations import owner_of, start_conversation
from assistant.records.recording import Kept, record_answer
from assistant.records.store import open_store

url, name, how_many = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.stdout.write("ready\n")
sys.stdout.flush()
store = open_store(url, patience_seconds=30)
owner = owner_of("browser", name)
kept = Kept(owner, start_conversation(store, owner, datetime.now(UTC)).id)
for number in range(how_many):
    question = f"{name} {number}"
    recorded = record_answer(store, asking(question, datetime.now(UTC)), answer(question), kept)
    sys.stdout.write(f"{recorded.seq} {recorded.hash}\n")
    sys.stdout.flush()
