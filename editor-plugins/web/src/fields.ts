// Which elements are fields for messages. One-line fields, passwords, searches and code editors are left alone.

const CODE = ".CodeMirror, .cm-editor, .monaco-editor, .ace_editor, [data-servicelint=off]";
const ONE_LINE = /^(combobox|searchbox|spinbutton|cell|gridcell)$/;

// Returns the field that an event's innermost target belongs to.
export function fieldOf(target: EventTarget | null | undefined): HTMLElement | null {
  if (!(target instanceof Node)) return null;
  const element = target instanceof HTMLElement ? target : target.parentElement;
  if (!element) return null;
  if (element instanceof HTMLTextAreaElement) return wanted(element) && !element.readOnly && !element.disabled ? element : null;
  if (element.ownerDocument.designMode === "on") return element.ownerDocument.body;
  if (!element.isContentEditable) return null;
  let top = element;
  while (top.parentElement?.isContentEditable) top = top.parentElement;
  return wanted(top) ? top : null;
}

function wanted(element: HTMLElement): boolean {
  const role = element.getAttribute("role") ?? "";
  if (ONE_LINE.test(role) || element.getAttribute("aria-multiline") === "false") return false;
  if (/search/i.test([element.getAttribute("aria-label"), element.getAttribute("name"), element.inputMode, element.enterKeyHint].join(" "))) {
    return false;
  }
  return !element.closest(CODE) && !element.closest("[role=search], form[role=search]");
}

// The fields below a root, through open shadow trees.
export function fieldsIn(root: ParentNode): HTMLElement[] {
  const found = [...root.querySelectorAll<HTMLElement>("textarea, [contenteditable]")].flatMap((one) => fieldOf(one) ?? []);
  for (const one of root.querySelectorAll("*")) if (one.shadowRoot) found.push(...fieldsIn(one.shadowRoot));
  return found;
}

// Which element really has the focus, through open shadow trees.
export function focused(document: Document): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
