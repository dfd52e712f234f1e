// Small helpers for building elements; text is always text, never markup.
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = "",
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// A button that leaves the focus where it is, and does its work on a person's click only.
export function button(className: string, label: string, act: () => void, ...children: (string | Node)[]): HTMLButtonElement {
  const made = make("button", className, ...(children.length ? children : [label]));
  made.type = "button";
  if (children.length || label.length < 2) made.setAttribute("aria-label", label);
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", (event) => {
    if (event.isTrusted) act();
  });
  return made;
}
