#!/usr/bin/env python3
"""Writes data/map/countries.tsv: the outlines of countries, for the map of incidents.

Needs the npm packages world-atlas 2.0.2 (Natural Earth 4.1.0, scale 1:50 million) and
i18n-iso-countries 7.14.0 (names): `npm pack` both, unpack them, and run this from the root of the
repository with their folders:

    scripts/outlines.py WORLD_ATLAS I18N_ISO_COUNTRIES

Rings of a polygon are written as steps between points on a grid of 1/100 degree; islands that are
smaller than a dot on any map of a war are left out.
"""

import json
import math
import pathlib
import sys

GRID = 100
# In square degrees. Of a country at least the largest ring stays.
LEAST_AREA = 0.02
# Countries that Natural Earth tells apart and ISO does not.
OWN_NAMES = {
    "Kosovo": ("XK", "كوسوفو"),
    "Somaliland": ("", "أرض الصومال"),
    "N. Cyprus": ("", "شمال قبرص"),
}
LEFT_OUT = {"Antarctica", "Ashmore and Cartier Is.", "Indian Ocean Ter."}
# Where wars are followed every bend of a border counts; elsewhere this many degrees are near enough.
DETAILED = set(
    "SY IQ YE LB PS LY SD SS SO ML AF UA IL JO EG ER ET NE BF NG TD CM CD CF KE PK AM AZ GE IR TR"
    " SA KW QA BH AE OM DJ UG RW BI DZ TN MA EH MR SN GM GW GN CY MD".split()
)
NEAR = 0.06


def decoded(topology):
    """The arcs of a topology as lists of (longitude, latitude) in degrees."""
    (sx, sy), (tx, ty) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def thinned(points, near):
    """The points that a line needs to stay so near (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay)

    def off(point):
        x, y = point
        if length == 0:
            return math.hypot(x - ax, y - ay)
        return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length

    far = max(range(1, len(points) - 1), key=lambda n: off(points[n]))
    if off(points[far]) <= near:
        return [points[0], points[-1]]
    return thinned(points[: far + 1], near)[:-1] + thinned(points[far:], near)


def ring_of(indices, arcs):
    """The points of a ring on the grid, none twice in a row, the last one not the first."""
    points = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    grid = [(round(x * GRID), round(y * GRID)) for x, y in points]
    ring = [p for n, p in enumerate(grid) if n == 0 or p != grid[n - 1]]
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return straightened(ring)


def straightened(ring):
    """The ring without points in the middle of a straight line."""
    kept = []
    for n, (x, y) in enumerate(ring):
        (ax, ay), (bx, by) = ring[n - 1], ring[(n + 1) % len(ring)]
        if (x - ax) * (by - y) != (y - ay) * (bx - x):
            kept.append((x, y))
    return kept


def flat(arcs):
    """The numbers of the arcs in lists of lists."""
    for one in arcs:
        if isinstance(one, list):
            yield from flat(one)
        else:
            yield one if one >= 0 else ~one


def area(ring):
    """In square degrees."""
    pairs = zip(ring, ring[1:] + ring[:1])
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2 / GRID**2


def inside(ring, x, y):
    found = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


def middle(ring):
    """A point far from the edges, where a name is written."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, found = -1.0, ring[0]
    steps = 24
    for row in range(1, steps):
        for column in range(1, steps):
            x = min(xs) + (max(xs) - min(xs)) * column / steps
            y = min(ys) + (max(ys) - min(ys)) * row / steps
            if not inside(ring, x, y):
                continue
            far = min((x - px) ** 2 + (y - py) ** 2 for px, py in ring)
            if far > best:
                best, found = far, (round(x), round(y))
    return found


def written(ring):
    x = y = 0
    steps = []
    for px, py in ring:
        steps.append(f"{px - x},{py - y}")
        x, y = px, py
    return " ".join(steps)


def main():
    atlas, names = map(pathlib.Path, sys.argv[1:3])
    topology = json.loads((atlas / "countries-50m.json").read_text(encoding="utf-8"))
    codes = json.loads((names / "codes.json").read_text(encoding="utf-8"))
    alpha2 = {numeric: code for code, _, numeric, _ in codes}
    arabic = json.loads((names / "langs/ar.json").read_text(encoding="utf-8"))["countries"]
    arcs = decoded(topology)
    detailed = set()
    for shape in topology["objects"]["countries"]["geometries"]:
        if alpha2.get(shape.get("id", "")) in DETAILED:
            detailed.update(flat(shape["arcs"]))
    # Arcs are shared by neighbours, so that thinning them opens no gap.
    arcs = [a if n in detailed else thinned(a, NEAR) for n, a in enumerate(arcs)]
    rows = []
    for shape in topology["objects"]["countries"]["geometries"]:
        english = shape["properties"]["name"]
        if english in LEFT_OUT:
            continue
        code = alpha2.get(shape.get("id", ""), "")
        own = arabic.get(code, "")
        own = own if isinstance(own, str) else own[0]
        code, own = OWN_NAMES.get(english, (code, own))
        polygons = shape["arcs"]
        if shape["type"] == "Polygon":
            polygons = [polygons]
        polygons = [[ring_of(ring, arcs) for ring in polygon] for polygon in polygons]
        polygons = [p for p in polygons if len(p[0]) > 2]
        if not polygons:
            continue
        polygons.sort(key=lambda p: -area(p[0]))
        kept = polygons[:1] + [p for p in polygons[1:] if area(p[0]) >= LEAST_AREA]
        x, y = middle(kept[0][0])
        shown = "|".join(";".join(written(r) for r in p if len(r) > 2) for p in kept)
        rows.append((code, english, own, f"{x},{y}", shown))
    rows.sort(key=lambda row: (row[0] == "", row[0], row[1]))
    out = pathlib.Path("data/map/countries.tsv")
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        file.write("code\tname_en\tname_ar\tlabel\toutlines\n")
        for row in rows:
            file.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
