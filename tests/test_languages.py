"""Every language has exactly the keys and placeholders of the English texts."""

import json
import re

import pytest

from tests.flow_texts import TRANSLATIONS, leaves, placeholders

LANGUAGES = ("de", "es", "fr", "nl")
ENGLISH = leaves(json.loads(TRANSLATIONS.read_text(encoding="utf-8")))
MARKS = re.compile(r"`[^`]*`|\]\(\{\w+\}\)|\*\*|\n\n|^- |^\| ", re.MULTILINE)
"""What Home Assistant shows as Markdown: code, links, bold, paragraphs, lists."""


def texts(language: str) -> dict[str, str]:
    return leaves(json.loads(TRANSLATIONS.with_stem(language).read_text(encoding="utf-8")))


def test_languages() -> None:
    assert {path.stem for path in TRANSLATIONS.parent.iterdir()} == {"en", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_same_keys(language: str) -> None:
    assert list(texts(language)) == list(ENGLISH), "the keys are in the order of the English texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_same_placeholders(language: str) -> None:
    for key, text in texts(language).items():
        english = ENGLISH[key]
        assert text, key
        assert text == text.strip(), key
        assert placeholders(text) == placeholders(english), key
        assert len(MARKS.findall(text)) == len(MARKS.findall(english)), key
        assert "://" not in text, key


def is_names(text: str) -> bool:
    return all(word[0].isupper() for word in text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_translated(language: str) -> None:
    theirs = texts(language)
    same = [key for key, text in ENGLISH.items() if text.count(" ") > 2 and theirs[key] == text and not is_names(text)]
    assert same == []
