"""Words that may stand in both languages, in one place, and how offenders are found."""

import re
import tomllib

from tests.conftest import GEO

LATIN = re.compile(r"[A-Za-z][A-Za-z²]*(?:[-’'][A-Za-z]+)*")
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
# Units, data sets, firms and products: the same in Chinese and English text.
SAME_IN_BOTH = {
    "km", "km²", "mm", "m²", "ha", "kg", "kV", "kWh", "tkm", "CO", "Hz",
    "GeoNames", "OpenStreetMap", "contributors", "Natural", "Earth", "ODbL", "Unicode", "Apache",
    "Aptiv", "Cuckoo", "HeberSaVax", "QuimiHib", "TechnoSpark", "Zhongcheng", "BioCubaFarma",
    "FourKites",
}  # fmt: skip
# What is no word of a language: addresses, documents of ours, codes and versions, time zones, part
# of an address quoted back, abbreviations in capitals.
NO_WORDS = re.compile(
    r"\bdocs/[\w-]+\.md\b|(?:https?://|www\.)?[\w.-]+\.(?:cn|com|org|gov|net|ru|mn|de)\b\S*"
    r"|\b\w*\d\w*\b|\b(?:Asia|Europe)/\w+|“\w+=[^”]*”|\b[A-Z]{2,6}\b"
)


def _publishers() -> set[str]:
    """Latin names of publishers as they stand in Chinese: a newspaper keeps its own."""
    listed = tomllib.loads((GEO / "publishers.toml").read_text("utf-8")).values()
    return {word for one in listed for word in LATIN.findall(one["names"].get("zh", ""))}


ALLOWED = SAME_IN_BOTH | _publishers()


def foreign(text: str, lang: str) -> list[str]:
    """Words of the other language in a text that is said to be Chinese or English."""
    if lang == "en":
        return HAN.findall(text)
    bare = NO_WORDS.sub(" ", text)
    return [word for word in LATIN.findall(bare) if len(word) > 1 and word not in ALLOWED]


# Every text of the page with the language it stands in, hidden ones too: text nodes, and the
# attributes that are read aloud. A part with its own `lang` is that language's.
COLLECT = """(lang) => {
  const out = [], spoken = ['aria-label', 'title', 'placeholder', 'alt', 'data-done'];
  const own = (one) => one.closest('[lang]')?.getAttribute('lang') ?? '';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.nodeType === 3 ? node.parentElement : node;
    if (!one || one.closest('script, style, noscript, template') || own(one) !== lang) continue;
    const texts = node.nodeType === 3 ? [node.data] : spoken.map((name) => one.getAttribute(name));
    for (const text of texts) if (text?.trim()) out.push([text.trim(), one.className?.baseVal ?? one.className ?? '']);
  }
  return out;
}"""
