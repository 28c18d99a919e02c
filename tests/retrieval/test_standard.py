"""LangChain's own test classes against our embeddings and our retriever."""

from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests

from assistant.answering.pipeline import Assistant
from assistant.retrieval.embedding import LocalEmbeddings
from assistant.retrieval.search import PassageRetriever


class TestLocalEmbeddings(EmbeddingsIntegrationTests):
    @property
    def embeddings_class(self) -> type[Embeddings]:
        return LocalEmbeddings


class TestPassageRetriever(RetrieversIntegrationTests):
    _assistant: Assistant

    @pytest.fixture(autouse=True)
    def _given(self, assistant: Assistant) -> None:
        type(self)._assistant = assistant

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return PassageRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"index": self._assistant.index, "embeddings": self._assistant.embeddings}

    @property
    def retriever_query_example(self) -> str:
        return "may she drive"


# The standard fixture is built before ours: give it the assistant first.
@pytest.fixture
def retriever(assistant: Assistant) -> BaseRetriever:
    return PassageRetriever(index=assistant.index, embeddings=assistant.embeddings)


def test_a_document_carries_its_place_and_its_evidence(assistant: Assistant) -> None:
    retriever = PassageRetriever(index=assistant.index, embeddings=assistant.embeddings)
    found = retriever.invoke("can I flush the line", k=1)[0]
    text = assistant.corpus.documents[found.metadata["source"]].text
    assert text[found.metadata["start"] : found.metadata["end"]] == found.page_content
    assert "DO NOT flush" in found.page_content
    assert found.id in assistant.corpus.passages
