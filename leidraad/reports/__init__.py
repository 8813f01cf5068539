"""What somebody takes along: PDF, tables and pages, made from what a screen may show and nothing more."""
