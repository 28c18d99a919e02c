"""Streamlit pages: they draw, they never decide."""
