using ChatOps.Slack;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Tests.Slack;

internal sealed class LearningTheWorkspace
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private const string Known = """{"ok":true,"team":"Acme","team_id":"T0ACME","user_id":"U0BOT","bot_id":"B0BOT"}""";

    [Test]
    public async Task It_is_asked_until_Slack_says_it_and_then_never_again()
    {
        var slack = new SlackStub().Then(SlackStub.Fails(HttpRequestError.ConnectionError), SlackStub.Error("invalid_auth"), SlackStub.Json(Known));
        using var workspace = Workspace(slack);
        await workspace.StartAsync(CancellationToken.None);
        var before = (workspace.Identity, workspace.Serves("T0ACME"));
        var identity = workspace.IdentityAsync(CancellationToken.None);
        var end = Environment.TickCount64 + (long)Bound.TotalMilliseconds;
        while (!identity.IsCompleted && Environment.TickCount64 < end)
        {
            slack.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Assert.That(before, Is.EqualTo(((SlackIdentity?)null, (bool?)null)), "a Slack that is away holds up no start");
        Assert.That(((await identity).TeamId, workspace.Identity!.UserId, workspace.Identity.BotId), Is.EqualTo(("T0ACME", "U0BOT", "B0BOT")));
        Assert.That((workspace.Serves("T0ACME"), workspace.Serves("T0OTHER")), Is.EqualTo((true, false)));
        Assert.That(slack.Calls, Has.Count.EqualTo(3));
        await workspace.StopAsync(CancellationToken.None);
    }

    [Test]
    public void A_configured_workspace_is_known_from_the_start()
    {
        var slack = new SlackStub();
        using var workspace = Workspace(slack, "T0ACME");

        Assert.That((workspace.Serves("T0ACME"), workspace.Serves("T0OTHER")), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task What_the_token_may_do_stands_in_the_header_of_an_answer()
    {
        var slack = new SlackStub().Then(call =>
        {
            var response = SlackStub.Json(Known)(call);
            response.Headers.Add("x-oauth-scopes", "chat:write, channels:history");
            return response;
        });

        var answer = (SlackAnswer.Good)await slack.Client.CallAsync("auth.test", [], default);

        Assert.That(answer.Scopes, Is.EquivalentTo(new[] { "chat:write", "channels:history" }));
    }

    private static SlackWorkspace Workspace(SlackStub slack, string? team = null) => new(
        slack.Client, new SlackOptions { BaseUrl = new Uri("https://slack.example/api/"), BotToken = "xoxb-1", TeamId = team }, slack.Time, NullLogger<SlackWorkspace>.Instance);
}
