"""The program in trouble, on purpose: commands that stop, starve or mislead it and look whether anything is lost."""
