"""From documents to typed facts: no embedding, no model, no user interface."""
