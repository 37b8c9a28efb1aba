"""How many statements a public page takes."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dak.queries.synthetic import forget_synthetic_answer
from registry.queries.sample import forget_sample_answer


def page_queries(path: str) -> int:
    """The number of statements of one GET by nobody in particular."""
    # The answer is kept for some seconds; asked anew, every page asks alike.
    forget_sample_answer()
    forget_synthetic_answer()
    with CaptureQueriesContext(connection) as seen:
        assert Client().get(path).status_code == 200
    return len(seen)
