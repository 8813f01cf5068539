"""Who may come in: accounts and roles, signing in, sessions, one-time links, and the first run."""
