"""Three processes of one installation, with a few phones of which each request goes to another one: nobody misses a step.

How fast they follow, and what an answer costs, only the benchmark judges.
"""

from pathlib import Path

from tests.bench import processen
from tests.databases import PostgresServer


def test_phones_console_and_wall_on_three_processes_follow_one_day(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    with processen.installation(tmp_path, postgres) as servers:
        errors, stored, *times = processen.followed(servers, 6)
        assert errors.good, str(errors)
        assert stored.figure == "36"
        assert "inf" not in "".join(map(str, times))
        *_, ratio = processen.cost(servers, postgres.process, 5, 0.1, 1, 200.0)
    assert "x" in ratio.figure
