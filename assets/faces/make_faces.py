"""Draws the portraits of the demo's five people: flat planes, three tones a colour, light from the upper left.

Run from anywhere with the project's Python; no display is needed. It writes `<name>.png`, 512 px square, beside itself.
A portrait is a `Traits` and nothing else, so other faces are other values. Coordinates are pixels of the 512 px
picture; shapes are drawn at four times that and scaled down.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from shapes import HAIRSTYLES, INK, LIGHT, SKULL, Hair, curve, dark, ellipse, mix, stroke

SIZE, OVERSAMPLING = 512, 4
CENTRE = 256.0  # the face's axis when it looks straight ahead
ZOOM = 1.16  # of the figure, about the middle of the picture
CHEST = {"crew": 436.0, "roll": 436.0, "vee": 492.0, "collar": 448.0, "shirt": 448.0}  # how low a garment leaves bare
EYES, NOSE, MOUTH = 246.0, 300.0, 328.0  # heights


@dataclass(frozen=True)
class Traits:
    """What tells one portrait from another.

    Colours are `#rrggbb`; lengths are pixels of 512; `tilt` is in degrees; `turn` is how far the face's axis has moved
    from the head's; `age` goes from 0 to 1; `streak` is the colour of one strand that has another.
    """

    skin: str
    hair: str
    cloth: str
    backdrop: str
    hairstyle: str
    neckline: str
    beard: str = "none"
    glasses: str = "none"
    earrings: str = "none"
    lips: str = ""
    face_width: float = 100.0
    jaw_width: float = 78.0
    chin: float = 372.0
    eye_size: float = 1.0
    eye_slant: float = 0.0
    iris: str = "#3b2620"
    brow_weight: float = 9.0
    nose_width: float = 22.0
    smile: float = 10.0
    turn: float = 6.0
    tilt: float = 0.0
    age: float = 0.2
    streak: str = ""


PEOPLE = {
    "callum": Traits(
        skin="#f2c6a6", hair="#bb5429", cloth="#35594a", backdrop="#86aea2", hairstyle="quiff", neckline="crew",
        beard="full", iris="#4d6a63", brow_weight=9, nose_width=23, face_width=99, jaw_width=82, turn=10, tilt=-3,
        age=0.3,
    ),
    "mateo": Traits(
        skin="#dba57d", hair="#2c2327", cloth="#e0a93f", backdrop="#3d6f7b", hairstyle="waves", neckline="collar",
        beard="moustache", glasses="round", brow_weight=10.5, nose_width=25, face_width=97, jaw_width=76, chin=378,
        turn=-11, tilt=2, age=0.5,
    ),
    "hana": Traits(
        skin="#f5d0ae", hair="#27222d", cloth="#2f5fa8", backdrop="#eebf62", hairstyle="bob", neckline="roll",
        lips="#c4504c", eye_slant=-3, brow_weight=7, nose_width=18, face_width=95, jaw_width=66, chin=366, turn=8,
        tilt=3, age=0.0, smile=9,
    ),
    "priya": Traits(
        skin="#b87850", hair="#2b1c1f", cloth="#1f7a76", backdrop="#e5a394", hairstyle="bun", neckline="vee",
        lips="#93303b", earrings="hoops", eye_size=1.1, eye_slant=-2, brow_weight=9, nose_width=21, face_width=95,
        jaw_width=67, chin=370, turn=-11, tilt=-3, age=0.3, streak="#b9aaa6", smile=12,
    ),
    "desmond": Traits(
        skin="#80503a", hair="#dcd6cd", cloth="#7c3b45", backdrop="#b5bb86", hairstyle="cropped", neckline="shirt",
        beard="short", brow_weight=10, nose_width=30, face_width=102, jaw_width=86, chin=376, turn=9, tilt=2,
        age=1.0, iris="#2a1914",
    ),
}  # fmt: skip


class Portrait:
    """One portrait being painted, from the backdrop forwards."""

    def __init__(self, traits: Traits) -> None:
        self.traits = traits
        self.skin, self.hair, self.cloth = QColor(traits.skin), QColor(traits.hair), QColor(traits.cloth)
        self.axis = CENTRE + traits.turn
        self.face = self._face_shape()
        self.image = QImage(SIZE * OVERSAMPLING, SIZE * OVERSAMPLING, QImage.Format.Format_RGB32)
        self.painter = QPainter(self.image)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.scale(OVERSAMPLING, OVERSAMPLING)
        self.canvas = self.painter.transform()

    def paint(self) -> QImage:
        hair = HAIRSTYLES[self.traits.hairstyle]()
        upright = QTransform().translate(CENTRE, 300).scale(ZOOM, ZOOM).translate(-CENTRE, -300) * self.canvas
        tilted = QTransform().translate(CENTRE, 400).rotate(self.traits.tilt).translate(-CENTRE, -400) * upright
        self._backdrop()
        self.painter.setTransform(tilted)
        self._fill(hair.back.united(SKULL), dark(self.hair, 0.6))
        self.painter.setTransform(upright)
        self._body()
        self.painter.setTransform(tilted)
        self._head(hair.front)
        self._beard()
        self._eyes()
        self._nose_and_mouth()
        self._front_hair(hair)
        self._glasses()
        self.painter.end()
        smooth = Qt.TransformationMode.SmoothTransformation
        return self.image.scaled(SIZE, SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)

    def _fill(self, shape: QPainterPath, colour: QColor) -> None:
        self.painter.fillPath(shape, colour)

    def _shade(self, shape: QPainterPath, share: float) -> None:
        """Puts what is painted there already into shadow."""
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        self._fill(shape, dark(QColor("white"), share))
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _face_shape(self) -> QPainterPath:
        t, c, chin = self.traits, CENTRE, self.traits.chin
        w, jaw, low = t.face_width, t.jaw_width, CENTRE + t.turn * 0.7
        return curve(
            (c, 118), (c + w * 0.62, 136), (c + w * 0.96, 196), (c + w, 258), (c + w * 0.94, 306),
            (c + jaw + t.turn * 0.4, 340), (low + jaw * 0.46, chin - 9), (low, chin), (low - jaw * 0.46, chin - 9),
            (c - jaw + t.turn * 0.4, 340), (c - w * 0.94, 306), (c - w, 258), (c - w * 0.96, 196), (c - w * 0.62, 136),
        )

    def _backdrop(self) -> None:
        backdrop = QColor(self.traits.backdrop)
        self.painter.fillRect(QRectF(0, 0, SIZE, SIZE), backdrop)
        self._fill(ellipse(170, 330, 300, 262), mix(backdrop, LIGHT, 0.2))

    def _body(self) -> None:
        t, c, trim = self.traits, CENTRE, mix(self.cloth, LIGHT, 0.16)
        body = curve(
            (c - 60, 402), (c - 122, 424), (c - 200, 448), (c - 250, 540), (c - 250, 540), (c + 256, 540),
            (c + 256, 540), (c + 206, 456), (c + 122, 428), (c + 60, 402),
        )
        self._fill(body, self.cloth)
        if t.neckline in ("crew", "vee"):
            self._fill(self._opening(76, CHEST[t.neckline] + 13), trim)
        shade = curve((c + 60, 396), (c + 44, 450), (c + 84, 540), (c + 260, 540), (c + 260, 430))
        self._shade(body.intersected(shade), 0.45)
        neck = self._opening(66, CHEST[t.neckline])
        self._fill(neck, dark(self.skin, 0.16))
        self._shade(neck.intersected(self.face.translated(9, 34)), 0.5)
        if t.neckline == "roll":
            roll = curve((c - 54, 388), (c, 408), (c + 52, 388), (c + 62, 420), (c, 450), (c - 64, 420))
            self._fill(roll, trim)
            self._shade(roll.intersected(shade.translated(-26, 0)), 0.3)
            self._fill(stroke((c - 46, 412), (c, 436), (c + 40, 414), 3), dark(self.cloth, 0.6))
        elif t.neckline in ("collar", "shirt"):
            shirt = QColor("#f4ead9") if t.neckline == "shirt" else mix(self.cloth, LIGHT, 0.35)
            for side in (-1, 1):
                wing = curve(
                    (c + side * 58, 384), (c + side * 58, 384), (c + side * 84, 424), (c + side * 46, 474),
                    (c + side * 46, 474), (c + side * 2, 448), (c + side * 2, 448), (c + side * 40, 420),
                )
                self._fill(wing, shirt if side < 0 else dark(shirt, 0.28))

    def _opening(self, width: float, depth: float) -> QPainterPath:
        """The neck and as much of the chest as a garment leaves bare, down to `depth`."""
        c, n, middle = CENTRE, self.traits.jaw_width * 0.67, (depth + 432) / 2
        return curve(
            (c - n, 320), (c - n, 320), (c - n, 380), (c - width, 410), (c - width, 410), (c - width / 2, middle),
            (c, depth), (c + width / 2, middle), (c + width, 410), (c + width, 410), (c + n, 380), (c + n, 320),
            (c + n, 320),
        )

    def _head(self, front_hair: QPainterPath) -> None:
        t, c, w, a = self.traits, CENTRE, self.traits.face_width, self.axis
        for side in (-1, 1):
            ear = ellipse(c + side * (w - 1) - t.turn * 0.5, 266, 15, 27)
            self._fill(ear, dark(self.skin, 0.12 if side < 0 else 0.42))
            self._fill(ellipse(c + side * (w + 3) - t.turn * 0.5, 268, 7, 15), dark(self.skin, 0.6))
            if t.earrings == "hoops":
                hoop = ellipse(c + side * (w + 2) - t.turn * 0.5, 310, 12, 16)
                self.painter.strokePath(hoop, QPen(QColor("#e8b64c"), 5))
        self._fill(self.face, self.skin)
        for side in (-1, 1):
            cheek = curve((a + side * 36, 296), (a + side * 62, 276), (a + side * 104, 280), (a + side * 86, 316),
                (a + side * 58, 316))
            self._fill(self.face.intersected(cheek), mix(self.skin, QColor("#d0533c"), 0.14))
        side_plane = curve(
            (a + w * 0.70, 110), (a + w * 0.68, 190), (a + w * 0.74, 250), (a + w * 0.56, 306), (a + w * 0.38, 346),
            (a + w * 0.1, 400), (a + w * 1.6, 400), (a + w * 1.6, 110),
        )
        self._shade(self.face.intersected(side_plane), 0.34)
        self._shade(self.face.intersected(front_hair.translated(5, 12)), 0.36)
        if t.age > 0.6:
            for y in (176, 190):
                self._fill(stroke((a - 40, y), (a, y - 7), (a + 38, y + 1), 2), dark(self.skin, 0.6))

    def _beard(self) -> None:
        t, c, a, w, chin = self.traits, CENTRE, self.axis, self.traits.face_width, self.traits.chin
        colour = dark(self.hair, 0.1)
        if t.beard in ("full", "short"):
            drop = 20.0 if t.beard == "full" else 5.0
            cheek = 300.0 if t.beard == "full" else 322.0
            beard = curve(
                (c - w - 2, 250), (c - w - 2, 250), (c - w - 1, 304), (c - t.jaw_width - drop * 0.3, 346),
                (a - 40, chin + drop * 0.6), (a, chin + drop), (a + 40, chin + drop * 0.6),
                (c + t.jaw_width + drop * 0.3, 346), (c + w + 1, 304), (c + w + 2, 250), (c + w + 2, 250),
                (c + w * 0.82, cheek - 8), (a + 54, cheek + 12), (a + 36, 318), (a, 309), (a - 36, 318),
                (a - 54, cheek + 12), (c - w * 0.82, cheek - 8),
            )
            self._fill(beard, colour)
            shade = curve((a + 62, 240), (a + 66, 300), (a + 30, 350), (a + 4, 410), (a + 160, 410), (a + 160, 240))
            self._shade(beard.intersected(shade), 0.36)
        elif t.beard == "moustache":
            self._fill(curve((a, 308), (a + 28, 311), (a + 50, 333), (a + 50, 333), (a + 22, 325), (a, 321),
                (a - 22, 325), (a - 50, 332), (a - 50, 332), (a - 28, 311)), colour)

    def _eyes(self) -> None:
        t, a = self.traits, self.axis
        for side in (-1, 1):
            x = a + side * 43 - (t.turn * 0.3 if side * t.turn > 0 else 0)
            half, tall = 18 * t.eye_size, 9.5 * t.eye_size
            inner, outer = (x - side * half, EYES + 2), (x + side * half, EYES + t.eye_slant)
            white = QPainterPath(QPointF(*inner))
            white.quadTo(QPointF(x, EYES - 2 * tall), QPointF(*outer))
            white.quadTo(QPointF(x, EYES + 1.6 * tall), QPointF(*inner))
            self._fill(white, mix(LIGHT, self.skin, 0.3))
            self._fill(white.intersected(ellipse(x + t.turn * 0.25, EYES - 2, 11, 11.5)), QColor(t.iris))
            self._fill(white.intersected(ellipse(x + t.turn * 0.25, EYES - 2, 5, 5.5)), INK)
            self._fill(ellipse(x + t.turn * 0.25 - 4, EYES - 6, 2.6, 2.6), LIGHT)
            lid = (x + side * (half + 4), EYES + t.eye_slant - 2)
            self._fill(stroke(inner, (x + side * 3, EYES - 2 * tall - 1), lid, 3.4), INK)
            crease = stroke((inner[0], EYES - 9), (x, EYES - 2.6 * tall), (lid[0], EYES - 8), 1.5)
            self._fill(crease, dark(self.skin, 0.7))
            brow = mix(self.hair, INK, 0.25)
            lift = (2 if side < 0 else 0) + (6 if t.glasses == "round" else 0)  # nobody's are level; none hide
            self._fill(stroke((x - side * 22, 224 - lift), (x + side * 6, 206 - lift), (x + side * 30, 224 - lift),
                t.brow_weight * 0.6), brow)
            if t.age > 0.4:
                self._fill(stroke((x - side * 14, EYES + 17), (x, EYES + 24), (x + side * 16, EYES + 16), 1.5),
                    dark(self.skin, 0.55))

    def _nose_and_mouth(self) -> None:
        t, a, n = self.traits, self.axis, self.traits.nose_width
        plane = curve(
            (a + 6, 238), (a + 10, 262), (a + n * 0.7, NOSE - 14), (a + n, NOSE - 3), (a + n * 0.5, NOSE + 4),
            (a - n * 0.2, NOSE + 6), (a - n * 0.8, NOSE), (a - n * 0.8, NOSE), (a, NOSE - 8), (a + 2, 270),
        )
        self._fill(plane, dark(self.skin, 0.48))
        bearded = t.beard in ("full", "short")
        lips = QColor(t.lips) if t.lips else mix(self.skin, QColor("#9c3b3a"), 0.4)
        left, right = (a - 33, MOUTH - t.smile * 0.4), (a + 34, MOUTH - t.smile * 0.8)
        lower = QPainterPath(QPointF(*left))
        lower.quadTo(QPointF(a, MOUTH + 3.4 * t.smile), QPointF(*right))
        lower.quadTo(QPointF(a, MOUTH + t.smile), QPointF(*left))
        self._fill(lower, lips)
        if t.lips:
            self._fill(curve(left, left, (a - 12, MOUTH - 6), (a, MOUTH - 3), (a + 12, MOUTH - 7), right, right,
                (a, MOUTH + t.smile * 0.7)), dark(lips, 0.3))
        self._fill(stroke(left, (a, MOUTH + t.smile), right, 2.6), mix(lips, INK, 0.6))
        if not bearded:
            self._fill(stroke((a - 12, MOUTH + 26), (a, MOUTH + 30), (a + 12, MOUTH + 26), 2), dark(self.skin, 0.42))
        if t.age > 0.4:
            for side in (-1, 1):
                self._fill(stroke((a + side * 30, 292), (a + side * 48, 304), (a + side * 47, 326), 1.8),
                    dark(self.skin, 0.55))

    def _front_hair(self, hair: Hair) -> None:
        a = self.axis
        self._fill(hair.front, self.hair)
        shade = curve((a + 50, 60), (a + 72, 150), (a + 66, 420), (a + 180, 420), (a + 180, 60))
        self._shade(hair.front.intersected(shade), 0.4)
        for i, strand in enumerate(hair.strands):
            streak = QColor(self.traits.streak) if i == 0 and self.traits.streak else mix(self.hair, LIGHT, 0.2)
            self._fill(strand, streak)

    def _glasses(self) -> None:
        if self.traits.glasses == "none":
            return
        a, y = self.axis, EYES + 3
        pen = QPen(INK, 5)
        for side in (-1, 1):
            lens = ellipse(a + side * 43, y, 34, 32)
            self._fill(lens, QColor(255, 240, 214, 24))
            self.painter.strokePath(lens, pen)
            self._fill(stroke((a + side * 76, y - 6), (a + side * 86, y - 8), (CENTRE + side * 100, y - 4), 3), INK)
        bridge = QPainterPath(QPointF(a - 10, y - 6))
        bridge.quadTo(QPointF(a, y - 16), QPointF(a + 10, y - 6))
        self.painter.strokePath(bridge, pen)


if __name__ == "__main__":
    for name, traits in PEOPLE.items():
        Portrait(traits).paint().save(str(Path(__file__).with_name(f"{name}.png")))
