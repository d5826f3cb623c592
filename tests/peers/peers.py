"""Reads what Hashiya wrote with the programs it was written for: python peers.py a|b FOLDER

`FOLDER/cases.jsonl` says what must be covered; the rest of the folder is what `hashiya convert`
made of it. Each check compares the words that the other program covers, and writes what the
other way round is read back from to `FOLDER/back-*`."""
import collections
import glob
import json
import pathlib
import re
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
sys.stdout.reconfigure(encoding="utf-8")
kind, folder = sys.argv[1], pathlib.Path(sys.argv[2])
cases = {}
for line in open(folder / "cases.jsonl", encoding="utf-8"):
    case = json.loads(line)
    cases[case["id"]] = case
failed = []


def decided(case):
    return [s for s in case["spans"] if s["state"] == "manual"]


def expected(name):
    return collections.Counter((s["label"], s["text"]) for s in decided(cases[name]))


def check(peer, name, found):
    """`found` are pairs of label and covered words."""
    found = collections.Counter(found)
    if found != expected(name):
        failed.append(f"{peer}, {name}: missing {expected(name) - found}, too much {found - expected(name)}")


def done(peer, count):
    print(f"  {peer}: {count} articles")
    if count != len(cases):
        failed.append(f"{peer}: {count} articles instead of {len(cases)}")


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def doccano():
    sys.path.insert(0, str(folder / "doccano" / "backend"))
    from data_import.pipeline.parsers import CoNLLParser, JSONLParser
    rows = list(JSONLParser(encoding="utf-8").parse(str(folder / "doccano.jsonl")))
    for row in rows:
        check("doccano", row["id"], [(label, row["text"][s:e]) for s, e, label in row["label"]])
    done("doccano JSONLParser", len(rows))
    rows = list(JSONLParser(encoding="utf-8").parse(str(folder / "doccano-relations.jsonl")))
    for row in rows:
        entities = {e["id"]: e for e in row["entities"]}
        check("doccano relations", row["id"],
              [(e["label"], row["text"][e["start_offset"]:e["end_offset"]]) for e in entities.values()])
        wanted = cases[row["id"]].get("relations", [])
        assert len(row["relations"]) == len(wanted), row["id"]
        assert all(r["from_id"] in entities and r["to_id"] in entities for r in row["relations"])
    done("doccano JSONLParser, relations", len(rows))


def label_studio():
    from label_studio_sdk.label_interface import LabelInterface
    interface = LabelInterface(open(folder / "label-studio.config.xml", encoding="utf-8").read())
    tasks = json.load(open(folder / "label-studio.json", encoding="utf-8"))
    assert len({task["id"] for task in tasks}) == len(tasks)
    for task in tasks:
        text, name = task["data"]["text"], task["data"]["doc_id"]
        found, relations = [], 0
        for annotation in task["annotations"]:
            if not interface.validate_annotation(annotation):
                failed.append(f"Label Studio, {name}: the annotation is not valid")
            for region in annotation["result"]:
                if region["type"] == "relation":
                    relations += 1
                    continue
                value = region["value"]
                # A textarea has what was written in it under the same key.
                assert region["type"] == "textarea" or text[value["start"]:value["end"]] == value["text"], name
                if region["type"] == "labels":
                    found.append((value["labels"][0], value["text"]))
        check("Label Studio", name, found)
        assert relations == len(cases[name].get("relations", [])), name
        for prediction in task["predictions"]:
            if not interface.validate_prediction(prediction):
                failed.append(f"Label Studio, {name}: the prediction is not valid")
    assert not interface.validate_annotation(
        {"result": [{"id": "x", "from_name": "label", "to_name": "text", "type": "labels",
                     "value": {"start": 0, "end": 1, "text": "x", "labels": ["NO SUCH LABEL"]}}]})
    done("Label Studio LabelInterface", len(tasks))


