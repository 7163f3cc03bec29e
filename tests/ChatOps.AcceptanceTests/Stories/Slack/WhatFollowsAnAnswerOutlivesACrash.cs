using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>What is said after an acknowledgement (a refusal, the line under another tool's post) is kept until Slack has it, through errors, lost answers and kill -9.</summary>
internal sealed class WhatFollowsAnAnswerOutlivesACrash
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Test]
    public async Task A_refusal_that_Slack_would_not_take_is_told_after_a_crash()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        var slack = workspace.Slack;
        await slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops declare ledger it is slow");
        slack.Faults.Add(new SlackFault(SlackFaultKind.ServerError) { Method = "chat.postEphemeral", Times = 10_000 });

        slack.Say(workspace.Max, workspace.Incidents, $"{workspace.Mention} ack INC-1");
        await Wait.Until(() => slack.Calls.Any(call => call.Method == "chat.postEphemeral" && call.Status >= 500), Soon, "a try that failed", () => workspace.Bot.Tail);
        await workspace.Bot.KillAsync();
        slack.Faults.Clear();
        await workspace.Bot.StartAgainAsync();

        await Wait.Until(() => Refusals(workspace) > 0, Soon, "the refusal", () => workspace.Bot.Tail);
        await workspace.Bot.StopAsync();
        await workspace.Bot.StartAgainAsync();
        Assert.That((await slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops status")).IsTaken, Is.True);
        Assert.That(Refusals(workspace), Is.EqualTo(1), "and not at every start");
    }

    [Test]
    public async Task A_line_whose_answer_was_lost_stands_there_once()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        var slack = workspace.Slack;
        var alertmanager = slack.AddApp("Alertmanager", workspace.Alerts);
        slack.Faults.Add(new SlackFault(SlackFaultKind.CutAfter) { Method = "chat.postMessage", Channel = workspace.Alerts.Id });

        var post = slack.PostAs(alertmanager, workspace.Alerts, new JsonObject { ["text"] = "", ["attachments"] = new JsonArray(new JsonObject { ["title"] = "[FIRING:1] TargetDown checkout (critical)", ["fallback"] = "x" }) });
        await Wait.Until(() => slack.Calls.Any(call => call.Method == "conversations.replies" && call.Status == 200), Soon, "the question whether Slack has it", () => workspace.Bot.Tail);
        slack.PostAs(alertmanager, workspace.Alerts, new JsonObject { ["text"] = "", ["attachments"] = new JsonArray(new JsonObject { ["title"] = "[FIRING:1] TargetDown login (critical)", ["fallback"] = "x" }) });
        await Wait.Until(() => slack.Messages(workspace.Alerts).Any(message => message.Shown.Contains("INC-2", StringComparison.Ordinal)), Soon, "the line of another post", () => workspace.Bot.Tail);

        Assert.That(slack.Replies(post).Count(reply => reply.Shown.Contains("INC-1", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    private static int Refusals(Workspace workspace) => workspace.Slack.Ephemerals(workspace.Max).Count(answer => answer.Shown.Contains("coordinator", StringComparison.Ordinal));
}
