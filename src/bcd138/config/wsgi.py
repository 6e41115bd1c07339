"""What the server process loads."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bcd138.config.settings")
application = get_wsgi_application()

gc.freeze()  # what was loaded stays; looking through it again and again finds nothing
gc.set_threshold(50_000, 20, 50)
