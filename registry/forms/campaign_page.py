"""What a page about a campaign shows, the same on the ministry's desk and at a dinas: the numbers
as this person may see them, and the rows behind one of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils import timezone

from registry.filters.campaign import CampaignRowsFilterSet
from registry.models import Campaign
from registry.policy import Actor
from registry.queries.campaign import Part, Tally, chosen, lines, progress, sentra_of
from sentra.lib.filtering import QueryRejected
from sentra.lib.paging import PAGE, page_of, query_beside_page

PAGE_SIZE = 50


@dataclass(frozen=True)
class CampaignPage:
    """The numbers of a campaign at a moment, and the rows of one of them where it was opened."""

    campaign: Campaign
    whole: Tally
    provinces: list[Tally]
    offices: list[Tally]
    at: datetime
    part: str
    part_label: str
    rows: list[Any]
    page_obj: Page | None
    page_url: str

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The columns of every table."""
        return list(Part.choices)


def campaign_page(campaign: Campaign, actor: Actor, query: QueryDict) -> CampaignPage:
    """Everything the page prints; a constant number of statements. Raises QueryRejected."""
    asked = CampaignRowsFilterSet(query, surface=(PAGE,))
    if asked.problems:
        raise QueryRejected(asked.problems)
    found = lines(campaign, actor)
    whole, provinces, offices = progress(found)
    part = asked.value("part")
    answer = asked.value("answer")
    page = None
    if part or answer:
        rows = chosen(
            found,
            part or Part.ANSWERED,
            province=asked.value("province"),
            office=asked.value("office"),
            answer=answer,
        )
        page = page_of(rows, query, PAGE_SIZE)
    return CampaignPage(
        campaign=campaign,
        whole=whole,
        provinces=provinces,
        offices=offices,
        at=timezone.now(),
        part=part,
        part_label=str(Part(part or Part.ANSWERED).label),
        rows=sentra_of(page.object_list) if page else [],
        page_obj=page,
        page_url=query_beside_page(query),
    )