def spacy():
    import spacy
    from spacy.tokens import DocBin
    from spacy.training import Corpus
    nlp = spacy.blank("ar")
    rows = lines(folder / "spacy.jsonl")
    for row in rows:
        doc = nlp.make_doc(row["text"])
        check("spaCy JSONL", row["meta"]["id"], [(s["label"], doc.text[s["start"]:s["end"]]) for s in row["spans"]])
    done("spaCy JSONL", len(rows))
    docs = list(DocBin().from_disk(folder / "docbin.spacy").get_docs(nlp.vocab))
    for doc in docs:
        name = doc.user_data["meta"]["id"]
        assert doc.text == cases[name]["text"], name
        check("spaCy DocBin", name, [(s.label_, s.text) for s in doc.spans["sc"]])
        # The places that a span says are those of its tokens.
        assert all(doc.text[s.start_char:s.end_char] == s.text for s in doc.spans["sc"]), name
        extra = collections.Counter((e.label_, e.text) for e in doc.ents) - expected(name)
        assert not extra, (name, extra)
        if name == "probe":
            assert [e.text for e in doc.ents] == ["قصفت", "قوات الحكومة", "إدلب", "12 مدنيًا"], doc.ents
    done("spaCy DocBin", len(docs))
    # As `spacy train` reads it.
    examples = list(Corpus(folder / "docbin.spacy")(nlp))
    assert len(examples) == len(docs)
    for example in examples:
        example.get_aligned_ner()
    DocBin(store_user_data=True, docs=docs).to_disk(folder / "back-docbin.spacy")


def prodigy():
    from recon.loaders import read_jsonl
    from spacy.tokens import Doc
    import spacy
    examples = read_jsonl(folder / "prodigy.jsonl")
    rows = lines(folder / "prodigy.jsonl")
    vocab = spacy.blank("ar").vocab
    for example, row in zip(examples, rows, strict=True):
        name = row["meta"]["id"]
        check("recon", name, [(s.label, example.text[s.start:s.end]) for s in example.spans])
        tokens = row["tokens"]
        doc = Doc(vocab, [t["text"] for t in tokens], [t["ws"] for t in tokens])
        check("Prodigy's tokens", name, [
            (s["label"], row["text"][tokens[s["token_start"]]["start"]:tokens[s["token_end"]]["end"]]) for s in row["spans"]])
        assert len(doc) == len(tokens)
    done("recon read_jsonl", len(rows))


def conll():
    import conllu
    from seqeval.metrics.sequence_labeling import get_entities
    text = open(folder / "conll.conll", encoding="utf-8").read()
    documents = [part for part in text.split("-DOCSTART- -X- O O\n\n") if part]
    for name, document in zip(cases, documents, strict=True):
        # A line that begins with a hash is a remark to conllu, and a token in CoNLL 2003.
        document = document.replace("\n#", "\n\uff03")
        sentences = conllu.parse(document.replace(" ", "\t"), fields=["form", "pos", "chunk", "ner"])
        tokens = [token for sentence in sentences for token in sentence]
        dense = "".join(cases[name]["text"].split())
        for token in tokens:
            token["form"] = token["form"].replace("\uff03", "#")
        assert "".join(t["form"] for t in tokens) == dense, name
        found = []
        for sentence in sentences:
            for label, start, end in get_entities([t["ner"] for t in sentence]):
                found.append((label, "".join(t["form"] for t in sentence[start:end + 1])))
        # Every entity is a span widened to tokens.
        for label, word in found:
            if not any(label == s["label"] and "".join(s["text"].split()) in word for s in decided(cases[name])):
                failed.append(f"seqeval, {name}: {label} {word}")
        if decided(cases[name]) and not found:
            failed.append(f"seqeval, {name}: nothing")
    done("conllu and seqeval", len(documents))
    run = subprocess.run([sys.executable, "-m", "spacy", "convert", folder / "conll.conll", folder, "-c", "ner", "-l", "ar"],
                         capture_output=True, text=True)
    if run.returncode != 0 or "Generated output" not in run.stdout:
        failed.append("spacy convert: " + run.stdout + run.stderr)
    for scheme in ["iob1", "bilou", "iobes"]:
        assert (folder / f"conll-{scheme}.conll").read_text(encoding="utf-8").count("-DOCSTART-") == len(cases)


