"""Blocks of the page of a part of an editie, in their order: what stands beside why, what, when and where."""

from training.cards import eindsessies, evaluaties, materialen, presentie, teams
from training.cards.blokken import BuiltBlock, DeelBlock, DeelView

DEEL_BLOCKS: list[DeelBlock] = [
    *presentie.BLOCKS,
    *teams.BLOCKS,
    *materialen.BLOCKS,
    *evaluaties.BLOCKS,
    *eindsessies.BLOCKS,
]


def blocks_of(view: DeelView) -> list[BuiltBlock]:
    """Return the blocks that have something to say to this person about this part."""
    built = ((block, block.build(view)) for block in DEEL_BLOCKS)
    return [BuiltBlock(block.template, context, block.is_on_top) for block, context in built if context is not None]
