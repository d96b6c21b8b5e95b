"""Items as pages that need no script: sheets to fill in, keys, the teacher's view; and printing a page as PDF."""
