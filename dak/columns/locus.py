"""Where the money goes, as columns: of assets, grants and proposals alike. A grant that is split
goes to the registered sentra that have a share of it."""

from django.utils.translation import gettext_lazy as _

from dak.choices import Locus
from dak.models.locus import NOT_LISTED, locus_of
from sentra.lib.columns import Column, Raw, Type

PLACE = ("sentra_id", "sentra_words", "district_words", "village_words")


def locus_columns(shares: str = "") -> tuple[Column, ...]:
    """How exactly the place is known, its code, and the words for one not yet registered. `shares`
    is the path of the codes of the sentra that share the row, parted by blanks; empty for nouns
    that are never split."""
    more = (shares,) if shares else ()

    def locus(raw: Raw) -> Locus:
        return locus_of(raw["sentra_id"] or (shares and raw[shares]), *(raw[w] for w in PLACE[1:]))

    def code(raw: Raw) -> str | None:
        if raw["sentra_id"]:
            return raw["sentra__public_code"]
        if shares and raw[shares]:
            return raw[shares]
        return NOT_LISTED if locus(raw) is Locus.UNREGISTERED else None

    return (
        Column(
            "locus",
            _("Ketelitian lokus"),
            "how exactly the place is known",
            Type.CHOICE,
            made=lambda raw, viewer: locus(raw).value,
            needs=(*PLACE, *more),
            choices=Locus,
        ),
        Column(
            "locus_code",
            _("Kode lokus"),
            (
                "code of the place: the sentra's (those that share a split grant, parted by"
                " blanks), or XXXX for one not yet registered"
                if shares
                else "code of the place: the sentra's, or XXXX for one not yet registered"
            ),
            Type.CODE,
            made=lambda raw, viewer: code(raw),
            needs=(*PLACE, "sentra__public_code", *more),
        ),
        Column("district_words", _("Kecamatan (belum terdaftar)"), "district, not yet registered"),
        Column("village_words", _("Desa (belum terdaftar)"), "village, not yet registered"),
    )


LOCUS = locus_columns()
