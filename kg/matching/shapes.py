"""What a proper name looks like in a paper, and of which kind a phrase is by its head noun."""

import re
from functools import lru_cache
from typing import Final

from kg.matching.tokens import norm
from kg.model import Kind

NAME: Final = (
    r"(?:[a-z]{1,6}+(?=[A-Z0-9]))?[A-Z0-9αβγδεθλμπστφψωΔΣΨΩ][\w+*@^]*(?:\.\w[\w+*^]*)*(?:[-‐‑–/][\w+*^]+(?:\.\w+)*)*"
)
_STRONG: Final = re.compile(
    r"""(?=.*[A-Z]) (?: .*[A-Z].*[A-Z]          # two capitals: RaftMLP, CAB
                      | .*[a-z].*[A-Z]          # a capital behind a small letter: iBOT, wav2Vec
                      | .*[A-Za-z].*\d          # a letter and a digit: Sora2
                      | .*\d.*[A-Z]             # 3DGS
                      | .*[a-z][-–][A-Za-z]+ )  # a hyphen: Cross-Former """,
    re.VERBOSE,
)
_QUANTITY: Final = re.compile(r"\d+(?:[.,/]\d+)*(?:[kKMBTx×%]|[a-z]{1,3}|[KMGT]i?B)?$|\d+[-–]\w+$|[\d./]+$")
ORDINARY_PARTS: Final = frozenset(
    """based aware guided driven free style like level wise shot modal lingual task scale art time end world source of
    to in specific agnostic invariant efficient supervised trained training tuning tuned attention learning only
    generated augmented derived relevant blind friendly enhanced powered centric oriented optimized assisted equipped
    dependent independent sensitive inspired induced compatible ready enabled generation centered integrated infused
    capable savvy bound heavy light compliant accelerated native rich poor related driven conditioned informed
    empowered as a judge""".split()
)
SIZES: Final = frozenset("base large small tiny medium mini nano huge xl xxl giant micro pro lite".split())
LANGUAGES: Final = frozenset(
    """
    english chinese german french spanish arabic hindi japanese korean russian persian farsi turkish italian portuguese
    dutch swedish danish norwegian finnish icelandic polish czech slovak hungarian romanian bulgarian serbian
    croatian slovenian ukrainian greek hebrew urdu bengali bangla tamil telugu marathi gujarati punjabi malayalam
    kannada sinhala nepali sanskrit thai vietnamese indonesian malay tagalog filipino swahili hausa yoruba igbo
    amharic somali zulu xhosa afrikaans basque catalan galician irish welsh latin estonian latvian lithuanian
    albanian armenian georgian kazakh uzbek mongolian tibetan burmese khmer lao mandarin cantonese african american
    asian european indian african-american brazilian""".split()
)
"""Adjectives of languages and peoples, in small letters."""
# Words that begin sentences, or stand in capitals, without being a name.
_NO_NAMES: Final = LANGUAGES | frozenset(
    """e2e a an the this that these those we our it its in on at by for from to of and or but as is are be with without
    also both such code codes data dataset model models method methods results experiments extensive furthermore
    moreover however finally specifically additionally first second third fourth here there then thus hence using
    based while when where what why how can towards toward beyond rethinking revisiting learning deep neural network
    networks new novel large language visual vision ai ml dl nlp cv llm llms lm lms slm slms vla plm plms dnn dnns ann
    anns pos vlm vlms mllm mllms gpu gpus cpu cpus tpu api ieee arxiv usa uk eu covid-19 sota ii iii iv i section
    table figure fig appendix github http https url pdf html json sql iot ar vr xr ui gui python java javascript c++
    rust matlab google microsoft openai
    meta nvidia amazon facebook deepmind apple ibm intel anthropic huawei alibaba baidu tencent bytedance 2d 3d 4d 1d
    rgb rgb-d ct mri pet eeg ecg dna rna hpc asic fpga ood iid i.i.d id 5g 6g stage part step phase level type class
    version case lemma theorem algorithm proposition no yes not all only risc-v arm x86 simd simt mcu mcus soc socs
    npu npus pim dram sram hbm nvm ssd ram rom cuda opencl nvme pcie usb wifi lte iot-based mri-based fmri uav uavs
    sar lidar radar gps imu ecu plc dsp rf os ios android linux windows aws gcp azure fp16 fp32 fp8 bf16 int8 int4
    int2 int16 w4a4 w8a8 tf32 kb mb gb tb db hz khz mhz ghz ms fps rv32 h100 a100 v100 jetson xavier raspberry xilinx
    qualcomm samsung sony mit cmu stanford nhk bbc nasa noaa who cdc fda eu-funded unesco q&a faq
    phd ceo cto ai-powered ai-based ai-driven ai-generated ai-assisted genai agi xai hci hri esg sdg sme b2b kpi covid
    sars-cov-2 hiv icu ehr emr bmi adhd asd ptsd nhs 5g-advanced 4k 8k hd uhd hdr rgbd acl emnlp naacl cvpr iccv
    eccv neurips icml iclr aaai ijcai kdd www sigir miccai""".split()
)
_NO_NAMES_ALONE: Final = _NO_NAMES | SIZES

