"""The stylesheet for Qt's own controls. Roles are set by `setProperty("role", ...)`; see `gui.controls`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.theme import Tokens

_TEMPLATE = """
QWidget {{ color: {text}; font-size: 14px; outline: none; }}
QDialog {{ background: {page}; }}
QFrame[role="card"] {{ background: {card}; border-radius: 12px; }}
QFrame[role="banner"] {{ background: {raised}; border-radius: 12px; }}

QLabel[role="caption"] {{ color: {secondary}; font-size: 12px; }}
QLabel[role="section"] {{ color: {secondary}; font-size: 12px; font-weight: 600; }}
QLabel[role="lead"] {{ color: {secondary}; font-size: 16px; }}
QLabel[role="strong"] {{ font-size: 16px; font-weight: 600; }}
QLabel[role="prompt"] {{ font-size: 20px; }}
QLabel[role="reading"] {{ font-size: 28px; }}
QLabel[role="title"] {{ font-size: 20px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 28px; font-weight: 600; }}
QLabel[role="row"] {{ font-weight: 600; }}
QLabel[role="key"] {{ background: {raised}; border-radius: 6px; padding: 3px 8px; font-size: 12px; font-weight: 600; }}
QLabel[role="value"] {{ font-size: 12px; font-weight: 600; }}
QLabel[role="hint"] {{ color: {secondary}; }}
QLabel[role="error"] {{ color: {trouble}; }}
QLabel[role="alarm"] {{ color: {trouble}; font-size: 12px; }}

QLabel[role="chip"] {{
    background: {raised}; color: {secondary}; border-radius: 10px; padding: 2px 8px; font-size: 12px;
}}

QPushButton {{
    background: {raised}; border: 2px solid transparent; border-radius: 10px; padding: 6px 14px; min-height: 24px;
    font-weight: 600;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {pressed}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {secondary}; background: {card}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; }}
