"""Folding: the form of a word under which spellings and inflections of it meet.

A word has a *plain* form (case, accents, possessive and British spelling folded away) and a *stem* (the plain form
without its inflection). Both are only keys: they need not be words. Two words that should meet must fold alike; two
that should not must stay apart, so the stemmer removes inflections (plural, -ing, -ed), never derivations (-er, -ion).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Determiners carry no meaning inside the name of a skill: "operate a forklift" is "operate forklift".
DETERMINERS = frozenset("a an the your our their".split())

# British -our words that Americans write -or; a rule would catch "four", "hour" and "tour".
_OUR = re.compile(
    r"(arb|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|mold|neighb|od|"
    r"parl|ranc|rig|rum|sav|spl|tum|val|vap|vig)our"
)
# Pairs that no rule covers; both sides fold to the second.
_WORDS = {
    "aeroplane": "airplane", "aluminium": "aluminum", "analogue": "analog", "catalogue": "catalog",
    "centre": "center", "centres": "centers", "centred": "centered", "cheque": "check", "cheques": "checks",
    "defence": "defense", "dialogue": "dialog", "draught": "draft", "fibre": "fiber", "fibres": "fibers",
    "fulfil": "fulfill", "enrol": "enroll", "distil": "distill", "instil": "instill", "instal": "install", "grey": "gray", "jewellery": "jewelry",
    "kerb": "curb", "licence": "license", "licences": "licenses", "litre": "liter", "litres": "liters",
    "manoeuvre": "maneuver", "mould": "mold", "moulds": "molds", "moulding": "molding", "offence": "offense",
    "plough": "plow", "practise": "practice", "practising": "practicing", "pretence": "pretense",
    "programme": "program", "programmes": "programs", "pyjamas": "pajamas", "sceptical": "skeptical",
    "skilful": "skillful", "storey": "story", "sulphur": "sulfur", "theatre": "theater", "theatres": "theaters",
    "tyre": "tire", "tyres": "tires", "metre": "meter", "metres": "meters",



    "judgement": "judgment",
    "acknowledgement": "acknowledgment", "ageing": "aging", "tonne": "ton", "tonnes": "tons",
}  # fmt: skip
_IRREGULAR_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "geese": "goose", "analyses": "analysis", "diagnoses": "diagnosis", "criteria": "criterion", "knives": "knife",
    "shelves": "shelf", "lives": "life", "wives": "wife", "leaves": "leaf", "halves": "half", "loaves": "loaf",
}  # fmt: skip
_IRREGULAR = {
    "written": "write", "wrote": "write", "drove": "drive", "driven": "drive", "led": "lead", "built": "build",
    "taught": "teach", "kept": "keep", "made": "make", "held": "hold", "sold": "sell", "taken": "take",
    "took": "take", "gave": "give", "given": "give", "ran": "run", "brought": "bring", "bought": "buy",
    "sewn": "sew", "drawn": "draw", "drew": "draw", "dealt": "deal", "oversaw": "oversee", "overseen": "oversee",
    "spoke": "speak", "spoken": "speak", "understood": "understand", "found": "find", "met": "meet",
    "laid": "lay", "paid": "pay", "wore": "wear", "worn": "wear", "fed": "feed", "grew": "grow", "grown": "grow",
    "hung": "hang", "knew": "know", "known": "know", "rode": "ride", "sang": "sing", "slept": "sleep", "stood": "stand",
    "swept": "sweep", "threw": "throw", "thrown": "throw", "told": "tell", "dug": "dig", "bent": "bend", "bound": "bind",
    "caught": "catch", "chose": "choose", "chosen": "choose", "flew": "fly", "flown": "fly", "froze": "freeze",
    "frozen": "freeze", "lent": "lend", "shook": "shake", "shown": "show", "spun": "spin", "wove": "weave",
    "woven": "weave", "sought": "seek", "did": "do", "done": "do", "won": "win", "woke": "wake",
    "sent": "send", "used": "use", "using": "use", "uses": "use", "spent": "spend", "dying": "die", "lying": "lie", "tying": "tie",
}  # fmt: skip
# Words that end like an inflection and are none; left whole by the stemmer.
_WHOLE = frozenset(
    "goods species series news mathematics physics economics statistics electronics logistics politics ethics athletics "
    "mechanics robotics genetics optics acoustics linguistics ceramics graphics analytics logistics plus bus gas "
    "lens focus campus status virus census process access business address wireless stress progress success "
    "express glass class mass press dress loss boss cross always perhaps towards sales windows teams "
    "during morning evening nothing something anything everything ceiling sibling sterling red need feed seed speed "
    "breed weed exceed proceed succeed indeed hundred sacred embed bed shed wed biomed rubbish".split()
)

# Greek and Latin ae and oe, which Americans write e.
_LIGATURE = re.compile(
    r"(?:(?<=an)a(?=esth)|(?<=^h)a(?=em[aio])|(?<=[kn])a(?=emi[ac])|(?<=p)a(?=ed[io])|(?<=gyn)a(?=eco)|(?<=rch)a(?=eol)|"
    r"(?<=^c)a(?=esar)|^o(?=estr|edem|esoph)|(?<=^f)o(?=et[au])|(?<=diarrh)o(?=e)|(?<=orthop)a(?=ed))"
)
_VOWEL = re.compile(r"[aeiouy]")
_ISE = re.compile(r"(?<=[a-z]{3})(is|ys)(?=(?:e|es|ed|ing|er|ers|ation|ations|ational)$)")
# The British double the l of an unstressed last syllable ("travelled"). Verbs of one syllable and those below have
# two of their own: "selling" is of "sell", "filling" is not "filing", "installed" is of "install".
_DOUBLED_L = re.compile(r"(?<=[aeiou]l)l(?=(?:ed|ing|er|ers|or|ors)$)")
_OWN_DOUBLE_L = re.compile(
    r"^[^aeiou]*[aeiou]ll|(?:b|ch|dr|f|gr|k|m|sk|sp|st|t)ill$|(?:app|b|c|f|st|thr|w)all$|(?:en|un)roll$|"
    r"(?:cross|out|re|up)sell$|misspell$|(?:fore|re)tell$"
)
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})  # combining marks, soft hyphens, zero-width signs
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "＇": "'"})


def plain(word: str) -> str:
    """The word without case, accents, possessive and British spelling."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(c for c in decomposed if unicodedata.category(c) not in _UNSEEN)
    word = word.translate(_APOSTROPHES).lower()
    if "'" in word:
        word = word.removesuffix("'s").replace("'", "")
    if word == "&":
        return "and"
    return _american(word)


