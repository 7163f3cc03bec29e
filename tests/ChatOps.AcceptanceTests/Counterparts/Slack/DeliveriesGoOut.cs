using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;
using Microsoft.AspNetCore.Http;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>Commands and events that the server sends to an app over HTTP.</summary>
internal sealed class DeliveriesGoOut
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [Test]
    public async Task A_command_comes_as_a_signed_form_with_ids_for_names()
    {
        var delivery = await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops assign INC-1 @kim & co");

        var request = rig.App.Requests.Single();
        var stamp = request.Headers["x-slack-request-timestamp"];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(rig.Slack.App.SigningSecret), Encoding.UTF8.GetBytes($"v0:{stamp}:{request.Body}"));
        Assert.That(delivery.IsTaken, Is.True);
        Assert.That(request.Path, Is.EqualTo("/slack/commands"));
        Assert.That(request.Headers["content-type"], Is.EqualTo("application/x-www-form-urlencoded"));
        Assert.That(request.Headers["x-slack-signature"], Is.EqualTo("v0=" + Convert.ToHexStringLower(hash)));
        Assert.That(stamp, Is.EqualTo($"{rig.Time.GetUtcNow().ToUnixTimeSeconds()}"));
        Assert.That(request.Field("text"), Is.EqualTo($"assign INC-1 <@{rig.Kim.Id}|kim> &amp; co"));
        Assert.That((request.Field("user_id"), request.Field("team_id"), request.Field("command")), Is.EqualTo((rig.Ana.Id, rig.Slack.TeamId, "/chatops")));
    }

    [Test]
    public async Task An_answer_is_shown_to_the_user_alone_unless_it_asks_for_the_channel()
    {
        rig.App.AnswerWith(new JsonObject { ["text"] = "for you" });
        await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops help");
        rig.App.AnswerWith(new JsonObject { ["text"] = "for all", ["response_type"] = "in_channel" });
        await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops status");

        Assert.That(rig.Slack.Ephemerals(rig.Ana).Select(message => message.Text), Is.EqualTo((string[])["for you"]));
        Assert.That(rig.Slack.Messages(rig.Ops).Select(message => message.Text), Is.EqualTo((string[])["/chatops status", "for all"]));
    }

    [Test]
    public async Task An_app_that_refuses_or_answers_late_shows_as_an_error_to_the_user()
    {
        rig.App.Answer = (_, response) =>
        {
            response.StatusCode = 500;
            return Task.CompletedTask;
        };
        Assert.That((await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops help")).UserSees, Does.Contain("dispatch_failed"));

        rig.App.Answer = LateAsync;
        Assert.That((await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops help")).UserSees, Does.Contain("operation_timeout"));
        Assert.That(rig.Slack.Ephemerals(rig.Ana), Has.Count.EqualTo(2));
        Assert.That((await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/other")).UserSees, Does.Contain("not a valid command"));
    }

    [Test]
    public async Task A_message_is_told_to_the_app_in_an_envelope_and_a_mention_a_second_time()
    {
        var said = rig.Slack.Say(rig.Ana, rig.Ops, $"<@{rig.Slack.App.BotUser.Id}> help");
        await rig.Slack.IdleAsync();

        var events = rig.App.Requests.Select(request => request.Payload).ToArray();
        Assert.That(events.Select(envelope => (string)envelope["event"]!["type"]!), Is.EquivalentTo((string[])["message", "app_mention"]));
        Assert.That(events.Select(envelope => (string)envelope["event"]!["ts"]!), Is.All.EqualTo(said.Ts));
        Assert.That(events.Select(envelope => (string)envelope["event_id"]!), Is.Unique);
        Assert.That(events.Select(envelope => (string)envelope["authorizations"]![0]!["user_id"]!), Is.All.EqualTo(rig.Slack.App.BotUser.Id));
        Assert.That(rig.App.Requests.Select(request => request.Headers["content-type"]), Is.All.EqualTo("application/json"));
    }

    [Test]
    public async Task Changes_deletions_and_joins_are_told_and_a_foreign_channel_is_not()
    {
        var foreign = rig.Slack.AddChannel("foreign", withApp: false);
        var bot = rig.Slack.AddApp("Grafana", rig.Ops);
        var posted = rig.Slack.PostAs(bot, rig.Ops, new JsonObject { ["text"] = "[FIRING:1]" });
        rig.Slack.Edit(posted, new JsonObject { ["text"] = "[RESOLVED]" });
        rig.Slack.Delete(posted);
        rig.Slack.Say(rig.Ana, foreign, "not for you");
        rig.Slack.Join(rig.Slack.AddUser("leo"), rig.Ops);
        await rig.Slack.IdleAsync();

        var events = rig.App.Requests.Select(request => request.Payload["event"]!).ToArray();
        Assert.That(
            events.Select(told => $"{told["type"]} {told["subtype"]}".Trim()),
            Is.EquivalentTo((string[])["message", "message message_changed", "message message_deleted", "member_joined_channel"]));
        var changed = events.Single(told => (string?)told["subtype"] == "message_changed");
        Assert.That(((string)changed["message"]!["text"]!, (string)changed["previous_message"]!["text"]!), Is.EqualTo(("[RESOLVED]", "[FIRING:1]")));
        Assert.That((string)changed["message"]!["bot_profile"]!["name"]!, Is.EqualTo("Grafana"));
        Assert.That((string)changed["ts"]!, Is.Not.EqualTo(posted.Ts));
    }

    [Test]
    public async Task An_event_that_is_not_taken_comes_again_at_once_after_a_minute_and_after_five()
    {
        rig.App.Answer = (_, response) =>
        {
            response.StatusCode = 503;
            return Task.CompletedTask;
        };
        rig.Slack.Say(rig.Ana, rig.Ops, "x");
        await SeenAsync(2);
        await PassAsync(TimeSpan.FromSeconds(60), 3);
        await PassAsync(TimeSpan.FromSeconds(300), 4);
        await rig.Slack.IdleAsync();

        Assert.That(rig.App.Requests.Select(request => (string)request.Payload["event_id"]!).Distinct(), Has.Exactly(1).Items);
        Assert.That(rig.App.Requests.Select(request => request.Headers.GetValueOrDefault("x-slack-retry-num")), Is.EqualTo((string?[])[null, "1", "2", "3"]));
        Assert.That(rig.App.Requests.Skip(1).Select(request => request.Headers["x-slack-retry-reason"]), Is.All.EqualTo("http_error"));
    }

    [TestCase(500, 1)]
    [TestCase(200, 1)]
    public async Task No_retry_is_obeyed(int status, int expected)
    {
        rig.App.Answer = (_, response) =>
        {
            response.StatusCode = status;
            response.Headers["x-slack-no-retry"] = "1";
            return Task.CompletedTask;
        };
        rig.Slack.Say(rig.Ana, rig.Ops, "x");
        await rig.Slack.IdleAsync();

        Assert.That(rig.App.Requests, Has.Count.EqualTo(expected));
    }

    [Test]
    public async Task A_late_answer_counts_as_a_timeout()
    {
        rig.App.Answer = LateAsync;
        rig.Slack.Say(rig.Ana, rig.Ops, "x");
        await SeenAsync(2);
        rig.App.Answer = (_, _) => Task.CompletedTask;
        await PassAsync(TimeSpan.FromSeconds(60), 3);
        await rig.Slack.IdleAsync();

        Assert.That(rig.Slack.Deliveries.Select(delivery => delivery.Failure), Is.EqualTo((string?[])["http_timeout", "http_timeout", null]));
        Assert.That(rig.App.Requests[1].Headers["x-slack-retry-reason"], Is.EqualTo("http_timeout"));
    }

    [Test]
    public async Task The_address_is_verified_by_a_challenge()
    {
        Assert.That((await rig.Slack.VerifyUrlAsync()).Failure, Is.EqualTo("challenge_failed"));
        rig.App.Answer = (request, response) => response.WriteAsync((string)request.Payload["challenge"]!);
        Assert.That((await rig.Slack.VerifyUrlAsync()).Failure, Is.Null);
    }

    [Test]
    public async Task Forged_deliveries_are_as_wrong_as_they_were_asked_to_be()
    {
        rig.Slack.Faults.AddOutgoing(SlackOutgoingFault.BadSignature, SlackOutgoingFault.OldStamp, SlackOutgoingFault.NoSignature, SlackOutgoingFault.NoStamp, SlackOutgoingFault.Duplicate);
        for (var number = 0; number < 5; number++)
        {
            await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops help");
        }

        bool IsGood(AppRequest request) =>
            request.Headers.GetValueOrDefault("x-slack-signature") == "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(rig.Slack.App.SigningSecret), Encoding.UTF8.GetBytes($"v0:{request.Headers.GetValueOrDefault("x-slack-request-timestamp")}:{request.Body}")));
        Assert.That(rig.App.Requests.Select(IsGood), Is.EqualTo((bool[])[false, true, false, false, true, true]));
        Assert.That(
            long.Parse(rig.App.Requests[1].Headers["x-slack-request-timestamp"], System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(rig.Time.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds()));
        Assert.That(rig.App.Requests[4].Body, Is.EqualTo(rig.App.Requests[5].Body));
    }

    // The server's clock passes the deadline while the app thinks.
    private async Task LateAsync(AppRequest request, HttpResponse response)
    {
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, response.HttpContext.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task SeenAsync(int count) => Wait.Until(() => rig.App.Requests.Count >= count, Soon, $"{count} deliveries", () => $"{rig.App.Requests.Count} seen");

    // Until the server waits on its clock it does not notice that it moves; so it moves until the next delivery has come, and is asked how far.
    private async Task PassAsync(TimeSpan time, int count)
    {
        await Wait.Until(() => rig.Slack.Deliveries.Count == count - 1, Soon, "the former attempt to end");
        var before = rig.Time.GetUtcNow();
        await Wait.Until(
            () =>
            {
                if (rig.App.Requests.Count < count)
                {
                    rig.Time.Advance(time / 4);
                }

                return rig.App.Requests.Count >= count;
            },
            Soon,
            $"delivery {count}");
        Assert.That(rig.Time.GetUtcNow() - before, Is.AtLeast(time));
    }
}
