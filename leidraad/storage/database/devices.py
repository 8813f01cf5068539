"""What the database knows of a phone or browser: nothing but this, other in every place where it takes part."""

import hmac
from hashlib import sha256


def token_hash(device: str, place: str) -> bytes:
    """HMAC-SHA256(device cookie, place): cannot be led back to the cookie, nor linked between places."""
    return hmac.new(device.encode(), place.encode(), sha256).digest()
