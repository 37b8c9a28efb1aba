"""Who writes what: registry records are written in registry/changes and nowhere else; machines may
write what is theirs; transactions open in three places."""

import ast
import re

from tests.architecture.source import PACKAGES, dotted, name, nodes

WRITES = {
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "save",
    "acreate",
    "aupdate",
    "asave",
    "adelete",
}
# Operational tables and accounts, written where they live; no record of the registry among them.
MAY_WRITE = {
    "registry/aggregates/recompute.py": "DirtyEvent, DrainFailure, Heartbeat, JobRun",
    "registry/aggregates/watch.py": "JobRun",
    "registry/admin/office.py": "User",
    "registry/admin/saved.py": "SavedFilter",
    "registry/changes/drafts.py": "Draft: begun forms of an office, no record and no history",
    "registry/models/base.py": "Record.save itself",
    "sentra/accounts/models.py": "User",
    "sentra/lib/images.py": "a picture into memory, by Pillow; no row",
    # Codes and attempts are secrets' hashes and may run out; what they lead to is written by acts.
    "sentra/accounts/attempts.py": "CodeAttempt",
    "sentra/accounts/recovery.py": "AccountReset, User",
    "sentra/accounts/tokens.py": "ApiToken: a hash, made, used and revoked; no record, no history",
}
OPENS_TRANSACTIONS = {
    "registry/changes/engine.py",
    "registry/changes/notices.py",  # outbox and inbox: no records
    "registry/imports/run.py",
    "registry/aggregates/recompute.py",
    # What counted the numbers is said together with the events that count them anew.
    "registry/aggregates/counted_by.py",
    "registry/queries/triggers.py",
    # An invitation is no record, yet it stands or falls with the act it belongs to.
    "registry/changes/invitation.py",
    "registry/changes/mandate.py",
}
# A snapshot to read under, nothing more.
READS_UNDER_A_SNAPSHOT = {"registry/aggregates/verify.py", "registry/queries/digests.py"}
SQL_WRITES = re.compile(r"\s*(INSERT INTO|UPDATE \S|DELETE FROM|COPY [^(]|TRUNCATE|MERGE)")


def is_queryset_write(node: ast.Call) -> bool:
    """`….objects.…create(…)`, `row.save(…)`: a write through the ORM, as far as a name tells."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in WRITES:
        return False
    chain = dotted(node.func.value)
    is_orm = "objects" in ast.dump(node.func.value) or "_default_manager" in ast.dump(
        node.func.value
    )
    return is_orm or (
        node.func.attr in ("save", "asave", "bulk_create", "bulk_update") and chain != "super"
    )


def test_records_are_written_in_changes_alone() -> None:
    found = {
        name(path)
        for path, node in nodes(ast.Call, *PACKAGES)
        if is_queryset_write(node) and not name(path).startswith("registry/changes/")
    }
    assert found - MAY_WRITE.keys() == set()


def test_the_allow_list_has_no_dead_entry() -> None:
    writing = {name(path) for path, node in nodes(ast.Call, *PACKAGES) if is_queryset_write(node)}
    assert MAY_WRITE.keys() <= writing


def test_transactions_open_in_the_engine_the_importer_and_the_recompute() -> None:
    found = {
        name(path)
        for path, node in nodes(ast.Attribute, "registry", "dak")
        if dotted(node) in ("transaction.atomic", "transaction.on_commit", "transaction.commit")
    }
    assert found - OPENS_TRANSACTIONS == READS_UNDER_A_SNAPSHOT


def test_sql_that_writes_stands_with_the_engine_and_the_aggregates() -> None:
    found = {
        name(path)
        for path, node in nodes(ast.Constant, *PACKAGES)
        if isinstance(node.value, str) and SQL_WRITES.match(node.value)
    }
    assert found <= {
        "registry/changes/engine.py",
        "registry/changes/stage.py",
        "registry/aggregates/recompute.py",
        "registry/models/base.py",
        "registry/models/notice.py",  # the triggers that write the outbox
    }


def test_no_code_waits_in_save_but_the_version() -> None:
    found = {
        f"{name(path)}:{node.name}"
        for path, node in nodes(ast.ClassDef, "registry/models", "dak/models", "sentra/accounts")
        for inner in node.body
        if isinstance(inner, ast.FunctionDef) and inner.name in ("save", "delete", "clean")
    }
    assert found == {"registry/models/base.py:Record"}
