"""What happens to mandates, as data: given, corrected, ended, handed on. Offices themselves stand
in the main catalogue, invitations are no records (registry/models/invitation.py)."""

from django.utils.translation import gettext_lazy as _

from registry.changes.kinds import STAFF, Kind
from registry.choices import ChangeSource, Role
from registry.rules import mandate, submission

THROUGH_THE_OFFICE = STAFF | {ChangeSource.WEB}
ON_CREATION = ("user", "office", "valid_from")
DERIVED = (submission.mandate_region_from_office, mandate.give_term)
RULES = (mandate.role_fits_office, mandate.roles_go_together)

KINDS: tuple[Kind, ...] = (
    Kind(
        "mandate.record",
        "registry.Mandate",
        _("Memberi mandat"),
        (*ON_CREATION, "role", "region_code", "valid_to"),
        creates=True,
        derive=DERIVED,
        rules=RULES,
        surfaces=THROUGH_THE_OFFICE,
    ),
    Kind(
        "mandate.correct",
        "registry.Mandate",
        _("Memperbaiki mandat"),
        ("region_code", "valid_to"),
        rules=RULES,
    ),
    Kind(
        "mandate.end",
        "registry.Mandate",
        _("Mengakhiri mandat"),
        ("valid_to",),
        rules=(mandate.never_prolongs_nor_reaches_back,),
        surfaces=THROUGH_THE_OFFICE,
    ),
    Kind(
        "mandate.succeed",
        "registry.Mandate",
        _("Menyerahkan jabatan kepala dinas"),
        (*ON_CREATION, "valid_to"),
        creates=True,
        fixed={"role": Role.OFFICE_HEAD},
        derive=DERIVED,
        rules=(*RULES, mandate.follows_the_head_who_leaves),
        surfaces=THROUGH_THE_OFFICE,
    ),
)
