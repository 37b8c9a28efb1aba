"""Search by words: names, other names, places and what is made, folded, so that blanks, apostrophes
and old spelling do not stand in the way."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.models import CommoditySynonym, SentraAlias, SentraCommodity
from sentra.lib.codes import normalise_public_code
from sentra.lib.problems import UnreadableValue
from sentra.lib.text import SEARCH_STOP_WORDS, fold, fold_words

MAX_WORDS = 8


def search_words(text: str) -> list[str]:
    """The folded words to look for. Words that nearly every record carries are left out as long as
    others remain; beyond eight words the rest is left out, too."""
    words = list(dict.fromkeys(fold_words(text).split()))
    telling = [word for word in words if word not in SEARCH_STOP_WORDS]
    return (telling or words)[:MAX_WORDS]


def search_sentra(sentra: QuerySet, text: str) -> QuerySet:
    """The sentra in which every word is found somewhere, be it in a name, a place or a commodity,
    or all of them written together in one of these."""
    code = public_code(text)
    if code:
        return sentra.filter(public_code=code)
    words = search_words(text)
    every = Q()
    for word in words:
        every &= _carries(word)
    if len(words) > 1:
        # Kramat Jati is kept as it folds without the blank, so its words alone are not found in it.
        every |= _carries(fold(" ".join(words)))
    return sentra.filter(every)


def public_code(text: str) -> str:
    """The code a text spells, in whatever case and with whatever blanks; empty when it is none."""
    try:
        return normalise_public_code(text)
    except UnreadableValue:
        return ""


def _carries(word: str) -> Q:
    """Keys are folded without blanks, so that "gedangan" is found in Gunung Gedangan and in
    Gununggedangan alike."""
    places = Q()
    for level in ("province", "regency", "district", "village"):
        places |= Q(**{f"{level}__name_key__contains": word})
    aliases = SentraAlias.objects.in_force().filter(sentra=OuterRef("pk"), name_key__contains=word)
    made = SentraCommodity.objects.in_force().filter(sentra=OuterRef("pk"), valid_to__isnull=True)
    synonyms = CommoditySynonym.objects.filter(name_key__contains=word).values("commodity")
    products = made.filter(Q(commodity__name_key__contains=word) | Q(commodity__in=synonyms))
    return Q(name_key__contains=word) | places | Exists(aliases) | Exists(products)
