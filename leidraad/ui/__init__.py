"""The Streamlit screens, a folder per page or pair of pages; what all share is in shell. Knows no SQL."""
