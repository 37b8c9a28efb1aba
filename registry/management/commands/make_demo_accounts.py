"""`manage make_demo_accounts`: one account per role with a random password, on the first start."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.demo import DemoLogin, has_demo_accounts, logins_json, make_demo_accounts


class Command(BaseCommand):
    """Parse, make, print; the accounts are in registry.imports.demo."""

    help = "Membuat akun contoh, satu untuk setiap peran; hanya pada pengaturan pengembangan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the logins once; write them down for `./ikm up` where it names a file."""
        if not settings.DEMO_LOGINS_ALLOWED:
            raise CommandError(
                _(
                    "Akun contoh tidak dibuat dengan pengaturan ini. Di server, admin kementerian"
                    " membuka akun dan memberi mandat lewat halaman admin."
                )
            )
        if has_demo_accounts():
            self.stdout.write(_("Akun contoh sudah ada; tidak ada perubahan."))
            return
        path = settings.DEMO_LOGINS_FILE
        logins = make_demo_accounts(
            policy.system("make_demo_accounts"),
            keep=lambda made: write_private(Path(path), made) if path else None,
        )
        self.stdout.write(_("Akun contoh dibuat, hanya untuk peragaan:"))
        for login in logins:
            self.stdout.write(f"  {login.role}: {login.email}  {login.password}")


def write_private(path: Path, logins: list[DemoLogin]) -> None:
    """The logins in a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(logins_json(logins))
    draft.replace(path)
