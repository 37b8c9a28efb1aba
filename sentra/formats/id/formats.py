"""As in every table of the registry: `21 Nov 2026`, with the clock and its zone."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H.i T"
