"""Items of the course in other programs' formats, and other programs' questions as items."""
