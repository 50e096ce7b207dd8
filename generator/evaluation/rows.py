"""Which figures there are, in the order of the page: what each is called, what was published, and what was aimed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["%", "°", ""]


@dataclass(frozen=True, slots=True)
class Row:
    """`published` and `aim` are for whoever reads, "" where there is none; a figure in "%" is kept as a share."""

    key: str
    title: str
    unit: Unit
    published: str = ""
    aim: str = ""


SECTIONS: dict[str, tuple[Row, ...]] = {
    "Does the face show what the voice tells?": (
        Row("sex", "sex of the drawn face agrees, adults", "%", "96.45 (Wen), 94 (Speech2Face)", "≥ 97"),
        Row("sex_women", "of women", "%"),
        Row("sex_men", "of men", "%"),
        Row("grown", "child or adult agrees, balanced", "%", "", "≥ 95"),
        Row("grown_children", "of children", "%"),
        Row("grown_adults", "of adults", "%"),
    ),
    "Is the speaker's face found by it?": (
        Row("two_any", "true face chosen out of two", "%", "76.07 (Wen), 83.45 (DIMNets)", "≥ 90"),
        Row("two_sex", "out of two of the same sex", "%", "59.69 (Wen), 70.91 (DIMNets)", "≥ 80"),
        Row("two_age", "out of two of the same age group", "%", "75.0 (SVHF)"),
        Row("two_both", "out of two of the same sex and age group", "%"),
        Row("recall_1", "R@1 of all held-out faces", "%"),
        Row("recall_5", "R@5 of all held-out faces", "%"),
        Row("recall_10", "R@10 of all held-out faces", "%"),
        Row("recall_10_of_100", "R@10 of 100, training speakers' faces among the wrong ones", "%",
            "45.82 (Speech2Face)", "≥ 60"),
        Row("auc", "verification: area under the curve", "%", "78.5 (PIN), 76.0 (S2TF)"),
        Row("auc_sex", "verification within a sex: area under the curve", "%", "61.1 (PIN), 69.2 (S2TF)"),
        Row("eer", "verification: equal error rate", "%"),
    ),
    "How near does it come to the true face?": (
        Row("l1", "mean absolute difference of pixels, 0 to 255", "", "29.41 (Ain Shams, best)", "≤ 20"),
        Row("cosine", "cosine of face features", "", "0.399 (Ain Shams, best)", "≥ 0.60"),
        Row("angle", "angle between the drawn and the true face's features", "°"),
        Row("mapped_angle", "angle between the mapped voice and the true face's feature", "°",
            "45.75 (Speech2Face)", "≤ 30"),
        Row("frechet", "Fréchet distance in our face network, which is no FID", ""),
        Row("fid", "FID", "", "114.44 (Ain Shams, 30 pictures)"),
    ),
    "Is one voice one face?": (
        Row("same_cosine", "cosine of face features, two recordings of one speaker", "", "", "≥ 0.9"),
        Row("other_cosine", "cosine of face features, two speakers", ""),
        Row("own_any", "another recording's face chosen out of two", "%"),
        Row("own_sex", "another recording's face chosen out of two of the same sex", "%"),
        Row("top_1", "training speaker recognised, top-1", "%", "61.7 of 924 (Wen)", "≥ 75"),
        Row("top_5", "training speaker recognised, top-5", "%", "82.3 of 924 (Wen)", "≥ 92"),
    ),
}  # fmt: skip
"""Published figures are of photographs of other people than ours. They are those of Wen, Singh and Raj, NeurIPS 2019;
Oh et al. (Speech2Face), CVPR 2019; the Ain Shams report, 2023, table 5.2; Wen et al. (DIMNets), ICLR 2019; Nagrani et
al. (SVHF), CVPR 2018, and (PIN), ECCV 2018; Sun et al. (S2TF), IJCAI 2021."""
