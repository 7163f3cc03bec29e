// A Bolt app with its HTTP receiver: node bolt-http.js BASE TOKEN SIGNING_SECRET PORT. Prints a JSON object for each thing that it was given.
const { App, LogLevel } = require('@slack/bolt');

const [slackApiUrl, token, signingSecret, port] = process.argv.slice(2);
const app = new App({ token, signingSecret, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl } });
const tell = (kind, more) => console.log(JSON.stringify({ kind, ...more }));

app.command('/chatops', async ({ command, ack, respond, client }) => {
  if (command.text === 'form') {
    await ack();
    const opened = await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: { type: 'plain_text', text: 'Form' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          { type: 'input', block_id: 'what', label: { type: 'plain_text', text: 'What' }, element: { type: 'plain_text_input', action_id: 'text' } },
          { type: 'input', block_id: 'which', label: { type: 'plain_text', text: 'Which' }, element: { type: 'external_select', action_id: 'service', min_query_length: 0 } },
        ],
      },
    });
    tell('opened', { view: opened.view.id });
    return;
  }
  await ack(`got ${command.text}`);
  await respond({ text: `later ${command.text}`, response_type: 'in_channel' });
});
app.event('app_mention', async ({ event, say }) => {
  tell('app_mention', { text: event.text });
  await say({ text: 'you called', thread_ts: event.ts, blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'press', value: 'v1', text: { type: 'plain_text', text: 'Press' } }] }] });
});
app.message(async ({ message }) => tell('message', { text: message.text }));
app.action('press', async ({ action, ack, respond }) => {
  await ack();
  tell('press', { value: action.value });
  await respond({ replace_original: true, text: 'pressed' });
});
app.options('service', async ({ options, ack }) => ack({ options: [{ text: { type: 'plain_text', text: `${options.value}-1` }, value: 's1' }] }));
app.view('form', async ({ view, ack }) => {
  const text = view.state.values.what.text.value;
  if (text === 'wrong') {
    await ack({ response_action: 'errors', errors: { what: 'no such thing' } });
    return;
  }
  await ack();
  tell('submitted', { text, service: view.state.values.which.service.selected_option.value });
});
app.shortcut('declare', async ({ shortcut, ack }) => {
  await ack();
  tell('shortcut', { text: shortcut.message.text });
});

app.start({ port: Number(port), host: '127.0.0.1' }).then(() => tell('ready'));
