"""Rules and derivations shared by many nouns: clean names, folded search keys, codes,
withdrawn lines."""

from collections.abc import Iterator

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code
from sentra.lib.text import clean_name, fold, name_problem

NAME_UNCLEAN = problem_code(
    "name.unclean",
    _(
        "“{value}” memuat tanda yang tidak boleh ada pada nama."
        " Tulis ulang namanya dengan huruf biasa."
    ),
)
URL_UNREADABLE = problem_code(
    "source.url_unreadable",
    _("“{value}” bukan alamat web. Tulis lengkap, diawali https:// atau http://."),
)

WITHDRAWN = problem_code(
    "record.withdrawn", _("Catatan ini sudah ditarik. Catat yang benar sebagai catatan baru.")
)


def not_withdrawn(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A line that was withdrawn as a mistake is corrected no more."""
    if draft.before.get("is_withdrawn"):
        yield WITHDRAWN.problem("is_withdrawn", None)


def fold_name(draft: Draft, facts: Facts) -> None:
    """Keep the search key beside the name."""
    name = draft.row.get("name") or ""
    draft.row["name"] = clean_name(name)
    field = draft.model._meta.get_field("name_key")
    draft.row["name_key"] = fold(name)[: field.max_length]  # type: ignore[union-attr]


def clean_names(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A name has no control, direction or formula characters."""
    name = draft.row.get("name") or ""
    if name and name_problem(name):
        yield NAME_UNCLEAN.problem("name", name)


def web_address(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A source's address is a web address or empty; never a script."""
    url = draft.row.get("url") or ""
    if url and not url.startswith(("https://", "http://")):
        yield URL_UNREADABLE.problem("url", url)


def give_code(draft: Draft, facts: Facts) -> None:
    """A code made of the name, with a number where it is taken."""
    if draft.row.get("code"):
        return
    field = draft.model._meta.get_field("code")
    name = str(draft.row.get("name") or draft.row.get("publisher") or "")
    stem = slugify(name)[: (field.max_length or 60) - 5] or "tanpa-nama"  # type: ignore[union-attr]
    draft.row["code"] = free_code(draft, facts, stem)


def free_code(draft: Draft, facts: Facts, stem: str, name: str = "code", beside: str = "") -> str:
    """A code that no row of the noun has, stored or made in this act: the stem, with a number where
    it is taken. `name` is the column, `beside` a word before the number."""
    taken = facts.taken_codes.get(draft.model)
    if taken is None:
        stored = draft.model._default_manager.values_list(name, flat=True)
        taken = facts.taken_codes.setdefault(draft.model, set(stored))
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}{beside}-{number}", number + 1
    taken.add(code)
    return code
