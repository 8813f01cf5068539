"""What a team works on after the study day."""
