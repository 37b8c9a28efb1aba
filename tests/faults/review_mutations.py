"""Code broken on purpose where proposals are sent, decided and told."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from registry import policy
from registry.changes import attachment, gravity, notices, review, stage, submission
from registry.changes.change import Act, Applied
from registry.choices import MailState, PassedOver
from registry.models import Decision, Notice, OutboxEvent, Submission, SubmissionAct
from registry.rules import review as review_rules
from registry.rules import submission as submission_rules
from sentra.lib.images import Photo
from tests.faults.mutations import replaced, run_sql, without_triggers


@contextmanager
def without_constraint(model: type[models.Model], *names: str) -> Iterator[None]:
    """A promise of the database is missing, and the engine does not know of it either."""
    kept = [one for one in model._meta.constraints if one.name not in names]
    if len(kept) + len(names) != len(model._meta.constraints):
        raise LookupError(f"{names} are not all on {model.__name__}: the mutant is out of date")
    for name in names:
        run_sql(f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{name}"')
    with replaced(model._meta, constraints=kept):
        forget_compiled()
        yield
    forget_compiled()


def forget_compiled() -> None:
    """The engine compiles a table's promises once per process."""
    stage.checks_and_keys.cache_clear()
    stage.unique_rules.cache_clear()


@contextmanager
def token_not_unique() -> Iterator[None]:
    """The token is looked for, in vain, and the database lets it pass twice."""
    with (
        without_constraint(Submission, "submission_token_once"),
        replaced(submission, sent_with_token=lambda office, token: None),
    ):
        yield


def looked_for_afterwards() -> AbstractContextManager[None]:
    """The token is looked for once the submission is written, and by then it is a clash."""

    def once(envelope: Any, lines: Any, check: Any) -> Submission:
        check()
        applied = submission.apply_batch(submission.sending(envelope, lines))
        sent = submission.already_sent(envelope.office, envelope.token, envelope.fingerprint)
        return sent or Submission.objects.get(pk=applied.rows[0].pk)

    return replaced(submission, store_once=once)


def token_in_its_own_transaction() -> AbstractContextManager[None]:
    """The token is committed before what was sent under it."""
    plain = submission.apply_batch

    def apart(act: Act, **more: Any) -> Applied:
        envelope, *lines = act.changes
        sent = plain(replace(act, changes=(envelope,)), **more)
        whose = {"submission": str(sent.rows[0].pk)}
        theirs = tuple(replace(line, values={**line.values, **whose}) for line in lines)
        return plain(replace(act, changes=theirs), **more)

    return replaced(submission, apply_batch=apart)


def any_body_will_do() -> AbstractContextManager[None]:
    """A token that is known answers with its receipt, whatever was typed."""

    def already_sent(office: Any, token: Any, fingerprint: str) -> Submission | None:
        return submission.sent_with_token(office.pk, token)

    return replaced(submission, already_sent=already_sent)


def decision_of_any_version() -> AbstractContextManager[None]:
    """A decision is about the proposal, whatever was shown of it."""
    plain = review.apply_batch

    def unbound(act: Act, **more: Any) -> Applied:
        rows = SubmissionAct.objects.in_bulk([c.target for c in act.changes if c.target.isdigit()])
        for change in act.changes:
            if change.kind.startswith("submission."):
                object.__setattr__(change, "base_version", rows[int(change.target)].version)
        return plain(act, **more)

    return replaced(review, apply_batch=unbound)


def overtaken_all_the_same() -> AbstractContextManager[None]:
    """Nobody asks whether the record has moved."""
    return replaced(submission_rules, has_moved=lambda sentra, basis: False)


def one_decider_will_do() -> AbstractContextManager[None]:
    """The verb applies grave acts for the first who agrees; the engine's rule still counts."""
    return replaced(review, DECIDERS_NEEDED=1)


