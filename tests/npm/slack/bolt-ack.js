// A Bolt app that acknowledges /chatops and does nothing else: node bolt-ack.js BASE TOKEN SIGNING_SECRET PORT. Prints "ready" when it listens.
const { App, HTTPReceiver, LogLevel } = require('@slack/bolt');

const [slackApiUrl, token, signingSecret, port] = process.argv.slice(2);
const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/commands', signatureVerification: true });
const app = new App({ token, receiver, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl } });
app.command('/chatops', async ({ command, ack }) => ack(`noted: ${command.text}`));
app.start({ port: Number(port), host: '127.0.0.1' }).then(() => console.log('ready'));