QPushButton[role="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[role="primary"]:focus {{ border-color: {text}; }}
QPushButton[role="primary"]:disabled {{ background: {raised}; color: {secondary}; }}
QPushButton[role="danger"] {{ background: {trouble}; color: {on_accent}; }}
QPushButton[role="danger"]:focus {{ border-color: {text}; }}
QPushButton[role="danger"]:disabled {{ background: {raised}; color: {secondary}; }}
QPushButton[role="flat"] {{ background: transparent; font-weight: 400; padding: 6px 10px; }}
QPushButton[role="flat"]:hover {{ background: {raised}; }}
QPushButton[role="flat"]:disabled {{ color: {secondary}; }}
QPushButton[role="icon"] {{ background: transparent; padding: 6px; min-width: 24px; }}
QPushButton[role="small icon"] {{
    background: transparent; padding: 0; min-width: 24px; min-height: 20px; border-radius: 8px;
}}
QPushButton[role="small icon"]:hover {{ background: {raised}; }}
QPushButton[role="small icon"]:checked {{ background: {raised}; }}
QPushButton[role="icon"]:hover {{ background: {raised}; }}
QPushButton[role="icon"]:checked {{ background: {raised}; }}
QPushButton[role="tab"] {{ background: transparent; color: {secondary}; padding: 6px 10px; }}
QPushButton[role="tab"]:hover {{ background: {raised}; color: {text}; }}
QPushButton[role="tab"]:checked {{ background: {raised}; color: {text}; }}
QPushButton[role="tab"]:focus {{ border-color: {accent}; }}
QPushButton[role="person"] {{ background: transparent; padding: 0; min-height: 0; border-radius: 22px; }}
QPushButton[role="person"]:hover {{ background: {raised}; }}

QFrame[role="segments"] {{ background: {raised}; border-radius: 10px; }}
QPushButton[role="segment"] {{ background: transparent; color: {secondary}; padding: 2px 12px; border-radius: 8px; }}
QPushButton[role="segment"]:hover {{ color: {text}; }}
QPushButton[role="segment"]:checked {{ background: {pressed}; color: {text}; }}
QPushButton[role="segment"]:focus {{ border-color: {accent}; }}

QComboBox[role="field"] {{ background: {raised}; }}
QComboBox[role="field"]:hover {{ background: {hover}; }}

QPushButton[role="face"] {{
    background: transparent; padding: 6px; border: 4px solid transparent; border-radius: 82px;
}}
QPushButton[role="face"]:hover {{ background: {raised}; }}
QPushButton[role="face"]:checked {{ border-color: {accent}; }}
QPushButton[role="face"]:focus {{ background: {raised}; border-color: {secondary}; }}
QPushButton[role="face"]:checked:focus {{ background: {pressed}; border-color: {accent}; }}

QComboBox {{
    background: transparent; border: 2px solid transparent; border-radius: 10px; padding: 6px 10px; min-height: 24px;
}}
QComboBox:hover, QComboBox:on {{ background: {raised}; }}
QComboBox:focus {{ border-color: {accent}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url(icons:chevron.svg); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {raised}; border: none; padding: 4px; outline: none; selection-background-color: {pressed};
    selection-color: {text};
}}
QComboBox QAbstractItemView::item {{ min-height: 36px; padding: 0 8px; border-radius: 8px; }}

QLineEdit {{
    background: {raised}; border: 2px solid transparent; border-radius: 10px; padding: 8px 12px; font-size: 16px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit:focus {{ border-color: {accent}; }}
QLineEdit[role="name"] {{ background: transparent; font-size: 28px; font-weight: 600; padding: 2px 8px; }}
QLineEdit[role="long name"] {{ background: transparent; font-size: 20px; font-weight: 600; padding: 2px 8px; }}
QLineEdit[role="name"]:hover, QLineEdit[role="long name"]:hover {{ background: {raised}; }}
QLineEdit[role="name"]:focus, QLineEdit[role="long name"]:focus {{ background: {raised}; }}
QLineEdit[role="large"] {{ font-size: 28px; font-weight: 600; padding: 12px 16px; }}

QListView {{ background: transparent; border: none; outline: none; }}
QListView[role="sections"], QListView[role="sections"]:focus {{ border: none; padding: 0; }}
QListView[role="sections"]::item {{ min-height: 44px; padding: 0 12px; border-radius: 10px; color: {secondary}; }}
QListView[role="sections"]::item:hover {{ background: {card}; color: {text}; }}
QListView[role="sections"]::item:selected {{ background: {raised}; color: {text}; }}
QListView[role="sections"]::item:selected:focus {{ border: 2px solid {accent}; padding: 0 10px; }}
QListView[role="faces"], QListView[role="faces"]:focus {{ border: none; padding: 0; }}
QListView[role="faces"]::item {{ padding: 0 8px; border-radius: 10px; color: {text}; }}
QListView[role="faces"]::item:disabled {{ color: {secondary}; }}
QListView[role="faces"]::item:hover:enabled {{ background: {raised}; }}
QListView[role="faces"]::item:selected {{ background: {raised}; color: {text}; }}
QListView[role="faces"]::item:selected:focus {{ border: 2px solid {accent}; padding: 0 6px; }}
QPlainTextEdit[role="report"] {{
    background: {raised}; border: 2px solid transparent; border-radius: 10px; padding: 8px; font-size: 12px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QPlainTextEdit[role="report"]:focus {{ border-color: {accent}; }}
QScrollArea, QScrollArea:focus {{ background: transparent; border: none; }}
QScrollArea[role="reading"] {{ border: 2px solid transparent; border-radius: 12px; }}
QScrollArea[role="reading"]:focus {{ border-color: {accent}; }}

QFileDialog QTreeView, QFileDialog QListView {{ background: {card}; border: none; border-radius: 10px; padding: 4px; }}
QFileDialog QTreeView::item, QFileDialog QListView::item {{ min-height: 28px; border-radius: 6px; }}
QFileDialog QTreeView::item:selected, QFileDialog QListView::item:selected {{ background: {pressed}; color: {text}; }}
QFileDialog QHeaderView {{ background: {card}; }}
QFileDialog QHeaderView::section {{ background: {card}; color: {secondary}; border: none; padding: 6px 8px; }}
QFileDialog QToolButton {{ border: 2px solid transparent; border-radius: 8px; padding: 6px; }}
QFileDialog QToolButton:hover, QFileDialog QToolButton:checked {{ background: {raised}; }}
QFileDialog QToolButton:focus {{ border-color: {accent}; }}
QFileDialog QComboBox {{ background: {raised}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}

QSlider {{ min-height: 32px; border-radius: 8px; border: 2px solid transparent; }}
QSlider:focus {{ border-color: {accent}; }}
QSlider::groove:horizontal {{ background: {pressed}; height: 4px; border-radius: 2px; margin: 0 8px; }}
QSlider::handle:horizontal {{
    background: {accent}; width: 20px; height: 20px; margin: -8px -8px; border-radius: 10px;
}}
QSlider::handle:horizontal:hover {{ background: {accent_hover}; }}
QSlider::handle:horizontal:disabled {{ background: {noise}; }}
QScrollBar:vertical {{ background: transparent; width: 6px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {pressed}; border-radius: 3px; min-height: 32px; }}
QScrollBar:horizontal {{ background: transparent; height: 6px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {pressed}; border-radius: 3px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenu {{ background: {raised}; border-radius: 8px; padding: 4px; }}
QMenu::item {{ padding: 8px 24px 8px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {pressed}; }}
QToolTip {{ background: {raised}; color: {text}; border: none; padding: 6px 8px; font-size: 12px; }}
"""


def stylesheet(tokens: Tokens) -> str:
    """The application's stylesheet in the colours of `tokens`."""
    return _TEMPLATE.format(**{name: getattr(tokens, name) for name in tokens.__slots__})
