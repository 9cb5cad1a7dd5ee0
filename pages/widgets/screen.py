"""What every part of a screen is worded from: view, data, language and day."""

from dataclasses import dataclass
from datetime import date

from atlas import process
from atlas.i18n import Words, words
from atlas.maps.document import second_language
from atlas.maps.feature import Phrasing
from atlas.maps.view import View
from layers.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Screen:
    """What every part of a screen is worded from."""

    view: View
    catalog: Catalog
    say: Words
    today: date

    @property
    def lang(self) -> str:
        """The language shown."""
        return self.view.lang

    @property
    def phrasing(self) -> Phrasing:
        """The same for the map's own wording."""
        return Phrasing(self.lang, second_language(self.view), self.say)


def screen(view: View, catalog: Catalog, *, today: date | None = None) -> Screen:
    """The wording of a view; ``today`` is the process' day where no other is given."""
    return Screen(view, catalog, words(view.lang), today or process.settings().date())
