"""What somebody takes along: pages, later PDF and tables, made from what a screen may show and nothing more."""
