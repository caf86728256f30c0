"""Fine-tuning: vectors that tell skills apart (InfoNCE) and tags of the words that ask (cross entropy), in one model."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from torch.nn import functional

from seed_data.reader.bert import Reader, batch
from seed_data.reader.corpus import Corpus, Sentence

_CHUNK_PIECES = 6_000  # word pieces encoded at once


@dataclass(frozen=True, slots=True)
class Settings:
    """One stage of training: steps, sizes, the mix of what is paired, and how much tagging counts."""

    steps: int
    pairs: int
    tagged: int
    rate: float
    mix: dict[str, float]
    near: float = 0.5  # share of a batch that is drawn from neighbours of each other
    temperature: float = 0.05
    tag_weight: float = 0.5
    warmup: float = 0.1
    seed: int = 1


@dataclass(slots=True)
class Pair:
    """A text (or places in it), the skill texts that are right for it, and the skills behind them."""

    text: str
    spans: tuple[tuple[int, int], ...]
    answer: str
    skills: frozenset[int]


class Encoded:
    """Tokenized texts, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, Encoding] = {}

    def __call__(self, texts: Sequence[str]) -> list[Encoding]:
        """The encodings of texts."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._known))
        for text, encoding in zip(missing, self._tokenizer.encode_batch(missing), strict=True):
            self._known[text] = encoding
        return [self._known[text] for text in texts]


@dataclass(slots=True)
class States:
    """The states of the pieces of several texts, laid end to end: `flat` (pieces, 384); text n begins at `starts[n]`."""

    flat: Tensor
    starts: list[int]
    lengths: list[int]

    def means(self, groups: Sequence[Sequence[int]]) -> Tensor:
        """Unit vectors (groups, 384): the mean of the states of each group of rows of `flat`."""
        rows = torch.tensor([row for group in groups for row in group])
        owners = torch.tensor([n for n, group in enumerate(groups) for _ in group])
        total = torch.zeros(len(groups), self.flat.shape[1]).index_add(0, owners, self.flat[rows].float())
        return functional.normalize(total, dim=-1)

    def text_rows(self, text: int) -> range:
        """The rows of `flat` that belong to one text."""
        return range(self.starts[text], self.starts[text] + self.lengths[text])

    def one(self, text: int) -> Tensor:
        """The states (t, 384) of one text."""
        return self.flat[self.starts[text] : self.starts[text] + self.lengths[text]]


def states_of(reader: Reader, encodings: Sequence[Encoding]) -> States:
    """The states of texts, encoded in batches of like length."""
    lengths = [len(encoding.ids) for encoding in encodings]
    order = sorted(range(len(encodings)), key=lengths.__getitem__)
    starts, parts, at, filled = [0] * len(encodings), [], 0, 0
    while at < len(order):
        past = at + 1
        while past < len(order) and (past + 1 - at) * lengths[order[past]] <= _CHUNK_PIECES:
            past += 1
        rows = order[at:past]
        made = batch([encodings[row] for row in rows])
        parts.append(reader(made.pieces, made.mask)[made.mask.bool()])
        for row in rows:
            starts[row] = filled
            filled += lengths[row]
        at = past
    return States(torch.cat(parts), starts, lengths)


def vectors_of(reader: Reader, encoded: Encoded, texts: Sequence[str]) -> Tensor:
    """Unit vectors (n, 384) of whole texts."""
    found = []
    for start in range(0, len(texts), 4096):
        states = states_of(reader, encoded(texts[start : start + 4096]))
        found.append(states.means([states.text_rows(n) for n in range(len(states.starts))]))
    return torch.cat(found)


def pieces_within(encoding: Encoding, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each place (start, end) of the text the numbers of its word pieces."""
    found = []
    for start, end in spans:
        found.append([n for n, (a, b) in enumerate(encoding.offsets) if a < end and b > start and b > a])
    return found


