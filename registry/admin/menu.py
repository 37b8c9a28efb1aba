"""The menu of the desk: nouns by what people do with them, not by the alphabet. Which of them a
person sees is decided by their pages (desk.py)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

App = dict[str, Any]

# Each section with its nouns in the order of a day's use. What no section names stays under its
# application.
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Sentra dan bagiannya"),
        (
            "Sentra",
            "Facility",
            "Machine",
            "Need",
            "Certificate",
            "FactClaim",
            "Attachment",
            "Institution",
            "Source",
        ),
    ),
    (
        _("Usulan dan kampanye"),
        ("SubmissionAct", "Campaign", "ReportingDeadline", "ReviewStep"),
    ),
    (_("Komoditas dan golongan"), ("Commodity", "Scheme", "Sector", "Kbli")),
    (_("Kantor dan orang"), ("Office", "Mandate", "User", "ApiToken")),
    (_("Angka terbit"), ("ProvincialAggregate", "Statistic")),
    (_("Wilayah"), ("Province", "Regency", "RegionPoint", "RegionSuccession")),
    (_("Daftar kode"), ("NeedKind", "FacilityKind", "CertificateKind", "MeasureUnit")),
    (_("Kerja mesin"), ("JobRun", "DrainFailure", "DirtyEvent", "Heartbeat")),
)

# What the menu calls a noun where its own name says less than its page does.
NAMES: dict[str, Any] = {"SubmissionAct": _("Usulan yang masuk")}


def in_sections(apps: Sequence[App]) -> list[App]:
    """The same nouns, once each, under their sections; then the applications with the rest."""
    known = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
    found = []
    for name, nouns in SECTIONS:
        rows = [known.pop(noun) for noun in nouns if noun in known]
        if rows:
            label = rows[0][0]["app_label"]
            models = [
                {**model, "name": NAMES.get(model["object_name"], model["name"])}
                for _app, model in rows
            ]
            found.append({"name": name, "app_label": label, "app_url": "", "models": models})
    rest = [
        {**app, "models": [model for model in app["models"] if model["object_name"] in known]}
        for app in apps
    ]
    return [*found, *(app for app in rest if app["models"])]
