"""Pictures one can point at, for a leader's screen: Plotly figures as JSON, from the same rows as the still ones."""
