"""A form of a dinas as data: which kind it sends, at which address, under which words, and the form
behind it. The registry's own are in registry/web/flows.py; other applications bring theirs
(settings DINAS_FLOWS)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from registry.choices import SubmissionKind
from registry.forms.proposing import ProposalForm, Subject
from registry.models import Sentra
from registry.queries.matter import Matter

Make = Callable[[QueryDict | None, Subject, UUID, Mapping[str, str] | None], ProposalForm]


def made_by(form: Any) -> Make:
    """How a flow makes a form that asks for nothing beyond what every form is given."""

    def make(
        data: QueryDict | None, subject: Subject, token: UUID, initial: Mapping[str, str] | None
    ) -> ProposalForm:
        return form(data, subject=subject, token=token, initial=initial)

    return make


@dataclass(frozen=True)
class Flow:
    """One form: which kind it sends, at which address, under which words. `matter` finds by its
    code the record a form is about that speaks of no sentra; a form of another application without
    one is a section of a sentra. `tail` is the end of its address, with the code of the matter.
    `beside` is the name, and `beside_tail` the end, of a second address of a section of a sentra
    that is also filled in about a matter: what is not registered yet."""

    kind: SubmissionKind
    url_name: str
    title: str | Promise
    section: str | Promise
    hint: str | Promise
    make: Make
    asks_answer: bool = False
    matter: Callable[[str], Matter | None] | None = None
    tail: str = ""
    beside: str = ""
    beside_tail: str = ""
    # Questions that a link to the form may answer, each with its name in the address.
    in_address: Mapping[str, str] = field(default_factory=dict)
    # Kinds of attachment it rests on beside those every form may carry.
    documents: tuple[str, ...] = ()

    @property
    def about_matter(self) -> tuple[str, str]:
        """The end and the name of its address about a matter."""
        return (self.beside_tail, self.beside) if self.beside else (self.tail, self.url_name)

    def answers(self, address: QueryDict) -> dict[str, str]:
        """What the address of the form answers already; what was typed comes before it."""
        named = {**self.in_address, **({"existence": "jawab"} if self.asks_answer else {})}
        return {name: str(address[key])[:100] for name, key in named.items() if address.get(key)}

    def path(self, sentra: Sentra | None, matter_code: str = "") -> str:
        """Where it is filled in."""
        named = sentra.public_code if sentra else matter_code
        name = self.beside if self.beside and sentra is None else self.url_name
        return reverse(name, args=[named] if named else [])
