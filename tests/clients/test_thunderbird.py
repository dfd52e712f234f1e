"""The add-on in Thunderbird: marks in a draft, a rewrite by the button's popup, the question before sending."""

from __future__ import annotations

import base64
import mailbox
import zipfile
from pathlib import Path
from typing import Any

from tests.clients.addon import NativeHost, built, needs, pictures
from tests.clients.marionette import Marionette, started, until
from tests.serving import settings

QUOTED = "Hello, my lamp came broken. I want a refund, please."
ACCOUNT: dict[str, object] = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.identity.id1.fullName": "Desk",
    "mail.identity.id1.useremail": "desk@example.com",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.htmlSigText": "",
    "mail.server.server1.hostname": "localhost",
    "mail.server.server1.name": "desk@example.com",
    "mail.server.server1.type": "none",
    "mail.server.server1.userName": "desk",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.name": "Local Folders",
    "mail.server.server2.type": "none",
    "mail.server.server2.userName": "nobody",
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "localhost",
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mail.winsearch.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.compose.warned_about_customize_from": True,
    "mail.warn_on_send_accel_key": False,
}
COMPOSE = """
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const fields = Cc["@mozilla.org/messengercompose/composefields;1"].createInstance(Ci.nsIMsgCompFields);
  fields.to = "bea@example.com";
  fields.subject = "Your lamp";
  fields.body = args[0];
  const params = Cc["@mozilla.org/messengercompose/composeparams;1"].createInstance(Ci.nsIMsgComposeParams);
  params.type = Ci.nsIMsgCompType.New;
  params.format = Ci.nsIMsgCompFormat.HTML;
  params.identity = MailServices.accounts.getIdentity("id1");
  params.composeFields = fields;
  MailServices.compose.OpenComposeWindowWithParams(null, params);
"""
FIND = """
  const compose = Services.wm.getMostRecentWindow("msgcompose");
"""
HIGHLIGHTS = (
    FIND
    + """
  const editor = compose?.GetCurrentEditorElement?.()?.contentWindow;
  if (!editor) return null;
  const words = {};
  editor.CSS.highlights.forEach((set, name) => set.forEach((range) => {
    (words[name.replace("servicelint-", "")] ??= []).push(range.toString());
  }));
  return words;
"""
)
BODY = FIND + "return compose.GetCurrentEditorElement().contentDocument.documentElement.outerHTML;"
CLICK = (
    FIND
    + """
  const { contentWindow } = compose.GetCurrentEditorElement();
  let range;
  contentWindow.CSS.highlights.get("servicelint-error").forEach((one) => { range = one; });
  const { x, y, width, height } = range.getBoundingClientRect();
  compose.focus();
  const at = { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 };
  contentWindow.document.body.dispatchEvent(new contentWindow.MouseEvent("click", at));
"""
)
#: Runs a script in the add-on's page of this path, in whatever process it lives; null while there is no such page.
PAGE = """
  const { extension } = WebExtensionPolicy.getByID("thunderbird@servicelint");
  const view = [...extension.views].find((one) => one.xulBrowser?.currentURI?.filePath === args[0]);
  if (!view) return null;
  const { messageManager } = view.xulBrowser;
  return new Promise((resolve) => {
    messageManager.addMessageListener("test:said", function said(message) {
      messageManager.removeMessageListener("test:said", said);
      resolve(message.data);
    });
    const code = `const page = content; sendAsyncMessage("test:said", (() => { ${args[1]} })() ?? null);`;
    messageManager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(code), false);
    setTimeout(() => resolve(null), 3000);
  });
"""
TEXT = "return page.document.body.innerText;"
PRESS = "page.document.querySelector('{}').click();"


def test_marks_rewrite_and_question(tmp_path: Path) -> None:
    needs("thunderbird", "xvfb-run")
    add_on = built("thunderbird", "add-on")
    shots = pictures(tmp_path)
    settings(tmp_path)
    home = tmp_path / "home"
    profile = home / "profile"
    (profile / "extensions").mkdir(parents=True)
    with zipfile.ZipFile(profile / "extensions" / "thunderbird@servicelint.xpi", "w") as archive:
        for file in add_on.rglob("*"):
            archive.write(file, file.relative_to(add_on))
    NativeHost.install("thunderbird", home / ".mozilla/native-messaging-hosts", tmp_path / "servicelint.toml")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24", "thunderbird"]
    with started(command, profile, {"HOME": str(home)}, ACCOUNT) as bird:
        until(lambda: bird.run("return !!WebExtensionPolicy.getByID('thunderbird@servicelint')", chrome=True), bool)
        write(bird)
        mend(bird, shots)
        refuse_then_send(bird, shots)
        sent = mailbox.mbox(profile / "Mail" / "Local Folders" / "Unsent Messages")
        until(lambda: len(list(sent)), lambda count: count == 1)
        message = next(iter(sent)).as_string()
    # Nothing of ours reaches the customer.
    assert "servicelint" not in message
    assert "We cannot help you" in message
    sent.close()


