"""What the generator says, in the language of the window: it speaks English itself, and of measurements."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale

NUMBER, PLACE = re.compile(r"\d+(?:\.\d+)?"), re.compile(r"{(\d+)}")


def said(text: str) -> str:
    """`text` of the generator in the user's language, where it is known; its numbers are taken over."""
    numbers = [number.replace(".", QLocale().decimalPoint()) for number in NUMBER.findall(text)]
    return PLACE.sub(lambda place: numbers[int(place[1])], QCoreApplication.translate("Generator", template(text)))


def template(text: str) -> str:
    """`text` with {0}, {1} in the places of its numbers: how it stands in the catalogue of translations."""
    places = iter(range(len(text)))
    return NUMBER.sub(lambda _found: f"{{{next(places)}}}", text)


def known() -> list[str]:
    """All that it may say, each as a `template`. Here for the catalogue, which holds only what stands in the window's
    own modules; a test asks the generator whether anything is missing."""
    return [
        *(_tr("pitch"), _tr("pitch range"), _tr("vocal tract"), _tr("{0} semitones")),
        _tr("usual for men"),
        _tr("between what is usual for men and for women"),
        _tr("usual for women, and for children of {0} and more"),
        _tr("usual for children, and for lively voices of women"),
        _tr("short, usual for children"),
        _tr("usual for women and adolescents"),
        _tr("long, usual for men"),
        *(_tr("an even way of speaking"), _tr("a lively way of speaking"), _tr("a very lively way of it")),
        *(_tr("hair style"), _tr("hair length"), _tr("curl of the hair"), _tr("hair colour"), _tr("skin tone")),
        *(_tr("complexion"), _tr("face shape"), _tr("jaw and chin"), _tr("eye size"), _tr("eye shape")),
        *(_tr("eye colour"), _tr("brows"), _tr("nose"), _tr("mouth"), _tr("clothes"), _tr("colour of the clothes")),
        *(_tr("background"), _tr("glasses"), _tr("beard or earrings"), _tr("pose")),
        _tr("There are only {0} s of sound; a face takes {1} s of speech."),
        _tr("There are only {0} s of speech; a face takes {1} s."),
        _tr("There is hardly any speech in this sound; move closer to the microphone, or somewhere calmer."),
        _tr("This sounds like music, not like somebody speaking; nothing is drawn from music or singing."),
        _tr("No voice can be made out in this sound; nothing is drawn from noise or whispering."),
        _tr("This sounds too even to be speech; nothing is drawn from noise or music."),
        _tr("This sounds like a child or an adolescent, or is drawn as one; such pictures are not saved."),
        _tr("hair, skin, clothes and all else that the network draws"),
        *(_tr("Portrait"), _tr("GAN"), _tr("Mapping network"), _tr("Published GAN")),
        _tr("Drawn by rules from the traits that are inferred; what no voice tells is made up from how it sounds."),
        _tr(
            "A generator that learned from a discriminator to draw faces and from a classifier whose they are (Wen, "
            "Singh and Raj). Small pictures; one generator each for everybody, men and women."
        ),
        _tr(
            "A network that learned where in a space of faces a voice belongs, and a decoder that draws what is there "
            "(the lab thesis)."
        ),
        _tr(
            "An encoder that learned to tell a face's features from the spectrogram of a voice, and a decoder that "
            "draws them (Oh et al. and the Ain Shams report). The slowest."
        ),
        _tr(
            "The same kind of generator with the weights that its authors published, learned from photos of "
            "celebrities."
        ),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Generator", text)
