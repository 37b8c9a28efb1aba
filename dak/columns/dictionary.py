"""The nouns of DAK, as the dictionary lists them."""

from django.utils.translation import gettext_lazy as _

from dak.columns.grant import CLAIM, GRANT
from dak.columns.rule_set import RULE
from sentra.lib.dictionary import Noun

NOUNS = (
    Noun("grant", _("Hibah DAK"), "dak/grants/", GRANT),
    Noun("claim", _("Klaim nilai"), "dak/grants/{code}/ (claims)", CLAIM),
    Noun("rule", _("Aturan DAK per tahun"), "dak/rules/", RULE),
)
