"""What the registry's API views share: who looks, and what he may see."""

from django.utils.functional import cached_property

from registry import policy
from registry.columns.viewer import Viewer
from sentra.lib.columns import Audience
from sentra.lib.dates import today_wib
from sentra.lib.listing import DetailView, ListView, RowView


class KnownCaller(RowView):
    """A view that knows its caller's mandates."""

    @cached_property
    def viewer(self) -> Viewer:
        """The caller as the columns see him."""
        return Viewer(policy.actor_for(self.request.user), today_wib())

    @property
    def audience(self) -> Audience:
        """Which columns the caller sees."""
        return self.viewer.audience


class RegistryList(KnownCaller, ListView):
    """A list of the registry."""


class RegistryDetail(KnownCaller, DetailView):
    """One record of the registry."""
