"""What of a grant was contracted, disbursed and absorbed, and by what grants are broken down: the
SQL that the view of dak.aggregates.ceiling joins to every grant `g`.

Rows of the registry that are in force count before claims: contracts as their addenda leave them,
tranches that were paid (one that was only asked for is no payment), and the newest cumulative
absorption. Where there is no row, claims of that stage give a range: of contracts from the smallest
claim to the sum of all, since two sources may speak of one contract or of two; of disbursement and
absorption, which are cumulative, from the smallest to the largest. Where a claim of that stage is
official, it alone speaks for the stage."""

from dak.choices import MENU_WORDS, ClaimStage


def _in_force(row: str, table: str) -> str:
    return (
        f"NOT {row}.is_withdrawn AND NOT EXISTS (SELECT FROM {table} later"
        f" WHERE later.corrects_id = {row}.id AND NOT later.is_withdrawn)"
    )


CONTRACTED = f"""
    SELECT count(*) AS n, sum(coalesce((
        WITH RECURSIVE line (id, corrects_id) AS (
            SELECT c.id, c.corrects_id
            UNION SELECT e.id, e.corrects_id FROM dak_contract e JOIN line l ON e.id = l.corrects_id
        )
        SELECT a.amount_idr FROM dak_contractaddendum a
        WHERE a.contract_id IN (SELECT id FROM line) AND a.amount_idr IS NOT NULL
          AND {_in_force("a", "dak_contractaddendum")}
        ORDER BY a.signed_on DESC, a.id DESC LIMIT 1
    ), c.amount_idr))::bigint AS total
    FROM dak_contract c WHERE c.grant_id = g.id AND {_in_force("c", "dak_contract")}
"""
DISBURSED = f"""
    SELECT count(*) AS n, sum(d.amount_idr)::bigint AS total
    FROM dak_disbursement d WHERE d.grant_id = g.id AND {_in_force("d", "dak_disbursement")}
      AND (d.paid_on IS NOT NULL OR d.requested_on IS NULL)
"""
ABSORBED = f"""
    SELECT b.amount_idr AS total
    FROM dak_absorption b WHERE b.grant_id = g.id AND {_in_force("b", "dak_absorption")}
    ORDER BY b.as_of_on DESC, b.id DESC LIMIT 1
"""
# What is claimed at one stage; `high` adds up over contracts only.
CLAIMED = f"""
    SELECT q.stage, count(*) AS n,
           CASE WHEN NOT bool_or(q.low IS NULL) THEN min(q.low) END AS low,
           CASE WHEN bool_or(q.high IS NULL) THEN NULL
                WHEN q.stage = '{ClaimStage.CONTRACT.value}' THEN sum(q.high)::bigint
                ELSE max(q.high) END AS high
    FROM (
        SELECT said.*, bool_or(said.is_official) OVER (PARTITION BY said.stage) AS has_official
        FROM (
            SELECT c.stage, c.is_official, c.amount_idr_low AS low, c.amount_idr_high AS high
            FROM dak_grantclaim c
            WHERE c.grant_id = g.id AND NOT c.is_withdrawn AND c.amount_idr_qualifier <> ''
            UNION ALL
            SELECT '{ClaimStage.ABSORBED.value}', false, c.realised_idr, c.realised_idr
            FROM dak_grantclaim c
            WHERE c.grant_id = g.id AND NOT c.is_withdrawn AND c.realised_idr IS NOT NULL
        ) said
    ) q WHERE q.is_official OR NOT q.has_official GROUP BY q.stage
"""
# The newest primary commodity of the sentra it is for, where they agree. Only of sentra in the
# province of the grant: whatever moves their commodity marks that province for a recompute.
COMMODITY = """
    SELECT CASE WHEN count(DISTINCT coalesce(made.code, '')) = 1
                THEN min(coalesce(made.code, '')) ELSE '' END AS code
    FROM (
        SELECT g.sentra_id AS id
        UNION SELECT h.sentra_id FROM dak_grantshare h
        WHERE h.grant_id = g.id AND NOT h.is_withdrawn
    ) receiver
    JOIN registry_sentra s
      ON s.id = receiver.id AND s.province_id = g.province_id AND NOT s.is_withdrawn
    LEFT JOIN LATERAL (
        SELECT c.code FROM registry_sentracommodity u JOIN registry_commodity c
          ON c.id = u.commodity_id
        WHERE u.sentra_id = s.id AND u.is_primary AND NOT u.is_withdrawn
          AND (u.valid_from IS NULL OR u.valid_from <= registry_today())
          AND (u.valid_to IS NULL OR u.valid_to > registry_today())
        ORDER BY u.valid_from DESC NULLS LAST, u.id DESC LIMIT 1
    ) made ON true
"""
# The menu its components name; without any, its own words where they begin with the name of one.
# "lanjutan pembangunan" names no menu: then nobody said which.
_NAMED = " ".join(
    rf"WHEN g.menu ~* '^\s*{words}\M' THEN '{kind.value}'" for kind, words in MENU_WORDS.items()
)
MENU_KIND = f"""
    SELECT CASE
        WHEN count(DISTINCT m.kind) = 1 THEN min(m.kind)
        WHEN count(DISTINCT m.kind) > 1 THEN ''
        ELSE CASE {_NAMED} ELSE '' END END AS kind
    FROM dak_grantcomponent k JOIN dak_menu m ON m.code = k.menu_code AND NOT m.is_withdrawn
    WHERE k.grant_id = g.id AND {_in_force("k", "dak_grantcomponent")}
"""
_SHARE = "round({above} * 1000000.0 / nullif({below}, 0))::bigint"
COLUMNS = f"""
       g.fund, g.stage, menu.kind AS menu_kind, maker.code AS commodity_code,
       CASE WHEN contract.n > 0 THEN contract.total ELSE said_contract.low END AS contracted_low,
       CASE WHEN contract.n > 0 THEN contract.total ELSE said_contract.high END AS contracted_high,
       contract.n > 0 OR said_contract.n IS NOT NULL AS has_contract,
       CASE WHEN paid.n > 0 THEN paid.total ELSE said_paid.low END AS disbursed_low,
       CASE WHEN paid.n > 0 THEN paid.total ELSE said_paid.high END AS disbursed_high,
       paid.n > 0 OR said_paid.n IS NOT NULL AS has_disbursement,
       spent.low AS absorbed_low, spent.high AS absorbed_high, spent.is_known AS has_absorption,
       CASE WHEN spent.has_share THEN {_SHARE.format(above="spent.low", below="said.ceiling_high")}
           END AS share_low,
       CASE WHEN spent.has_share THEN {_SHARE.format(above="spent.high", below="said.ceiling_low")}
           END AS share_high,
       spent.has_share
"""


