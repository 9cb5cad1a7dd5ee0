"""What the frame does with what visitors do."""

from streamlit.testing.v1 import AppTest

from pages.widgets.events import GO


def test_a_place_found_on_a_page_without_a_map_opens_the_overview() -> None:
    def script() -> None:
        import streamlit as st

        from pages.widgets.events import PAGE, apply

        st.session_state[PAGE] = "/sources"
        apply({"type": "select", "id": "park-rok", "from": "search"})

    at = AppTest.from_function(script).run()
    assert at.session_state[GO] == ("/", {"sel": "park-rok"})


def test_a_place_found_beside_a_map_is_chosen_there() -> None:
    def script() -> None:
        import streamlit as st

        from pages.widgets.events import PAGE, apply

        st.session_state[PAGE] = "/"
        apply({"type": "select", "id": "park-rok", "from": "search"})
        st.text(st.query_params["sel"])

    at = AppTest.from_function(script).run()
    assert [text.value for text in at.text] == ["park-rok"]
