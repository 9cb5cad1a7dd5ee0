"""Where staff keep the facts; only in processes whose settings allow editing."""

import streamlit as st

from atlas import process
from pages.widgets.events import pending_form
from pages.widgets.facts.address import read_facts_address
from pages.widgets.facts.editor import editor
from pages.widgets.facts.other_parts import FACTS_PARTS
from pages.widgets.facts.part import facts_part
from pages.widgets.facts.tabs import at_the_door, facts_head
from pages.widgets.mount import tree
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

view, _notices = read_view()
# Only the present data can be put right: an old state asked for (``v=``) is left aside.
s = screen(view.with_(v=None), process.catalog())
person, form = editor(), pending_form()
address = read_facts_address()

with st.container(key="facts"):
    if person is None:
        tree(at_the_door(s), key="facts-door")
    else:
        head = st.container(key="facts-top")
        if address.part == "facts":
            facts_part(s, desk=process.desk(), editor=person, address=address, form=form)
        elif address.part in FACTS_PARTS:
            shown = FACTS_PARTS[address.part](
                s, desk=process.desk(), editor=person, address=address, form=form
            )
            tree(shown, key="facts-part")
        with head:  # last: what waits is counted after the form was taken
            tree(facts_head(s, desk=process.desk(), address=address), key="facts-tabs")
