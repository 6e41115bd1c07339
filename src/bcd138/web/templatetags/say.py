"""Words, numbers and dates as officers write them."""

from __future__ import annotations

from django import template

register = template.Library()
