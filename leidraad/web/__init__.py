"""Pages that are plain HTML and no screen of Streamlit: taking into use, signing in, the check with a phone."""
