"""For trainees: cases graded by the calculators, flash cards with spaced repetition, and what has been learnt so far."""
