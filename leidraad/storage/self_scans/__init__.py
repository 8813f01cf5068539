"""Private scans and the personal codes under which they are kept; tied to no team and no device."""
