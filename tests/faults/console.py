"""Lines for the person who watches."""


def say(line: str) -> None:
    """One line, at once, also into a pipe."""
    print(line, flush=True)
