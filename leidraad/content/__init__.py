"""What content authors write, read from files: questionnaires, handvatten, explanations, the texts of the study day."""
