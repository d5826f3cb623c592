"""Writes articles with spans as Hashiya's own JSON lines: python cases.py CORPUS_OR_NONE > cases.jsonl

The probe text with every kind of thing said of it, hard texts, and articles with random spans
(always the same ones): the corpus where it is there, and the sample article."""
import json
import pathlib
import random
import re
import sys

PROBE = "🔴 عاجل: قصفت قوات الحكومة مدينة إدلب، ما أدى إلى مقتل 12 مدنيًا"
HARD = [
    "👩‍👩‍👧 قُتِلَ ٣ مدنيّين في 🇸🇾، وأُصيب 12.5٪ منهم.\nسطر ثانٍ (داعش) «نعم» & <لا> \"x\"؛ \\ | _ -> *",
    "\n  نص يبدأ بسطر فارغ\n\nوبالطائرات ضُرِبت ـــ S-300 ـــ\tحلب  ",
    "Reuters: 5 killed in Idlib, says قائد 'الكتيبة' #عاجل @user 1,250 12/03/2015",
]
SAMPLE = pathlib.Path(__file__).parents[2] / "projects" / "daraa-2017" / "articles"


def span(number, text, start, end, label, **more):
    return {"id": f"{number:016x}", "start": start, "end": end, "text": text[start:end],
            "label": label, "state": "manual", **more}


def probe():
    spans = [span(1, PROBE, 8, 12, "STRIKE", attrs={"kind": "shelling_unspecified", "count_low": 3}),
             span(2, PROBE, 13, 25, "FACTION", attrs={"canonical_en": "Syrian \"government\" & allies"}),
             span(3, PROBE, 18, 25, "ORG"), span(4, PROBE, 32, 36, "LOC", note="ملاحظة\nsecond line"),
             span(5, PROBE, 54, 63, "CASUALTY", attrs={"effect": "killed", "cumulative": False, "lat": 35.5}),
             span(6, PROBE, 33, 36, "LOC", state="suggested", rule="model-1", confidence=0.5)]
    relations = [{"id": f"{n:016x}", "type": t, "from": f"{a:016x}", "to": f"{b:016x}", "state": "manual"}
                 for n, t, a, b in [(1, "perpetrator", 1, 2), (2, "location_of", 1, 4), (3, "victim_of", 5, 1)]]
    return {"id": "probe", "text": PROBE, "title": "عنوان \"مقتبس\"", "published": "2017-02-14",
            "spans": spans, "relations": relations}


def article(name, text, seed):
    chance = random.Random(seed)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    spans = []
    for number in range(1, 1 + min(40, 2 + len(text) // 60)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.randint(1, 30))
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append(span(number, text, start, end, chance.choice(["STRIKE", "FACTION", "LOCATION"])))
    return {"id": name, "text": text, "spans": spans}


def main(corpus):
    articles = [probe()]
    articles += [article(f"hard-{n}", text, n) for n, text in enumerate(HARD)]
    paths = sorted(SAMPLE.glob("*.txt")) + sorted(pathlib.Path(corpus).glob("*.txt"))
    texts = [path.read_text(encoding="utf-8-sig") for path in paths]
    # An article has words.
    texts = [text for text in texts if re.search(r"\w", text)]
    articles += [article(f"text-{n}", text, n) for n, text in enumerate(texts)]
    for one in articles:
        print(json.dumps(one, ensure_ascii=False))


main(sys.argv[1])
