"""Plan: what a team works on, step by step through the cycle."""