def conll_u():
    import conllu
    from seqeval.metrics.sequence_labeling import get_entities
    blanks = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}
    unescape = lambda text: re.sub(r"\\(.)", lambda m: blanks[m[1]], text)
    documents = []
    for sentence in conllu.parse((folder / "conllu.conllu").read_text(encoding="utf-8")):
        if "newdoc id" in sentence.metadata:
            documents.append((sentence.metadata["newdoc id"], "", []))
        name, text, found = documents[-1]
        tags, places = [], []
        for token in sentence:
            misc = token["misc"] or {}
            text += unescape(misc.get("SpacesBefore") or "")
            places.append((len(text), len(text) + len(token["form"])))
            text += token["form"]
            text += unescape(misc["SpacesAfter"] or "") if "SpacesAfter" in misc else "" if "SpaceAfter" in misc else " "
            tags.append(misc.get("NER", "O"))
        words = "".join(sentence.metadata["text"].split())
        assert words == "".join("".join(t["form"].split()) for t in sentence), name
        found += [(label, places[a][0], places[b][1]) for label, a, b in get_entities(tags)]
        documents[-1] = name, text, found
    # The library trims values, so that nothing is left of a no-break space, which has no escape.
    spaced = lambda text: "".join(c for c in text if not c.isspace() or c in " \t\n")
    for name, text, found in documents:
        assert spaced(text) == spaced(cases[name]["text"]), name
        found = collections.Counter((label, spaced(text[a:b])) for label, a, b in found)
        wanted = collections.Counter((label, spaced(words)) for label, words in expected(name).elements())
        extra = found - wanted
        assert not extra and (found or not expected(name)), (name, extra)
        if name == "probe":
            assert len(found) == 4, found
    done("conllu, CoNLL-U", len(documents))


def cas():
    import cassis
    types = cassis.load_typesystem(open(folder / "xmi" / "TypeSystem.xml", "rb"))
    span, relation = "webanno.custom.Span", "webanno.custom.Relation"
    (folder / "back-xmi").mkdir()
    (folder / "back-cas-json").mkdir()
    for form in ["xmi", "cas-json"]:
        ending = "xmi" if form == "xmi" else "json"
        paths = glob.glob(str(folder / form / f"*.{ending}"))
        for path in paths:
            name = pathlib.Path(path).stem
            with open(path, "rb") as file:
                if form == "xmi":
                    one = cassis.load_cas_from_xmi(file, typesystem=types)
                    one.to_xmi(folder / "back-xmi" / f"{name}.xmi")
                else:
                    one = cassis.load_cas_from_json(file)
                    one.to_json(folder / "back-cas-json" / f"{name}.json")
            assert one.sofa_string == cases[name]["text"], (form, name)
            check(f"cassis {form}", name, [(s.label, s.get_covered_text()) for s in one.select(span)])
            relations = [(r.label, r.Governor.get_covered_text(), r.Dependent.get_covered_text()) for r in one.select(relation)]
            assert len(relations) == len(cases[name].get("relations", [])), name
            if name == "probe":
                assert ("perpetrator", "قصفت", "قوات الحكومة") in relations, relations
                notes = [s.note for s in one.select(span) if s.note]
                assert notes == ["ملاحظة\nsecond line"], notes
        done(f"cassis {form}", len(paths))


def huggingface():
    import datasets
    datasets.disable_progress_bars()
    for form in ["huggingface", "huggingface-parquet"]:
        if not (folder / form).exists():
            continue
        data = datasets.load_dataset(str(folder / form), cache_dir=str(folder / f"cache-{form}"))["train"]
        names = data.features["ner_tags"].feature.names
        assert "B-STRIKE" in names, names
        for row in data:
            spans = row["spans"]
            check(form, row["id"], [(s["label"], row["text"][s["start"]:s["end"]]) for s in spans])
            assert len(row["tokens"]) == len(row["ner_tags"]) and all(isinstance(tag, int) for tag in row["ner_tags"])
            assert row["text"] == cases[row["id"]]["text"]
            assert len(row["relations"]) == len(cases[row["id"]].get("relations", []))
            if row["id"] == "probe":
                tags = [names[tag] for tag in row["ner_tags"]]
                assert tags[row["tokens"].index("إدلب")] == "B-LOC", tags
        done(f"datasets load_dataset, {form}", len(data))
    data.to_parquet(folder / "back-parquet.parquet")


def parquet():
    if not (folder / "parquet.parquet").exists():
        return
    import pandas
    import pyarrow.parquet
    table = pyarrow.parquet.read_table(folder / "parquet.parquet")
    rows = table.to_pylist()
    for row in rows:
        assert row["text"] == cases[row["id"]]["text"], row["id"]
        check("pyarrow", row["id"], [(s["label"], row["text"][s["start"]:s["end"]]) for s in row["spans"]])
    done("pyarrow read_table", len(rows))
    spans = pandas.read_parquet(folder / "parquet-spans.parquet")
    assert spans["start"].dtype.kind in "if" and spans["count_low"].dtype.kind == "f", spans.dtypes
    for name, case in cases.items():
        found = spans[(spans["doc_id"] == name) & (spans["state"] == "manual")]
        for row in found.itertuples():
            assert case["text"][int(row.start):int(row.end)] == row.text, name
        check("pandas, Parquet", name, zip(found["label"], found["text"]))
    done("pandas read_parquet", len(cases))


