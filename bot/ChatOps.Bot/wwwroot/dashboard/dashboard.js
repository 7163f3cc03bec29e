// What the page does by itself, without asking the server: times, keys, the command box, theme, connection.
import "./times.js";
import "./carry.js";
import "./keys.js";
import "./commands.js";
import "./theme.js";
import "./connection.js";

// Only now: the circuit calls what stands above.
Blazor.start();
