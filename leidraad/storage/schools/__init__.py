"""Schools and teams, what teams agreed to, a school's Results together, and files for other schools."""
