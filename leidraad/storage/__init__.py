"""One door of functions per subject, each write one short transaction. On this floor: what all subjects use."""
