"""Reports of a run: on the console, as JSON, as JUnit XML, and as one page to read and sign."""