def tags_of(encoding: Encoding, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The tag of every word piece: 0 outside, 1 begins, 2 inside; -100 for what is no piece of the text."""
    tags = [0 if b > a else -100 for a, b in encoding.offsets]
    for pieces in pieces_within(encoding, spans):
        for place, piece in enumerate(pieces):
            tags[piece] = 1 if place == 0 else 2
    return tags


class Weights:
    """The trained weights twice: as the encoder uses them, in bfloat16, and as they are learnt, in float32."""

    def __init__(self, reader: Reader, settings: Settings) -> None:
        self._reader = reader
        self._settings = settings
        self._used = [p for name, p in reader.named_parameters() if name != "words.weight"]
        self._learnt = [p.detach().clone().float().requires_grad_(True) for p in self._used]
        matrices = [p for p in self._learnt if p.ndim > 1]
        others = [p for p in self._learnt if p.ndim <= 1]
        self._optimizer = torch.optim.AdamW(
            [{"params": matrices, "weight_decay": 0.01}, {"params": others, "weight_decay": 0.0}],
            lr=settings.rate,
        )

    def step(self, number: int) -> None:
        """Learn from the gradients; the rate rises over the first tenth of the steps and falls to nothing."""
        steps = self._settings.steps
        warm = steps * self._settings.warmup
        scale = min((number + 1) / warm, (steps - number) / (steps - warm))
        for group in self._optimizer.param_groups:
            group["lr"] = self._settings.rate * scale
        for used, learnt in zip(self._used, self._learnt, strict=True):
            learnt.grad = used.grad.float() if used.grad is not None else None
            used.grad = None
        torch.nn.utils.clip_grad_norm_(self._learnt, 1.0)
        self._optimizer.step()
        self._copy()

    def finish(self) -> None:
        """The encoder in float32 again, with what was learnt."""
        self._reader.to(torch.float32)
        self._copy()

    def _copy(self) -> None:
        with torch.no_grad():
            for used, learnt in zip(self._used, self._learnt, strict=True):
                used.copy_(learnt)


class Trainer:
    """Holds what training needs, and runs stages."""

    def __init__(self, reader: Reader, tokenizer: Tokenizer, corpus: Corpus, skip_fold: int | None) -> None:
        self.reader = reader
        self.encoded = Encoded(tokenizer)
        self.corpus = corpus
        self.skip_fold = skip_fold
        self.near: np.ndarray | None = None

    def _kept(self, name: str) -> list[Sentence]:
        return [s for s in self.corpus.sentences[name] if s.fold != self.skip_fold or self.skip_fold is None]

    def pairs(self, settings: Settings) -> dict[str, list[Pair]]:
        """What can be drawn from, by kind."""
        found: dict[str, list[Pair]] = {kind: [] for kind in settings.mix}
        skills = self.corpus.skills
        for number, skill in enumerate(skills):
            own = frozenset([number])
            if "names" in found:
                found["names"] += [Pair(name, (), skill.label, own) for name in skill.names]
            if "descriptions" in found and skill.description:
                found["descriptions"].append(Pair(skill.description, (), skill.label, own))
        if "skillskape" in found:
            for s in self._kept("skillskape_train"):
                found["skillskape"] += self._of_sentence(s)
        if "real" in found:
            for name in ("skillspan_train_esco", "general_ads_esco", "trades"):
                for s in self._kept(name):
                    found["real"] += self._of_sentence(s)
        if "activities" in found:
            found["activities"] = [Pair(t, (), a, frozenset()) for t, a in self.corpus.activities]
        return {kind: pairs for kind, pairs in found.items() if pairs}

    def _of_sentence(self, s: Sentence) -> list[Pair]:
        skills = self.corpus.skills
        every = frozenset(s.skills)
        if s.span_skills is not None:
            return [
                Pair(s.text, (span,), skills[n].label, every)
                for span, numbers in zip(s.spans or (), s.span_skills, strict=True)
                for n in numbers
            ]
        return [Pair(s.text, s.spans or (), skills[n].label, every) for n in s.skills]

    def tagged(self) -> list[Sentence]:
        """Sentences whose words are marked."""
        return self._kept("skillspan_train") + self._kept("trades")

    def refresh_neighbours(self) -> None:
        """The nearest other labels of each label, by the encoder as it is now."""
        with torch.no_grad():
            vectors = vectors_of(self.reader, self.encoded, [s.label for s in self.corpus.skills]).float()
            self.near = (vectors @ vectors.T).topk(17, dim=1).indices[:, 1:].numpy()

    def run(self, settings: Settings) -> None:
        """One stage. The encoder works in bfloat16; what is learnt adds up in float32."""
        rng = random.Random(settings.seed)
        torch.manual_seed(settings.seed)
        pools = self.pairs(settings)
        by_skill = self._by_skill(pools)
        tagged = self.tagged()
        groups = [s for s in tagged if s.spans], [s for s in tagged if not s.spans]
        self.reader.words.weight.requires_grad_(False)
        weights = Weights(self.reader, settings)
        self.reader.to(torch.bfloat16)
        began, seen = time.time(), 0
        for step in range(settings.steps):
            loss, count = self._contrast(self._draw(rng, settings, pools, by_skill), settings)
            if settings.tagged:
                some = [s for group in groups for s in rng.sample(group, settings.tagged // 2)]
                wrong, more = self._tag(some)
                loss, count = loss + settings.tag_weight * wrong, count + more
            loss.backward()
            weights.step(step)
            seen += count
            if step % 20 == 0 or step == settings.steps - 1:
                spent = time.time() - began
                print(
                    f"  step {step:4} loss {loss.item():.3f} {seen / spent:.0f} pieces a second", flush=True
                )
        weights.finish()

    def _by_skill(self, pools: dict[str, list[Pair]]) -> dict[int, list[Pair]]:
        """The pairs whose answer is the label of a skill, by that skill."""
        found: dict[int, list[Pair]] = {}
        numbers = self.corpus.by_label()
        for pairs in pools.values():
            for pair in pairs:
                if numbers.get(pair.answer) in pair.skills:
                    found.setdefault(numbers[pair.answer], []).append(pair)
        return found

    def _draw(
        self,
        rng: random.Random,
        settings: Settings,
        pools: dict[str, list[Pair]],
        by_skill: dict[int, list[Pair]],
    ) -> list[Pair]:
        kinds = list(pools)
        weights = [settings.mix[kind] for kind in kinds]
        drawn = [rng.choice(pools[k]) for k in rng.choices(kinds, weights, k=settings.pairs)]
        if self.near is None:
            return drawn
        # Part of the batch is replaced by pairs about neighbours of skills that are in it: hard to tell apart.
        keep = int(settings.pairs * (1 - settings.near))
        seeds = [pair for pair in drawn[:keep] if pair.skills]
        others: list[Pair] = []
        while len(others) < settings.pairs - keep:
            number = rng.choice(sorted(rng.choice(seeds).skills))
            neighbour = int(rng.choice(self.near[number].tolist()))
            if neighbour in by_skill:
                others.append(rng.choice(by_skill[neighbour]))
        return drawn[:keep] + others

    def _contrast(self, pairs: list[Pair], settings: Settings) -> tuple[Tensor, int]:
        answers = list(dict.fromkeys(pair.answer for pair in pairs))
        place = {answer: n for n, answer in enumerate(answers)}
        numbers = self.corpus.by_label()
        texts = self.encoded([pair.text for pair in pairs])
        both = states_of(self.reader, [*texts, *self.encoded(answers)])
        right = both.means([both.text_rows(n) for n in range(len(pairs), len(pairs) + len(answers))])
        groups: list[Sequence[int]] = []
        owners: list[int] = []
        for n, (pair, encoding) in enumerate(zip(pairs, texts, strict=True)):
            places = [p for p in pieces_within(encoding, pair.spans) if p]
            groups += [both.text_rows(n), *([both.starts[n] + piece for piece in p] for p in places)]
            owners += [n] * (1 + len(places))
        queries = both.means(groups)
        scores = queries @ right.T / settings.temperature
        # Each pair is read by its best place or, a little less, by the whole sentence.
        owner = torch.tensor(owners)
        first = torch.tensor([n == 0 or owners[n - 1] != owners[n] for n in range(len(owners))])
        whole = scores[first]
        best = torch.full((len(pairs), len(answers)), -1e4)
        inside = ~first
        if inside.any():
            index = owner[inside][:, None].expand(-1, len(answers))
            best = best.scatter_reduce(0, index, scores[inside], reduce="amax", include_self=True)
        columns = [place[pair.answer] for pair in pairs]
        target = torch.tensor(columns)
        # Other right answers of a text are no wrong ones.
        blocked = torch.zeros(len(pairs), len(answers), dtype=torch.bool)
        column_of = {numbers[answer]: column for answer, column in place.items() if answer in numbers}
        clashes = [
            (n, column_of[number])
            for n, pair in enumerate(pairs)
            for number in pair.skills
            if column_of.get(number, columns[n]) != columns[n]
        ]
        if clashes:
            blocked[tuple(torch.tensor(clashes).T)] = True
        has = best[:, 0] > -1e3
        loss = functional.cross_entropy(whole.masked_fill(blocked, -1e4), target)
        if has.any():
            spans = functional.cross_entropy(best[has].masked_fill(blocked[has], -1e4), target[has])
            loss = loss + spans * has.float().mean()
        # and the other way: each label finds its text among the batch
        same = target[:, None] == target[None, :]
        back = whole.T[target].masked_fill(same & ~torch.eye(len(pairs), dtype=torch.bool), -1e4)
        clash = blocked[:, target].T & ~torch.eye(len(pairs), dtype=torch.bool)
        loss = loss + 0.3 * functional.cross_entropy(back.masked_fill(clash, -1e4), torch.arange(len(pairs)))
        return loss, len(both.flat)

    def _tag(self, sentences: list[Sentence]) -> tuple[Tensor, int]:
        encodings = self.encoded([s.text for s in sentences])
        states = states_of(self.reader, encodings)
        rows = torch.tensor([row for n in range(len(encodings)) for row in states.text_rows(n)])
        logits = self.reader.tagger(states.flat[rows]).float()
        tags = [t for s, e in zip(sentences, encodings, strict=True) for t in tags_of(e, s.spans or ())]
        return functional.cross_entropy(logits, torch.tensor(tags), ignore_index=-100), len(tags)
