"""What the body of a form says before any of it is read: its words, whose fingerprint stands on the
receipt, and its hidden JSON. Nothing here asks the database, so the same body is the same words
however far the registry has moved since."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

# Travel with every form and are nobody's answer; what a form stood on is part of what it says.
NOT_SAID = frozenset({"csrfmiddlewaretoken", "step", "token", "seen", "previous", "revision"})
PICKED = "_pick"
NUL = "\x00"


def posted_words(data: Mapping[str, Any]) -> dict[str, str]:
    """Every answered name of a body with its words. A meaning that was picked takes the place of
    the text beside it, as in the field; an empty answer and a name that was not sent are one."""
    body = data if isinstance(data, QueryDict) else None
    found = {}
    for name in {one.removesuffix(PICKED) for one in data} - NOT_SAID:
        sent = body.getlist(name) if body is not None else [data.get(name)]
        words = data.get(name + PICKED) or "\n".join(str(one) for one in sent if one is not None)
        if words.replace(NUL, "").strip():
            found[name.replace(NUL, "")] = words.replace(NUL, "")
    return found


def listed_words(data: Mapping[str, Any]) -> dict[str, str]:
    """The same of a page of the list: of each line only if it was answered, since the page that
    checks it carries the others without their words."""
    words = posted_words(data)
    answered = {name[2:] for name in words if name[:2] in ("a_", "e_")}
    return {
        name: said
        for name, said in words.items()
        if name == "seen_on" or (name[:2] in ("a_", "e_", "b_") and name[2:] in answered)
    }


@dataclass(frozen=True)
class Orphan:
    """Words under a name that no question of today has, and what the question was called."""

    name: str
    label: str
    words: str


def orphans_of(
    source: Mapping[str, str], known: Collection[str], labels: Mapping[str, str]
) -> list[Orphan]:
    """The words of a body or draft that are asked no more. A question of one row is called as the
    same question of another row of its noun."""
    found = []
    for name in sorted(set(source) - set(known)):
        row = re.fullmatch(r"([a-z]+)\d+_(\w+)", name)
        if row is None or not str(source[name] or "").strip():
            continue
        noun, column = row.groups()
        like = (one for one in labels if one.startswith(noun) and one.endswith(f"_{column}"))
        other = (one for one in labels if one.endswith(f"_{column}"))
        called = next(like, next(other, ""))
        found.append(Orphan(name, labels.get(called, column), str(source[name])))
    return found


def hidden_json(text: object) -> Any:
    """What a hidden field of ours carries; None for what is no JSON, however deep or large."""
    try:
        read = json.loads(str(text or "null"))
        json.dumps(read, ensure_ascii=False).encode()  # a lone surrogate can be shown to nobody
    except (ValueError, OverflowError, RecursionError):
        return None
    return read


def hidden_number(value: object) -> int | None:
    """A revision or version out of hidden JSON; None for what no counter can have become."""
    return value if type(value) is int and 0 <= value < 2**31 else None


@dataclass(frozen=True)
class SeenDraft:
    """The draft as this person had it before him: base of a comparison with a colleague's."""

    revision: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> "SeenDraft":
        """From the hidden field; rubbish counts as none."""
        stored = hidden_json(text)
        if not isinstance(stored, dict) or not isinstance(stored.get("typed"), dict):
            return cls()
        typed = {str(name): str(words) for name, words in stored["typed"].items()}
        return cls(hidden_number(stored.get("revision")) or 0, typed)

    def as_text(self) -> str:
        """For the hidden field; empty words are left out."""
        typed = {name: words for name, words in self.typed.items() if words}
        stored = {"revision": self.revision, "typed": typed}
        return json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
