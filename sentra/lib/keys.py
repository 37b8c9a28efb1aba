"""Numbers that come back from outside as they were given out: keys, versions, pages. Numbers that
people write are read in sentra.lib.numbers."""


def plain_number(text: object, most_digits: int = 18) -> int | None:
    """A key, version or page number that came from outside: ASCII digits alone, and no more of them
    than a column holds; None for everything else."""
    said = "" if text is None else str(text)
    is_number = said.isascii() and said.isdigit() and len(said) <= most_digits
    return int(said) if is_number else None
