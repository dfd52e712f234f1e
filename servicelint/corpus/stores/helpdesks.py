"""The exports of four help desks, as mappings. Field names are those of the products' documented JSON.

Zendesk: Ticket export and Ticket Comments. Intercom: Conversation model. Freshdesk: "View a ticket" with
conversations. Help Scout: Conversation with embedded threads (Mailbox API 2.0).
"""

from __future__ import annotations

from servicelint.corpus.stores.mapping import FieldMap

_TICKET_CHANNELS = (("web", "email"), ("mail", "email"), ("api", "email"), ("messaging", "chat"), ("chat", "chat"))

HELP_DESKS = {
    "zendesk": FieldMap(
        turns=("comments",),
        text=("plain_body", "html_body", "body"),
        author=("author_id", "author.id"),
        customer_field=("requester_id", "requester.id"),
        skip=(("public", False),),
        channel=("via.channel",),
        channels=_TICKET_CHANNELS,
        team=("group.name", "group_id"),
        html=True,
    ),
    "intercom": FieldMap(
        turns=("conversation_parts.conversation_parts", "conversation_parts"),
        opening="source",
        text=("body",),
        author=("author.type",),
        company=("admin", "teammate"),
        customer=("user", "lead", "contact"),
        skip=(("part_type", "note"),),
        channel=("source.type", "type"),
        channels=(("email", "email"), ("conversation", "chat"), ("admin_initiated", "chat")),
        team=("team_assignee_id",),
        html=True,
    ),
    "freshdesk": FieldMap(
        turns=("conversations", "helpdesk_ticket.notes"),
        opening=".",
        opening_is_customer=True,
        text=("body_text", "description_text", "body", "description"),
        author=("incoming",),
        company=("false",),
        customer=("true",),
        skip=(("private", True),),
        team=("group_id",),
        html=True,
    ),
    "helpscout": FieldMap(
        turns=("_embedded.threads", "threads"),
        text=("body",),
        author=("createdBy.type", "type"),
        company=("user", "message"),
        customer=("customer",),
        skip=(("type", "note"), ("type", "lineitem")),
        date=("createdAt",),
        order=("createdAt",),
        channel=("type",),
        team=("mailboxId",),
        html=True,
    ),
}
