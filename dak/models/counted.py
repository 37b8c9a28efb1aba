"""Every grant and period as the published numbers see it; a database view, read only."""

from django.db import models

from dak.models.grant import Grant


class CountedGrant(models.Model):
    """Every grant and period with its ceiling as published, what was contracted, disbursed and
    absorbed of it, by what it is broken down, and whether it counts; a database view (see
    dak/aggregates/ceiling.py and money.py). Period "latest" holds every grant once. Read only."""

    id = models.TextField(primary_key=True)
    grant = models.ForeignKey(Grant, models.DO_NOTHING, related_name="counted", db_constraint=False)
    province_code = models.CharField(max_length=2)
    regency_code = models.CharField(max_length=5)
    fiscal_year = models.IntegerField(null=True)
    period = models.CharField(max_length=6)
    fund = models.CharField(max_length=10)
    stage = models.CharField(max_length=10)
    menu_kind = models.CharField(max_length=10)
    commodity_code = models.CharField(max_length=60)
    is_counted = models.BooleanField()
    reason = models.CharField(max_length=20)
    basis = models.CharField(max_length=12)
    ceiling_low = models.BigIntegerField(null=True)
    ceiling_high = models.BigIntegerField(null=True)
    has_amount = models.BooleanField()
    contracted_low = models.BigIntegerField(null=True)
    contracted_high = models.BigIntegerField(null=True)
    has_contract = models.BooleanField()
    disbursed_low = models.BigIntegerField(null=True)
    disbursed_high = models.BigIntegerField(null=True)
    has_disbursement = models.BooleanField()
    absorbed_low = models.BigIntegerField(null=True)
    absorbed_high = models.BigIntegerField(null=True)
    has_absorption = models.BooleanField()
    # Absorption in the ceiling, in millionths.
    share_low = models.BigIntegerField(null=True)
    share_high = models.BigIntegerField(null=True)
    has_share = models.BooleanField()

    class Meta:
        managed = False
        db_table = "dak_counted_grant"