_HEADS: Final = {
    Kind.BENCHMARK: "benchmark benchmarking challenge leaderboard suite testbed arena bench",
    Kind.DATASET: "dataset corpus corpora collection database treebank lexicon",
    Kind.METRIC: "metric score measure distance error rate index coefficient",
    Kind.TASK: """
        recognition detection segmentation classification answering translation generation synthesis prediction
        forecasting retrieval captioning parsing tagging summarization estimation tracking completion restoration
        reconstruction editing inpainting denoising deblurring reasoning understanding planning navigation
        localization identification verification grounding extraction matching registration recommendation task
        disambiguation entailment attribution diagnosis screening decomposition enhancement dehazing deraining
        colorization animation manipulation matting discovery mining linking ranking induction labeling correction
        transcription transliteration diarization separation conversion counting re-identification reidentification
        super-resolution stylization relighting retargeting harmonization assessment scoring grading anticipation
        docking design imputation paraphrasing simplification categorization generalization spotting comprehension
        answering interpolation inbetweening in-betweening reenactment dubbing""",
    Kind.METHOD: """network model learning attention loss algorithm optimization transformer encoder decoder method
        framework module mechanism distillation adaptation sampling search embedding regularization normalization
        augmentation autoencoder machine regression process filter layer block unit function kernel inference descent
        gradient optimizer training tuning pruning quantization prompting decoding pooling convolution projection
        representation flow field policy agent estimator classifier approach architecture system technique strategy
        pipeline scheme paradigm procedure toolkit library memory routing alignment compression fusion aggregation
        tokenization tokenizer analysis approximation factorization decomposition transform tree forest graph program
        modulation structure cache expert activation operator solver splatting rendering transport game diffusion
        propagation
        mixer former perturbation objective prior mixture ensemble adapter generator discriminator controller planner
        retriever predictor extractor aggregator scheduler router gating gate masking weighting batching scheduling
        pipelining injection formulation collaboration evolution refinement consolidation parameterization
        initialization relaxation residual penalty reward bottleneck queue bank steering merging unlearning scaling
        interleaving profile processing""",
}
_KIND_OF_HEAD: Final = {norm(head): kind for kind, heads in _HEADS.items() for head in heads.split()}


@lru_cache(1 << 16)
def is_strong(name: str) -> bool:
    """Whether ``name`` has the shape of a name wherever it stands: inner capitals, digits or capitalised compounds.

    >>> [is_strong(name) for name in ["RaftMLP", "CAB", "wav2vec 2.0", "Flamingo", "In", "Transformer-based", "GPU"]]
    [True, True, False, False, False, False, False]
    """
    words = plain(name).split()
    return any(map(_is_strong_word, words)) and words[0].casefold() not in _NO_NAMES


def _is_strong_word(word: str) -> bool:
    if word.casefold() in _NO_NAMES_ALONE or sum(map(str.isalpha, word)) < 2 or _QUANTITY.match(word):
        return False
    parts = re.split(r"[-‐‑–/]", word)
    if len(parts) > 1 and (parts[-1] in ORDINARY_PARTS or _are_ordinary(parts)):
        return False
    return _STRONG.match(word) is not None


def _are_ordinary(parts: list[str]) -> bool:
    """Whether the parts of a compound name nothing: ``Self-Attention``, ``AI-interaction``, but ``Raft-10K``."""
    plain_words = all(part.islower() or (part.istitle() and not part.endswith("K")) for part in parts)
    return plain_words or all(part.islower() or part.casefold() in _NO_NAMES for part in parts)


def is_common(word: str) -> bool:
    """Whether a capitalised word says nothing by itself.

    >>> is_common("The"), is_common("Graph")
    (True, False)
    """
    return word.casefold() in _NO_NAMES


def is_possible(name: str) -> bool:
    """Whether a single capitalised word may be a name where the words around it say so.

    >>> [is_possible(name) for name in ["Flamingo", "However", "the", "Self-Attention"]]
    [True, False, False, True]
    """
    bare = plain(name)
    return len(bare) > 2 and bare[0].isupper() and bare.casefold() not in _NO_NAMES


def plain(name: str) -> str:
    """A name without the marks at its ends."""
    return name.strip(" \t\"'`“”‘’,.;:()[]*^")


@lru_cache(1 << 16)
def kind_of(phrase: str) -> Kind | None:
    """The kind that a phrase's head noun, its last word, tells; None where it tells none.

    >>> kind_of("Growing Cosine Unit"), kind_of("a corpus"), kind_of("electronic health records")
    (<Kind.METHOD: 'method'>, <Kind.DATASET: 'dataset'>, None)
    """
    words = re.findall(r"[^\W_]+", phrase)
    return _KIND_OF_HEAD.get(norm(words[-1])) if words else None
