"""`python -m tests.content.fingerprints`: commit to the ids and the scale of every published questionnaire."""

import hashlib
import json
from pathlib import Path

from leidraad.content import library
from leidraad.content.models import Instrument

FILE = Path(__file__).with_name("fingerprints.json")


def fingerprint(instrument: Instrument) -> str:
    """A hash of what may never change within a version: constructs, item ids, core, sources and scale."""
    kept = [
        [construct.id, [[item.id, item.core, list(item.sources)] for item in construct.items]]
        for construct in instrument.constructs
    ]
    text = json.dumps([instrument.sector, instrument.scale.model_dump(), kept], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    found = {
        f"{one.id}-{one.version}": fingerprint(one)
        for one in library.instruments().values()
        if one.status != "concept"
    }
    FILE.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
