"""Vergelijken and School door de jaren: the teams of one school."""
