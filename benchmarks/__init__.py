"""Measures the course against what people use today; ``python3 start.py run python -m benchmarks`` prints one table."""
