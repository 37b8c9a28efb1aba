"""docker-compose.yml and Dockerfile say the same as the one list of services."""

import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from sentra.ops import postgres
from sentra.ops.paths import ROOT
from sentra.ops.services import ENVIRONMENT, PREPARE, SERVICES, Service, missing_variables

BIND, VAR = "0.0.0.0:8000", "/var/lib/ikm"
REQUIRED = {
    "DJANGO_SECRET_KEY": "x",
    "ALLOWED_HOSTS": "situs.example",
    "POSTGRES_PASSWORD": "x",
    "IKM_DB_PASSWORD": "x",
    "IKM_BROKER_PASSWORD": "x",
}
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
CONTAINERS: dict[str, Any] = COMPOSE["services"]
OWN = {service.name: service for service in SERVICES}


def test_compose_runs_exactly_the_listed_services() -> None:
    assert set(CONTAINERS) == {*OWN, "prepare", "postgres", "redis"}


def test_web_is_the_first_service_and_the_registry_ends_with_it() -> None:
    assert [service.name for service in SERVICES if service.vital] == ["web"]
    assert SERVICES[0].name == "web"


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_compose_gives_each_service_its_listed_command_and_health(service: Service) -> None:
    container = CONTAINERS[service.name]

    assert container["command"] == service.command(bind=BIND, var=VAR)
    assert container["healthcheck"]["test"] == [
        "CMD",
        *service.health_command(bind=BIND, var=VAR),
    ]


@pytest.mark.parametrize("name", [*OWN, "prepare"])
def test_compose_gives_each_service_its_environment_and_no_root(name: str) -> None:
    container = CONTAINERS[name]

    assert missing_variables(container["environment"]) == []
    assert set(container["environment"]) >= set(ENVIRONMENT)
    assert container["environment"]["IKM_VAR"] == VAR
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", container["user"])


@pytest.mark.parametrize("name", OWN)
def test_services_wait_for_the_preparation(name: str) -> None:
    assert CONTAINERS["prepare"]["command"] == list(PREPARE)
    assert CONTAINERS[name]["depends_on"]["prepare"] == {
        "condition": "service_completed_successfully"
    }
    assert "redis" not in CONTAINERS[name]["depends_on"]


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_servers_have_a_fixed_version_a_health_check_a_volume_and_no_root(name: str) -> None:
    container = CONTAINERS[name]

    assert re.fullmatch(rf"{name}:\d+\.\d+(\.\d+)?-[a-z]+", container["image"])
    assert container["healthcheck"]["test"][0] == "CMD"
    assert container["user"] == name
    assert container["volumes"][0].split(":")[0] in COMPOSE["volumes"]
    assert "ports" not in container


def test_database_server_runs_with_the_settings_of_the_embedded_one() -> None:
    own_address = {"listen_addresses", "unix_socket_directories"}
    wanted = postgres.ALWAYS | postgres.DURABLE
    command = CONTAINERS["postgres"]["command"]

    settings = dict(text.split("=", 1) for text in command[2::2])

    assert settings == {key: wanted[key] for key in wanted if key not in own_address}


def test_no_secret_stands_in_the_compose_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    for name in REQUIRED:
        assert f"${{{name}:?" in text


def test_dockerfile_is_fixed_hashed_and_not_root() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")

    images = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    users = re.findall(r"^USER (\S+)", text, re.MULTILINE)
    (command,) = re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)
    assert len(set(images)) == 1
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-bookworm", images[0])
    assert users == [CONTAINERS["web"]["user"]]
    assert yaml.safe_load(command) == OWN["web"].command(bind=BIND, var=VAR)
    assert "--require-hashes" in text
    assert "HEALTHCHECK" in text


def compose_tool() -> list[str] | None:
    """`docker-compose`, or the plugin of `docker`; None where neither is installed."""
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    if shutil.which("docker"):
        asked = subprocess.run(["docker", "compose", "version"], check=False, capture_output=True)
        if asked.returncode == 0:
            return ["docker", "compose"]
    return None


def compose_config(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    tool = compose_tool()
    if tool is None:
        pytest.skip("docker-compose dan plugin compose tidak terpasang di mesin ini")
    file = str(ROOT / "docker-compose.yml")
    kept = {key: value for key, value in os.environ.items() if key not in REQUIRED}
    return subprocess.run(
        [*tool, "-f", file, "config", "-q"],
        env=kept | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_compose_file_parses_without_an_engine() -> None:
    done = compose_config(REQUIRED)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("missing", REQUIRED)
def test_compose_refuses_to_start_without_a_secret(missing: str) -> None:
    done = compose_config({key: value for key, value in REQUIRED.items() if key != missing})

    assert done.returncode != 0
