"""What a proposal can be about beside a sentra: a record of another application that lies in a
region, named by its code. Which kinds speak of one is said by the kinds themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Matter:
    """One such record: its code, what people call it, the region whose office answers for it, and
    its public address."""

    code: str
    name: str
    region: str
    url: str = ""
