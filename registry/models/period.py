"""The population behind published numbers, as a database view: which sentra counts in which
period, under which status. Read only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SentraPeriod(models.Model):
    """One sentra in one period in which it is counted: a year ("2024") or "latest".

    Year Y counts a sentra whose earliest dated fact (origin, decree, status, verification, profile,
    grant) lies on or before 31 December Y, under the status in force on that day; `profile` is the
    profile of exactly that year, and in `latest` the newest one."""

    id = models.TextField(primary_key=True)
    sentra = models.ForeignKey(
        "registry.Sentra", models.DO_NOTHING, related_name="periods", db_constraint=False
    )
    period = models.CharField(max_length=6)
    year = models.IntegerField(null=True)
    province_code = models.CharField(max_length=2)
    regency_code = models.CharField(max_length=5)
    kind = models.CharField(max_length=20)
    recognition = models.CharField(max_length=20)
    status = models.CharField(max_length=10)
    verification = models.CharField(max_length=10)
    commodity = models.ForeignKey(
        "registry.Commodity", models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    commodity_code = models.CharField(max_length=60)
    sector_code = models.CharField(max_length=60)
    profile = models.ForeignKey(
        "registry.YearlyProfile",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    marks = ArrayField(models.TextField())

    class Meta:
        managed = False
        db_table = "registry_sentra_period"
