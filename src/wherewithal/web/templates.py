"""The Jinja2 environment of every page."""

from functools import cache
from typing import Any

from django.template import engines
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from jinja2.runtime import Macro

from wherewithal.web import forms, words


def environment(*, loader: Any, **options: Any) -> Environment:
    """GOV.UK's macros name their own package, and take what they are not given to be empty."""
    design_system = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"loader": ChoiceLoader([loader, design_system]), "undefined": ChainableUndefined}
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  (Django turns autoescape on)
    made.globals |= {"static": static, "url": url, "error_list": forms.error_list, "drawing": forms.drawing}
    made.filters |= words.FILTERS
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


@cache
def macro(template: str, name: str) -> Macro:
    """One macro of a component, to be called from Python."""
    return getattr(engines["jinja2"].env.get_template(template).module, name)
