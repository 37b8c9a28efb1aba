"""A source as a reader cites it: publisher and date, as exact as it is known."""

from registry.models import Source
from sentra.lib.dates import format_date


def source_words(source: Source) -> str:
    """`Maklumat, 5 April 2025`; the publisher alone when nobody knows when."""
    if source.published_on is None:
        return source.publisher
    return f"{source.publisher}, {format_date(source.published_on, source.published_precision)}"
