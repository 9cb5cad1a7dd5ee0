"""A form a visitor has sent waits for its page, once."""

from typing import Any

from streamlit.testing.v1 import AppTest

from pages.widgets.events import FORM

SENT = {"type": "act", "form": "claim", "fields": {"value": "12.4"}, "button": "save", "n": 1}


def script() -> None:
    import json

    import streamlit as st

    from pages.widgets.events import apply, pending_form

    if "event" in st.session_state:
        apply(st.session_state.pop("event"))
    st.text(json.dumps(pending_form()))
    st.text(json.dumps(pending_form()))


def taken(event: Any) -> list[str]:
    at = AppTest.from_function(script)
    at.session_state["event"] = event
    return [text.value for text in at.run().text]


def test_a_sent_form_is_given_once_with_all_its_fields() -> None:
    first, second = taken(SENT)
    assert '"fields": {"value": "12.4"}' in first and '"button": "save"' in first
    assert second == "null"


def test_without_a_sent_form_there_is_none() -> None:
    assert taken({"type": "act", "set": {"lang": "en"}}) == ["null", "null"]


def test_fields_that_are_no_fields_are_none() -> None:
    first, _ = taken({**SENT, "fields": "DROP TABLE"})
    assert '"fields": {}' in first


def test_a_form_changes_neither_page_nor_address() -> None:
    def script() -> None:
        import streamlit as st

        from pages.widgets.events import GO, apply

        apply({"type": "act", "form": "claim", "go": "/parks", "set": {"lang": "en"}, "fields": {}})
        st.text(str(GO in st.session_state))
        st.text(str(dict(st.query_params)))

    at = AppTest.from_function(script).run()
    assert [text.value for text in at.text] == ["False", "{}"]
    assert FORM in at.session_state
