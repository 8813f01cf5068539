"""The server around the screens: routes, middleware, start and stop. Knows no rules, no SQL and no page."""
