using System.Text.Json;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Teams;

namespace ChatOps.AcceptanceTests.Stories.Teams;

/// <summary>What Teams did not sign for this bot, this place and this time is refused with one line in the log; what comes twice is done once; who lacks the role is refused alone.</summary>
internal sealed class OnlyTeamsItselfIsHeard
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static readonly TeamsTokenFlaw[] Refused =
    [
        .. Enum.GetValues<TeamsTokenFlaw>().Except([TeamsTokenFlaw.None, TeamsTokenFlaw.JustExpired]),
    ];

    [Test]
    public async Task Each_bad_token_is_refused_with_one_line_in_the_log_and_has_no_effect()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        foreach (var flaw in Refused)
        {
            var before = Lines(tenant).Count;
            tenant.Teams.AddFlaws(flaw);

            var delivery = await tenant.Teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} declare ledger it is slow");

            Assert.That(delivery.Status, Is.EqualTo(flaw == TeamsTokenFlaw.OtherTenant ? 403 : 401), $"{flaw}");
            await Wait.Until(() => Lines(tenant).Count > before, Soon, $"a line in the log about {flaw}", () => tenant.Bot.Tail);
            Assert.That(Lines(tenant).Skip(before).ToList(), Has.Count.EqualTo(1), $"{flaw}");
        }

        Assert.That(await tenant.Client.IncidentsAsync(), Is.Empty);
        tenant.Teams.AddFlaws(TeamsTokenFlaw.JustExpired);
        var late = await tenant.Teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} declare ledger it is slow");
        Assert.That(late.Status, Is.EqualTo(200), "clocks may differ by five minutes");
        Assert.That(await tenant.Client.IncidentsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_a_tokens_form_condemns_asks_for_no_key()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        var reads = tenant.Teams.KeyReads;
        TeamsTokenFlaw[] forms =
        [
            TeamsTokenFlaw.Missing, TeamsTokenFlaw.OtherScheme, TeamsTokenFlaw.AlgNone, TeamsTokenFlaw.Hs256WithPublicKey, TeamsTokenFlaw.WrongIssuer, TeamsTokenFlaw.WrongAudience, TeamsTokenFlaw.OtherApp,
            TeamsTokenFlaw.Expired, TeamsTokenFlaw.NotYetValid, TeamsTokenFlaw.NoKey, TeamsTokenFlaw.Oversized, TeamsTokenFlaw.NoServiceUrl,
        ];
        tenant.Teams.AddFlaws(forms);

        foreach (var _ in forms) await tenant.Teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} status");

        Assert.That(tenant.Teams.KeyReads, Is.EqualTo(reads));
    }

    [Test]
    public async Task A_message_that_comes_twice_is_done_once_and_answered_once()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());

        var delivery = await tenant.Teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} declare ledger it is slow", copies: 3);
        await tenant.HeadAsync("INC-1");

        Assert.That(delivery.Status, Is.EqualTo(200));
        Assert.That(await tenant.Client.IncidentsAsync(), Has.Count.EqualTo(1));
        var answers = await Answers(tenant, "INC-1");
        Assert.That(answers, Has.Count.EqualTo(1));
        Assert.That(answers[0].OnlyFor, Is.Null, "that an incident was declared is for all");
    }

    [Test]
    public async Task A_button_that_is_pressed_twice_at_once_acts_once()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        await tenant.Teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} declare ledger it is slow");
        var head = await tenant.HeadAsync("INC-1", message => TeamsTenant.Has(message, "Acknowledge"), "a head with a button to acknowledge");
        var button = TeamsTenant.Button(head, "Acknowledge");

        var both = await Task.WhenAll(tenant.Teams.PressAsync(tenant.Ana, head, button), tenant.Teams.PressAsync(tenant.Kim, head, button));

        Assert.That(both.Select(delivery => delivery.Status), Is.All.EqualTo(200));
        Assert.That((await tenant.Client.TimelineAsync("INC-1")).Count(entry => entry.Kind is "acknowledged" or "owner-set"), Is.LessThanOrEqualTo(2));
        Assert.That((await tenant.Client.IncidentAsync("INC-1")).Owner, Is.AnyOf("ana", "kim"));
    }

    [Test]
    public async Task Somebody_without_the_role_is_refused_alone_and_it_is_recorded()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        await tenant.Teams.SayAsync(tenant.Ana, tenant.Incidents, $"{TeamsServer.Mention} declare ledger it is slow");
        var head = await tenant.HeadAsync("INC-1", message => TeamsTenant.Has(message, "Acknowledge"), "a head with a button to acknowledge");

        var pressed = await tenant.PressAsync(tenant.Max, head, "Acknowledge");
        var typed = await tenant.Teams.SayAsync(tenant.Max, tenant.Incidents, $"{TeamsServer.Mention} ack INC-1");

        Assert.That(pressed.Said, Does.Contain("coordinator"));
        Assert.That(typed.Status, Is.EqualTo(200));
        var told = await tenant.SeenAsync(tenant.Max, tenant.Incidents, message => message.From is null && message.Shown.Contains("You are linked as", StringComparison.Ordinal), "the refusal");
        Assert.That(told.OnlyFor, Is.EqualTo(tenant.Max));
        Assert.That((await tenant.Client.IncidentAsync("INC-1")).Owner, Is.Null);
        Assert.That((await tenant.Client.TimelineAsync("INC-1")).Select(entry => entry.Kind), Has.Member("act-refused"));
    }

    [Test]
    public async Task Our_token_goes_to_no_other_host_than_the_connectors()
    {
        await using var tenant = await TeamsTenant.OpenAsync(new BotSettings());
        var stranger = tenant.Teams.Activity("message", tenant.Ana, tenant.Teams.Chat(tenant.Ana), null);
        stranger["text"] = "help";
        stranger["serviceUrl"] = $"http://localhost:{tenant.Teams.Address.Port}/emea/{tenant.Teams.TenantId}/";

        var delivery = await tenant.Teams.SendRawAsync(stranger);

        Assert.That(delivery.Status, Is.EqualTo(403), "its token names that address too, and it is none of Teams:ConnectorHosts");
        Assert.That(tenant.Teams.Calls, Has.None.Matches<TeamsCall>(call => call!.Path.Contains("chat_", StringComparison.Ordinal)));
    }

    private static async Task<IReadOnlyList<TeamsMessage>> Answers(TeamsTenant tenant, string id)
    {
        await Wait.Until(() => Of().Count > 0, Soon, "an answer", tenant.Everything);
        return Of();

        IReadOnlyList<TeamsMessage> Of() => [.. tenant.Teams.Messages(tenant.Incidents).Where(message => message is { From: null, Root: not null } && message.Card?["refresh"] is null && message.Summary.Contains(id, StringComparison.Ordinal) && message.Buttons.Count == 0 && tenant.Teams.Messages(tenant.Incidents).Any(root => root.Id == message.Root && root.From is not null))];
    }

    private static List<string> Lines(TeamsTenant tenant) =>
        [.. tenant.Bot.Log.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString()!).Where(message => message.Contains("was refused", StringComparison.Ordinal))];
}
