"""What `occupations.details` holds, and how answers read it; a release fills what it has and leaves out the rest.

description, scope_note, definition, regulated   {"en": "…"}: texts by language
broader                      ids of the ISCO groups above it, the nearest first
hot_technologies, in_demand_technologies         ids of technologies in this occupation's profile
tasks                        [{"id", "text", "kind": "core" | "supplemental" | null}]
activities                   [{"id", "label"}]: detailed work activities
education, experience, training                  [{"category": 2, "label": "High School Diploma", "percent": 4.46}]
work_styles                  [{"id", "label", "importance": 0..1, "value": 1..5}]
classes                      {"technology id": "commodity title"}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
