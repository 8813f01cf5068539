"""What the gate takes in: the answers of one measurement as plain values, without names, times or order."""

from collections.abc import Mapping

#: A value on the scale 1-5, or CANNOT_JUDGE. A skipped item has no entry.
Value = int
CANNOT_JUDGE: Value = 0
SCALE: tuple[Value, ...] = (1, 2, 3, 4, 5)

#: One person's answers by item id.
Answers = Mapping[str, Value]
