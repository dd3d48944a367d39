"""Placing the blocks that apps add to Mijn omgeving and Coördinatie."""

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString

from community.views.blocks import Block

register = template.Library()


@register.simple_tag(takes_context=True)
def place_block(context: Context, block: Block) -> SafeString:
    """Draw one block with its own context on top of that of the page (request, user, now)."""
    with context.push(**block.context):
        return Engine.get_default().get_template(block.template).render(context)
