"""What can happen to a file under way: one accident at random."""

import random
from collections.abc import Callable


def changed(content: bytes, chance: random.Random) -> bytes:
    """The file after one accident."""
    place = chance.randrange(len(content))
    length = min(chance.choice((1, 4, 100, 4096)), len(content) - place)
    how: tuple[Callable[[], bytes], ...] = (
        lambda: content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :],
        lambda: content[:place],
        lambda: content[:place] + bytes(length) + content[place + length :],
        lambda: content[:place] + chance.randbytes(length) + content[place + length :],
        lambda: content[:place] + content[place + length :],
        lambda: content[:place] + chance.randbytes(length) + content[place:],
        lambda: content + chance.randbytes(length),
    )
    return chance.choice(how)()
