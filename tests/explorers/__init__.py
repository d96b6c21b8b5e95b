"""What each explorer must show, asked of its model directly: ``truth(values)`` in the module of its name."""
