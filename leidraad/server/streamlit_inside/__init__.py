"""Whatever replaces Streamlit's own inside, and so can break at an upgrade; `replaced` lists it all, also what stands elsewhere."""
