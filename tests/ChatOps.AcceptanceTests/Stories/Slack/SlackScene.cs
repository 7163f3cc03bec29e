using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Stories.Slack;

/// <summary>A workspace with the people whom the ladder calls, and a bot that tells its incidents there.</summary>
internal sealed class SlackScene : IAsyncDisposable
{
    private static readonly string[] Roles = ["devops-coordinator", "backend-coordinator", "tech-lead-orchestrator", "cloud-architect", "user"];

    private SlackScene(SlackServer slack)
    {
        Slack = slack;
        OnCall = slack.AddUser("olga", "Olga Stein");
        Ops = slack.AddChannel("ops");
    }

    public SlackServer Slack { get; }

    /// <summary>Whoever has a role.</summary>
    public SlackUser OnCall { get; }

    /// <summary>The default route.</summary>
    public SlackChannel Ops { get; }

    public BotProcess Bot { get; private set; } = null!;

    /// <param name="settings">The bot's, once the workspace is there.</param>
    /// <param name="options">The workspace's.</param>
    public static async Task<SlackScene> StartAsync(Func<SlackScene, BotSettings, BotSettings>? settings = null, SlackServerOptions? options = null)
    {
        var scene = new SlackScene(await SlackServer.StartAsync(options));
        var usual = Roles.Aggregate(
            new BotSettings()
                .With("Slack:Enabled", "true").With("Slack:BaseUrl", scene.Slack.ApiAddress.ToString())
                .With("Slack:BotToken", scene.Slack.App.BotToken).With("Slack:SigningSecret", scene.Slack.App.SigningSecret)
                .With("Routes:9:Slack", scene.Ops.Id),
            (all, role) => all.With($"Responders:{role}:Slack", scene.OnCall.Id));
        scene.Bot = await BotProcess.StartAsync(settings?.Invoke(scene, usual) ?? usual);
        return scene;
    }

    /// <summary>The head message of an incident; the one that stands in no thread and names it first.</summary>
    public IReadOnlyList<SlackMessage> Heads(SlackChannel channel, string incident) =>
        [.. Slack.Messages(channel).Where(message => message.ThreadTs is null && Key(message).Contains("-head-", StringComparison.Ordinal) && Key(message).EndsWith($"-{incident[4..]}", StringComparison.Ordinal))];

    /// <summary>The outbox row's key in a message; empty when it has none.</summary>
    public static string Key(SlackMessage message) => (string?)message.Metadata?["event_payload"]?["key"] ?? "";

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
