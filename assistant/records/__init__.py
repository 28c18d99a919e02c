"""What is kept: the audit of every answer, conversations, feedback, what is switched off, and learners' progress."""
