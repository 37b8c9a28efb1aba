"""What attachments can be filtered by, at the ministry's desk alone."""

from django.utils.translation import gettext_lazy as _

from registry.filters.codes import region_codes
from registry.models import Attachment
from registry.models.attachment import AttachmentKind, PlaceVerdict
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, YesNo


class AttachmentFilterSet(StrictFilterSet):
    """Attachments by what they show, where they were taken and whether they are in force."""

    parameters = (
        Parameter("kind", _("Jenis"), OneOf(AttachmentKind), path="kind"),
        Parameter("place", _("Letak foto"), OneOf(PlaceVerdict), path="place_verdict"),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter("withdrawn", _("Ditarik"), YesNo(), path="is_withdrawn"),
    )

    class Meta:
        model = Attachment
