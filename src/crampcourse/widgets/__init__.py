"""What a notebook shows: each widget is one .py, one .js and one .css file."""
