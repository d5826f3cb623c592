"""How fast spaCy's EntityRuler reads the articles that the bench `engine` reads, with the same forms.

    pip install spacy
    python3 benches/entity_ruler.py

It only looks forms up: no particles, numbers, rules or relations. Text and forms are folded
beforehand, which is not counted.
"""

import pathlib
import re
import time
import unicodedata

import spacy

ROOT = pathlib.Path(__file__).resolve().parent.parent
DROPPED = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LETTERS = str.maketrans("أإآٱىئؤة", "ااااييوه")


def fold(text):
    """Spellings that the program looks up as one."""
    text = DROPPED.sub("", unicodedata.normalize("NFKC", text))
    return text.translate(LETTERS).lower()


def articles():
    folders = [ROOT / "tests/gold/own", ROOT / "../shared/corpus"]
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [fold(path.read_text(encoding="utf-8")) for path in paths]


def forms():
    found = set()
    for path in sorted((ROOT / "data/lexicon").glob("*.tsv")):
        if path.name == "numbers.tsv":
            continue
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            for form in re.split(r"[\t|]", line):
                form = form.lstrip("~").split("=")[0].strip()
                if len(form) > 2:
                    found.add(fold(form))
    return sorted(found)


def main():
    texts, patterns = articles(), forms()
    start = time.perf_counter()
    reader = spacy.blank("ar")
    ruler = reader.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "FORM", "pattern": form} for form in patterns])
    ready = time.perf_counter() - start
    size = sum(len(text.encode()) for text in texts)

    def once():
        start = time.perf_counter()
        found = sum(len(doc.ents) for doc in reader.pipe(texts))
        return time.perf_counter() - start, found

    seconds, found = min(once() for _ in range(5))
    print(f"spaCy {spacy.__version__}, {len(patterns)} forms: ready in {ready:.1f} s, {found} found,")
    print(f"{size / seconds / 1e6:.2f} MB/s of {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
