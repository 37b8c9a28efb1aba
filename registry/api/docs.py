"""The contract as a file and as a page. Nothing on the page comes from another host, and it reads
without a script; with one, every address can be tried."""

from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.request import Request

from sentra.lib.filtering import QueryRejected
from sentra.lib.listing import DetailView, ListView
from sentra.lib.readers import UNKNOWN_VALUE, Hint
from sentra.lib.reading import ReadView, with_validator

COMMON = frozenset(ListView.served) | frozenset(DetailView.served)
SCHEMA_FORMATS = ("yaml", "json")
# The reader draws its icons from data addresses; nothing is fetched for them.
TRY_IT = {"img-src": ["'self'", "data:"]}


@cache
def contract() -> dict[str, Any]:
    """The OpenAPI document of this release; made once per process."""
    with override("id"):
        return SchemaGenerator().get_schema(request=None, public=True)


@cache
def contract_bytes(renderer: type[OpenApiYamlRenderer | OpenApiJsonRenderer]) -> bytes:
    """The document in one format."""
    return renderer().render(contract(), renderer_context={})


class SchemaView(ReadView):
    """Kontrak API dalam OpenAPI 3.1; sama dengan docs/openapi.yaml."""

    schema = None
    renderer_classes = [OpenApiYamlRenderer, OpenApiJsonRenderer]

    def get(self, request: Request) -> HttpResponseBase:
        """YAML, or JSON by Accept or `?format=json`."""
        wanted = request.query_params.get("format", "yaml")[:100].replace("\x00", "")
        if wanted not in SCHEMA_FORMATS:
            hint = Hint(wanted, SCHEMA_FORMATS)
            raise QueryRejected([UNKNOWN_VALUE.problem("format", wanted, hint=hint)])
        renderer: Any = type(request.accepted_renderer)
        body = contract_bytes(renderer)
        response = HttpResponse(body, content_type=request.accepted_renderer.media_type)
        return with_validator(request, response)


@csp_update(TRY_IT)
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """What the API offers, for people: addresses, parameters, columns, examples."""
    return render(request, "api/docs.html", {"areas": areas(), "schema_url": reverse("api-schema")})


@cache_control(max_age=3600)
@require_safe
def reader_script(request: HttpRequest) -> HttpResponse:
    """Starts the reader that lies beside our own static files."""
    context = {"schema_url": f"{reverse('api-schema')}?format=json"}
    return render(request, "api/reader.js", context, content_type="text/javascript")


def is_filter(parameter: dict[str, Any]) -> bool:
    """Whether a parameter narrows the rows; what every list reads is told once, in the text."""
    return parameter["in"] == "query" and parameter["name"] not in COMMON


@cache
def areas() -> list[dict[str, Any]]:
    """The addresses by subject, as the page lists them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in contract()["paths"].items():
        first = operations.get("get") or operations["post"]
        row = {
            "path": path,
            "text": first.get("description", ""),
            "filters": [p["name"] for p in first.get("parameters", ()) if is_filter(p)],
        }
        found.setdefault(first["tags"][0], []).append(row)
    return [{"name": name, "paths": paths} for name, paths in found.items()]
