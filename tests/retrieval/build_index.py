"""Build an index in a process of its own, slowly, so that it can be killed: build_index.py CORPUS INDEXES SECONDS_A_BATCH."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hash_embeddings import HashEmbeddings

from assistant.knowledge.corpus import load_corpus
from assistant.retrieval.entries import entries_of
from assistant.retrieval.index import open_or_build, stamp_of

corpus, indexes, pause_seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
entries = entries_of(load_corpus(corpus))
embeddings = HashEmbeddings()
open_or_build(indexes, entries, stamp_of(entries, embeddings), embeddings, lambda *_: time.sleep(pause_seconds))
