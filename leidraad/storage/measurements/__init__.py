"""A measurement from preparing to sharing: who joins, what they answer, closing, and the Result."""
