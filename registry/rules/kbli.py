"""The code of a KBLI class: edition and digits together."""

from registry.rules.draft import Draft, Facts


def give_edition_code(draft: Draft, facts: Facts) -> None:
    """Class 13121 of edition 2020 is named 2020-13121."""
    draft.row["code"] = f"{draft.row['edition']}-{draft.row['class_code']}"[:10]
