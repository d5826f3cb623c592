"""Compares the alpha of `hashiya stats --agreement A B --json` with that of the PyPI package
krippendorff, on invented layers: python agreement.py HASHIYA

Words are those between blanks here, so that nothing but alpha itself is compared."""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import krippendorff

WORDS = "قصفت طائرات مدينة إدلب وقتل مدنيون في القصف على حي سكني وقالت مصادر طبية إن الجرحى كثيرون".split()
LABELS = ["STRIKE", "FACTION", "LOCATION", "CASUALTY"]


def text(chance):
    return " ".join(f"{chance.choice(WORDS)}{chance.randrange(100)}" for _ in range(chance.randint(5, 60)))


def words(text):
    at = 0
    for word in text.split(" "):
        yield at, at + len(word)
        at += len(word) + 1


def layer(chance, text, seed):
    """Spans of whole words, many of them where another layer of this seed has one as well."""
    common, spans, number = random.Random(seed), [], 0
    places = list(words(text))
    first = 0
    while first < len(places):
        length, label, count = common.randint(1, 3), common.choice(LABELS), common.randint(0, 30)
        marked = common.random() < 0.6
        last = min(first + length, len(places)) - 1
        if chance.random() < 0.25:
            marked = not marked
        if chance.random() < 0.2:
            label = chance.choice(LABELS)
        if chance.random() < 0.3:
            count = chance.randint(0, 30)
        # Those that count cover the same words in both: pairing is not what is compared.
        end = last if label == "CASUALTY" or chance.random() < 0.7 else first
        if marked:
            number += 1
            start, end = places[first][0], places[end][1]
            attrs = {"count_best": count} if label == "CASUALTY" else {}
            spans.append({"id": f"{number:016x}", "start": start, "end": end, "text": text[start:end],
                          "label": label, "state": "manual", "attrs": attrs})
        first = last + 1
    return spans


def over(spans, word):
    return [s for s in spans if s["start"] < word[1] and word[0] < s["end"]]


def alpha(pairs, level):
    """The package's alpha of pairs of values; None where it has none to tell."""
    if len({value for pair in pairs for value in pair}) < 2:
        return None
    domain = sorted({value for pair in pairs for value in pair})
    if level == "nominal":
        pairs = [[domain.index(value) for value in pair] for pair in pairs]
    return krippendorff.alpha(reliability_data=list(zip(*pairs)), level_of_measurement=level)


def expected(articles):
    innermost, counts, by_label = [], [], {label: [] for label in LABELS}
    for text, a, b in articles:
        used = {s["label"] for s in a + b}
        for word in words(text):
            here = [over(a, word), over(b, word)]
            inner = [min(s, key=lambda s: len(s["text"].encode()))["label"] if s else "" for s in here]
            innermost.append(inner)
            for label in used:
                by_label[label].append([int(any(s["label"] == label for s in side)) for side in here])
        for s in a:
            for t in b:
                if s["label"] == t["label"] == "CASUALTY" and s["start"] == t["start"] and s["end"] == t["end"]:
                    counts.append([s["attrs"]["count_best"], t["attrs"]["count_best"]])
    found = {"all": alpha(innermost, "nominal"), "counts": alpha(counts, "ratio")}
    found.update((label.lower(), alpha(pairs, "nominal")) for label, pairs in by_label.items() if pairs)
    return found


def run(*arguments, given=None, user="reader"):
    """Runs the program as somebody: what is imported is kept under that name."""
    env = {**os.environ, "USER": user, "USERNAME": user}
    done = subprocess.run(arguments, input=given, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr}")
    return done.stdout


def compare_layers(hashiya, folder, articles):
    """What the program tells of two layers of articles."""
    run(hashiya, "new", folder)
    for name, side in [("ann", 1), ("bob", 2)]:
        lines = [json.dumps({"id": f"a{n}", "text": article[0], "spans": article[side]})
                 for n, article in enumerate(articles)]
        run(hashiya, "import", folder, "-", given="\n".join(lines), user=name)
    return json.loads(run(hashiya, "stats", folder, "--agreement", "ann", "bob", "--json"))


def measured(hashiya, folder, articles):
    told = compare_layers(hashiya, folder, articles)
    found = {"all": told["alpha_words"], "counts": told["counts"]["alpha"]}
    found.update((label, value["alpha_words"]) for label, value in told["labels"].items())
    return found


def main(hashiya):
    compared = 0
    for seed in range(12):
        chance = random.Random(seed)
        texts = [text(chance) for _ in range(chance.randint(1, 6))]
        articles = [(t, layer(chance, t, n), layer(chance, t, n)) for n, t in enumerate(texts)]
        articles = [article for article in articles if article[1] and article[2]]
        with tempfile.TemporaryDirectory() as folder:
            ours = measured(hashiya, str(pathlib.Path(folder) / "p"), articles)
        theirs = expected(articles)
        for key in sorted(ours.keys() | theirs.keys()):
            a, b = ours.get(key), theirs.get(key)
            if (a is None) != (b is None) or (a is not None and abs(a - b) > 1e-9):
                sys.exit(f"layers {seed}: alpha of {key} is {a} here and {b} in krippendorff")
            compared += a is not None
    print(f"agreement: {compared} alphas as krippendorff has them")


if __name__ == "__main__":
    main(sys.argv[1])
