"""Makes a spaCy file of JSON lines: python to_spacy.py articles.jsonl articles.spacy [language]

All spans go to doc.spans["sc"]; those that do not overlap, the longest first, to doc.ents too.
A span whose edge lies inside a token of spaCy is widened to whole tokens and named."""
import json
import sys

import spacy
from spacy.tokens import DocBin
from spacy.util import filter_spans


def main(source, target, language="ar"):
    nlp = spacy.blank(language)
    docs = DocBin(store_user_data=True)
    for number, line in enumerate(open(source, encoding="utf-8"), 1):
        article = json.loads(line)
        doc = nlp.make_doc(article["text"])
        spans = []
        for s in article["spans"]:
            span = doc.char_span(s["start"], s["end"], label=s["label"], alignment_mode="expand")
            if span is None or span.text != article["text"][s["start"]:s["end"]]:
                print(f"line {number}: {s} became {span!r}", file=sys.stderr)
            if span is not None:
                spans.append(span)
        doc.spans["sc"] = spans
        doc.ents = filter_spans(spans)
        doc.user_data["meta"] = article.get("meta", {})
        docs.add(doc)
    docs.to_disk(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
