// <chatops-time at="ISO instant" form="both|clock|seconds|ago|countdown">: an instant in the reader's zone, kept up to date. It draws into a shadow
// root, so the text that the server rendered stays its own (and is what shows without scripts).

const serverNow = Date.parse(document.querySelector("meta[name=server-time]")?.content ?? "");
// The bot's clock decides when a deadline strikes, so the countdown follows it, not the reader's.
const ahead = Number.isNaN(serverNow) ? 0 : serverNow - Date.now();
const now = () => Date.now() + ahead;

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const clockSeconds = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

function clockText(at, clock) {
  const then = new Date(at);
  const today = new Date(now());
  if (then.toDateString() === today.toDateString()) return clock.format(then);
  return `${(then.getFullYear() === today.getFullYear() ? day : dayAndYear).format(then)}, ${clock.format(then)}`;
}

// The largest two units, as in all messages.
function duration(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) return "0 s";
  const [size, name] = units[first];
  const whole = `${Math.floor(seconds / size)} ${name}`;
  const [nextSize, nextName] = units[first + 1] ?? [0, ""];
  const rest = nextSize ? Math.floor((seconds % size) / nextSize) : 0;
  // "12 min 5 s" is more than anybody reads of something long ago.
  return rest === 0 || (name === "min" && seconds >= 300) ? whole : `${whole} ${rest} ${nextName}`;
}

function countdown(milliseconds) {
  if (milliseconds <= 0) return "due";
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds >= 3600) return duration(seconds * 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function text(at, form) {
  const past = now() - at;
  switch (form) {
    case "clock": return clockText(at, clock);
    case "seconds": return clockText(at, clockSeconds);
    case "ago": return duration(Math.max(0, past));
    case "countdown": return countdown(-past);
    default: return past >= 0 ? `${clockText(at, clock)} (${duration(past)} ago)` : `${clockText(at, clock)} (in ${duration(-past)})`;
  }
}

const shown = new Set();

class ChatOpsTime extends HTMLElement {
  static observedAttributes = ["at", "form"];

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    shown.add(this);
    this.draw();
  }

  disconnectedCallback() {
    shown.delete(this);
  }

  attributeChangedCallback() {
    if (this.shadowRoot) this.draw();
  }

  draw() {
    const at = Date.parse(this.getAttribute("at"));
    const next = Number.isNaN(at) ? this.textContent : text(at, this.getAttribute("form"));
    if (this.shadowRoot.textContent !== next) this.shadowRoot.textContent = next;
    this.title = Number.isNaN(at) ? "" : exact.format(new Date(at));
  }
}

customElements.define("chatops-time", ChatOpsTime);
setInterval(() => { if (!document.hidden) for (const element of shown) element.draw(); }, 1000);
document.addEventListener("visibilitychange", () => { for (const element of shown) element.draw(); });
