"""`translate` and `static` for what is the same on every page: worked out once, at the first page that shows it.

The site speaks one language and its files have one address as long as a worker lives. Templates get these tags without
`{% load %}`; what depends on the page (a variable, a filter) is still worked out each time.
"""

from django import template
from django.template import Context
from django.template.base import FilterExpression, Node, Parser, Token
from django.templatetags.i18n import do_translate
from django.templatetags.static import do_static

register = template.Library()


class FixedNode(Node):
    """The outcome of another node, kept; written in its place, or in the variable `name`."""

    child_nodelists = ()

    def __init__(self, node: Node, name: str | None) -> None:
        self.node, self.name = node, name
        self.outcome: str | None = None

    def render(self, context: Context) -> str:
        """Return the text, or nothing when it goes into a variable."""
        if self.outcome is None:
            text = self.node.render(context)
            self.outcome = context[self.name] if self.name else text
        if not self.name:
            return self.outcome
        context[self.name] = self.outcome
        return ""


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Translate a text as Django's own tag does."""
    node = do_translate(parser, token)
    expression: FilterExpression = node.filter_expression
    is_text = getattr(expression.var, "literal", None) is not None and not expression.filters
    return FixedNode(node, node.asvar) if is_text and node.message_context is None else node


@register.tag
def static(parser: Parser, token: Token) -> Node:
    """Write the address of a file of ours as Django's own tag does."""
    node = do_static(parser, token)
    is_text = isinstance(node.path.var, str) and not node.path.filters
    return FixedNode(node, node.varname) if is_text else node
