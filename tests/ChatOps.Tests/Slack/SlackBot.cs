using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Tests.Slack;

/// <summary>The whole program beside a Slack that says yes, and what Slack would send to it.</summary>
internal sealed class SlackBot : IAsyncDisposable
{
    public const string Secret = "signed with this";

    private const string Configuration = """
        { "Slack": { "Enabled": true, "BaseUrl": "@api", "BotToken": "xoxb-1", "SigningSecret": "signed with this"@slack },
          "Services": { "db": { "Domain": "infrastructure" }, "checkout": { "Domain": "backend" } },
          "People": { "ana": { "Roles": [ "devops-coordinator", "backend-coordinator" ], "Slack": "UANA", "Email": "ana@acme.example" }, "kim": { "Slack": "UKIM" }, "lea": { "Roles": [ "user" ], "Email": "lea@acme.example" } },
          "Responders": { "devops-coordinator": { "Slack": "UANA" }, "backend-coordinator": { "Slack": "UANA" }, "tech-lead-orchestrator": { "Slack": "UANA" }, "user": { "Slack": "UANA" } },
          "Routes": [ { "Slack": "CINC" } ] }
        """;

    private SlackBot(RunningBot bot, WorkspaceStub slack, TimeProvider time) => (Bot, Slack, Time) = (bot, slack, time);

    public RunningBot Bot { get; }

    public WorkspaceStub Slack { get; }

    private TimeProvider Time { get; }

    public static async Task<SlackBot> StartAsync(string slackKeys = "", Action<IServiceCollection>? services = null, TimeProvider? time = null, Action<WorkspaceStub>? prepare = null)
    {
        var slack = await WorkspaceStub.StartAsync();
        prepare?.Invoke(slack);
        var json = Configuration.Replace("@api", new Uri(slack.Address, "api/").AbsoluteUri, StringComparison.Ordinal).Replace("@slack", slackKeys, StringComparison.Ordinal);
        var bot = await RunningBot.StartAsync(json, services, time);
        // From here on the workspace is known, unless a test has a clock of its own.
        await Assert.ThatAsync(() => Task.FromResult(slack.Calls("auth.test").Any()), Is.True.After(10_000, 20));
        return new SlackBot(bot, slack, time ?? TimeProvider.System);
    }

    public string ResponseUrl => new Uri(Slack.Address, "respond").AbsoluteUri;

    public Task<SlackReplied> CommandAsync(string text, string user = "UANA", string channel = "C1", string team = WorkspaceStub.Team) =>
        PostAsync("/slack/commands", Form(("team_id", team), ("user_id", user), ("channel_id", channel), ("command", "/chatops"), ("text", text), ("response_url", ResponseUrl), ("trigger_id", "trigger-1")));

    public Task<SlackReplied> InteractAsync(string payload) => PostAsync("/slack/interactions", Form(("payload", payload.Replace("@respond", ResponseUrl, StringComparison.Ordinal))));

    public Task<SlackReplied> EventAsync(string told, string id, string team = WorkspaceStub.Team) => PostAsync(
        "/slack/events",
        $$"""{ "type": "event_callback", "team_id": "{{team}}", "api_app_id": "AOWN", "event_id": "{{id}}", "authorizations": [ { "team_id": "{{team}}", "user_id": "{{WorkspaceStub.BotUser}}" } ], "event": {{told}} }""",
        "application/json");

    public Task<SlackReplied> PostAsync(string path, string body, string type = "application/x-www-form-urlencoded", TimeSpan ago = default) => SendAsync(Signed(path, body, type, ago));

    public SignedRequest Signed(string path, string body, string type = "application/x-www-form-urlencoded", TimeSpan ago = default)
    {
        var stamp = (Time.GetUtcNow() - ago).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{stamp}:{body}")));
        return new(path, body, type, stamp, signature);
    }

    public async Task<SlackReplied> SendAsync(SignedRequest signed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, signed.Path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(signed.Body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", signed.Type);
        if (signed.Stamp is not null) request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", signed.Stamp);
        if (signed.Signature is not null) request.Headers.TryAddWithoutValidation("X-Slack-Signature", signed.Signature);
        using var response = await Bot.Http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType);
    }

    public Task<string> IncidentsAsync() => Bot.Http.GetStringAsync("/api/incidents?state=all");

    public static string Form(params (string Name, string Value)[] fields) => string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
    }
}

internal sealed record SignedRequest(string Path, string Body, string Type, string? Stamp, string? Signature);

internal sealed record SlackReplied(int Status, string Body, string? Type)
{
    /// <summary>What the answer says, as Slack reads it.</summary>
    public string Text => (string?)System.Text.Json.Nodes.JsonNode.Parse(Body)?["text"] ?? "";
}
