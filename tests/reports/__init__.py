"""Tests of what somebody takes along."""
