"""An instructor's class: exercises released, collected, run apart from everything else, marked and given back.

Learner code runs in a kernel inside a jail (`jail.py`), watched from outside (`watching.py`). What it says comes
back as messages to a process that runs no learner code (`running.py`); marks are made from what that wrote.
"""

CODE_STUB = (
    "# Write your lines here and delete the next one.\nraise NotImplementedError('this task waits for your lines')"
)
TEXT_STUB = "*Part A: leave this cell as it is. Part C: write your answer here, in place of this line.*"
"""What stands in learners' notebooks where a solution stood."""
