"""The Teamscan. Which room owns what stands in docs/architecture.md; imports go downwards only."""
