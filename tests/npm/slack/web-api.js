// The official Web API client against a server: node web-api.js BASE TOKEN CHANNEL USER EMAIL. Prints one JSON object.
const { LogLevel, WebClient } = require('@slack/web-api');

const [slackApiUrl, token, channel, user, email] = process.argv.slice(2);
const client = new WebClient(token, { slackApiUrl, logLevel: LogLevel.ERROR });
const result = { rateLimited: [] };
client.on('rate_limited', (seconds) => result.rateLimited.push(seconds));

const errorOf = (call) => call.then(() => 'none', (error) => error.data ?? { error: error.code });

async function main() {
  result.auth = await client.auth.test();
  result.posted = await client.chat.postMessage({
    channel,
    text: 'a < b & c',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*bold*' } }],
    metadata: { event_type: 'chatops_key', event_payload: { key: 'k1' } },
  });
  const { ts } = result.posted;
  result.updated = await client.chat.update({ channel, ts, text: 'changed' });
  result.reply = await client.chat.postMessage({ channel, thread_ts: ts, text: 'below' });
  result.ephemeral = await client.chat.postEphemeral({ channel, user, text: 'for you' });
  result.permalink = await client.chat.getPermalink({ channel, message_ts: ts });
  await client.reactions.add({ channel, timestamp: ts, name: 'eyes' });
  for (let i = 0; i < 5; i += 1) await client.chat.postMessage({ channel, text: `line ${i}` });

  result.pages = [];
  for await (const page of client.paginate('conversations.history', { channel, limit: 2 })) {
    result.pages.push(page.messages.map((message) => message.text));
  }

  result.replies = await client.conversations.replies({ channel, ts, include_all_metadata: true });
  result.info = (await client.conversations.info({ channel })).channel;
  result.members = (await client.conversations.members({ channel })).members;
  result.byEmail = (await client.users.lookupByEmail({ email })).user;
  result.channels = (await client.conversations.list()).channels.map((one) => one.name);
  result.upload = await client.files.uploadV2({ channel_id: channel, thread_ts: ts, filename: 'log.txt', content: 'a long log', title: 'Log' });

  result.badBlocks = await errorOf(client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'y'.repeat(3001) } }] }));
  result.badToken = await errorOf(new WebClient('xoxb-none', { slackApiUrl, logLevel: LogLevel.ERROR }).auth.test());
  result.unknownUser = await errorOf(client.users.info({ user: 'U000' }));
  await client.chat.delete({ channel, ts: result.reply.ts });
}

main().then(
  () => console.log(JSON.stringify(result)),
  (error) => { console.error(error); process.exit(1); },
);
