"""Buttons that some forms of a dinas have beside those all of them have: more rows, and answers
taken over from a record. Each is a step that keeps everything typed; no script is needed."""


class MoreSteps:
    """A form that has neither; kinds override."""

    @property
    def newest_row(self) -> str:
        """Where the page goes after more rows were asked for; empty for a form that has no more."""
        return ""

    @property
    def fill_label(self) -> str:
        """What the button says that fills empty answers from a record chosen in the form; empty for
        a form that has no such record."""
        return ""

    def fill_empty(self) -> str:
        """Fill what was left empty from the record chosen, never what was typed; the sentence that
        says what was filled, or why nothing could be."""
        return ""
