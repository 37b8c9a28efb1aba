"""What the body of a form says before any of it is read: its words, whose fingerprint stands on the
receipt, and its hidden JSON. Nothing here asks the database, so the same body is the same words
however far the registry has moved since."""

import json
from collections.abc import Mapping
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


def hidden_json(text: object) -> Any:
    """What a hidden field of ours carries; None for what is no JSON, however deep or large."""
    try:
        return json.loads(str(text or "null"))
    except (ValueError, OverflowError, RecursionError):
        return None


def hidden_number(value: object) -> int | None:
    """A revision or version out of hidden JSON; None for what no counter can have become."""
    return value if type(value) is int and 0 <= value < 2**31 else None
