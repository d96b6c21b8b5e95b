"""`python -m crampcourse` is the same as `crampcourse`."""

from crampcourse.cli import main

if __name__ == "__main__":
    main(prog_name="crampcourse")
