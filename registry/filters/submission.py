"""What proposals can be filtered by, on the ministry's desk and on that of a province alike. The
rows come from `registry.queries.review_desk.queue`, which says what was overtaken."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.choices import ActState, ChangeSource, ReviewStepCode, SubmissionKind
from registry.filters.codes import region_codes
from registry.models import Office, Submission, SubmissionAct
from registry.queries.submission import found_proposals
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import Codes, OneOf, SearchWords, YesNo


def sending_offices() -> QuerySet[Office]:
    """Offices that have sent something."""
    return Office.objects.filter(submissions__isnull=False).distinct()


class ProposalFilterSet(StrictFilterSet):
    """Proposals by where they stand, what they are about, and who sent them."""

    parameters = (
        Parameter("q", _("Cari"), SearchWords(), lookups=("",)),
        Parameter("state", _("Putusan"), OneOf(ActState), path="state"),
        Parameter("step", _("Tahap"), OneOf(ReviewStepCode), path="step"),
        Parameter("kind", _("Jenis"), OneOf(SubmissionKind), path="kind"),
        Parameter(
            "province", _("Provinsi"), region_codes("province"), path="submission__province_id"
        ),
        Parameter(
            "office",
            _("Kantor"),
            Codes(sending_offices, example="dinas-kab-bandung"),
            path="submission__office__code",
        ),
        Parameter("overdue", _("Lewat tenggat"), YesNo(), lookups=("",)),
        Parameter("stale", _("Berubah sejak diusulkan"), YesNo(), path="is_stale", lookups=("",)),
        Parameter("second", _("Menunggu pemutus kedua"), YesNo(), path="is_second", lookups=("",)),
    )
    on_form = ("q", "kind", "office", "overdue", "stale", "second")

    class Meta:
        model = SubmissionAct

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns first, then the clock, then the words."""
        queryset = super().filter_queryset(queryset)
        for is_overdue in self.values.get("overdue", []):
            late = {"state": ActState.RECEIVED, "due_at__lt": timezone.now()}
            queryset = queryset.filter(**late) if is_overdue else queryset.exclude(**late)
        for words in self.values.get("q", []):
            queryset = found_proposals(queryset, words)
        return queryset


class SubmissionFilterSet(StrictFilterSet):
    """What was sent: by receipt, kind, channel, office and place of the office."""

    parameters = (
        Parameter("kind", _("Jenis"), OneOf(SubmissionKind), path="kind"),
        Parameter("channel", _("Lewat"), OneOf(ChangeSource), path="channel"),
        Parameter(
            "office",
            _("Kantor"),
            Codes(Office.objects.all, example="dinas-kab-bandung"),
            path="office__code",
        ),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter("regency", _("Kabupaten/kota"), region_codes("regency"), path="regency_id"),
        Parameter("state", _("Keadaan isi"), OneOf(ActState), path="acts__state", lookups=("",)),
    )

    class Meta:
        model = Submission

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each submission once, however many of its acts fit."""
        return super().filter_queryset(queryset).distinct()
