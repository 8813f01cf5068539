"""Start: typing a code, what is open now, and the example school."""
