"""What a page costs beside the bare driver with the same joins: API list, public pages, stored
numbers. Both sides run in this process; ours with middleware, scope and throttle on."""

import json
from random import Random

from django.test import Client
from psycopg.rows import dict_row

from benchmarks.table import Measured
from registry.models import Province, Sentra
from tests.faults.scratch import bare_connection
from tests.faults.visitors import plain_pages

ROUNDS = 60
PAGE = 100
AGGREGATES_P99 = 0.010
LIST = """
SELECT s.*, p.name AS province_name, r.name AS regency_name, d.name AS district_name,
       v.name AS village_name, t.status, t.verification, t.commodity_code, t.sector_code, y.*
FROM registry_sentra s
JOIN registry_province p ON p.code = s.province_id
LEFT JOIN registry_regency r ON r.code = s.regency_id
LEFT JOIN registry_district d ON d.code = s.district_id
LEFT JOIN registry_village v ON v.code = s.village_id
JOIN registry_sentra_period t ON t.sentra_id = s.id AND t.period = 'latest'
LEFT JOIN registry_yearlyprofile y ON y.id = t.profile_id
WHERE s.province_id = %s ORDER BY s.name_key, s.id LIMIT 100
"""
DETAIL = "SELECT y.* FROM registry_yearlyprofile y JOIN registry_sentra s ON s.id = y.sentra_id"
CELLS = (
    "SELECT * FROM registry_provincialaggregate WHERE definition = 'sentra.count'"
    " AND period = 'latest' AND dimension = '' AND region_code = province_code"
)


def ask(client: Client, path: str) -> bytes:
    """A page that must answer 200."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}: {answer.content[:200]!r}")
    return answer.content


def pages(random: Random, rounds: int = ROUNDS) -> list[Measured]:
    """The pages of issue 1, each beside its limit where one can be stated."""
    provinces = list(
        Province.objects.filter(sentra__isnull=False).distinct().values_list("code", flat=True)
    )
    codes = list(Sentra.objects.order_by("pk").values_list("public_code", flat=True)[:2000])
    client = Client(HTTP_HOST="127.0.0.1")
    with plain_pages(), bare_connection() as bare:
        bare.row_factory = dict_row  # type: ignore[assignment]

        def bare_rows(statement: str, *params: str) -> str:
            return json.dumps(bare.execute(statement, params).fetchall(), default=str)

        return [
            Measured(f"API: daftar {PAGE} sentra satu provinsi", "psycopg + json").in_turn(
                rounds,
                lambda: ask(
                    client, f"/api/v1/sentra/?province={random.choice(provinces)}&limit={PAGE}"
                ),
                lambda: bare_rows(LIST, random.choice(provinces)),
            ),
            Measured("API: satu sentra dengan profilnya", "psycopg + json").in_turn(
                rounds,
                lambda: ask(client, f"/api/v1/sentra/{random.choice(codes)}/?expand=profiles"),
                lambda: bare_rows(DETAIL + " WHERE s.public_code = %s", random.choice(codes)),
            ),
            Measured(
                "API: angka 38 provinsi tersimpan",
                "psycopg + json",
                most_seconds=AGGREGATES_P99,
                share=0.99,
                is_promise=False,
            ).in_turn(
                rounds,
                lambda: ask(client, "/api/v1/aggregates/sentra.count/?level=province"),
                lambda: bare_rows(CELLS),
            ),
            *(
                Measured(f"halaman {name}", "").alone(rounds, lambda path=path: ask(client, path()))
                for name, path in (
                    ("depan", lambda: "/"),
                    ("satu provinsi", lambda: f"/wilayah/{random.choice(provinces)}/"),
                    ("satu sentra", lambda: f"/sentra/{random.choice(codes)}/"),
                )
            ),
        ]
