// The command box: what the server puts into it, and what has to happen at once.

window.chatopsWrite = (input, text) => {
  input.value = text;
  input.focus();
  input.setSelectionRange(text.length, text.length);
};

// The server has every letter already; emptying the box here keeps what is typed while the answer is on its way.
document.addEventListener("submit", event => {
  if (event.target.matches("[data-command-form]")) event.target.querySelector("[data-command]").value = "";
});

// The server says what may follow; choosing and taking happen here, because the next key is often pressed before an answer could come back.
const options = () => [...document.querySelectorAll("#completions [data-text]")];
const chosen = () => options().find(option => option.getAttribute("aria-selected") === "true");

function choose(input, option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function take(option) {
  const input = document.querySelector("[data-command]");
  choose(input, undefined);
  window.chatopsWrite(input, option.dataset.text);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", event => {
  if (event.target.matches("[data-command]")) choose(event.target, undefined);
});

document.addEventListener("keydown", event => {
  const input = event.target;
  if (!input.matches?.("[data-command]")) return;
  const moves = event.key === "ArrowUp" || event.key === "ArrowDown";
  const all = input.getAttribute("aria-expanded") === "true" ? options() : [];
  const now = all.indexOf(chosen());
  const taken = event.key === "Enter" ? all[now] : event.key === "Tab" && !event.shiftKey ? all[now] ?? all[0] : undefined;
  if (taken || moves) event.preventDefault();
  if (taken) take(taken);
  else if (moves && all.length > 0) choose(input, all[event.key === "ArrowDown" ? (now + 1) % all.length : (now <= 0 ? all.length : now) - 1]);
}, true);

document.addEventListener("mousedown", event => {
  const option = event.target.closest("#completions [data-text]");
  if (!option) return;
  event.preventDefault();
  take(option);
});
