"""The pictures in SVG, to print or save: the same rows and words as on the screen, drawn with one pen."""
