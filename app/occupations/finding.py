"""Finding occupations by words: search and autocomplete over every title, typing errors mended."""

from __future__ import annotations

from collections.abc import Sequence

from app.vocabulary.completion import Hit
from app.vocabulary.filters import Filter
from app.vocabulary.index.index import VocabularyIndex
from app.vocabulary.search import SkillSearch

Found = tuple[str, str]  # the id of an occupation, and the title of it that was found


class TitleSearch:
    """Looks occupations up by their titles, in an index whose skills are the occupations."""

    def __init__(self, index: VocabularyIndex) -> None:
        self._index = index
        self._search = SkillSearch(index)

    def search(self, query: str, framework: str | None = None) -> Sequence[Found]:
        """The occupations with titles that share words with the query, best first."""
        return self._found(self._search.search(query, Filter(framework)))

    def complete(self, typed: str, limit: int, framework: str | None = None) -> Sequence[Found]:
        """Up to `limit` occupations with a title that goes on as typed, best first."""
        return self._found(self._search.complete(typed, limit, Filter(framework)))

    def _found(self, hits: Sequence[Hit]) -> Sequence[Found]:
        return [(self._index.skill_id(hit.skill), self._index.names[hit.name]) for hit in hits]
