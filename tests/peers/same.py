"""Says whether two files of JSON lines cover the same words: python same.py CASES OTHER"""
import json
import sys


def covered(path):
    articles = {}
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        spans = [s for s in article["spans"] if s["state"] == "manual"]
        for span in spans:
            assert article["text"][span["start"]:span["end"]] == span["text"], path
        articles[article["id"]] = article["text"], sorted((s["start"], s["end"], s["label"]) for s in spans)
    return articles


ours, theirs = map(covered, sys.argv[1:3])
different = [name for name in ours if ours[name] != theirs.get(name)]
print(f"  read back from {sys.argv[2]}: {len(theirs)} articles")
if different:
    sys.exit(f"FAILED different in {sys.argv[2]}: {different}")
