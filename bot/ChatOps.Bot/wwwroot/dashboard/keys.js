// Keys. An element says by data-key which key presses it (or focuses it, when it takes text), by data-go which letter after "g" goes there.
// The help dialog (?) lists them; there they can be switched off, for people whose tools type single letters.

import { back } from "./commands.js";

const off = "chatops-keys-off";
const enabled = () => localStorage.getItem(off) === null;
let goes = 0;

const typing = target => target.closest("input, textarea, select, [contenteditable]") !== null;
const visible = element => element.getClientRects().length > 0;
const withKey = (name, key) => [...document.querySelectorAll(`[${name}="${CSS.escape(key)}"]`)].find(element => visible(element) && !element.disabled);

function press(element) {
  if (element.matches("input, textarea")) element.focus();
  else element.click();
}

function moveInList(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
}

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    // A dialog, a menu and other fields have an Escape of their own.
    if (!document.querySelector("dialog[open], :popover-open") && (event.target.matches("[data-command]") || !typing(event.target))) back();
    return;
  }

  if (typing(event.target) || document.querySelector("dialog[open]") || !enabled()) return;
  const element = performance.now() < goes ? withKey("data-go", event.key) : withKey("data-key", event.key);
  goes = 0;
  if (element) {
    event.preventDefault();
    press(element);
  } else if (event.key === "g") {
    goes = performance.now() + 1500;
  } else if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    moveInList(event.key === "j" ? 1 : -1);
  }
});

document.addEventListener("click", event => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
});

document.addEventListener("change", event => {
  if (!event.target.matches("[data-keys-enabled]")) return;
  if (event.target.checked) localStorage.removeItem(off);
  else localStorage.setItem(off, "");
});

document.addEventListener("toggle", event => {
  const box = event.target.querySelector?.("[data-keys-enabled]");
  if (box) box.checked = enabled();
}, true);
