"""Question answering for the BLIN regimen, in the words of its documents."""

__version__ = "0.1.0"
