"""What this program is called, wherever a person reads it."""

NAME = "Leidraad Teamscan"
