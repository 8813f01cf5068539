"""A study day: where it is now, its private votes, and what the team judges together."""
