"""The last step of every reader: a flattened message (or several parts of one) becomes a Document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from servicelint.model import Document, Kind, Part, Segment, Span
from servicelint.readers.atoms import Cutter
from servicelint.readers.comments import Comment, ignores_from
from servicelint.readers.placeholders import find_fields
from servicelint.readers.zones import zone
from servicelint.text import Mapped, SegmentBuilder, compose


class Flat(NamedTuple):
    """A message as plain text (``message``), mapped to the source, and the comments its format hides from the reader.

    ``escape`` says how a replacement must be written; ``subject`` whether header lines may open it. ``extras`` are
    texts beside the message's own (``alt`` and ``title`` of HTML tags).
    """

    message: Mapped
    comments: tuple[Comment, ...] = ()
    escape: str = "plain"
    subject: bool = True
    extras: tuple[Mapped, ...] = ()


def rebase(flat: Flat, outer: Mapped, escape: str) -> Flat:
    """Move a message that was flattened from a decoded text (``outer``) onto that text's source."""
    comments = tuple(
        Comment(outer.map.to_source(comment.span.start, comment.span.end), comment.text) for comment in flat.comments
    )
    way = compose(flat.message.map, outer.map)
    extras = tuple(Mapped(extra.text, compose(extra.map, outer.map)) for extra in flat.extras)
    return Flat(Mapped(flat.message.text, way), comments, escape, flat.subject, extras)


def strip_controls(flat: Flat) -> Flat:
    """Turn control tags and comments of template languages into seams: nothing on one side touches the other."""
    text = flat.message.text
    # What only its surroundings tell, the number sign and the apostrophe of a plural, is lost without them.
    fields = [field for field in find_fields(text) if not field.word or text[field.start : field.end] in ("#", "''")]
    if not fields:
        return flat
    builder, at = SegmentBuilder(text), 0
    comments = list(flat.comments)
    for field in fields:
        builder.keep(at, field.start)
        if field.word:
            builder.put(field.word, field.start, field.end)
        elif field.comment is None:
            builder.put("\n\n", field.start, field.end)
        else:
            builder.gap()
            comments.append(Comment(flat.message.map.to_source(field.start, field.end), field.comment))
        at = field.end
    builder.keep(at, len(text))
    stripped, inner = builder.build()
    comments.sort(key=lambda comment: comment.span)
    return flat._replace(message=Mapped(stripped, compose(inner, flat.message.map)), comments=tuple(comments))


def make_document(
    name: str,
    source: str,
    flats: Sequence[Flat],
    *,
    channel: str | None,
    kind: Kind,
    context: Sequence[str] = (),
    heading: Sequence[Segment] = (),
    heading_blocks: Sequence[Span] = (),
) -> Document:
    """Zone the parts of one message and put them together.

    ``channel`` None means: chat for a transcript, email for anything else. ``context`` is older than what is quoted.
    """
    segments, blocks = list(heading), list(heading_blocks)
    thread = list(context)
    comments: list[Comment] = []
    found_chat = False
    for flat in flats:
        flat = strip_controls(flat)
        zoned = zone(flat.message, escape=flat.escape, chat=channel == "chat", subject=flat.subject)
        segments += zoned.segments
        blocks += zoned.blocks
        thread += [message for message in zoned.thread if message not in thread]
        comments += flat.comments
        found_chat = found_chat or zoned.is_chat
        for extra in flat.extras:
            text, way = Cutter(extra).cut(0, len(extra.text))
            if any(char.isalnum() for char in text):
                written = flat.escape.replace("html", "attribute", 1)
                segments.append(Segment(text, way, Part.BODY, written))
                blocks.append(extra.map.to_source(0, len(extra.text)))
    blocks.sort()
    return Document(
        name=name,
        text=source,
        segments=tuple(segments),
        channel=channel or ("chat" if found_chat else "email"),
        kind=kind,
        thread=tuple(thread),
        ignores=ignores_from(comments, blocks, len(source)),
        plain="\n".join(flat.message.text for flat in flats),
    )
