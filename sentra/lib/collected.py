"""Static files gathered under STATIC_ROOT, only when one of them has changed: gathering, hashing
and compressing takes seconds, looking takes milliseconds."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command


def collect_if_stale() -> bool:
    """Gather the static files when they are not what they were; whether it was done.

    Storages that serve files from where they lie need no gathering."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return False
    now, stamp = sources_stamp(), stamp_file()
    is_gathered = (Path(settings.STATIC_ROOT) / staticfiles_storage.manifest_name).is_file()
    if is_gathered and stamp.is_file() and stamp.read_text(encoding="utf-8") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now, encoding="utf-8")
    return True


def stamp_file() -> Path:
    """Beside STATIC_ROOT, not in it: everything in it is served."""
    root = Path(settings.STATIC_ROOT)
    return root.with_name(f"{root.name}.stamp")


def sources_stamp() -> str:
    """A digest of path, size and time of every source."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
