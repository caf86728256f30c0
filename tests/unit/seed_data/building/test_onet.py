from __future__ import annotations

from seed_data.building import onet

HEADER = "skill_id,skill_name,aliases,description,taxonomy,original_id\n"


def test_technologies_carry_their_class_and_an_id_made_of_their_name() -> None:
    content = HEADER + "1,C++,C++,C++ (Development software),ONET_TECH,x\n2,Reading,,,ONET_SKILL,x\n"
    (skill,) = onet.technologies(content.encode())
    assert (skill.id, skill.type, skill.label) == ("onet:tech.c-plus-plus", "technology", "C++")
    assert skill.classes == ("Development software",)
    assert skill.uri.endswith("?e=C%2B%2B")


def test_occupations_are_read_by_code() -> None:
    lines = (
        "O*NET-SOC Code\tTitle\tDescription",
        "15-1252.00\tSoftware Developers\tWrite",
        "11-1011.00\tChiefs\tLead",
    )
    content = "\n".join(lines)
    first, second = onet.occupations(content.encode())
    assert (first.id, second.title, second.job_zone) == ("onet:11-1011.00", "Software Developers", "")
    assert second.uri == "https://www.onetonline.org/link/summary/15-1252.00"
