"""Compares the gamma of `hashiya stats --agreement A B --json` with that of the PyPI package
pygamma-agreement, on invented layers: python gamma.py HASHIYA

The observed disorder is the cost of the best alignment, so it has to be the same; the expected one
is asked of chance by both, in the same way (layers moved round the text), so it has to be near.
The layers are small: the package solves an integer program a sample, and GLPK, its solver where
CBC is not installed, can take minutes for hundreds of spans."""
import json
import logging
import pathlib
import random
import sys
import tempfile
import warnings

import numpy
from pyannote.core import Segment
from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum, ShuffleContinuumSampler

from agreement import layer, compare_layers, text

# How far off the two may be, of the expected disorder: each is within 2 % of the truth at 95 %,
# and the package lets two layers be moved by almost the same over the end of the text.
NEAR = 0.05


def theirs(words, a, b):
    """The observed disorder, in double precision, and the expected one."""
    continuum = Continuum()
    for name, spans in [("ann", a), ("bob", b)]:
        continuum.add_annotator(name)
        for span in spans:
            continuum.add(name, Segment(float(span["start"]), float(span["end"])), span["label"])
    continuum.bound_inf, continuum.bound_sup = 0.0, float(len(words))
    apart = CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
    numpy.random.seed(7)
    found = continuum.compute_gamma(apart, n_samples=30, precision_level="medium",
                                    sampler=ShuffleContinuumSampler())
    pairs = [[unit for _, unit in pair.n_tuple] for pair in found.best_alignment.unitary_alignments]
    cost = sum(1.0 if None in pair else apart.d(*pair) for pair in pairs)
    observed = cost / continuum.avg_num_annotations_per_annotator
    # The package itself counts in single precision.
    if abs(observed - found.observed_disorder) > 1e-5:
        sys.exit(f"pygamma-agreement tells {found.observed_disorder} for pairs that cost {observed}")
    return observed, found.expected_disorder


def main(hashiya):
    warnings.simplefilter("ignore")
    logging.disable()
    compared, furthest = 0, 0.0
    for seed in range(10):
        chance = random.Random(seed)
        words = text(chance)
        a, b = layer(chance, words, seed), layer(chance, words, seed)
        if not a or not b:
            continue
        with tempfile.TemporaryDirectory() as folder:
            told = compare_layers(hashiya, str(pathlib.Path(folder) / "p"), [(words, a, b)])["gamma"]
        observed, expected = theirs(words, a, b)
        if abs(told["observed_disorder"] - observed) > 1e-6:
            sys.exit(f"layers {seed}: observed disorder {told['observed_disorder']} here, {observed} in pygamma-agreement")
        off = abs(told["expected_disorder"] / expected - 1)
        if off > NEAR:
            sys.exit(f"layers {seed}: expected disorder {told['expected_disorder']} here, {expected} in pygamma-agreement")
        if abs(told["value"] - (1 - told["observed_disorder"] / told["expected_disorder"])) > 1e-9:
            sys.exit(f"layers {seed}: gamma is not what its disorders say: {json.dumps(told)}")
        compared, furthest = compared + 1, max(furthest, off)
    if compared < 8:
        sys.exit(f"only {compared} layers could be compared")
    print(f"agreement: {compared} observed disorders as pygamma-agreement has them, "
          f"expected ones within {furthest:.1%}")


if __name__ == "__main__":
    main(sys.argv[1])
