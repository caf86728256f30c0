"""Addresses and ids of what O*NET names: it publishes no linked data, so the pages of its own site stand in."""

from __future__ import annotations

from urllib.parse import quote

# Each address holds O*NET's code, or the exact name of the technology.
ELEMENT_PAGE = "https://www.onetonline.org/find/descriptor/result/"
GROUP_PAGE = "https://www.onetonline.org/find/descriptor/browse/"
TECHNOLOGY_PAGE = "https://www.onetonline.org/search/tech/example?e="
OCCUPATION_PAGE = "https://www.onetonline.org/link/summary/"


def onet_id(code: str) -> str:
    """The id of an element of the content model, or of an occupation, from its code."""
    return "onet:" + code


def technology_page(name: str) -> str:
    """The address that lists the occupations using a technology."""
    return TECHNOLOGY_PAGE + quote(name, safe="")
