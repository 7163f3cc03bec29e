// The first paint is complete and can be typed into, and the circuit then draws the page anew. What was typed and where the focus was go on in
// the new elements, before the next key. The focus goes to the heading of a new page only if nobody has moved it since they left the last one.

let menu;
let focused;
let begin;
let end;
let left;

const fields = "input[id]:not([type=checkbox], [type=hidden]), textarea[id]";

function counterpart(element) {
  if (element.id) return document.getElementById(element.id);
  return element.matches("[data-row]") ? document.querySelector(`[data-row][href="${CSS.escape(element.getAttribute("href"))}"]`) : null;
}

function mark(element) {
  focused = element;
  [begin, end] = element?.matches("input, textarea") ? [element.selectionStart, element.selectionEnd] : [];
}

document.addEventListener("focusin", event => mark(event.target));
document.addEventListener("selectionchange", () => { if (document.activeElement === focused && focused) mark(focused); });
document.addEventListener("pointerdown", event => { if (!focused?.contains(event.target)) focused = undefined; });
// Somebody who leaves a field by a key means to; an element that is taken away leaves nothing.
document.addEventListener("keydown", event => { if (event.key === "Escape") setTimeout(() => { if (document.activeElement === document.body) focused = undefined; }); });

// An element that is taken away closes without saying so.
document.addEventListener("toggle", event => { if (event.target.popover) menu = event.newState === "open" ? event.target.id : undefined; }, true);

function carry(field) {
  const next = counterpart(field);
  if (!next || next === field || next.value === field.value || field.value === field.defaultValue) return;
  next.value = field.value;
  next.dispatchEvent(new Event("input", { bubbles: true }));
  next.dispatchEvent(new Event("change", { bubbles: true }));
}

new MutationObserver(changes => {
  const gone = changes.flatMap(change => [...change.removedNodes]).filter(node => node.nodeType === Node.ELEMENT_NODE && !node.isConnected);
  for (const node of gone) {
    if (node.matches(fields)) carry(node);
    for (const field of node.querySelectorAll(fields)) carry(field);
    if (menu && node.querySelector(`#${CSS.escape(menu)}`)) document.getElementById(menu)?.showPopover();
  }
  if (!focused || focused.isConnected || document.activeElement !== document.body) return;
  const next = counterpart(focused);
  const [from, to] = [begin, end];
  next?.focus();
  if (next && from !== undefined && from !== null) next.setSelectionRange(from, to);
}).observe(document.body, { childList: true, subtree: true });

const leave = () => { left = document.activeElement; };
document.addEventListener("click", event => { if (event.target.closest("a[href]")) leave(); }, true);
addEventListener("popstate", leave);

/** On a phone the bar's pages are scrolled. */
export const reveal = () => document.querySelector(".places .active")?.scrollIntoView({ block: "nearest", inline: "center" });

// Called by the server when another kind of page stands there.
window.chatopsArrived = () => {
  reveal();
  const now = document.activeElement;
  if (now === document.body || now === left) document.querySelector("h1")?.focus();
};

reveal();