def _claims(name: str, stage: ClaimStage) -> str:
    return (
        f"LEFT JOIN LATERAL (SELECT * FROM ({CLAIMED}) every"
        f" WHERE every.stage = '{stage.value}') {name} ON true"
    )


JOINS = f"""
CROSS JOIN LATERAL ({MENU_KIND}) menu
CROSS JOIN LATERAL ({COMMODITY}) maker
CROSS JOIN LATERAL ({CONTRACTED}) contract
CROSS JOIN LATERAL ({DISBURSED}) paid
LEFT JOIN LATERAL ({ABSORBED}) absorbed ON true
{_claims("said_contract", ClaimStage.CONTRACT)}
{_claims("said_paid", ClaimStage.DISBURSED)}
{_claims("said_spent", ClaimStage.ABSORBED)}
CROSS JOIN LATERAL (
    SELECT coalesce(absorbed.total, said_spent.low) AS low,
           coalesce(absorbed.total, said_spent.high) AS high,
           absorbed.total IS NOT NULL OR said_spent.n IS NOT NULL AS is_known,
           (absorbed.total IS NOT NULL OR said_spent.n IS NOT NULL)
           AND coalesce(said.n_claims, 0) > 0
           AND coalesce(said.ceiling_high, said.ceiling_low) > 0 AS has_share
) spent
"""
