// The look of everything inside our own element. Colours have at least 4.5 : 1 on their ground.
export const STYLE = `
:host {
  --card: #ffffff; --ink: #1b1f24; --quiet: #59636e; --line: #d5dbe1; --hover: #eef4fc; --main: #1d5fa8; --on-main: #ffffff;
  --error: #b42318; --warning: #8a5200; --suggestion: #1d5fa8; --shade: 0 6px 24px rgb(15 23 32 / 22%), 0 1px 3px rgb(15 23 32 / 18%);
}
@media (prefers-color-scheme: dark) {
  :host {
    --card: #1d232a; --ink: #e8ecf0; --quiet: #a3aeb9; --line: #3d4853; --hover: #2a3641; --main: #7ab3f5; --on-main: #0c1620;
    --error: #ff8a80; --warning: #f2b35c; --suggestion: #7ab3f5; --shade: 0 6px 24px rgb(0 0 0 / 60%), 0 0 0 1px rgb(255 255 255 / 6%);
  }
}
* { box-sizing: border-box; }
.mirror, .boxes { position: fixed; left: 0; top: 0; pointer-events: none; }
.mirror { overflow: hidden; transform-origin: 0 0; }
.mirror div { color: transparent; border: 0; margin: 0; }
.mirror span { text-decoration: underline wavy 1.5px; text-underline-offset: 2px; text-decoration-skip-ink: none; border-radius: 2px; }
.mirror .error { text-decoration-color: #e5383b; }
.mirror .warning { text-decoration-color: #c27803; }
.mirror .suggestion { text-decoration-color: #2f7fd8; }
.mirror .active, .boxes .active { background: rgb(47 127 216 / 22%); }
.boxes i { position: fixed; border-bottom: 2px dotted #2f7fd8; }
.boxes .error { border-color: #e5383b; }
.boxes .warning { border-color: #c27803; }

.card, .ask, .pill, .note { font: 14px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); text-align: left; }
.card, .ask { position: fixed; background: var(--card); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shade); }
.card { width: 360px; max-width: calc(100vw - 16px); max-height: calc(100vh - 16px); overflow: auto; overscroll-behavior: contain; }
.card header { display: flex; align-items: center; gap: 8px; padding: 10px 8px 0 14px; }
.card header b { flex: 1; font-weight: 600; font-size: 12px; letter-spacing: .02em; }
.error > header b { color: var(--error); } .warning > header b { color: var(--warning); } .suggestion > header b { color: var(--suggestion); }
.card p { margin: 4px 14px 10px; overflow-wrap: anywhere; }
.card .quiet, .quiet { color: var(--quiet); font-size: 12.5px; }
.rewrites { display: grid; border-top: 1px solid var(--line); }
button { font: inherit; color: inherit; background: none; border: 0; border-radius: 6px; padding: 4px 8px; cursor: pointer; text-align: left; }
button:hover { background: var(--hover); }
button:focus-visible { outline: 2px solid var(--main); outline-offset: -2px; }
.rewrites button { border-radius: 0; padding: 9px 14px; border-bottom: 1px solid var(--line); color: var(--main); font-weight: 500; overflow-wrap: anywhere; }
.rewrites button span { display: block; color: var(--quiet); font-weight: 400; font-size: 12px; }
.rewrites button[disabled] { opacity: .6; cursor: default; }
.why { padding: 0 0 2px; }
.why p { white-space: pre-line; }
.card footer { display: flex; align-items: center; gap: 2px; padding: 4px 6px; color: var(--quiet); font-size: 12.5px; }
.card footer .gap { flex: 1; }
.icon { padding: 2px 8px; color: var(--quiet); font-size: 15px; line-height: 1.3; }

.pill { position: fixed; display: flex; align-items: center; justify-content: center; min-width: 22px; height: 22px; padding: 0 7px; border-radius: 11px;
  font-size: 12px; font-weight: 600; background: var(--card); border: 1.5px solid currentColor; opacity: .92; }
.pill:hover { background: var(--card); opacity: 1; }
.pill.error { color: var(--error); } .pill.warning { color: var(--warning); } .pill.suggestion { color: var(--suggestion); } .pill.trouble { color: var(--quiet); }
.note { position: fixed; max-width: 340px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; box-shadow: var(--shade); padding: 9px 12px; }

.veil { position: fixed; inset: 0; background: rgb(10 15 20 / 35%); display: grid; place-items: center; }
.ask { position: static; width: 440px; max-width: calc(100vw - 24px); max-height: calc(100vh - 24px); overflow: auto; padding: 18px 20px; }
.ask h1 { font-size: 16px; margin: 0 0 8px; }
.ask ul { margin: 0 0 16px; padding: 0; list-style: none; display: grid; gap: 8px; }
.ask li { border-left: 3px solid var(--error); padding-left: 10px; overflow-wrap: anywhere; }
.ask div { display: flex; justify-content: flex-end; gap: 8px; }
.ask button { border: 1px solid var(--line); padding: 7px 14px; }
.ask .main { background: var(--main); color: var(--on-main); border-color: var(--main); font-weight: 600; }
`;
