// Sends events by the CloudEvents SDK: node send-cloudevents.mjs URL binary|structured|batch EVENT-AS-JSON...
import { CloudEvent, HTTP } from 'cloudevents';

const [url, mode, ...given] = process.argv.slice(2);
const events = given.map((text) => new CloudEvent(JSON.parse(text)));

async function send(headers, body) {
  const answer = await fetch(url, { method: 'POST', headers, body });
  console.log(`${answer.status} ${await answer.text()}`);
  if (!answer.ok) process.exit(1);
}

if (mode === 'batch') {
  const messages = events.map((one) => HTTP.structured(one).body);
  await send({ 'content-type': 'application/cloudevents-batch+json' }, `[${messages.join(',')}]`);
} else {
  for (const one of events) {
    const message = mode === 'binary' ? HTTP.binary(one) : HTTP.structured(one);
    await send(message.headers, message.body);
  }
}
