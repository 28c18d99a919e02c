"""What retrieval can lack. Neither stops look-ups: lexical search alone then answers, and says so."""


class RetrievalError(Exception):
    """A part of retrieval cannot be used; the message says why, for a person."""


class EmbeddingError(RetrievalError):
    """The embedding model is missing, cannot be loaded, or gives vectors that cannot be compared."""


class IndexUnavailableError(RetrievalError):
    """No good index is there and none can be built."""
