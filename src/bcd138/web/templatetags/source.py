"""The way from a figure back to the sentence or the cell it came from."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bcd138.apps.submissions.models import DataValue
from bcd138.web.templatetags.say import icon

register = template.Library()


@register.simple_tag
def source_link(value: DataValue, *, short: bool = False) -> SafeString:
    """Link to the sentence, or to the cell of the report's revision, that a figure came from.

    A ``short`` one names the revision alone, where the report is known.
    """
    if (source := value.source) is not None:
        href = f"{reverse('intake:detail', args=[source.text_id])}#c-{source.start}"
        return format_html('<a href="{}">{} {}</a>', href, icon("read"), value.source_name)
    report = value.submission
    if report is None:
        return SafeString("")
    where = [report.org_unit.code, report.data_set.code, report.period.code]
    href = f"{reverse('entry:report', args=where)}?ban={report.revision}#o-{value.cell}"
    revision = _("bản %(number)s của báo cáo") % {"number": report.revision}
    words = revision if short else value.source_name
    return format_html('<a href="{}">{} {}</a>', href, icon("list"), words)
