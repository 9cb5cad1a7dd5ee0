"""That a container would hold more than is published as its limit; a warning, never a bar."""

import re

from atlas.i18n.figures import claim_words, number
from atlas.maps.element import Node, h
from atlas.routing.plan import Alternative
from atlas.routing.query import Cargo
from atlas.routing.service import OF_CONTAINERS, services
from layers.model import Claim
from pages.widgets.plan.question import Asked
from pages.widgets.wording import source_line

FEU = 2.0  # TEU
OF_CARGO = re.compile(r"(\d+(?:\.\d+)?) t of it cargo")  # beside the gross weight, in the claim


def box_warning(asked: Asked) -> Node | None:
    """The cargo of each forty-foot container beside the published limit, with its source."""
    s = asked.s
    cargo = asked.query.cargo if asked.query else None
    each = each_holds(cargo) if cargo else None
    claim = limit_of(asked) if each is not None else None
    if cargo is None or each is None or claim is None:
        return None
    most = carries(claim)
    if most is None or each <= most:
        return None
    words = s.say(
        "{tonnes} t in {teu} TEU are {each} t in each forty-foot container; published limit: "
        "{limit} t. Take more containers or ask the terminal.",
        tonnes=number(cargo.tonnes, s.lang), teu=number(cargo.teu, s.lang),
        each=number(round(each, 1), s.lang), limit=number(most, s.lang))
    return h("p", {"class": "plan-said plan-limit", "role": "status", "data-testid": "plan-limit"},
             words, " ", h("small", None, claim_words(claim, s.lang, s.say)),
             h("small", None, " · ", claim.text.to(s.lang).text), " ", source_line(claim, s))


def each_holds(cargo: Cargo) -> float | None:
    """Tonnes in each forty-foot container; None where the cargo fills not even one."""
    return cargo.tonnes / (cargo.teu / FEU) if cargo.teu >= FEU else None


def carries(claim: Claim) -> float | None:
    """Tonnes of cargo a forty-foot container may hold; the gross weight where no more is said."""
    found = OF_CARGO.search(claim.text.to("en").text)
    if found:
        return float(found[1])
    return claim.value if isinstance(claim.value, float) else None


def limit_of(asked: Asked) -> Claim | None:
    """The limit of the first terminal that publishes one, on the chosen way or else on another."""
    ways = ([asked.chosen] if asked.chosen else []) + list(asked.alternatives)
    found = (claim for way in ways for claim in _limits(way, asked))
    return next(found, None)


def _limits(way: Alternative, asked: Asked) -> list[Claim]:
    return [fact.preferred
            for place in services(way.steps, asked.s.catalog) for answer in place.answers
            if answer.question in OF_CONTAINERS for fact in answer.facts
            if fact.preferred.unit == "tonnes"]
