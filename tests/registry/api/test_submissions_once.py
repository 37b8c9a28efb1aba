"""Fifty machines with one key at the same moment: one submission, one receipt."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from registry.models import Submission, SubmissionAct
from tests.cast import make_cast
from tests.factories.api_token import make_api_token
from tests.registry.api.sending import correction, post
from tests.registry.proposing import in_bandung

RETRIES, AT_ONCE = 50, 10


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_retries_on_one_key_are_one_submission() -> None:
    cast = make_cast()
    body = correction(in_bandung())
    _row, text = make_api_token(cast.regency_operator)

    def retry(_number: int) -> tuple[int, str]:
        try:
            response = post(Client(headers={"Authorization": f"Token {text}"}), body, "satu")
            return response.status_code, json.loads(response.content).get("receipt", "")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = set(pool.map(retry, range(RETRIES)))

    sent = Submission.objects.get()
    assert answers == {(201, sent.receipt_number)}
    assert SubmissionAct.objects.count() == 1
