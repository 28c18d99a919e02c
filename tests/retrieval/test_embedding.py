import threading

import torch

from assistant.retrieval.embedding import LocalEmbeddings


def test_a_question_is_embedded_by_one_thread_and_the_others_are_given_back():
    embeddings, threads = LocalEmbeddings(), torch.get_num_threads()
    seen = []
    real = embeddings._model().encode

    def encode(*args, **options):
        seen.append(torch.get_num_threads())
        return real(*args, **options)

    embeddings._model().encode = encode
    embeddings.embed_query("two seizures")
    embeddings.embed_documents(["two seizures", "driving"])
    assert seen == [1, threads]
    assert torch.get_num_threads() == threads


def test_a_question_has_the_same_vector_in_whichever_thread_it_is_embedded():
    embeddings = LocalEmbeddings()
    here = embeddings.embed_query("two seizures")
    elsewhere = []
    thread = threading.Thread(target=lambda: elsewhere.append(embeddings.embed_query("two seizures")))
    thread.start()
    thread.join()
    assert elsewhere == [here]
