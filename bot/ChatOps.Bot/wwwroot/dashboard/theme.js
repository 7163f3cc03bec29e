// Light, dark, or as the system has it. The choice is a cookie, so that the server renders the first paint with it.

const next = { system: "light", light: "dark", dark: "system" };
const root = document.documentElement;

document.addEventListener("click", event => {
  if (!event.target.closest("[data-theme-switch]")) return;
  const theme = next[root.dataset.theme ?? "system"];
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.cookie = `chatops-theme=${theme};path=/;max-age=31536000;samesite=strict`;
});
