"""From a Result to a picture: HTML or Plotly, always with the same in words. Knows no Streamlit, SQL or clock."""