def nobody_counts_deciders() -> AbstractContextManager[None]:
    """The engine's rule is satisfied with one."""
    return replaced(review_rules, DECIDERS_NEEDED=1)


@contextmanager
def one_decider_everywhere() -> Iterator[None]:
    """Neither the verb nor the rule waits for a second person."""
    with one_decider_will_do(), nobody_counts_deciders():
        yield


def any_step_is_dead() -> AbstractContextManager[None]:
    """Every step may be passed over."""
    return replaced(review_rules, why_passed_over=lambda act, now: PassedOver.OVERDUE)


def every_decision_agrees() -> AbstractContextManager[None]:
    """Whoever decided anything has agreed, as far as the verb can tell."""
    return replaced(review, deciders=lambda decisions: {d.decided_by_id for d in decisions})


def told_line_by_line() -> AbstractContextManager[None]:
    """Every line of a list is told apart."""

    def next_event() -> list[OutboxEvent] | None:
        waiting = OutboxEvent.objects.filter(told_at__isnull=True).order_by("id")
        return list(waiting.select_related("act__submission__office")[:1]) or None

    return replaced(notices, _next_events=next_event)


def any_refusal_ends_the_run() -> AbstractContextManager[None]:
    """No refusal is about one letter only."""
    return replaced(notices, ABOUT_ONE_LETTER=())


def nothing_is_on_record() -> AbstractContextManager[None]:
    """Taking an approved figure out of force is no change of it."""
    return replaced(gravity, _reported=lambda touched, code: False)


@contextmanager
def own_proposal() -> Iterator[None]:
    """Neither table minds who decides."""
    with ExitStack() as both:
        both.enter_context(without_constraint(SubmissionAct, "submission_act_two_people"))
        own = [
            str(one.name)
            for one in Decision._meta.constraints
            if isinstance(one, models.CheckConstraint) and "proposer" in str(one.condition)
        ]
        both.enter_context(without_constraint(Decision, *own))
        yield


def refusal_ignored() -> AbstractContextManager[None]:
    """What a reviewer does not let through is applied with the rest."""
    return replaced(review, without=lambda changes, refused: tuple(changes))


def letter_before_its_state() -> AbstractContextManager[None]:
    """A letter is on its way before anything is written about it."""

    def claim(tried: set[int]) -> Notice | None:
        waiting = Notice.objects.filter(mail_state=MailState.PENDING).exclude(pk__in=tried)
        return waiting.select_related("user", "event__act__submission__office").first()

    return replaced(notices, _claim=claim)


def photo_as_it_came() -> AbstractContextManager[None]:
    """A photo is looked at and kept as it was sent."""
    plain = attachment.read_photo

    def read(content: bytes) -> Photo:
        seen = plain(content)
        return Photo(content, seen.width, seen.height, seen.place)

    return replaced(attachment, read_photo=read)


@contextmanager
def event_after_commit() -> Iterator[None]:
    """No trigger; the application writes the event once it has committed."""
    plain = submission.apply_batch

    def tell(pks: list[int]) -> None:
        OutboxEvent.objects.bulk_create(
            OutboxEvent(key=f"act:{pk}:0", kind="received", act_id=pk, created_at=timezone.now())
            for pk in pks
        )

    def apply_and_tell(act: Act, **more: Any) -> Applied:
        applied = plain(act, **more)
        acts = [row.pk for row in applied.rows[1:]]
        transaction.on_commit(lambda: tell(acts))
        return applied

    with (
        without_triggers("registry_submissionact", "tell\\_%"),
        replaced(submission, apply_batch=apply_and_tell),
    ):
        yield


def scope_forgets(*forgotten: type[models.Model]) -> AbstractContextManager[None]:
    """Pages show every row of some tables, whoever asks."""
    plain = policy.scope

    def scope(actor: policy.Actor, rows: models.QuerySet) -> models.QuerySet:
        return rows if rows.model in forgotten else plain(actor, rows)

    return replaced(policy, scope=scope)
