// The official Socket Mode client: node socket-mode.js BASE APP_TOKEN. Prints a JSON object for each thing that happens.
const { LogLevel, SocketModeClient } = require('@slack/socket-mode');

const [slackApiUrl, appToken] = process.argv.slice(2);
const client = new SocketModeClient({ appToken, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl } });
const tell = (kind, more) => console.log(JSON.stringify({ kind, ...more }));

client.on('connected', () => tell('connected'));
client.on('disconnected', () => tell('disconnected'));
client.on('slack_event', async ({ ack, type, body, retry_num: retry }) => {
  const text = body.event?.text ?? body.text ?? '';
  tell('given', { type, text, retry });
  await ack(type === 'slash_commands' ? { text: `got ${text}` } : undefined);
});

client.start();
