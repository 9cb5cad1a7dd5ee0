"""Words that may stand in both languages, in one place, and how offenders are found."""

# Units, names of data sets and programmes, codes: the same in Chinese and English text.
SAME_IN_BOTH = {
    "TEU", "FAW", "CRRC", "km", "km²", "mm", "kV", "UTC", "WGS84", "GeoNames", "OpenStreetMap",
    "contributors", "Natural", "Earth", "GSHHG", "ha", "Hz", "DC", "AC", "EDTF", "CRS84",
}  # fmt: skip

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
