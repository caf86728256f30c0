"""The name of an employer, however it is written: "Brightwater Freight, LLC" is "BRIGHTWATER FREIGHT"."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_FORMS = frozenset(
    "inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg se sa sas sarl srl bv nv oy ab "
    "as pty pvt the".split()
)


def employer_name(name: str) -> str:
    """The name by which an employer is known: small letters, without accents, signs and legal forms."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = (
        "".join(sign for sign in plain if not unicodedata.combining(sign)).replace(".", "").replace("'", "")
    )
    words = _WORD.findall(plain)
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words) or name.casefold()
