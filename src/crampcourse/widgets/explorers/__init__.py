"""The explorers, a module each, which draws the figure and fills its tables from a model (HOMES in drawing.py)."""
