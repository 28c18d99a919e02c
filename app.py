"""The page that `streamlit run app.py` serves: navigation only."""

import streamlit as st

from assistant.ui import chat

st.set_page_config(page_title="BLIN", page_icon="💧", layout="centered", initial_sidebar_state="collapsed")
st.navigation([st.Page(chat.page, title="Ask", url_path="ask", default=True)], position="top").run()