def _american(word: str) -> str:
    if word == "analyses":  # the plural noun far more often than the British verb
        return word
    if word in _WORDS:
        return _WORDS[word]
    if len(word) < 6:
        return word
    word = _LIGATURE.sub("", _OUR.sub(r"\1or", word))
    word = _ISE.sub(lambda m: "iz" if m.group(1) == "is" else "yz", word)
    doubled = _DOUBLED_L.search(word)
    if doubled is None or _OWN_DOUBLE_L.search(word[: doubled.end()]):
        return word
    return word[: doubled.start()] + word[doubled.end() :]


def singular(word: str) -> str:
    """The plain form without a plural ending: "boxes" and "box" meet, "analysis" stays."""
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith("ie") and len(word) > 4:  # "cookie" and "cookies" meet
        return word[:-2] + "y"
    if word.endswith(("sse", "she", "che", "xe", "ze")) and len(word) > 2:  # "size" and "sizes" meet
        return word[:-1]
    if len(word) < 4 or word in _WHOLE or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def stem(word: str) -> str:
    """The plain form without plural, -ing and -ed, final -e dropped and a doubled consonant undone."""
    word = _IRREGULAR.get(word) or singular(word)
    if word in _WHOLE or len(word) < 4:
        return word
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and _VOWEL.search(root):
            return _bare(_undouble(root))
    return _bare(word)


def _undouble(root: str) -> str:
    doubled = root[-1] == root[-2] and root[-1] not in "lsz"
    return root[:-1] if doubled else root


def _bare(root: str) -> str:
    """Final -e and -y/-i folded, so that "manage" meets "manag(ing)" and "carry" meets "carri(ed)"."""
    if root.endswith("e") and len(root) > 3:
        return root[:-1]
    if root.endswith("y") and len(root) > 3:
        return root[:-1] + "i"
    return root


@lru_cache(maxsize=200_000)
def fold(word: str) -> tuple[str, str]:
    """(plain form, stem) of one word as it stands in a text."""
    form = plain(word)
    return form, stem(form)
