"""Where the money of a grant or a proposal goes: a registered sentra, a place not yet registered,
or no more than the receiving region. Not the receiver itself, which each noun carries."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dak.choices import Locus
from registry.models.base import promise

# What the planning application writes for a place that its reference list lacks.
NOT_LISTED = "XXXX"


class PlaceWords(models.Model):
    """The words for a place that is not registered yet: district and village, as the dinas says."""

    district_words = models.CharField(
        _("kecamatan (belum terdaftar)"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("Diisi bila sentranya belum terdaftar."),
    )
    village_words = models.CharField(
        _("desa/kelurahan (belum terdaftar)"), max_length=120, blank=True, default=""
    )

    class Meta:
        abstract = True

    @property
    def locus(self) -> Locus:
        """How exactly the row itself says the place; what shares say is in dak.queries.grants."""
        here: Any = self
        return locus_of(here.sentra_id, here.sentra_words, here.district_words, here.village_words)

    @property
    def is_unregistered(self) -> bool:
        """Whether a place is named that the registry does not hold yet."""
        return self.locus is Locus.UNREGISTERED


def locus_of(sentra: Any, *words: str) -> Locus:
    """How exactly a place is known, from its sentra and the words for it."""
    if sentra:
        return Locus.REGISTERED
    return Locus.UNREGISTERED if any(words) else Locus.REGION_ONLY


def place_words_fit(noun: str) -> models.CheckConstraint:
    """A registered sentra needs no words for a place that is not registered."""
    sentence: str | Promise = _(
        "Kecamatan dan desa hanya diisi bila sentranya belum terdaftar. Kosongkan, atau kosongkan"
        " sentranya."
    )
    return promise(
        f"{noun}_place_words_fit",
        models.Q(sentra__isnull=True) | models.Q(district_words="", village_words=""),
        f"{noun}.place_words_fit",
        sentence,
    )
