from __future__ import annotations

from collections import Counter

from seed_data.building import words


def test_words_are_counted_in_lower_case_outside_brackets_and_alone() -> None:
    counts = words.count_words(["Go on to go; go-to (go) Go's C++ go/no-go", "do the go"])
    assert counts["go"] == 2
    assert not counts.keys() & {"c", "Go", "s"}


def test_rare_words_are_left_out_unless_we_list_them() -> None:
    counts = Counter({"often": 5, "rare": 4})
    assert words.table(counts, ["excel", "rare"]) == [("excel", "0"), ("often", "5"), ("rare", "4")]


def test_only_task_statements_are_taken() -> None:
    tasks = (
        b"name,description,taxonomy,action_verb\nSweep floors.,d,onet_task,Sweep\nsweep,d,esco_task,sweep\n"
    )
    assert words.task_statements(tasks) == ["Sweep floors."]
