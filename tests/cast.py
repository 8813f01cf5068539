"""The cast of every test: Alice owns, Bob is on her team, Charlie is not and must get nothing.

Here they are their phones: what the device cookie holds. `phones(n)` gives a whole team, Alice and Bob first.
"""

ALICE = "a11ce" + 27 * "0"
BOB = "b0b" + 29 * "0"
CHARLIE = "c4a911e" + 25 * "0"


def phones(number: int) -> list[str]:
    """The phones of a team of this size; Charlie's is never among them."""
    others = [f"{one:032x}" for one in range(1, number + 1)]
    return [ALICE, BOB, *others][:number]
