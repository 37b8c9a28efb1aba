"""Bodies of the writing addresses: JSON read strictly, every problem with its pointer at once.
Knows shapes only; what a proposal may hold is judged by registry.changes."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from registry.changes.change import Change
from registry.choices import ExistenceAnswer, SubmissionKind
from sentra.lib.api import BodyRejected
from sentra.lib.problems import Problem, problem_code
from sentra.lib.readers import Hint

MAX_BYTES, MAX_DEPTH = 1_000_000, 12
MAX_LINES, MAX_CHANGES, MAX_WORDS = 50, 100, 500
NOT_JSON = problem_code(
    "body.not_json", _("Isi permintaan bukan objek JSON yang dapat dibaca: {value}.")
)
TOO_LARGE = problem_code(
    "body.too_large",
    _("Isi permintaan {value} byte; paling banyak {limit}. Kirim dalam beberapa usulan."),
)
TOO_DEEP = problem_code(
    "body.too_deep", _("Isi permintaan bersarang terlalu dalam; paling banyak {value} tingkat.")
)
NUL_CHARACTER = problem_code("body.nul_character", _("Teks tidak boleh memuat karakter NUL."))
UNKNOWN_FIELD = problem_code("body.unknown_field", _("Isian {value} tidak dikenal. {hint}"))
FIELD_MISSING = problem_code("body.field_missing", _("Isian {value} harus ada."))
WRONG_TYPE = problem_code("body.wrong_type", _("{value} tidak sesuai; yang diminta: {wanted}."))
NO_SENTRA_NO_REGION = problem_code(
    "body.no_sentra_no_region",
    _(
        "Sebutkan sentra (kode sentra yang terdaftar), atau region (kode wilayah) bila sentranya"
        " belum terdaftar."
    ),
)
NOT_LISTED = problem_code("body.not_listed", _("{value} tidak dikenal. {hint}"))
TOO_MANY = problem_code("body.too_many", _("Terlalu banyak: {value}, paling banyak {limit}."))

# What an office sends; `desk` belongs to the ministry's own pages.
KINDS = tuple(kind.value for kind in SubmissionKind if kind != SubmissionKind.DESK)
# Kinds that name a region in place of a sentra: of one to be registered, or of the reported work.
WITHOUT_SENTRA = (SubmissionKind.REGISTER, SubmissionKind.REPORT)
# Kinds that name a sentra, or a region where it is still to be registered.
WITH_OR_WITHOUT = (SubmissionKind.FUNDING,)
ABOUT = ("answer", "year", "words", "changes")
TYPES: Mapping[str, tuple[type | tuple[type, ...], str]] = {
    "text": (str, "teks"),
    "whole": (int, "bilangan bulat"),
    "object": (dict, "objek"),
    "list": (list, "daftar"),
}
YEARS = range(1900, 2101)


@dataclass(frozen=True)
class LineBody:
    """One act as it was sent: about which sentra, what is answered, what is to change."""

    sentra: str
    answer: str
    year: int | None
    words: str
    changes: tuple[Change, ...]
    pointer: str = ""


@dataclass(frozen=True)
class SubmissionBody:
    """One submission as it was sent; `region` where the sentra would be."""

    kind: str
    region: str
    lines: tuple[LineBody, ...]
    canonical: str

    @property
    def is_list(self) -> bool:
        """Whether it holds one act per line."""
        return self.kind == SubmissionKind.LIST


@dataclass
class Shape:
    """Reading of one body; `problems` grows with everything that is wrong."""

    problems: list[Problem] = field(default_factory=list)

    def known(self, body: Mapping[str, Any], names: Collection[str], at: str = "") -> None:
        """Every key is one of these."""
        for name in body:
            if name not in names:
                seen = name[:100]
                hint = Hint(seen, names)
                self.problems.append(UNKNOWN_FIELD.problem(f"{at}{escaped(seen)}", seen, hint=hint))

    def value(self, body: Mapping[str, Any], name: str, kind: str, at: str = "") -> Any:
        """A value of this type; None where it is missing, null or of another type."""
        value = body.get(name)
        wanted, words = TYPES[kind]
        if value is None:
            return None
        if not isinstance(value, wanted) or isinstance(value, bool):
            self.problems.append(WRONG_TYPE.problem(f"{at}{name}", short(value), wanted=words))
            return None
        return value

    def needed(self, body: Mapping[str, Any], name: str, kind: str, at: str = "") -> Any:
        """The same for what must be there."""
        if body.get(name) in (None, "", [], {}):
            self.problems.append(FIELD_MISSING.problem(f"{at}{name}", name))
            return None
        return self.value(body, name, kind, at)

    def listed(self, text: Any, name: str, known: Collection[str], at: str = "") -> str:
        """One of a closed list; empty for nothing."""
        if text and text not in known:
            hint = Hint(str(text)[:100], known)
            self.problems.append(NOT_LISTED.problem(f"{at}{name}", str(text)[:100], hint=hint))
        return str(text or "")

    def items(self, body: Mapping[str, Any], name: str, most: int, at: str = "") -> list[Any]:
        """The objects of a list that must not be empty, at most so many."""
        found = self.needed(body, name, "list", at) or []
        if len(found) > most:
            self.problems.append(TOO_MANY.problem(f"{at}{name}", len(found), limit=most))
            return []
        for number, one in enumerate(found):
            if not isinstance(one, dict):
                pointer = f"{at}{name}/{number}"
                self.problems.append(WRONG_TYPE.problem(pointer, short(one), wanted="objek"))
        return found if all(isinstance(one, dict) for one in found) else []

    def words(self, body: Mapping[str, Any], name: str, at: str = "") -> str:
        """A sentence."""
        text = self.value(body, name, "text", at) or ""
        if len(text) > MAX_WORDS:
            self.problems.append(TOO_MANY.problem(f"{at}{name}", len(text), limit=MAX_WORDS))
        return str(text)

    def done(self) -> None:
        """Raises BodyRejected with everything found."""
        if self.problems:
            raise BodyRejected(self.problems)


def read_json(request: Request) -> dict[str, Any]:
    """The body as an object. Raises BodyRejected for anything else, however hostile."""
    raw = request._request.body
    if len(raw) > MAX_BYTES:
        raise BodyRejected([TOO_LARGE.problem("", len(raw), limit=MAX_BYTES)], status=413)
    try:
        body = json.loads(raw.decode("utf-8") or "{}", parse_constant=_no_constant)
    except RecursionError:
        raise BodyRejected([TOO_DEEP.problem("", MAX_DEPTH)]) from None
    except ValueError as error:
        raise BodyRejected([NOT_JSON.problem("", str(error)[:100])]) from None
    if not isinstance(body, dict):
        raise BodyRejected([NOT_JSON.problem("", short(body))])
    problems = list(_hostile(body, "", 1))
    if problems:
        raise BodyRejected(problems[:100])
    return body


def read_submission(body: Mapping[str, Any]) -> SubmissionBody:
    """A submission. Raises BodyRejected."""
    shape = Shape()
    kind = shape.listed(shape.needed(body, "kind", "text"), "kind", KINDS)
    is_list = kind == SubmissionKind.LIST
    if is_list:
        shape.known(body, ("kind", "region", "lines"))
        rows = shape.items(body, "lines", MAX_LINES)
        lines = tuple(
            _line(shape, row, f"lines/{number}/", needs_sentra=True)
            for number, row in enumerate(rows)
        )
    else:
        shape.known(body, ("kind", "sentra", "region", *ABOUT))
        is_either = kind in WITH_OR_WITHOUT
        if is_either and not (body.get("sentra") or body.get("region")):
            shape.problems.append(NO_SENTRA_NO_REGION.problem("sentra", None))
        is_beside = kind in WITHOUT_SENTRA
        needs_sentra = not (is_beside or is_either)
        lines = (_line(shape, body, "", needs_sentra=needs_sentra, named=False),)
        if is_beside:
            shape.needed(body, "region", "text")
    region = shape.value(body, "region", "text") or ""
    shape.done()
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return SubmissionBody(kind, region, lines, canonical)


def _line(
    shape: Shape, row: Mapping[str, Any], at: str, *, needs_sentra: bool, named: bool = True
) -> LineBody:
    if named:
        shape.known(row, ("sentra", *ABOUT), at)
    sentra = (shape.needed if needs_sentra else shape.value)(row, "sentra", "text", at) or ""
    answer = shape.listed(
        shape.value(row, "answer", "text", at), "answer", ExistenceAnswer.values, at
    )
    year = shape.value(row, "year", "whole", at)
    if year is not None and year not in YEARS:
        shape.problems.append(WRONG_TYPE.problem(f"{at}year", year, wanted="1900-2100"))
    words = shape.words(row, "words", at)
    found = shape.items(row, "changes", MAX_CHANGES, at)
    changes = tuple(
        _change(shape, one, f"{at}changes/{number}/") for number, one in enumerate(found)
    )
    return LineBody(sentra, answer, year, words, changes, at)


def _change(shape: Shape, row: Mapping[str, Any], at: str) -> Change:
    shape.known(row, ("kind", "target", "base_version", "values", "ref"), at)
    return Change(
        kind=shape.needed(row, "kind", "text", at) or "",
        values=shape.value(row, "values", "object", at) or {},
        target=shape.value(row, "target", "text", at) or "",
        base_version=shape.value(row, "base_version", "whole", at),
        ref=shape.value(row, "ref", "text", at) or "",
    )


def escaped(name: str) -> str:
    """One reference token of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def short(value: Any) -> str:
    """What was seen, as JSON, cut."""
    return json.dumps(value, ensure_ascii=False)[:100]


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _hostile(value: Any, at: str, depth: int) -> Iterator[Problem]:
    """NUL characters, lone surrogates and nesting without end; stops where it is too deep."""
    if depth > MAX_DEPTH:
        yield TOO_DEEP.problem(at, MAX_DEPTH)
        return
    if isinstance(value, dict):
        for name, part in value.items():
            if _is_bad_text(name):
                yield NUL_CHARACTER.problem(at)
            else:
                yield from _hostile(part, f"{at}/{escaped(name)}".lstrip("/"), depth + 1)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _hostile(part, f"{at}/{number}".lstrip("/"), depth + 1)
    elif isinstance(value, str) and _is_bad_text(value):
        yield NUL_CHARACTER.problem(at)


def _is_bad_text(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text)
