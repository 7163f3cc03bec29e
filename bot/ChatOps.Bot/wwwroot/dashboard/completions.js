// What may come next in the command box, above it. The server knows what fits; while its answer is on its way, what still fits of the last one stays.

const list = () => document.getElementById("completions");
const box = () => document.querySelector("[data-command]");

let choices = [];
let asked;
let wanted = false;

export const listed = () => choices.length > 0;
export const chosen = () => choices.find(choice => choice.row.getAttribute("aria-selected") === "true");

function choose(choice) {
  for (const other of choices) other.row.setAttribute("aria-selected", String(other === choice));
  if (choice) {
    box().setAttribute("aria-activedescendant", choice.row.id);
    choice.row.scrollIntoView({ block: "nearest" });
  } else {
    box().removeAttribute("aria-activedescendant");
  }
}

function cell(look, text) {
  const made = document.createElement("span");
  made.className = look;
  made.textContent = text;
  return made;
}

function row(choice, index) {
  const made = document.createElement("li");
  made.id = `completion-${index}`;
  made.setAttribute("role", "option");
  made.dataset.text = choice.text;
  made.append(cell("completion-text", choice.word), cell("completion-what", choice.what));
  return made;
}

function show(next) {
  const was = chosen()?.text;
  choices = next.map((choice, index) => ({ word: choice.word, what: choice.what, text: choice.text, row: row(choice, index) }));
  list().replaceChildren(...choices.map(choice => choice.row));
  list().hidden = !listed();
  box().setAttribute("aria-expanded", String(listed()));
  choose(choices.find(choice => choice.text === was));
}

/** Shows what may follow the text in the box. */
export async function complete(input, lookUp) {
  const text = input.value;
  wanted = false;
  asked = text === "" ? undefined : text;
  const begun = text.toLowerCase();
  if (listed()) show(text === "" ? [] : choices.filter(choice => choice.text.toLowerCase().startsWith(begun)));
  if (!asked || !lookUp) return;
  let found;
  try {
    found = await lookUp(text);
  } catch {
    // The connection went; a completion less is no news.
    found = [];
  }
  // Typed on, closed or sent meanwhile: this answer is of something else. And nobody's choice is taken from under their finger.
  if (asked !== text || input.value !== text || document.activeElement !== input) return;
  asked = undefined;
  if (!chosen() || found.some(choice => choice.text === chosen().text)) show(found);
  if (wanted && listed()) take(choices[0]);
  wanted = false;
}

/** Puts a choice into the box, and goes on to what may follow it. */
export function take(choice) {
  const input = box();
  input.value = choice.text;
  input.focus();
  input.setSelectionRange(choice.text.length, choice.text.length);
  show([]);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Tab: takes the choice, or the first, or the first of those that are being looked up; false when there is nothing to take. */
export function takeWhenListed() {
  if (listed()) take(chosen() ?? choices[0]);
  else if (asked) wanted = true;
  else return false;
  return true;
}

export function move(step) {
  const now = choices.indexOf(chosen());
  choose(choices[step > 0 ? (now + 1) % choices.length : (now <= 0 ? choices.length : now) - 1]);
}

/** Closes the list, and lets no answer that is under way open it; false when none was open. */
export function closeChoices() {
  asked = undefined;
  wanted = false;
  if (!listed()) return false;
  show([]);
  return true;
}

document.addEventListener("mousedown", event => {
  const pressed = event.target.closest("#completions li");
  if (!pressed) return;
  event.preventDefault();
  take(choices.find(choice => choice.row === pressed));
});