def tables():
    import pandas
    table = pandas.read_csv(folder / "csv.csv", keep_default_na=False)
    for name, case in cases.items():
        rows = table[table["doc_id"] == name]
        rows = rows[rows["state"] == "manual"]
        for row in rows.itertuples():
            assert case["text"][row.start:row.end] == row.text, name
        check("pandas", name, zip(rows["label"], rows["text"]))
    done("pandas read_csv", len(cases))


def relations():
    import pandas
    table = pandas.read_csv(folder / "relations.csv", keep_default_na=False)
    for name, case in cases.items():
        rows = table[table["doc_id"] == name]
        spans = {s["id"]: s["text"] for s in case["spans"]}
        wanted = sorted((r["type"], spans[r["from"]], spans[r["to"]]) for r in case.get("relations", []))
        assert sorted(zip(rows["type"], rows["from_text"], rows["to_text"])) == wanted, name
        for row in rows.itertuples():
            assert case["text"][row.from_start:row.from_end] == row.from_text, name
            assert case["text"][row.to_start:row.to_end] == row.to_text, name
    done("pandas read_csv, relations", len(cases))


def nested():
    """Each column of tags holds spans that do not overlap; together they are all of them."""
    from seqeval.metrics.sequence_labeling import get_entities
    text = open(folder / "conll-nested.conll", encoding="utf-8").read()
    documents = [part for part in re.split("^-DOCSTART-.*\n\n", text, flags=re.M) if part]
    for name, document in zip(cases, documents, strict=True):
        found = collections.Counter()
        for sentence in document.split("\n\n"):
            rows = [row.split(" ") for row in sentence.split("\n") if row]
            for column in range(3, max(map(len, rows), default=3)):
                for label, start, end in get_entities([row[column] for row in rows]):
                    found[label, "".join(row[0] for row in rows[start:end + 1])] += 1
        for label, word in found:
            if not any(label == s["label"] and "".join(s["text"].split()) in word for s in decided(cases[name])):
                failed.append(f"nested, {name}: {label} {word}")
        if name == "probe":
            assert sum(found.values()) == len(decided(cases[name])), found
    done("seqeval, columns of tags", len(documents))


def split_clitics():
    """Where words are split at proclitics, a span that begins there is a token's start."""
    from seqeval.metrics.sequence_labeling import get_entities
    for form, wanted in [("widen", "والحكومة"), ("split", "الحكومة")]:
        rows = [row.split(" ") for row in open(folder / f"clitics-{form}.conll", encoding="utf-8").read().split("\n")]
        rows = [row for row in rows if len(row) == 4]
        found = [rows[start][0] for _, start, _ in get_entities([row[3] for row in rows])]
        assert found == [wanted], (form, found)
    print("  seqeval, proclitics widened and split")