def write(bird: Marionette) -> None:
    body = (
        "<p>Hi 🙂 Bea, we <b>cannot</b> help you.</p><p>We have sent the money. Could you kindly wait?</p>"
        f"<blockquote type='cite'><p>{QUOTED}</p></blockquote>"
    )
    bird.run(COMPOSE, body, chrome=True)
    # "the money" is a finding because the mail that is answered, quoted below, speaks of a refund.
    wanted = {"error": ["we cannot help you"], "warning": ["the money"], "suggestion": ["kindly"]}
    until(lambda: bird.run(HIGHLIGHTS, chrome=True), lambda seen: seen == wanted, 60)
    assert "servicelint" not in bird.run(BODY, chrome=True)


def mend(bird: Marionette, shots: Path) -> None:
    # A click on the phrase opens the button's popup.
    bird.run(CLICK, chrome=True)
    shown = until(lambda: bird.run(PAGE, "/popup.html", TEXT, chrome=True), lambda seen: seen and "3 findings" in seen)
    assert "ends the conversation" in shown
    screenshot(bird, shots / "thunderbird.png")
    screenshot(bird, shots / "thunderbird-popup.png", "/popup.html")
    bird.run(PAGE, "/popup.html", PRESS.format("li.error button"), chrome=True)
    after = until(lambda: bird.run(BODY, chrome=True), lambda seen: "Here is what I can do for you today." in seen)
    assert "cannot" not in after
    wanted = {"warning": ["the money"], "suggestion": ["kindly"]}
    until(lambda: bird.run(HIGHLIGHTS, chrome=True), lambda seen: seen == wanted)
    bird.run(FIND + "compose.GetCurrentEditor().undo(1);", chrome=True)
    until(lambda: bird.run(BODY, chrome=True), lambda seen: "cannot" in seen)
    bird.run(FIND + "compose.GetCurrentEditor().redo(1);", chrome=True)


def refuse_then_send(bird: Marionette, shots: Path) -> None:
    more = FIND + "compose.GetCurrentEditor().beginningOfDocument(); compose.GetCurrentEditor().insertText(args[0]);"
    bird.run(more, "We cannot help you. ", chrome=True)
    send = FIND + "compose.goDoCommand('cmd_sendLater');"
    bird.run(send, chrome=True)
    asked = until(lambda: bird.run(PAGE, "/ask.html", TEXT, chrome=True), lambda seen: seen and "ends" in seen)
    assert asked.startswith("Send with an error left?")
    screenshot(bird, shots / "thunderbird-ask.png", "/ask.html")
    bird.run(PAGE, "/ask.html", PRESS.format("#back"), chrome=True)
    until(lambda: bird.run(PAGE, "/ask.html", TEXT, chrome=True), lambda seen: seen is None)
    assert bird.run(FIND + "return !!compose && !compose.closed;", chrome=True)
    until(lambda: bird.run(FIND + "return compose.gSendLocked;", chrome=True), lambda locked: not locked)
    bird.run(send, chrome=True)
    until(lambda: bird.run(PAGE, "/ask.html", TEXT, chrome=True), lambda seen: seen and "ends" in seen)
    bird.run(PAGE, "/ask.html", PRESS.format("#send"), chrome=True)
    until(lambda: bird.run(FIND + "return !compose || compose.closed;", chrome=True), bool)


def screenshot(bird: Marionette, path: Path, page: str = "") -> None:
    """Save the draft's window, or a page of the add-on."""
    draw = """
      const top = Services.wm.getMostRecentWindow("msgcompose");
      const { extension } = WebExtensionPolicy.getByID("thunderbird@servicelint");
      const view = [...extension.views].find((one) => one.xulBrowser?.currentURI?.filePath === args[0]);
      const { browsingContext } = view ? view.xulBrowser : top;
      const bitmap = await browsingContext.currentWindowGlobal.drawSnapshot(null, 1, "white");
      const canvas = top.document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
      canvas.width = bitmap.width; canvas.height = bitmap.height;
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      return canvas.toDataURL("image/png").split(",")[1];
    """
    shot: Any = bird.run(draw, page, chrome=True)
    path.write_bytes(base64.b64decode(shot))
