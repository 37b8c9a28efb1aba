"""Events in words, for inbox and letter; never a person's name."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from registry.choices import NoticeKind
from registry.models import OutboxEvent
from registry.queries.duties import CAMPAIGN, TASK, VERIFICATION, YEARLY
from registry.queries.notices import Digest
from sentra.lib.dates import format_date
from sentra.lib.number_format import format_number

Words = Mapping[str, Callable[[], str]]


def sentence(event: OutboxEvent) -> str:
    """An event in one sentence; one about several lines of a submission counts them."""
    payload, kind = event.payload, NoticeKind(event.kind)
    if kind == NoticeKind.DIGEST:
        return _digest(payload)
    if kind in (NoticeKind.TASK_DUE, NoticeKind.TASK_OVERDUE):
        words = _DUE if kind == NoticeKind.TASK_DUE else _OVERDUE
        day = format_date(date.fromisoformat(payload["due_on"]))
        n = format_number(payload["n"])
        return str(words[payload["what"]]()) % {"n": n, "day": day, "title": payload["title"]}
    act = event.act
    assert act is not None, "only what is said to a whole office has no proposal"
    n = payload.get("n", 1)
    names = {
        "number": act.submission.receipt_number,
        "what": act.about or act.get_kind_display(),
        "office": str(act.submission.office),
        "words": act.decision_reason,
        "n": format_number(n),
    }
    return str((_MANY if n > 1 else _ONE)[kind]()) % names


def _digest(payload: Mapping[str, int]) -> str:
    counts = {name: payload.get(name, 0) for name in Digest.__annotations__}
    said = _(
        "Pekan ini: %(n_waiting_here)s usulan menunggu putusan kantor Anda, %(n_returned)s"
        " dikembalikan kepada kantor Anda, %(n_sent)s dikirim, %(n_approved)s disetujui,"
        " %(n_overdue)s lewat tenggat."
    )
    if any(counts[name] for name in ("n_yearly", "n_campaign", "n_verification", "n_task")):
        said += _(
            " Yang masih harus dikerjakan: %(n_yearly)s pemutakhiran tahunan, %(n_campaign)s"
            " pertanyaan keberadaan, %(n_verification)s verifikasi yang berakhir, %(n_task)s tugas"
            " lain."
        )
    return str(said) % counts


_ONE: Words = {
    NoticeKind.RECEIVED: lambda: _("%(number)s dari %(office)s menunggu putusan Anda: %(what)s."),
    NoticeKind.FORWARDED: lambda: _(
        "%(number)s dari %(office)s diteruskan dan menunggu putusan Anda: %(what)s."
    ),
    NoticeKind.RETURNED: lambda: _("%(number)s dikembalikan: %(what)s. “%(words)s”"),
    NoticeKind.APPROVED: lambda: _("%(number)s disetujui dan tercatat: %(what)s."),
    NoticeKind.REJECTED: lambda: _("%(number)s ditolak: %(what)s. “%(words)s”"),
    NoticeKind.WITHDRAWN: lambda: _("%(number)s ditarik oleh %(office)s: %(what)s."),
    NoticeKind.DUE: lambda: _("%(number)s harus diputuskan paling lambat besok: %(what)s."),
    NoticeKind.OVERDUE: lambda: _("%(number)s lewat tenggat dan belum diputuskan: %(what)s."),
    NoticeKind.ESCALATED: lambda: _(
        "%(number)s dari %(office)s lewat tenggat lebih dari sepekan: %(what)s."
    ),
    NoticeKind.SENT: lambda: _(
        "Usulan %(office)s diterima dengan tanda terima %(number)s: %(what)s."
    ),
}
_MANY: Words = {
    NoticeKind.RECEIVED: lambda: _(
        "%(number)s dari %(office)s: %(n)s baris menunggu putusan Anda."
    ),
    NoticeKind.FORWARDED: lambda: _(
        "%(number)s dari %(office)s: %(n)s baris diteruskan dan menunggu putusan Anda."
    ),
    NoticeKind.RETURNED: lambda: _(
        "%(number)s: %(n)s baris dikembalikan. Alasannya ada pada barisnya."
    ),
    NoticeKind.APPROVED: lambda: _("%(number)s: %(n)s baris disetujui dan tercatat."),
    NoticeKind.REJECTED: lambda: _("%(number)s: %(n)s baris ditolak. Alasannya ada pada barisnya."),
    NoticeKind.WITHDRAWN: lambda: _("%(number)s: %(n)s baris ditarik oleh %(office)s."),
    NoticeKind.DUE: lambda: _("%(number)s: %(n)s baris harus diputuskan paling lambat besok."),
    NoticeKind.OVERDUE: lambda: _("%(number)s: %(n)s baris lewat tenggat dan belum diputuskan."),
    NoticeKind.ESCALATED: lambda: _(
        "%(number)s dari %(office)s: %(n)s baris lewat tenggat lebih dari sepekan."
    ),
    NoticeKind.SENT: lambda: _(
        "Daftar %(office)s diterima dengan tanda terima %(number)s: %(n)s baris."
    ),
}
_DUE: Words = {
    YEARLY: lambda: _("%(n)s sentra belum dimutakhirkan untuk %(title)s; hari terakhir %(day)s."),
    CAMPAIGN: lambda: _("%(title)s: %(n)s sentra belum dijawab; hari terakhir %(day)s."),
    VERIFICATION: lambda: _("Verifikasi %(n)s sentra berakhir pada %(day)s."),
    TASK: lambda: _("%(title)s; hari terakhir %(day)s."),
}
_OVERDUE: Words = {
    YEARLY: lambda: _(
        "%(n)s sentra belum dimutakhirkan untuk %(title)s; hari terakhirnya, %(day)s, sudah lewat."
    ),
    CAMPAIGN: lambda: _(
        "%(title)s: %(n)s sentra belum dijawab; hari terakhirnya, %(day)s, sudah lewat."
    ),
    VERIFICATION: lambda: _("Verifikasi %(n)s sentra sudah berakhir pada %(day)s."),
    TASK: lambda: _("%(title)s; hari terakhirnya, %(day)s, sudah lewat."),
}
