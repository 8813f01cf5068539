"""What a participant sees: joining, the questionnaire, and following the study day, as pages that need nothing but a browser."""
