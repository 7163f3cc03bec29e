using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>A team that works in Teams: our test Teams with its people and conversations, and a bot that is installed there, with real tokens in both directions.</summary>
internal sealed class TeamsTenant : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private TeamsTenant(TeamsServer teams)
    {
        Teams = teams;
        Ana = teams.AddUser("Ana Lopez");
        Kim = teams.AddUser("Kim Berg");
        User = teams.AddUser("Uma Serra");
        Max = teams.AddUser("Max Stone");
        General = teams.AddChannel("general");
        Incidents = teams.AddChannel("incidents");
    }

    public TeamsServer Teams { get; }

    public BotProcess Bot { get; private set; } = null!;

    public BotClient Client => Bot.Client;

    /// <summary>Both coordinators.</summary>
    public TeamsUser Ana { get; }

    /// <summary>Level 3.</summary>
    public TeamsUser Kim { get; }

    /// <summary>Level 4.</summary>
    public TeamsUser User { get; }

    /// <summary>Known to nobody.</summary>
    public TeamsUser Max { get; }

    public TeamsPlace General { get; }

    /// <summary>The default route.</summary>
    public TeamsPlace Incidents { get; }

    public static Task<TeamsTenant> OpenAsync(BotSettings settings, TeamsServerOptions? options = null) => OpenAsync(_ => settings, options);

    /// <summary>The same with settings that name places of this Teams.</summary>
    public static async Task<TeamsTenant> OpenAsync(Func<TeamsServer, BotSettings> settings, TeamsServerOptions? options = null)
    {
        var tenant = new TeamsTenant(await TeamsServer.StartAsync(options));
        try
        {
            tenant.Bot = await BotProcess.StartAsync(tenant.Settings().With(settings(tenant.Teams)));
            tenant.Teams.SendTo(tenant.Bot.Address);
            var installed = await tenant.Teams.InstallAsync(tenant.Ana, tenant.Incidents);
            Assert.That(installed.Status, Is.EqualTo(200), tenant.Bot.Tail);
            return tenant;
        }
        catch
        {
            await tenant.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a bot needs to work in this tenant.</summary>
    public BotSettings Settings() => new BotSettings()
        .With("Teams:Enabled", "true")
        .With("Teams:AppId", Teams.AppId)
        .With("Teams:AppPassword", Teams.AppPassword)
        .With("Teams:TenantId", Teams.TenantId)
        .With("Teams:OpenIdMetadata", Teams.OpenIdMetadata.AbsoluteUri)
        .With("Teams:TokenEndpoint", Teams.TokenEndpoint.AbsoluteUri)
        .With("Teams:ServiceUrl", Teams.ServiceUrl.AbsoluteUri)
        .With("Teams:ConnectorHosts:0", "127.0.0.1")
        .With("Routes:0:Teams", Incidents.Id)
        .With("People:ana:Roles:1", "backend-coordinator")
        .With("People:ana:Teams", Ana.DirectoryId)
        .With("People:kim:Teams", Kim.DirectoryId)
        .With("People:user:Teams", User.DirectoryId)
        .With("Responders:devops-coordinator:Teams", Ana.DirectoryId)
        .With("Responders:backend-coordinator:Teams", Ana.DirectoryId)
        .With("Responders:tech-lead-orchestrator:Teams", Kim.DirectoryId)
        .With("Responders:cloud-architect:Teams", Kim.DirectoryId)
        .With("Responders:user:Teams", User.DirectoryId);

    /// <summary>The bot's messages that stand by themselves and name this incident.</summary>
    public IReadOnlyList<TeamsMessage> Heads(string id) => [.. Teams.Messages(Incidents).Where(message => message is { Root: null, From: null } && message.Card?["refresh"] is not null && message.Shown.Contains(id, StringComparison.Ordinal))];

    /// <summary>The first message of the incident's thread as it stands now, once it stands so.</summary>
    public Task<TeamsMessage> HeadAsync(string id, Func<TeamsMessage, bool>? fits = null, string what = "a head message") => Wait.For(
        () => Task.FromResult(Heads(id).FirstOrDefault(message => fits?.Invoke(message) != false)), Soon, $"{what} of {id}", Everything);

    /// <summary>A message of the incident's thread, once there is one that fits.</summary>
    public Task<TeamsMessage> ReplyAsync(TeamsMessage head, Func<TeamsMessage, bool> fits, string what) => Wait.For(
        () => Task.FromResult(Teams.Replies(head).FirstOrDefault(fits)), Soon, what, Everything);

    /// <summary>What somebody sees that fits, once it is there.</summary>
    public Task<TeamsMessage> SeenAsync(TeamsUser viewer, TeamsPlace place, Func<TeamsMessage, bool> fits, string what) => Wait.For(
        () => Task.FromResult(Teams.Messages(place, viewer).FirstOrDefault(fits)), Soon, what, Everything);

    /// <summary>Presses the button with this label.</summary>
    public Task<TeamsDelivery> PressAsync(TeamsUser user, TeamsMessage message, string label) => Teams.PressAsync(user, message, Button(message, label));

    public static TeamsButton Button(TeamsMessage message, string label) =>
        message.Buttons.FirstOrDefault(button => button.Title.StartsWith(label, StringComparison.Ordinal))
            ?? throw new AssertionException($"There is no button \"{label}\" in: {message.Shown}\nbut {string.Join(", ", message.Buttons.Select(button => button.Title))}");

    public static bool Has(TeamsMessage message, string label) => message.Buttons.Any(button => button.Title.StartsWith(label, StringComparison.Ordinal));

    public string Everything() => string.Join("\n---\n", Teams.Messages(Incidents).Select(message => $"{message.Id} in {message.Root}: {message.Shown}")) + "\n" + Bot.Tail;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Bot is not null) await Bot.DisposeAsync();
        }
        finally
        {
            await Teams.DisposeAsync();
        }
    }
}
