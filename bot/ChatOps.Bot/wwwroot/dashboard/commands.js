// The command box. What somebody types, chooses, recalls and closes is decided here at once, by what they see; the server completes and carries
// out. A line that answers late finds the box as its reader left it.

import { chosen, closeChoices, complete, listed, move, take, takeWhenListed } from "./completions.js";

const box = () => document.querySelector("[data-command]");
const answers = () => document.querySelector("[data-answers]");
const incident = () => document.querySelector("[data-command-form]").dataset.incident ?? null;

// Writing

function write(text) {
  const input = box();
  closeChoices();
  input.value = text;
  input.focus();
  input.setSelectionRange(text.length, text.length);
}

const sent = [];
let past = 0;
let unsent = "";

/** Brings back what was sent before: 1 the last, 0 what stood here before anybody looked back. */
function recall(to) {
  if (past === 0) unsent = box().value;
  past = Math.max(0, Math.min(sent.length, to));
  write(past === 0 ? unsent : sent.at(-past));
}

// Saying. Each act has a number, so that one whose answer was lost with the connection can be said again and is done once.

let server;
let number = 0;
const unanswered = new Set();
const lost = () => document.documentElement.dataset.connection === "lost";

async function deliver(act) {
  if (!server || lost()) return;
  try {
    await server.invokeMethodAsync("SayAsync", act.number, act.text, act.incident, act.stamp);
    unanswered.delete(act);
  } catch {
    // The connection went meanwhile; it is said again when it is back.
  }
}

function say(text, incident, stamp) {
  const act = { number: ++number, text, incident, stamp };
  unanswered.add(act);
  deliver(act);
}

/** The server can be asked, for the first time or again. */
export function serve(reference) {
  server = reference ?? server;
  for (const act of unanswered) deliver(act);
  if (document.activeElement === box()) ask();
}

const ask = () => complete(box(), server && !lost() ? text => server.invokeMethodAsync("CompleteAsync", text, incident()) : undefined);

document.addEventListener("submit", event => {
  if (!event.target.matches("[data-command-form]")) return;
  event.preventDefault();
  const text = box().value.trim().replace(/^\/+/, "");
  // While the connection is lost the text stays where it is, and the banner says why.
  if (text === "" || lost()) return;
  if (sent.at(-1) !== text) sent.push(text);
  past = 0;
  closeChoices();
  box().value = "";
  say(text, incident(), null);
});

document.addEventListener("click", event => {
  const button = event.target.closest("[data-press]");
  if (!button || lost()) return;
  // A command that wants more words is finished in the box; what stood there can be recalled.
  if (button.dataset.press.endsWith(" ")) {
    if (box().value.trim() !== "") sent.push(box().value);
    past = 0;
    write(button.dataset.press);
  } else {
    say(button.dataset.press, button.dataset.incident, Number(button.dataset.stamp));
  }
});

document.addEventListener("input", event => {
  if (!event.target.matches("[data-command]")) return;
  past = 0;
  ask();
});

document.addEventListener("focusin", event => { if (event.target.matches("[data-command]")) ask(); });
document.addEventListener("focusout", event => { if (event.target.matches("[data-command]")) closeChoices(); });

document.addEventListener("keydown", event => {
  if (!event.target.matches?.("[data-command]") || event.isComposing) return;
  const up = event.key === "ArrowUp";
  if (up || event.key === "ArrowDown") {
    event.preventDefault();
    if (listed()) move(up ? -1 : 1);
    else recall(past + (up ? 1 : -1));
  } else if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    take(chosen());
  } else if (event.key === "Tab" && !event.shiftKey && takeWhenListed()) {
    event.preventDefault();
  }
}, true);

// Answers

class ChatOpsAnswer extends HTMLElement {
  connectedCallback() {
    // Its text comes after it, in the same breath.
    queueMicrotask(() => {
      const panel = answers();
      if (!panel) return;
      panel.hidden = false;
      panel.scrollTop = this.offsetTop - 8;
    });
  }
}

customElements.define("chatops-answer", ChatOpsAnswer);

function closeAnswers() {
  const panel = answers();
  if (!panel || panel.hidden) return false;
  const inside = panel.contains(document.activeElement);
  panel.hidden = true;
  if (inside) box().focus();
  return true;
}

document.addEventListener("click", event => { if (event.target.closest("[data-answers-close]")) closeAnswers(); });

/** Escape: closes what is open nearest to the box, completions before answers, and else leaves the box. */
export const back = () => closeChoices() || closeAnswers() || box().blur();

// A bot that was started again knows nothing of this page, which is then loaded anew: what was not sent, or not answered, goes on in its box.

const draft = "chatops-draft";

addEventListener("pagehide", () => {
  const text = box()?.value || [...unanswered].findLast(act => act.stamp === null)?.text;
  if (text) sessionStorage.setItem(draft, text);
});

const kept = sessionStorage.getItem(draft);
sessionStorage.removeItem(draft);
if (kept && box() && box().value === "") box().value = kept;
