"""Settings from TOML and from the command line into frozen dataclasses, every value checked against its type.

What does not fit is refused with one sentence that names the setting, what it has to be and what it was.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from sincnet.events import WhoSpeaksError

T = TypeVar("T")

NAMES = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}


def assignments(words: Iterable[str]) -> dict[str, Any]:
    """`key=value` words as nested settings; `model.sinc.taps=129` sets what `taps` under `[model.sinc]` would.

    A value is read as TOML, and as plain text where it is no TOML. Raises `WhoSpeaksError` for a word without `=`.
    """
    settings: dict[str, Any] = {}
    for word in words:
        key, equals, text = word.partition("=")
        if not equals or not all(key.split(".")):
            raise WhoSpeaksError(f"“{word}” is no setting; write it as key=value, for example steps=1000.")
        *path, last = key.split(".")
        inner = settings
        for name in path:
            inner = inner.setdefault(name, {})
            if not isinstance(inner, dict):
                raise WhoSpeaksError(f"{key} and {name} cannot both be given.")
        inner[last] = _value(text)
    return settings


def _value(text: str) -> Any:
    try:
        found = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return found["value"] if len(found) == 1 else text


def merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`above` laid over `below`, table by table; an empty table empties."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = merge(old, value) if value and isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def at_least_one(settings: object, *names: str) -> None:
    """Raises `WhoSpeaksError` where a setting of one of these names is less than 1."""
    for name in names:
        if getattr(settings, name) < 1:
            raise WhoSpeaksError(f"{name} has to be at least 1, not {getattr(settings, name)}.")


def build(kind: type[T], data: Mapping[str, Any], where: str = "") -> T:
    """The dataclass `kind` from nested `data`, with its own defaults for what is not given; `where` goes before keys.

    Raises `WhoSpeaksError` for a setting that does not exist or is of another type.
    """
    hints, known = get_type_hints(kind), {f.name for f in fields(cast(Any, kind))}
    if unknown := sorted(where + key for key in data.keys() - known):
        raise WhoSpeaksError(f"There is no setting called {', '.join(unknown)}; remove it or spell it as documented.")
    return kind(**{key: _checked(hints[key], value, where + key) for key, value in data.items()})


def _checked(hint: Any, value: Any, key: str) -> Any:
    """`value` as the type `hint`; whole numbers are numbers, lists become tuples, tables dataclasses."""
    choices, kinds = get_args(hint), get_origin(hint)
    if is_dataclass(hint) and isinstance(value, Mapping):
        return build(cast("type[Any]", hint), value, f"{key}.")
    if kinds in (Union, UnionType) and isinstance(value, Mapping):
        return build(_of_kind(choices, value, key), value, f"{key}.")
    if kinds is Literal and value in choices:
        return value
    if kinds is dict and isinstance(value, Mapping):
        return {name: _checked(choices[1], inner, f"{key}.{name}") for name, inner in value.items()}
    if kinds is tuple and isinstance(value, list | tuple) and (choices[-1] is ... or len(choices) == len(value)):
        return tuple(_checked(choices[0], inner, key) for inner in value)
    if hint is float and type(value) is int:
        return float(value)
    if hint in NAMES and type(value) is hint and value == value:  # NaN is no number
        return value
    raise WhoSpeaksError(f"{key} has to be {_name(hint)}, not {value!r}.")


def _of_kind(choices: tuple[Any, ...], value: Mapping[str, Any], key: str) -> Any:
    """Which dataclass of a union is meant: the one whose `kind` it is, the first where none is given."""
    by_kind = {get_args(get_type_hints(choice)["kind"])[0]: choice for choice in choices}
    kind = value.get("kind", next(iter(by_kind)))
    if kind not in by_kind:
        raise WhoSpeaksError(f"{key}.kind has to be one of {', '.join(by_kind)}, not {kind!r}.")
    return by_kind[kind]


def _name(hint: Any) -> str:
    choices, kinds = get_args(hint), get_origin(hint)
    if kinds is Literal:
        return "one of " + ", ".join(map(repr, choices))
    if kinds is tuple:
        return ("a list" if choices[-1] is ... else f"a list of {len(choices)}") + f", each {_name(choices[0])}"
    return NAMES.get(hint, "a table of settings")
