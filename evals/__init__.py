"""Measure the assistant: generate answers, then judge them."""
