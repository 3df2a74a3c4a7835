"""The words by which phrases are told to be tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.strings import get_string_id

from kg.matching.shapes import LANGUAGES
from kg.matching.tokens import norm

STRONG_HEADS: Final = frozenset(
    """recognition detection segmentation classification answering translation synthesis prediction forecasting
    retrieval captioning parsing tagging summarization estimation tracking completion restoration reconstruction
    editing inpainting deblurring localization identification grounding extraction matching registration
    recommendation disambiguation entailment attribution diagnosis screening decomposition enhancement dehazing
    deraining colorization animation manipulation discovery mining linking ranking induction labeling correction
    transcription transliteration diarization separation conversion counting super-resolution stylization relighting
    retargeting harmonization assessment scoring grading anticipation docking imputation paraphrasing simplification
    categorization spotting comprehension interpolation reenactment dubbing rewriting mapping detoxification""".split()
)
"""Nouns of a doing that end the names of tasks."""

_STOPS: Final = frozenset(
    """a an the of for in on with without to from by via using at as and or but under over between within across
    through into than is are be was were has have had can do does not no if so it its our we their his her this that
    these those such each every both all any some one two three four five other another same own only also even more
    most much many several various multiple different existing current recent previous prior traditional standard
    conventional common popular typical usual novel new proposed accurate robust efficient effective fast high low
    better best good strong weak improved improving quality real simple complex general specific generic broad wide
    deep shallow large small big full fully partial complete direct indirect final original initial first second third
    next last additional further subsequent future present state art related important key main major critical crucial
    essential practical possible potential successful superior competitive comparable consistent comprehensive
    detailed precise arbitrary incremental theoretical empirical internal external joint unified structured faithful
    reliable automatic automated manual human interactive online offline downstream upstream underlying overall entire
    whole single per training testing learning inference evaluation performance result task time end base aware free
    way while when where which who whose what how why during before after about against like as beyond toward towards
    yet then too very achieve achieving improve perform performing support supporting enable enabling propose
    outperform make making use used study tackle tackling address addressing facilitate facilitating balance balancing
    spanning include including require requiring allow allowing provide providing show showing conduct apply applying
    solve solving work method model approach system ability capability challenging difficult hard easy early late
    subtle diverse rich dense sparse correct incorrect wrong false true successful seamless smooth natural realistic
    plausible controllable flexible scalable stable rapid quick slow zero few shot based expected average useful random
    faster simultaneous finetuned pretrained integrate integrates merging self systematic quantitative qualitative
    limited nuanced objective enhanced intelligent given growing missed modern advanced adaptive static clear exact
    reference foundation comparative holistic controlled explicit interpretable careful light shared forward global
    expert capture capturing continuous coarse meaningful rigorous mutual combined candidate baseline re non""".split()
)
_FOLLOWING: Final = frozenset(
    """a an the of for in on with without to from by via using at as and or but under over between within across
    through into than is are was were has have had can could may might will would should that which where when while
    we our it its this these such both not also based task tasks problem problems challenge challenges benchmark
    benchmarks dataset datasets method methods model models approach approaches system systems algorithm algorithms
    application applications scenario scenarios setting settings framework pipeline performance accuracy technique
    techniques tool tools remains remain requires aims plays poses has often typically usually because due given since
    if whether how research studies literature paper work""".split()
)


class Vocabulary:
    """The words by which phrases in an abstract are recognised, as hashes of their norms."""

    def __init__(self, words: Iterable[int]) -> None:
        self.stops = frozenset(get_string_id(norm(word)) for word in _STOPS | LANGUAGES)
        self.heads = frozenset(get_string_id(norm(word)) for word in STRONG_HEADS)
        self.following = frozenset(get_string_id(norm(word)) for word in _FOLLOWING)
        self.inner = frozenset(words) - self.stops
