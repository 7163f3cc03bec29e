using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A team that works in Slack: our test Slack with its people and channels, and a bot that is installed there, over HTTP or over Socket Mode.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private static readonly TimeSpan SocketsWithin = TimeSpan.FromSeconds(60);

    private Workspace(SlackServer slack)
    {
        Slack = slack;
        Ana = slack.AddUser("ana");
        Kim = slack.AddUser("kim");
        User = slack.AddUser("user");
        Max = slack.AddUser("max");
        Incidents = slack.AddChannel("incidents");
        Alerts = slack.AddChannel("alerts");
    }

    public SlackServer Slack { get; }

    public BotProcess Bot { get; private set; } = null!;

    public BotClient Client => Bot.Client;

    /// <summary>Both coordinators.</summary>
    public SlackUser Ana { get; }

    /// <summary>Level 3.</summary>
    public SlackUser Kim { get; }

    /// <summary>Level 4.</summary>
    public SlackUser User { get; }

    /// <summary>Known to nobody.</summary>
    public SlackUser Max { get; }

    public SlackChannel Incidents { get; }

    /// <summary>Where Alertmanager posts.</summary>
    public SlackChannel Alerts { get; }

    /// <summary>What a mention of the bot looks like.</summary>
    public string Mention => $"<@{Slack.App.BotUser.Id}>";

    /// <param name="settings">The bot's, beside what it needs to work here.</param>
    /// <param name="overSockets">True: by Socket Mode, else over HTTP.</param>
    /// <param name="and">Settings that name people or channels of the workspace.</param>
    public static async Task<Workspace> OpenAsync(BotSettings settings, bool overSockets = false, Func<Workspace, BotSettings>? and = null)
    {
        var workspace = new Workspace(await SlackServer.StartAsync(new SlackServerOptions { SocketMode = overSockets, RetryScale = 0.1 }));
        try
        {
            await workspace.StartBotAsync(and is null ? settings : settings.With(and(workspace)), overSockets);
            return workspace;
        }
        catch
        {
            await workspace.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first message of the incident's thread as it stands now, once it stands so.</summary>
    public Task<SlackMessage> HeadAsync(string id, Func<SlackMessage, bool>? fits = null, string what = "a head message") => Wait.For(
        () => Task.FromResult(Slack.Messages(Incidents).FirstOrDefault(message => message.ThreadTs is null && message.BotId == Slack.App.BotId && message.Shown.Contains(id, StringComparison.Ordinal) && fits?.Invoke(message) != false)),
        TimeSpan.FromSeconds(60),
        $"{what} of {id}",
        () => string.Join("\n---\n", Slack.Messages(Incidents).Select(message => message.Shown)));

    /// <summary>A message of the incident's thread, once there is one that fits.</summary>
    public Task<SlackMessage> ReplyAsync(SlackMessage head, Func<SlackMessage, bool> fits, string what) => Wait.For(
        () => Task.FromResult(Slack.Replies(head).FirstOrDefault(fits)),
        TimeSpan.FromSeconds(60),
        what,
        () => string.Join("\n---\n", Slack.Replies(head).Select(message => message.Shown)));

    /// <summary>Presses the button with this label.</summary>
    public Task<SlackDelivery> PressAsync(SlackUser user, SlackMessage message, string label)
    {
        var button = message.Elements.FirstOrDefault(element => element.Type == "button" && element.Text.StartsWith(label, StringComparison.Ordinal))
            ?? throw new AssertionException($"There is no button \"{label}\" in: {message.Shown}\nbut {string.Join(", ", message.Elements.Select(element => element.Text))}");
        return Slack.ClickAsync(user, message, button.Action, button.Value);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Bot is not null)
            {
                await Bot.DisposeAsync();
            }
        }
        finally
        {
            await Slack.DisposeAsync();
        }
    }

    private async Task StartBotAsync(BotSettings settings, bool overSockets)
    {
        Bot = await BotProcess.StartAsync(
            new BotSettings()
                .With("Slack:Enabled", "true")
                .With("Slack:BaseUrl", Slack.ApiAddress.AbsoluteUri)
                .With("Slack:BotToken", Slack.App.BotToken)
                .With(overSockets ? "Slack:AppToken" : "Slack:SigningSecret", overSockets ? Slack.App.AppToken : Slack.App.SigningSecret)
                .With("Slack:AlertChannels:0:Channel", Alerts.Id)
                .With("Slack:AlertChannels:0:Kind", "Alertmanager")
                .With("Routes:0:Slack", Incidents.Id)
                .With("People:ana:Roles:1", "backend-coordinator")
                .With("People:ana:Slack", Ana.Id)
                .With("People:kim:Slack", Kim.Id)
                .With("People:user:Slack", User.Id)
                .With("Responders:devops-coordinator:Slack", Ana.Id)
                .With("Responders:backend-coordinator:Slack", Ana.Id)
                .With("Responders:tech-lead-orchestrator:Slack", Kim.Id)
                .With("Responders:cloud-architect:Slack", Kim.Id)
                .With("Responders:user:Slack", User.Id)
                .With(settings));
        if (overSockets)
        {
            await Wait.Until(() => Slack.OpenSockets == 2, SocketsWithin, "two connections", () => Bot.Tail);
        }
        else
        {
            Slack.SendTo(Bot.Address);
        }
    }
}
