"""From a question to passages: the only place that knows Chroma and embeddings."""
