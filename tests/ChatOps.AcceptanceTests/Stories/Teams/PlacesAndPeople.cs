using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>The bot says hello where it is installed, forms ask for what is missing, people are found by link, and a place that takes nothing has a fallback.</summary>
internal sealed class PlacesAndPeople
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Who_installs_it_is_told_what_it_does_and_under_which_id_the_place_is_configured()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        var chat = tenant.Teams.Chat(tenant.Kim);

        await tenant.Teams.InstallAsync(tenant.Kim, chat);

        await tenant.SeenAsync(tenant.Ana, tenant.Incidents, message => message.Shown.Contains("I am ChatOps", StringComparison.Ordinal) && message.Shown.Contains(tenant.Incidents.Id, StringComparison.Ordinal), "a welcome in the channel");
        await tenant.SeenAsync(tenant.Kim, chat, message => message.Shown.Contains("I am ChatOps", StringComparison.Ordinal), "a welcome in the personal chat");
        await tenant.Teams.SayAsync(tenant.Kim, chat, "help");
        await tenant.SeenAsync(tenant.Kim, chat, message => message.Shown.Contains("declare <service>", StringComparison.Ordinal), "the commands, without a mention");
        Assert.That(tenant.Teams.Messages(chat).Count(message => message.Shown.Contains("I am ChatOps", StringComparison.Ordinal)), Is.EqualTo(1), "two activities of one installation");
    }

    [Test]
    public async Task A_command_without_its_words_offers_a_form_that_keeps_what_was_typed_when_something_is_wrong()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        var teams = tenant.Teams;
        await teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} declare");
        var offer = await tenant.SeenAsync(tenant.Ana, tenant.Incidents, message => TeamsTenant.Has(message, "Open the form"), "the offer of a form");

        var dialog = (await teams.OpenAsync(tenant.Ana, offer, TeamsTenant.Button(offer, "Open the form"))).Dialog!;
        var done = await teams.SendAsync(tenant.Ana, offer, dialog, new Dictionary<string, string> { ["in.other"] = "ledger", ["in.what"] = "it is slow", ["in.major"] = "no" });
        await teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} silence ledger");
        var silence = await tenant.SeenAsync(tenant.Ana, tenant.Incidents, message => message.Id != offer.Id && TeamsTenant.Has(message, "Open the form"), "the offer of the other form");
        var silenceDialog = (await teams.OpenAsync(tenant.Ana, silence, TeamsTenant.Button(silence, "Open the form"))).Dialog!;
        var wrong = await teams.SendAsync(tenant.Ana, silence, silenceDialog, new Dictionary<string, string> { ["in.other"] = "ledger", ["in.for"] = "for ever", ["in.reason"] = "planned work" });
        var right = await teams.SendAsync(tenant.Ana, silence, silenceDialog, new Dictionary<string, string> { ["in.other"] = "ledger", ["in.for"] = "1h", ["in.reason"] = "planned work" });

        Assert.That(done.DialogSaid, Does.Contain("INC-1"));
        Assert.That(CardReading.Words(wrong.Dialog!), Does.Contain("silence"), "what is wrong stands in the form");
        Assert.That(wrong.Dialog!.ToJsonString(), Does.Contain("planned work"), "what was typed is kept");
        Assert.That(right.DialogSaid, Does.Contain("ledger"));
    }

    [Test]
    public async Task Somebody_links_themselves_by_a_code_and_mentions_of_people_are_names_in_commands()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings().WithPerson("max", "backend-coordinator"));
        var teams = tenant.Teams;
        var chat = teams.Chat(tenant.Max);
        await teams.InstallAsync(tenant.Max, chat);
        await teams.SayAsync(tenant.Max, chat, "link");
        var told = await tenant.SeenAsync(tenant.Max, chat, message => message.Shown.Contains("Type link ", StringComparison.Ordinal), "a code");
        var code = told.Shown.Split("link ")[1].Split(' ')[0];
        Assert.That((await tenant.Client.CommandAsync($"link {code}", "max")).Body, Does.Contain("is max from now on"));

        await teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} declare ledger it is slow");
        var head = await tenant.HeadAsync("INC-1");
        // The bot knows its own thread once it has written there.
        await tenant.ReplyAsync(head, reply => reply.Mentions.Count > 0, "the mention");
        await teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} assign <at>Max Stone</at>", head);

        await Wait.Until(async () => (await tenant.Client.IncidentAsync("INC-1")).Owner == "max", Soon, "max to have it", tenant.Everything);
    }

    [Test]
    public async Task Where_the_bot_was_removed_the_fallback_is_told_and_the_page_says_so()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        var general = tenant.General;
        await tenant.Teams.InstallAsync(tenant.Ana, general);
        await using var bot = await BotProcess.StartAsync(tenant.Settings().With("Routes:0:Match:0", "service=\"ledger\"").With("Routes:1:Teams", general.Id));
        tenant.Teams.SendTo(bot.Address);
        await tenant.Teams.RemoveAsync(tenant.Ana, tenant.Incidents);

        await bot.Client.AlertAsync("SomethingOdd", "ledger", severity: "critical");

        await Wait.Until(() => tenant.Teams.Messages(general).Any(message => message.Mentions.Count > 0), Soon, "the mention on the fallback route", () => bot.Tail);
        Assert.That((await bot.Client.GetAsync("healthz/ready")).Body, Does.Contain("BotNotInConversationRoster"));
        await tenant.Teams.InstallAsync(tenant.Ana, tenant.Incidents);
    }

    [Test]
    public async Task Check_names_what_is_missing_by_its_key()
    {
        await using var teams = await TeamsServer.StartAsync();
        var ana = teams.AddUser("Ana Lopez");
        var channel = teams.AddChannel("incidents");
        var lonely = teams.AddChannel("lonely");
        await teams.InstallAsync(ana, channel);
        using var folder = new TemporaryFolder();
        async Task<CommandResult> CheckAsync(string secret, string routed, string person) => await BotProgram.RunAsync(
            folder.Path,
            [
                "check", $"--Storage:ConnectionString=Data Source={folder.File("c.db")}", "--Teams:Enabled=true", $"--Teams:AppId={teams.AppId}", $"--Teams:AppPassword={secret}", $"--Teams:TenantId={teams.TenantId}",
                $"--Teams:OpenIdMetadata={teams.OpenIdMetadata}", $"--Teams:TokenEndpoint={teams.TokenEndpoint}", $"--Teams:ServiceUrl={teams.ServiceUrl}", "--Teams:ConnectorHosts:0=127.0.0.1",
                $"--Routes:0:Teams={routed}", $"--Responders:user:Teams={person}",
            ]);

        var good = await CheckAsync(teams.AppPassword, channel.Id, ana.DirectoryId);
        var stranger = await CheckAsync(teams.AppPassword, channel.Id, "99999999-2222-4333-8444-555555555555");
        var absent = await CheckAsync(teams.AppPassword, lonely.Id, ana.DirectoryId);
        var refused = await CheckAsync("wrong", channel.Id, ana.DirectoryId);

        Assert.That(good.ExitCode, Is.Zero, good.Output);
        Assert.That(stranger.ExitCode, Is.EqualTo(1));
        Assert.That(stranger.Output, Does.Contain("Responders:user:Teams holds 99999999-2222-4333-8444-555555555555, and there is nobody of this id"));
        Assert.That(absent.Output, Does.Contain($"Routes:0:Teams holds {lonely.Id}, and the bot is not installed there (BotNotInConversationRoster)"));
        Assert.That(refused.Output, Does.Contain("Teams:AppId, Teams:TenantId and the secret or certificate give no token for Teams: invalid_client"));
    }
}
