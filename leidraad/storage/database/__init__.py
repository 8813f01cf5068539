"""The database whatever is in it: opening, transactions, migrating, copying, deleting all that belongs to it."""
