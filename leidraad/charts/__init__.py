"""From a Result to a picture: rows, and HTML, always with the same in words. Knows no Streamlit, SQL or clock."""
