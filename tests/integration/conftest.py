"""A person's browser."""

from __future__ import annotations

import pytest


@pytest.fixture
def enter(client):
    """Sign a person in and return the client."""

    def as_person(person):
        client.force_login(person)
        return client

    return as_person
