"""Keep the facts: write them out, take them in, compare, restore, and check figures by hand."""

import argparse
import json
import random
from collections.abc import Iterator
from typing import TypedDict

from atlas.cli import facts_options
from atlas.config import Settings
from atlas.i18n import Words, words
from atlas.i18n.figures import claim_words, remark
from layers.catalog import Catalog, open_catalog
from layers.model import NOT_FOUND, Claim, Entity, Fact, Service, Source
from layers.text import LANGUAGES

SEEDS = 1_000_000  # enough to draw differently each time, short enough to type again


class Traced(TypedDict):
    """One figure as shown, and everything a person needs to check it."""

    claim: str
    entity: str
    label: str
    shown: str
    remark: str
    as_of: str
    source: str
    publisher: str
    grade: str
    link: str


def configure(command: argparse.ArgumentParser) -> None:
    """The options of ``facts``."""
    parts = command.add_subparsers(title="parts", required=True, metavar="PART")
    trace = parts.add_parser("trace", help="random figures, each with its source")
    trace.add_argument("--count", type=int, default=50, help="how many figures (default 50)")
    trace.add_argument("--seed", type=int, help="draw the same figures again")
    trace.add_argument("--lang", choices=LANGUAGES, default="en", help="language (default en)")
    trace.add_argument("--json", action="store_true", help="answer as JSON")
    trace.set_defaults(run=run)
    facts_options.configure(parts)


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the figures drawn."""
    # Not at the top: ``serve`` imports this module too and would wait a second for libraries.
    from layers.store import open_store  # noqa: PLC0415

    store = open_store(settings.data, settings.store, at=settings.moment())
    catalog = open_catalog(store.documents(), version=store.version, audience=settings.audience)
    seed = random.SystemRandom().randrange(SEEDS) if chosen.seed is None else chosen.seed
    drawn = trace(catalog, count=chosen.count, seed=seed, lang=chosen.lang)
    if chosen.json:
        answer = {"version": store.version, "seed": seed, "figures": drawn}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print(f"Data version {store.version}, seed {seed}")
        for number, item in enumerate(drawn, start=1):
            print(_as_words(number, item))
    return 0


def trace(catalog: Catalog, *, count: int, seed: int, lang: str) -> list[Traced]:
    """``count`` figures drawn at random, the same for the same seed and data version."""
    figures = list(_figures(catalog))
    drawn = random.Random(seed).sample(figures, max(0, min(count, len(figures))))  # noqa: S311 - a sample to read, no secret
    say = words(lang)
    return [_traced(catalog, *item, lang=lang, say=say) for item in drawn]


def _figures(catalog: Catalog) -> Iterator[tuple[Entity | Service, Fact, Claim]]:
    for owner, fact in catalog.all_facts():
        yield from ((owner, fact, claim) for claim in fact.claims if claim.value is not None)


def _traced(
    catalog: Catalog,
    owner: Entity | Service,
    fact: Fact,
    claim: Claim,
    *,
    lang: str,
    say: Words,
) -> Traced:
    source = catalog.source_of(claim)
    reason = claim.source_reason.to(lang).text
    return Traced(
        claim=claim.id,
        entity=owner.names.to(lang).text,
        label=fact.label.to(lang).text,
        shown=claim_words(claim, lang, say),
        remark=remark(claim, lang, say),
        as_of=claim.as_of,
        source=source.title.to(lang).text if source else f"not found: {reason}",
        publisher=source.publisher.names.to(lang).text if source else "",
        grade=source.grade if source else NOT_FOUND,
        link=_link(source) if source else "",
    )


def _link(source: Source) -> str:
    copied = "no link: the original was not reached"
    return source.url or (copied if source.grade == "copy" else "no link")


def _as_words(number: int, item: Traced) -> str:
    source = ", ".join(part for part in (item["source"], item["publisher"]) if part)
    shown = "; ".join(part for part in (item["shown"], item["remark"]) if part)
    lines = [
        f"\n{number}. {item['entity']} · {item['label']}: {shown}",
        f"   as of {item['as_of']} · {item['grade']} · {item['claim']}",
        f"   {source}",
        f"   {item['link']}",
    ]
    return "\n".join(line for line in lines if line.strip())
