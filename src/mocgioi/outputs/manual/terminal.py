"""A page of the manual as a terminal shows it, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill, indent

from mocgioi.errors import Language, Text
from mocgioi.outputs.manual.reading import Token, page_linked, sections_of, tokens_of, words_of

_WIDTH = 96
_QUOTED = Text("«{}»", "“{}”")


def as_text(markdown: str, lang: Language) -> str:
    """Return a page as lines of text."""
    return "\n\n".join(_block(token, lang) for token in _shown(tokens_of(markdown)))


def as_document(markdown: str, lang: Language) -> dict[str, object]:
    """Return a page for programs: its sections, each with its paragraphs and items."""
    title, *_ = tokens_of(markdown)
    sections = list(sections_of(tokens_of(markdown)))
    return {
        "schema": "mocgioi.guide/1",
        "sections": [
            {
                "title": words_of((heading or title)["children"]),
                "points": [point for token in inside for point in _points(token, lang)],
            }
            for heading, inside in sections
        ],
    }


def _shown(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        is_picture = [child["type"] for child in token.get("children", ())] == ["image"]
        if token["type"] != "blank_line" and not is_picture:
            yield token


def _block(token: Token, lang: Language) -> str:
    match token["type"]:
        case "heading":
            words = _words(token["children"], lang)
            return words.upper() if token["attrs"]["level"] <= 2 else words
        case "block_code":
            return indent(token["raw"].rstrip("\n"), "    ")
        case "list":
            marks = _marks(token)
            return "\n".join(
                _item(item, mark, lang) for mark, item in zip(marks, token["children"], strict=True)
            )
        case "table":
            return _table(token, lang)
        case _:
            return _filled(_words(token["children"], lang), "  ", "  ")


def _marks(token: Token) -> list[str]:
    if not token["attrs"]["ordered"]:
        return ["–"] * len(token["children"])
    first = token["attrs"].get("start", 1)
    return [f"{number}." for number in range(first, first + len(token["children"]))]


def _item(item: Token, mark: str, lang: Language) -> str:
    head, *rest = _shown(item["children"])
    hanging = " " * (3 + len(mark))
    lines = [_filled(_words(head["children"], lang), f"  {mark} ", hanging)]
    lines += [indent(_block(token, lang), hanging.removesuffix("  ")) for token in rest]
    return "\n".join(lines)


def _table(token: Token, lang: Language) -> str:
    """Return a table in columns where it is narrow enough, else a paragraph for each row."""
    head, *bodies = token["children"]
    rows = [head, *(row for body in bodies for row in body["children"])]
    cells = [[_words(cell["children"], lang) for cell in row["children"]] for row in rows]
    if not any(cells[0]):
        cells = cells[1:]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    if sum(widths) + 2 * len(widths) + 2 <= _WIDTH:
        return "\n".join(_in_columns(row, widths) for row in cells)
    return "\n".join(
        f"  {first}\n{_filled(' · '.join(filter(None, others)), '      ', '      ')}"
        for first, *others in cells
    )


def _in_columns(row: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"  {cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _filled(text: str, first: str, others: str) -> str:
    return fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _points(token: Token, lang: Language) -> Iterator[str]:
    """Yield what is said in a block, an item or a row at a time."""
    match token["type"]:
        case "list":
            for item in token["children"]:
                yield _flat(item, lang)
        case "table":
            for part in token["children"]:
                for row in part["children"] if part["type"] == "table_body" else ():
                    yield " · ".join(_words(cell["children"], lang) for cell in row["children"])
        case "block_code":
            yield token["raw"].rstrip("\n")
        case _ if token["type"] != "heading" or token["attrs"]["level"] > 1:
            yield _words(token["children"], lang)


def _flat(item: Token, lang: Language) -> str:
    return " ".join(point for token in _shown(item["children"]) for point in _points(token, lang))


def _words(tokens: Sequence[Token], lang: Language) -> str:
    """Return inline tokens as plain text: what is emphasised in quotation marks."""
    return "".join(_inline(token, lang) for token in tokens)


def _inline(token: Token, lang: Language) -> str:
    match token["type"]:
        case "emphasis":
            return _QUOTED.to(lang).format(_words(token["children"], lang))
        case "link":
            words = _words(token["children"], lang)
            url = token["attrs"]["url"]
            page = page_linked(url)
            return f"{words} ({f'mocgioi help {page}' if page else url})"
        case "softbreak" | "linebreak":
            return " "
        case "image":
            return ""
        case _:
            return str(token.get("raw") or _words(token.get("children", ()), lang))