def pages():
    """As a browser has them: what is inside of a mark, label names aside."""
    from html.parser import HTMLParser

    class Marks(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open, self.found, self.count, self.name = [], collections.Counter(), 0, False

        def handle_starttag(self, tag, attrs):
            self.count += tag == "article"
            if tag == "mark":
                self.open.append([dict(attrs)["data-label"], ""])
            self.name |= tag == "i"

        def handle_endtag(self, tag):
            if tag == "mark":
                self.found[tuple(self.open.pop())] += 1
            self.name &= tag != "i"

        def handle_data(self, data):
            for one in self.open if not self.name else []:
                one[1] += data

    page = Marks()
    page.feed((folder / "page.html").read_text(encoding="utf-8"))
    for case in cases.values():
        for one in decided(case):
            # One that crosses another or goes over lines lies in several pieces.
            pieces = one["text"].split("\n")
            if len(pieces) == 1 and not any(o is not one and o["start"] < one["end"] and one["start"] < o["end"] for o in case["spans"]):
                assert (one["label"], one["text"]) in page.found, (case["id"], one)
    assert ("FACTION", "قوات الحكومة") in page.found
    done("html.parser, page", page.count)


def texts():
    paths = glob.glob(str(folder / "text" / "*.txt"))
    written = sorted(open(path, encoding="utf-8", newline="").read() for path in paths)
    assert written == sorted(case["text"] for case in cases.values())
    done("texts", len(paths))


def brat():
    from bioc import brat
    paths = glob.glob(str(folder / "brat" / "*.ann"))
    for path in paths:
        name = pathlib.Path(path).stem
        with open(path.removesuffix(".ann") + ".txt", encoding="utf-8", newline="") as text, open(path, encoding="utf-8") as ann:
            document = brat.load(text, ann)
        assert document.text == cases[name]["text"], name
        found = []
        for entity in document.entities:
            ranges = sorted(entity.locations)
            words = " ".join(document.text[r.begin:r.end] for r in ranges)
            assert words == entity.text, (name, words, entity.text)
            begin, end = ranges[0].begin, ranges[-1].end
            found.append((entity.type, document.text[begin:end]))
        check("bioc brat", name, found)
        if name == "probe":
            events, relations = list(document.events), list(document.relations)
            assert len(events) == 1 and len(relations) == 1, (events, relations)
            assert events[0].arguments == {"perpetrator": "T2", "location_of": "T4"}
            assert relations[0].arguments == {"Arg1": "T5", "Arg2": "T1"}
    done("bioc brat", len(paths))


def gate():
    from gatenlp import Document
    (folder / "back-gate").mkdir()
    paths = glob.glob(str(folder / "gate" / "*.bdocjs"))
    for path in paths:
        name = pathlib.Path(path).stem
        document = Document.load(path)
        assert document.text == cases[name]["text"], name
        check("gatenlp", name, [(a.type, document[a]) for a in document.annset("Hashiya")])
        document.save(str(folder / "back-gate" / f"{name}.bdocjs"))
    done("gatenlp", len(paths))


def qda():
    """The programs run in windows only; the schema of the standard comes with one of them."""
    import xml.etree.ElementTree as tree
    import zipfile
    import xmlschema
    archive = zipfile.ZipFile(folder / "qdpx.qdpx")
    project = archive.read("project.qde").decode("utf-8")
    xmlschema.validate(project, folder / "qualitative_coding" / "qualitative_coding" / "refi_qda" / "schema.xsd")
    root = tree.fromstring(project)
    space = {"": "urn:QDA-XML:project:1.0"}
    codes = {code.get("guid"): code.get("name") for code in root.iterfind(".//Code", space)}
    sources = root.findall(".//TextSource", space)
    selections = {}
    for source in sources:
        name = source.get("name")
        text = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode("utf-8")
        assert text == cases[name]["text"], name
        found = []
        for selection in source.iterfind("PlainTextSelection", space):
            words = text[int(selection.get("startPosition")):int(selection.get("endPosition"))]
            assert words[:60] == selection.get("name"), name
            selections[selection.get("guid")] = words
            found += [(codes[ref.get("targetGUID")], words) for ref in selection.iterfind("Coding/CodeRef", space)]
        check("REFI-QDA", name, found)
    links = [(link.get("name"), selections[link.get("originGUID")], selections[link.get("targetGUID")]) for link in root.iterfind(".//Link", space)]
    assert ("perpetrator", "قصفت", "قوات الحكومة") in links, links
    done("REFI-QDA, by its schema", len(sources))


def webanno():
    """INCEpTION runs in a browser only; this reads as its Tsv3XDeserializer does."""
    paths = glob.glob(str(folder / "webanno" / "*.tsv"))
    for path in paths:
        name = pathlib.Path(path).stem
        case = cases[name]
        with open(path, encoding="utf-8", newline="") as file:
            rows = file.read().split("\n")
        assert rows[0] == "#FORMAT=WebAnno TSV 3.3", rows[0]
        blank = rows.index("")
        layers = {row[:5]: row[6:].split("|") for row in rows[1:blank]}
        features = layers.get("#T_SP", [])[1:]
        width = len(features) + len(layers.get("#T_RL", [""])) - 1
        assert rows[blank + 1] == "" and all(feature.isidentifier() for feature in features)
        units = lambda text: len(text.encode("utf-16-le")) // 2
        plain = {"t": "\t", "n": "\n"}
        unescape = lambda text: re.sub(r"\\(->|.)", lambda m: plain.get(m[1], m[1]), text, flags=re.S)
        text, sentence, spans, begun, relations = "", "", {}, {}, []
        for row in rows[blank + 2:]:
            if row.startswith("#Text="):
                sentence += unescape(row[6:]) + "\n"
            elif row:
                number, place, form, *cells = row.split("\t")
                begin, end = map(int, place.split("-"))
                assert len(cells) == width + 1 and cells[-1] == "", row
                if sentence:
                    assert "." not in number
                    text = text[:-1] if units(text) == begin + 1 and text[-1] == "\n" else text
                    text += " " * (begin - units(text)) + sentence
                    assert units(text) == begin + units(sentence), row
                    sentence = ""
                covered = lambda a, b: text.encode("utf-16-le")[2 * a:2 * b].decode("utf-16-le")
                assert covered(begin, end) == unescape(form), row
                columns = [[] if cell == "_" else re.split(r"(?<!\\)\|", cell) for cell in cells[:-1]]
                for stacked, label in enumerate(columns[0] if features else []):
                    value, id = re.fullmatch(r"(.*?)(?:\[(\d+)\])?", label, flags=re.S).groups()
                    key = id or (number, stacked)
                    span = spans.setdefault(key, [unescape(value), begin, end])
                    span[2] = end
                    begun.setdefault(key, number)
                if "#T_RL" in layers:
                    relations += [(kind, source, number) for kind, source in zip(*columns[-2:])]
        assert text.rstrip("\n") == case["text"].rstrip("\n"), name
        check("WebAnno TSV", name, [(label, covered(begin, end)) for label, begin, end in spans.values()])
        wanted = case.get("relations", [])
        assert len(relations) == len(wanted), name
        if name == "probe":
            ends = set()
            for kind, source, row in relations:
                line, a, b = re.fullmatch(r"([\d.-]+)(?:\[(\d+)_(\d+)\])?", source).groups()
                find = lambda id, line: spans[id if id not in (None, "0") else (line, 0)]
                assert line in begun.values()
                ends.add((kind, *(covered(*find(id, at)[1:]) for id, at in [(a, line), (b, row)])))
            assert ("perpetrator", "قصفت", "قوات الحكومة") in {(unescape(k), a, b) for k, a, b in ends}, ends
            assert "ملاحظة\\nsecond line" in "\n".join(rows)
    done("WebAnno TSV, read as INCEpTION does", len(paths))


def w3c():
    from pyld import jsonld
    # The terms that we write, as W3C defines them there; a term that it lacks would be gone.
    context = json.loads((pathlib.Path(__file__).parent / "anno.jsonld").read_text(encoding="utf-8"))

    def load(url, _):
        # Nothing else is asked for, and nothing from the network.
        assert url == "http://www.w3.org/ns/anno.jsonld", url
        return {"contextUrl": None, "documentUrl": url, "document": context}

    oa = "http://www.w3.org/ns/oa#"

    def one(node, name):
        values = node[name]
        assert len(values) == 1, (name, values)
        return values[0].get("@value", values[0].get("@id"))

    paths = glob.glob(str(folder / "w3c" / "*.jsonld"))
    for path in paths:
        name = pathlib.Path(path).stem
        page = json.load(open(path, encoding="utf-8"))
        base = "https://example.org/"
        expanded = jsonld.expand(page, {"documentLoader": load, "base": base})
        found, links = [], 0
        text = open(path.removesuffix(".jsonld") + ".txt", encoding="utf-8", newline="").read()
        assert text == cases[name]["text"], name
        for node in expanded[0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]:
            assert node["@type"] == [oa + "Annotation"] and node["@id"].startswith(base), node
            bodies = {one(b, oa + "hasPurpose"): one(b, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value") for b in node[oa + "hasBody"]}
            targets = node[oa + "hasTarget"]
            if one(node, oa + "motivatedBy") == oa + "linking":
                assert len(targets) == 2 and bodies[oa + "tagging"], node
                links += 1
                continue
            assert one(targets[0], oa + "hasSource") == f"{base}{name}.txt"
            place, quote = targets[0][oa + "hasSelector"]
            assert place["@type"] == [oa + "TextPositionSelector"] and quote["@type"] == [oa + "TextQuoteSelector"]
            start, end = one(place, oa + "start"), one(place, oa + "end")
            exact, before, after = (one(quote, oa + part) for part in ["exact", "prefix", "suffix"])
            assert text[start:end] == exact and text[:start].endswith(before) and text[end:].startswith(after), node
            found.append((bodies[oa + "tagging"], exact))
        check("PyLD", name, found)
        assert links == len(cases[name].get("relations", [])), name
    done("PyLD expand", len(paths))


ENVIRONMENTS = {
    "a": [doccano, label_studio, spacy, prodigy, conll, conll_u, nested, split_clitics, cas, huggingface, parquet,
          tables, relations, pages, texts, qda, webanno, w3c],
    "b": [brat, gate],
}
for peer in ENVIRONMENTS[kind]:
    try:
        peer()
    except Exception as error:
        failed.append(f"{peer.__name__}: {type(error).__name__}: {error}")
for line in failed[:20]:
    print("FAILED", line)
sys.exit(bool(failed))
