using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>Forms, the shortcut of a message, and another tool's channel, held against the rules of Slack.</summary>
internal sealed class FormsShortcutsAndAlertChannels
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_form_asks_searches_refuses_at_its_input_and_does_it()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        var slack = workspace.Slack;

        Assert.That((await slack.TypeAsync(workspace.Ana, workspace.Incidents, "/chatops silence")).IsTaken, Is.True);
        var form = slack.Modals(workspace.Ana).Single();
        var services = await slack.SuggestAsync(workspace.Ana, form, "service", "checko");
        Assert.That(services.Select(service => service.Value), Has.Member("checkout"));
        var wrong = await slack.SubmitAsync(workspace.Ana, form, new Dictionary<string, string> { ["service"] = "checkout", ["for"] = "soon" });
        Assert.That(wrong.FieldErrors.Keys, Is.EqualTo((string[])["for"]));
        var done = await slack.SubmitAsync(workspace.Ana, form, new Dictionary<string, string> { ["service"] = "checkout", ["for"] = "2h", ["reason"] = "planned work" });

        Assert.That(done.IsTaken, Is.True, done.UserSees);
        Assert.That(slack.Modals(workspace.Ana).Single().Shown, Does.Contain("is silenced for"));
    }

    [Test]
    public async Task An_incident_is_declared_from_what_somebody_said()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        var slack = workspace.Slack;
        var said = slack.Say(workspace.Max, workspace.Alerts, "nobody can pay");

        Assert.That((await slack.UseShortcutAsync(workspace.Ana, said, "declare_from_message")).IsTaken, Is.True);
        var form = slack.Modals(workspace.Ana).Single();
        await slack.SuggestAsync(workspace.Ana, form, "service", "checkout");
        Assert.That((await slack.SubmitAsync(workspace.Ana, form, new Dictionary<string, string> { ["service"] = "checkout", ["what"] = "nobody can pay" })).IsTaken, Is.True);

        await Wait.Until(() => slack.Replies(said).Any(reply => reply.Shown.Contains("INC-1", StringComparison.Ordinal)), Soon, "the incident's id in the message's thread");
        Assert.That((await workspace.Client.IncidentAsync("INC-1")).Service, Is.EqualTo("checkout"));
    }

    [Test]
    public async Task A_post_of_another_tool_opens_and_its_edit_resolves()
    {
        await using var workspace = await Workspace.OpenAsync(new BotSettings());
        var slack = workspace.Slack;
        var alertmanager = slack.AddApp("Alertmanager", workspace.Alerts);

        var post = slack.PostAs(alertmanager, workspace.Alerts, Post("[FIRING:1] TargetDown checkout (critical)"));
        await Wait.Until(() => slack.Replies(post).Any(reply => reply.Shown.Contains("INC-1", StringComparison.Ordinal)), Soon, "the incident's id in the post's thread");
        slack.Edit(post, Post("[RESOLVED] TargetDown checkout (critical)"));

        await workspace.Client.IncidentWhenAsync("INC-1", incident => incident is { Service: "checkout", State: "resolved" }, Soon, "resolved by the edit");
        await Wait.Until(() => slack.Replies(post).Count(reply => reply.BotId == slack.App.BotId) == 2, Soon, "a second line in the post's thread");
        await slack.IdleAsync();
        Assert.That(await workspace.Client.IncidentsAsync(), Has.Count.EqualTo(1), "our own lines in the channel open nothing");
    }

    private static JsonObject Post(string title) => new()
    {
        ["text"] = "",
        ["attachments"] = new JsonArray(new JsonObject { ["title"] = title, ["fallback"] = title, ["title_link"] = "http://alertmanager.example/#/alerts", ["color"] = "danger" }),
    };
}
