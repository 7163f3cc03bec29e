// When the connection to the bot is lost the page says so, and since when what it shows is old; it comes back by itself.

import { reveal } from "./carry.js";
import { serve } from "./commands.js";

const banner = document.getElementById("components-reconnect-modal");
const since = banner.querySelector("[data-since]");
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
let retry;

// The circuit has taken the page over (and hands over whom to ask), or is back: from now on buttons do something.
window.chatopsLive = server => {
  document.documentElement.dataset.live = "";
  serve(server);
  reveal();
};

async function comeBack() {
  try {
    // False: the bot is there and does not know this page any more (it was restarted); only a new page helps.
    if (!await Blazor.reconnect()) location.reload();
  } catch {
    retry = setTimeout(comeBack, 3000);
  }
}

banner.addEventListener("components-reconnect-state-changed", event => {
  clearTimeout(retry);
  switch (event.detail.state) {
    case "show":
      since.textContent = clock.format(new Date());
      document.documentElement.dataset.connection = "lost";
      delete document.documentElement.dataset.live;
      break;
    case "hide":
      delete document.documentElement.dataset.connection;
      window.chatopsLive();
      break;
    case "failed":
      retry = setTimeout(comeBack, 1000);
      break;
    case "rejected":
      location.reload();
      break;
  }
});
