"""The example school: its stories, and making it through the same doors as a real one."""
