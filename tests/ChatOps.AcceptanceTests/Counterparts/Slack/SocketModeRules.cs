using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>Socket Mode as the server plays it.</summary>
internal sealed class SocketModeRules
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync(options => options with { SocketMode = true });

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [Test]
    public async Task A_ticket_opens_one_connection_and_hello_comes_first()
    {
        var url = await TicketAsync();
        await using var socket = await SocketClient.ConnectAsync(url);
        var hello = await socket.ReadAsync();

        Assert.That(((string)hello["type"]!, (int)hello["num_connections"]!, (string)hello["connection_info"]!["app_id"]!), Is.EqualTo(("hello", 1, rig.Slack.App.Id)));
        Assert.That(async () => await SocketClient.ConnectAsync(url), Throws.InstanceOf<WebSocketException>());
        Assert.That(async () => await SocketClient.ConnectAsync(new Uri(url.AbsoluteUri.Replace("ticket=", "ticket=x", StringComparison.Ordinal))), Throws.InstanceOf<WebSocketException>());
    }

    [Test]
    public async Task Without_Socket_Mode_there_is_no_ticket()
    {
        rig.Slack.App.SocketMode = false;
        using var response = await rig.SendAsync("apps.connections.open", rig.Slack.App.AppToken);

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("forbidden_team"));
    }

    [Test]
    public async Task A_command_is_answered_by_the_acknowledgement_and_no_request_goes_to_the_address()
    {
        await using var socket = await OpenAsync();
        var typed = rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops help");
        var envelope = await socket.ReadAsync();
        await socket.SendAsync(new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.DeepClone(), ["payload"] = new JsonObject { ["text"] = "here you are" } });

        Assert.That((await typed).IsTaken, Is.True);
        Assert.That(((string)envelope["type"]!, (bool)envelope["accepts_response_payload"]!, (string)envelope["payload"]!["text"]!), Is.EqualTo(("slash_commands", true, "help")));
        Assert.That(rig.Slack.Ephemerals(rig.Ana).Single().Text, Is.EqualTo("here you are"));
        Assert.That(rig.App.Requests, Is.Empty);
    }

    [Test]
    public async Task An_event_that_nobody_acknowledges_comes_again_with_its_number()
    {
        await using var socket = await OpenAsync();
        rig.Slack.Say(rig.Ana, rig.Ops, "x");
        var first = await socket.ReadAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        var second = await AdvanceUntilReadAsync(socket);
        await socket.AcknowledgeAsync(second);
        await rig.Slack.IdleAsync();

        Assert.That(((int)first["retry_attempt"]!, (int)second["retry_attempt"]!, (string)second["retry_reason"]!), Is.EqualTo((0, 1, "timeout")));
        Assert.That((string)second["payload"]!["event_id"]!, Is.EqualTo((string)first["payload"]!["event_id"]!));
        Assert.That((bool)first["accepts_response_payload"]!, Is.False);
    }

    [Test]
    public async Task An_envelope_on_a_connection_that_breaks_goes_over_another()
    {
        await using var breaking = await OpenAsync();
        rig.Slack.Say(rig.Ana, rig.Ops, "x");
        var first = await breaking.ReadAsync();
        await using var other = await OpenAsync();
        breaking.Abort();
        var again = await other.ReadAsync();
        await other.AcknowledgeAsync(again);
        await rig.Slack.IdleAsync();

        Assert.That(((string)again["envelope_id"]!, (int)again["retry_attempt"]!), Is.EqualTo(((string)first["envelope_id"]!, 0)));
    }

    [Test]
    public async Task Envelopes_are_spread_and_an_eleventh_connection_is_one_too_many()
    {
        var sockets = new List<SocketClient>();
        try
        {
            for (var number = 0; number < 10; number++)
            {
                sockets.Add(await OpenAsync());
            }

            await using var eleventh = await SocketClient.ConnectAsync(await TicketAsync());
            Assert.That((string)(await eleventh.ReadAsync())["reason"]!, Is.EqualTo("too_many_websockets"));
            for (var number = 0; number < 10; number++)
            {
                rig.Slack.Say(rig.Ana, rig.Ops, $"{number}");
            }

            foreach (var socket in sockets)
            {
                await socket.AcknowledgeAsync(await socket.ReadAsync());
            }

            await rig.Slack.IdleAsync();
        }
        finally
        {
            foreach (var socket in sockets)
            {
                await socket.DisposeAsync();
            }
        }
    }

    [Test]
    public async Task A_refresh_is_told_gives_nothing_new_and_closes()
    {
        await using var old = await OpenAsync();
        await rig.Slack.WarnSocketsAsync();
        Assert.That((string)(await old.ReadAsync())["reason"]!, Is.EqualTo("warning"));
        Assert.That(rig.Slack.OpenSockets, Is.EqualTo(1));

        await rig.Slack.RefreshSocketsAsync();
        Assert.That((string)(await old.ReadAsync())["reason"]!, Is.EqualTo("refresh_requested"));
        await using var renewed = await OpenAsync();
        rig.Slack.Say(rig.Ana, rig.Ops, "x");
        await renewed.AcknowledgeAsync(await renewed.ReadAsync());
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        await Wait.Until(old.IsClosedAsync, Soon, "the old connection to close");
    }

    [Test]
    public async Task Switched_off_it_says_so()
    {
        await using var socket = await OpenAsync();
        await rig.Slack.DisableSocketModeAsync();

        Assert.That((string)(await socket.ReadAsync())["reason"]!, Is.EqualTo("link_disabled"));
    }

    [Test]
    public async Task An_event_waits_while_no_socket_is_open()
    {
        rig.Slack.Say(rig.Ana, rig.Ops, "x");
        await using var socket = await OpenAsync();
        await socket.AcknowledgeAsync(await AdvanceUntilReadAsync(socket));
        await rig.Slack.IdleAsync();

        Assert.That(rig.Slack.Deliveries[^1].IsTaken, Is.True);
    }

    [Test]
    public async Task A_frozen_connection_stays_open_and_gives_nothing()
    {
        await using var socket = await OpenAsync();
        rig.Slack.FreezeSockets();
        var typed = rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops help");
        await Wait.Until(
            () =>
            {
                rig.Time.Advance(TimeSpan.FromSeconds(3));
                return typed.IsCompleted;
            },
            Soon,
            "the command to time out");

        Assert.That((await typed).UserSees, Does.Contain("operation_timeout"));
        Assert.That((socket.IsOpen, rig.Slack.OpenSockets), Is.EqualTo((true, 1)));
    }

    private async Task<SocketClient> OpenAsync()
    {
        var before = rig.Slack.OpenSockets;
        var socket = await SocketClient.ConnectAsync(await TicketAsync());
        Assert.That((string)(await socket.ReadAsync())["type"]!, Is.EqualTo("hello"));
        await Wait.Until(() => rig.Slack.OpenSockets > before, Soon, "the connection to be known");
        return socket;
    }

    private async Task<Uri> TicketAsync()
    {
        using var response = await rig.SendAsync("apps.connections.open", rig.Slack.App.AppToken);
        return new Uri((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["url"]!);
    }

    private async Task<JsonObject> AdvanceUntilReadAsync(SocketClient socket)
    {
        var read = socket.ReadAsync();
        await Wait.Until(
            () =>
            {
                if (!read.IsCompleted)
                {
                    rig.Time.Advance(TimeSpan.FromMilliseconds(20));
                }

                return read.IsCompleted;
            },
            Soon,
            "an envelope");
        return await read;
    }
}
