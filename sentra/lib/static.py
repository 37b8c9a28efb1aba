"""Static files with a hash in their name, so that a browser may keep them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed names; a vendored stylesheet that names a missing map is no reason to stop."""

    manifest_strict = False
