// The pages that are served by name. Shapes as of 2025; the tests have pages of these shapes, written for them.
import type { Site } from "./site";

export const SITES: Site[] = [
  {
    name: "Gmail",
    hosts: /^mail\.google\.com$/,
    channel: "email",
    messages: "div.adn",
    // One's own messages say "me"; a message to a customer carries no reply-to of theirs.
    own: "div.adn:has(.gD[data-hovercard-owner-id='me'], .gD[name='me'])",
    body: "div.a3s",
    send: "div[role=button][data-tooltip^='Send']",
  },
  {
    name: "Outlook",
    hosts: /^outlook\.(office|office365|live)\.com$|^outlook\.cloud\.microsoft$/,
    channel: "email",
    messages: "div[aria-label='Message body'][role=document], div[aria-label='Message body']:not([contenteditable])",
    own: "[data-sent-by-me=true], [aria-label^='Sent by me'] *",
    send: "button[aria-label='Send'], button[title^='Send (']",
  },
  {
    name: "Zendesk",
    hosts: /\.zendesk\.com$/,
    channel: null,
    messages: "[data-test-id=omni-log-comment-item]",
    own: "article:has([data-test-id=omni-log-item-message][type=agent], [data-test-id=omni-log-internal-note-tag])",
    body: "[data-test-id=omni-log-message-content], .zd-comment",
    send: "[data-test-id=submit_button-button]",
  },
  {
    name: "Intercom",
    hosts: /^app(\.[a-z]{2})?\.intercom\.(com|io)$/,
    channel: "chat",
    messages: "[data-conversation-part], .conversation__part",
    own: ".o__admin, .conversation__part--admin, [data-part-author=admin], [data-part-author=bot]",
    body: ".conversation__text, .inbox2__conversation-part-text",
    send: "[data-intercom-target='send-button']",
  },
  {
    name: "Front",
    hosts: /^app\.frontapp\.com$/,
    channel: "email",
    messages: "[data-testid='message'], .messageCard",
    own: "[data-direction=outbound], .messageCard--outbound",
    body: "[data-testid='message-body'], .messageCard__body, iframe",
    send: "[data-testid='composer-send-button']",
  },
  {
    name: "Freshdesk",
    hosts: /\.freshdesk\.com$/,
    channel: "email",
    messages: "[data-test-id=ticket-description], .ticket-details__item, [data-test-id^=conversation-item]",
    own: "[data-conversation-type=agent], .ticket-details__item--agent, .private-note",
    body: ".ticket-details__item--content, [data-test-id=conversation-content]",
    send: "[data-test-id=send-reply], button[data-test-submit]",
  },
];

export function siteOf(host: string): Site | null {
  return SITES.find((site) => site.hosts.test(host)) ?? null;
}
