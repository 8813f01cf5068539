"""The rules, as pure functions: states, scoring, agreement, change, and the gate that makes Results."""
