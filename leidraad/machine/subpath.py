"""The sub-path under which the Teamscan stands at a shared address (server.baseUrlPath), such as /teamscan."""

from streamlit import config


def base() -> str:
    """The sub-path with a slash before and none after it, or nothing."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def inside(path: str) -> str:
    """The path of a request as it would be without a sub-path."""
    start = base()
    return path.removeprefix(start) if path.startswith(f"{start}/") else path
