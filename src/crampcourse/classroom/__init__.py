"""An instructor's class: exercises released, collected, run apart from everything else, marked and given back.

Learner code runs in a kernel inside a jail (`jail.py`), watched from outside (`watching.py`). What it says comes
back as messages to a process that runs no learner code (`running.py`); marks are made from what that wrote.
"""
