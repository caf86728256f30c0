"""The Spanish words that ask, wish, waive and deny; labels as in `requirement` and `polarity`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.extraction.spanish.wording import spanish_wordings

# A label ending in "<" looks back ("Excel no es necesario"), one ending in ">" looks ahead ("no se requiere Excel").
_NEEDED = "(?:necesari[oa]|imprescindible|indispensable|obligatori[oa]|requerid[oa]|fundamental|esencial|excluyente)s?"
_IS = "(?:es|son|será|serán|sería|resulta|resultan)"
_DOING = r"(?= (?:que|un|una|tener|\w+[aei]r)\b)"
_KNOWING = "(?: (?:tener|saber|conocer|hablar|poseer|contar con|disponer de|que (?:tengas?|sepas?|hables?|conozcas?)))?"
_OF_EXPERIENCE = "(?: (?:experiencia|conocimientos?)(?: previ[oa]s?)?(?: (?:en|con|de))?)?"
_GOOD = (
    "(?:un plus|una ventaja|un punto a favor|un extra|un valor añadido|(?:muy |bien )?valorad[oa]s?|valorables?|"
    "deseables?|recomendables?|preferibles?|ideal|de agradecer)"
)
_ENDS = r"(?= ?(?:[.;,!)]|$))"

REQUIRED = {
    "required>": spanish_wordings(
        rf"""
        se (?:requiere|exige|precisa|solicita|pide)n?  se necesitan? (?:persona|personas|personal|alguien) con
        requiere[ns]?  requerimos  exigimos  pedimos  precisamos
        necesitamos(?: (?:a )?(?:alguien|una persona|personas|personal) (?:con|que))?
        necesitas  necesitarás  deberá[sn]?  debería[sn]?  debes?  deben  (?:tienes?|tendrás?) que  hay que
        {_IS} {_NEEDED}{_DOING}  {_IS} (?:un )?requisito{_DOING}
        (?:requisitos?|imprescindibles?|indispensables?|obligatori[oa]s?)(?= ?:)
        (?:solo|únicamente) (?:candidat[oa]s|personas) con"""
    ),
    "required<": spanish_wordings(
        rf"""
        (?:{_IS} )?(?:imprescindible|indispensable|obligatori[oa]|requerid[oa]|excluyente|necesari[oa])s?
        {_IS} (?:fundamental|esencial|clave)(?:es)?  {_IS} (?:un )?requisito"""
    ),
    "minimum>": spanish_wordings(r"mínimo(?: de)?(?= (?:\d|un|dos|tres|cuatro|cinco))  al menos(?= \d)"),
}
SOFTENING = {
    "softening<": spanish_wordings(
        rf"""
        (?:pero|aunque),? no (?:{_IS} )?(?:estrictamente |absolutamente )?{_NEEDED}
        (?:pero|aunque),? {_IS} {_GOOD}{_ENDS}"""
    ),
}
PREFERRED = {
    "preferred>": spanish_wordings(
        rf"""
        se valora(?:rá|rán|n)?(?: (?:muy )?(?:positivamente|especialmente|favorablemente|también|además))?(?! ?[.;!)]|$)
        valoramos(?: (?:muy )?(?:positivamente|especialmente))?  valoraremos(?: positivamente)?
        preferible(?:mente)?(?= \w)  preferentemente  de preferencia  idealmente  sería ideal
        nos (?:gustaría|encantaría)(?: (?:que|si|alguien que|alguien con|una persona que|una persona con))?
        {_IS} {_GOOD}{_DOING}  {_IS} {_GOOD} si  puntos extra (?:por|si)
        (?:deseables?|valorables?|opcional(?:es)?|un plus)(?= ?:)"""
    ),
    "preferred<": spanish_wordings(
        rf"""
        no {_NEEDED},? pero (?:\w+ ){{0,3}}?{_GOOD}  no excluyentes?  {_IS} {_GOOD}
        se valora(?:rá|rán|n)?(?: (?:muy )?(?:positivamente|especialmente))?{_ENDS}
        (?:deseables?|valorables?|opcional(?:es)?|recomendables?|un plus|un extra)"""
    ),
}
NOT_REQUIRED = {
    "not_required>": spanish_wordings(
        rf"""
        no se (?:requiere|exige|precisa|solicita|pide|necesita)n?{_KNOWING}{_OF_EXPERIENCE}
        no {_IS} (?:estrictamente |absolutamente )?{_NEEDED}{_DOING}{_KNOWING}{_OF_EXPERIENCE}
        no hacen? falta(?= \w){_KNOWING}{_OF_EXPERIENCE}
        no (?:pedimos|exigimos|requerimos|necesitamos|necesitas|precisas){_KNOWING}{_OF_EXPERIENCE}
        no (?:tienes|hay) que{_KNOWING}{_OF_EXPERIENCE}
        (?:no importa|no pasa nada|da igual) si no(?: (?:tienes|sabes|hablas|has))?{_OF_EXPERIENCE}
        aunque no (?:tengas|sepas|hables|hayas){_OF_EXPERIENCE}  (?:incluso|aun) sin{_OF_EXPERIENCE}
        sin (?:la )?necesidad de{_KNOWING}{_OF_EXPERIENCE}  sin que (?:sea )?{_NEEDED}
        sin experiencia(?: previa)? (?:en|con)"""
    ),
    "not_required<": spanish_wordings(
        rf"""
        no {_IS} (?:estrictamente |absolutamente |siempre )?{_NEEDED}  no {_IS} (?:un )?requisito
        no hacen? falta  no (?:imprescindible|obligatori[oa]|necesari[oa]|requerid[oa]|indispensable)s?
        no se (?:requiere|exige|precisa|pide|necesita)n?{_ENDS}"""
    ),
}
NEGATED = {
    "negated>": spanish_wordings(
        r"""
        no (?:tengo|poseo|cuento con|domino|manejo|hablo|sé|conozco)(?: experiencia(?: (?:en|con|de))?)?
        carezco de(?: experiencia(?: (?:en|con|de))?)?  (?:no|nunca) he \w+[ai]do  todavía no  aún no"""
    ),
}
# Looks like one of the above and is none.
IGNORED = spanish_wordings(
    r"""
    no (?:solo|solamente|únicamente|dudes|dude|olvides|importa|obstante|te pierdas|lo pienses|se admiten)
    sin (?:embargo|duda|dudas|límites?|ánimo|demora|problemas?|compromiso|excepción|supervisión|fines de lucro)
    nunca (?:dejes|dejamos|es tarde)  si (?:es|fuera|fuese) necesario  (?:cuando|según) sea necesario
    en caso necesario  lo necesario  (?:cuando|si) se requiera  todo lo que necesitas
    (?:material|materiales|equipo|equipos|uniforme|formación|documentación|herramientas) necesari[oa]s?
    necesari[oa]s? para"""
)


def with_spanish(phrases: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The phrases by label, each with the Spanish ones before it: those are the longer of two that begin alike."""
    told = {**SOFTENING, **PREFERRED, **NOT_REQUIRED, **REQUIRED, **NEGATED, "ignored": IGNORED}
    return {label: [*told.get(label, ()), *own] for label, own in phrases.items()}
