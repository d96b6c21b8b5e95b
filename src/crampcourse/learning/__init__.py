"""What a learner did: marking, the log of attempts, progress."""
