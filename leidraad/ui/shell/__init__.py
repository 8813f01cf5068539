"""What all screens share: the menu, who is there and what they may, doing something, words and style."""
