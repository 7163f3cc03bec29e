// GitHub's own REST client with App authentication against a server: node rest.mjs BASE APP KEYFILE INSTALLATION OWNER REPO. Prints one JSON object.
import { readFileSync } from 'node:fs';
import { Octokit } from '@octokit/rest';
import { createAppAuth } from '@octokit/auth-app';

const [baseUrl, appId, keyFile, installationId, owner, repo] = process.argv.slice(2);
const privateKey = readFileSync(keyFile, 'utf8');
const log = { debug() {}, info() {}, warn: console.warn, error() {} };
const app = new Octokit({ baseUrl, log, authStrategy: createAppAuth, auth: { appId, privateKey } });
const client = new Octokit({ baseUrl, log, authStrategy: createAppAuth, auth: { appId, privateKey, installationId } });
const result = {};
const statusOf = (call) => call.then((answer) => answer.status, (error) => error.status);

result.slug = (await app.rest.apps.getAuthenticated()).data.slug;
result.installation = (await app.rest.apps.getRepoInstallation({ owner, repo })).data.id;
result.self = await statusOf(client.rest.users.getAuthenticated());
const issue = (await client.rest.issues.create({ owner, repo, title: 'from the client', body: 'first', labels: ['one'] })).data;
result.issue = { number: issue.number, author: issue.user.login, labels: issue.labels.map((label) => label.name) };
const issueNumber = issue.number;
for (let i = 0; i < 45; i += 1) await client.rest.issues.createComment({ owner, repo, issue_number: issueNumber, body: `line ${i}` });
const comments = await client.paginate(client.rest.issues.listComments, { owner, repo, issue_number: issueNumber });
result.comments = comments.map((comment) => comment.body);
const commentId = comments[0].id;
result.reacted = [
  (await client.rest.reactions.createForIssueComment({ owner, repo, comment_id: commentId, content: 'eyes' })).status,
  (await client.rest.reactions.createForIssueComment({ owner, repo, comment_id: commentId, content: 'eyes' })).status,
];
result.edited = (await client.rest.issues.updateComment({ owner, repo, comment_id: commentId, body: 'changed' })).data.body;
result.closed = (await client.rest.issues.update({ owner, repo, issue_number: issueNumber, state: 'closed', state_reason: 'completed' })).data.state_reason;
result.tooLong = await client.rest.issues.createComment({ owner, repo, issue_number: issueNumber, body: 'x'.repeat(65537) }).then(() => null, (error) => [error.status, error.response.data.errors[0].code]);
const { data: { workflow_runs: runs } } = await client.rest.actions.listWorkflowRunsForRepo({ owner, repo, branch: 'main' });
const { data: { jobs } } = await client.rest.actions.listJobsForWorkflowRun({ owner, repo, run_id: runs[0].id });
result.job = { name: jobs[0].name, step: jobs[0].steps.find((step) => step.conclusion === 'failure')?.name };
result.log = (await client.rest.actions.downloadJobLogsForWorkflowRun({ owner, repo, job_id: jobs[0].id })).data;
result.rerun = (await client.rest.actions.reRunWorkflowFailedJobs({ owner, repo, run_id: runs[0].id })).status;
const started = await client.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: 'rollback.yml', ref: 'main', inputs: { environment: 'production', sha: 'x' } });
const told = await client.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', { owner, repo, workflow_id: 'rollback.yml', ref: 'main', inputs: { environment: 'production', sha: 'x' }, return_run_details: true });
const { data: { workflow_runs: byHand } } = await client.rest.actions.listWorkflowRuns({ owner, repo, workflow_id: 'rollback.yml', event: 'workflow_dispatch', branch: 'main' });
result.dispatched = [started.status, told.status, byHand.length, byHand.some((run) => run.id === told.data.workflow_run_id)];
result.unexpected = await client.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: 'rollback.yml', ref: 'main', inputs: { other: 'x' } }).then(() => null, (error) => [error.status, error.response.data.message]);
const deployments = await client.paginate(client.rest.repos.listDeployments, { owner, repo, environment: 'staging' });
const statuses = await Promise.all(deployments.map((deployment) => client.paginate(client.rest.repos.listDeploymentStatuses, { owner, repo, deployment_id: deployment.id })));
result.deployments = statuses.map((list) => list.map((status) => status.state));
const compared = (await client.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${deployments[1].sha}...${deployments[0].sha}` })).data;
result.compared = { status: compared.status, commits: compared.commits.map((commit) => commit.commit.message), files: compared.files.map((file) => file.filename) };
result.deliveries = (await app.rest.apps.listWebhookDeliveries({ per_page: 5 })).data.map((delivery) => delivery.event);
console.log(JSON.stringify(result));
