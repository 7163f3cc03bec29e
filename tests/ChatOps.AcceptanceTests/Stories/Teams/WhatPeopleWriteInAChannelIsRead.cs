using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>Where a team's owner consented, what people write in a configured channel without calling the bot opens and resolves incidents; nothing else that they write does.</summary>
internal sealed class WhatPeopleWriteInAChannelIsRead
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_line_that_fits_opens_an_incident_its_edit_resolves_it_and_the_thread_names_it()
    {
        await using var channel = await AlertChannel.OpenAsync();
        await channel.SayAsync("good morning\nCHECK disk on ledger is critical");

        var post = channel.Posts().Single();
        var incident = await channel.Client.IncidentWhenAsync("INC-1", incident => incident.State != "resolved", Soon, "open");
        var answer = await channel.AnswerAsync(post);
        await channel.Teams.EditAsync(post, "CHECK disk on ledger is ok");
        await channel.Client.IncidentWhenAsync("INC-1", incident => incident.State == "resolved", Soon, "resolved by the edit");

        Assert.Multiple(() =>
        {
            Assert.That(incident.Service, Is.EqualTo("ledger"));
            Assert.That(answer.Shown, Does.Contain("INC-1").And.Contains("ledger"));
            Assert.That(channel.Teams.Replies(post), Has.Count.EqualTo(1), "an edit is not answered: the incident's own thread tells");
        });
    }

    [Test]
    public async Task A_post_that_its_edit_overtook_opens_nothing_that_nobody_would_end()
    {
        await using var channel = await AlertChannel.OpenAsync();
        await channel.Teams.SayAndEditAsync(channel.Tenant.Ana, channel.Place, "CHECK disk on ledger is critical", "CHECK disk on ledger is ok");
        await channel.SayAsync("CHECK memory on billing is critical");

        await channel.Client.IncidentWhenAsync("INC-1", incident => incident.Service == "billing", Soon, "the first that is opened");

        Assert.That(await channel.Client.AllIncidentsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_card_that_a_workflow_posts_for_its_owner_is_read()
    {
        await using var channel = await AlertChannel.OpenAsync();
        await channel.SayAsync("", new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = new JsonArray(
                new JsonObject { ["type"] = "TextBlock", ["text"] = "Backup of ledger failed" },
                new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray(new JsonObject { ["title"] = "Service", ["value"] = "ledger" }) }),
        });

        var incident = await channel.Client.IncidentWhenAsync("INC-1", incident => incident.State != "resolved", Soon, "open");

        Assert.That(incident.Service, Is.EqualTo("ledger"));
    }

    [Test]
    public async Task Talk_answers_other_channels_and_commands_start_nothing_and_are_not_taken_for_one_another()
    {
        await using var channel = await AlertChannel.OpenAsync();
        await channel.SayAsync("has anybody looked at the disk of ledger?");
        var talk = channel.Posts().Single();
        await channel.Teams.SayAsync(channel.Tenant.Ana, channel.Place, "CHECK disk on ledger is critical", talk);
        await channel.Teams.SayAsync(channel.Tenant.Ana, channel.Tenant.Incidents, "CHECK disk on ledger is critical");
        await channel.Teams.SayAsync(channel.Tenant.Ana, channel.Tenant.Incidents, "resolve everything please");
        await channel.SayAsync($"{TeamsServer.Mention} declare billing CHECK disk on ledger is critical");

        await channel.Client.IncidentWhenAsync("INC-1", incident => incident.Service == "billing", Soon, "declared by the command");
        await channel.Tenant.HeadAsync("INC-1");

        Assert.Multiple(async () =>
        {
            Assert.That(await channel.Client.AllIncidentsAsync(), Has.Count.EqualTo(1));
            Assert.That(channel.Teams.Replies(talk).Where(reply => reply.From is null), Is.Empty, "nobody called it");
        });
    }

    /// <summary>A tenant whose team has a channel that is read.</summary>
    private sealed class AlertChannel(TeamsTenant tenant, TeamsPlace place, BotProcess bot) : IAsyncDisposable
    {
        public TeamsTenant Tenant => tenant;

        public TeamsPlace Place => place;

        public TeamsServer Teams => tenant.Teams;

        public BotClient Client => bot.Client;

        public static async Task<AlertChannel> OpenAsync()
        {
            var tenant = await TeamsTenant.OpenAsync(new BotSettings(), new TeamsServerOptions { ReadsAll = true });
            var place = tenant.Teams.AddChannel("checks");
            var bot = await BotProcess.StartAsync(tenant.Settings()
                .With("Teams:AlertChannels:0:Channel", place.Id)
                .With("Teams:AlertChannels:0:Pattern", @"^CHECK (?<name>\w+) on (?<service>\w+) is (?<status>\w+)"));
            tenant.Teams.SendTo(bot.Address);
            await tenant.Teams.InstallAsync(tenant.Ana, place);
            return new AlertChannel(tenant, place, bot);
        }

        public Task<TeamsDelivery> SayAsync(string text, JsonObject? card = null) => Teams.SayAsync(tenant.Ana, place, text, card: card);

        /// <summary>What Ana wrote there.</summary>
        public IReadOnlyList<TeamsMessage> Posts() => [.. Teams.Messages(place).Where(message => message is { From: not null, Root: null })];

        public Task<TeamsMessage> AnswerAsync(TeamsMessage post) =>
            Wait.For(() => Task.FromResult(Teams.Replies(post).FirstOrDefault(reply => reply.From is null)), Soon, "an answer in the post's thread", () => bot.Tail);

        public async ValueTask DisposeAsync()
        {
            await bot.DisposeAsync();
            await tenant.DisposeAsync();
        }
    }
}
