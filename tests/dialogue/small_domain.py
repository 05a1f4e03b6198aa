"""A domain as small as a conversation with two slots can have, for tests of what keeps conversations."""

from __future__ import annotations

from rasa.shared.core.domain import Domain

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [tell]
actions: [action_hear_answer]
slots:
  contact: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  moment: {type: categorical, influence_conversation: true, values: [reason, exploring], mappings: [{type: custom}]}
"""
)
