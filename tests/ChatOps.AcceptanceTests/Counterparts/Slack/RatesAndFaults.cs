using ChatOps.AcceptanceTests.Harness;
using ChatOps.Servers.Slack;

namespace ChatOps.AcceptanceTests.Counterparts.Slack;

/// <summary>What Slack does when it is called too often, and what a test can make go wrong.</summary>
internal sealed class RatesAndFaults
{
    private SlackRig rig = null!;

    [SetUp]
    public async Task StartAsync() => rig = await SlackRig.StartAsync(options => options with { PostingBurst = 2 });

    [TearDown]
    public async Task StopAsync() => await rig.DisposeAsync();

    [Test]
    public async Task A_channel_takes_a_burst_and_then_a_message_a_second_and_the_others_do_not_mind()
    {
        var other = rig.Slack.AddChannel("other");

        Assert.That((await TryAsync(rig.Ops), await TryAsync(rig.Ops), await TryAsync(rig.Ops), await TryAsync(other)), Is.EqualTo((200, 200, 429, 200)));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await TryAsync(rig.Ops), await TryAsync(rig.Ops)), Is.EqualTo((200, 429)));
        Assert.That(rig.Slack.Calls.Where(call => call.IgnoredRetryAfter), Is.Empty);
    }

    [Test]
    public async Task Retry_After_is_in_whole_seconds_and_who_ignores_it_is_noted()
    {
        await TryAsync(rig.Ops);
        await TryAsync(rig.Ops);
        using var limited = await rig.SendAsync("chat.postMessage", rig.Slack.App.BotToken, ("channel", rig.Ops.Id), ("text", "x"));
        await TryAsync(rig.Ops);

        Assert.That(limited.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(rig.Slack.Calls.Select(call => call.IgnoredRetryAfter), Is.EqualTo((bool[])[false, false, false, true]));
        Assert.That(rig.Slack.Messages(rig.Ops), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_tier_limits_a_method_by_the_minute()
    {
        for (var call = 0; call < 20; call++)
        {
            Assert.That(await rig.WordAsync("usergroups.list"), Is.EqualTo("ok"));
        }

        Assert.That(await rig.WordAsync("usergroups.list"), Is.EqualTo("ratelimited"));
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.That(await rig.WordAsync("usergroups.list"), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Scaled_rates_are_as_much_higher()
    {
        await using var quick = await SlackRig.StartAsync(options => options with { PostingBurst = 1, RateScale = 0.01 });
        await quick.PostAsync("1");
        quick.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.That(await quick.WordAsync("chat.postMessage", ("channel", quick.Ops.Id), ("text", "2")), Is.EqualTo("ok"));
    }

    [Test]
    public async Task Rates_can_be_off()
    {
        await using var free = await SlackRig.StartAsync(options => options with { PostingBurst = 1, RateLimits = false });

        Assert.That((await free.WordAsync("chat.postMessage", ("channel", free.Ops.Id), ("text", "1")), await free.WordAsync("chat.postMessage", ("channel", free.Ops.Id), ("text", "2"))), Is.EqualTo(("ok", "ok")));
    }

    [Test]
    public async Task New_apps_outside_the_Marketplace_read_fifteen_messages_a_minute()
    {
        await using var restricted = await SlackRig.StartAsync(options => options with { RestrictedHistory = true, PostingBurst = 20 });
        for (var number = 0; number < 16; number++)
        {
            await restricted.PostAsync("x");
        }

        var page = await restricted.CallAsync("conversations.history", ("channel", restricted.Ops.Id), ("limit", 200));
        Assert.That(page["messages"]!.AsArray(), Has.Count.EqualTo(15));
        Assert.That(await restricted.WordAsync("conversations.history", ("channel", restricted.Ops.Id)), Is.EqualTo("ratelimited"));
    }

    [Test]
    public async Task A_fault_happens_as_often_as_it_was_asked_for_and_where()
    {
        var other = rig.Slack.AddChannel("other");
        rig.Slack.Faults.Add(new SlackFault(SlackFaultKind.ServerError) { Method = "chat.postMessage", Channel = other.Id, Times = 2 });

        Assert.That((await TryAsync(rig.Ops), await TryAsync(other), await TryAsync(other), await TryAsync(other)), Is.EqualTo((200, 500, 500, 200)));
    }

    [Test]
    public async Task A_fault_by_chance_is_the_same_for_the_same_seed()
    {
        async Task<string> RunAsync()
        {
            await using var chance = await SlackRig.StartAsync(options => options with { Seed = 7 });
            chance.Slack.Faults.Add(new SlackFault(SlackFaultKind.ServerError) { Probability = 0.5, Times = 100 });
            var seen = "";
            for (var call = 0; call < 20; call++)
            {
                using var response = await chance.SendAsync("auth.test", chance.Slack.App.BotToken);
                seen += response.IsSuccessStatusCode ? "." : "x";
            }

            return seen;
        }

        var first = await RunAsync();
        Assert.That(first, Does.Contain(".").And.Contain("x"));
        Assert.That(await RunAsync(), Is.EqualTo(first));
    }

    [Test]
    public async Task Internal_error_after_storing_has_stored()
    {
        rig.Slack.Faults.Add(new SlackFault(SlackFaultKind.InternalErrorAfter));

        Assert.That(await rig.WordAsync("chat.postMessage", ("channel", rig.Ops.Id), ("text", "x")), Is.EqualTo("internal_error"));
        Assert.That(rig.Slack.Messages(rig.Ops), Has.Count.EqualTo(1));
    }

    [TestCase(SlackFaultKind.CutBefore, 0)]
    [TestCase(SlackFaultKind.CutAfter, 1)]
    public void A_cut_connection_gives_no_answer(SlackFaultKind kind, int stored)
    {
        rig.Slack.Faults.Add(new SlackFault(kind));

        Assert.That(async () => await TryAsync(rig.Ops), Throws.InstanceOf<HttpRequestException>());
        Assert.That(rig.Slack.Messages(rig.Ops), Has.Count.EqualTo(stored));
    }

    [Test]
    public async Task An_asked_for_429_stands_until_its_time_has_passed()
    {
        rig.Slack.Faults.Add(new SlackFault(SlackFaultKind.RateLimited) { Method = "chat.postMessage", Channel = rig.Ops.Id, Duration = TimeSpan.FromSeconds(30) });

        Assert.That((await TryAsync(rig.Ops), await TryAsync(rig.Ops)), Is.EqualTo((429, 429)));
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await TryAsync(rig.Ops), Is.EqualTo(200));
    }

    [Test]
    public async Task A_slow_answer_comes_when_its_time_has_come()
    {
        rig.Slack.Faults.Add(new SlackFault(SlackFaultKind.Slow) { Duration = TimeSpan.FromSeconds(5) });
        var answer = TryAsync(rig.Ops);
        await Wait.Until(() => rig.Slack.Messages(rig.Ops).Count == 1, TimeSpan.FromSeconds(10), "the message to be stored");

        Assert.That(answer.IsCompleted, Is.False);
        await Wait.Until(
            () =>
            {
                rig.Time.Advance(TimeSpan.FromSeconds(5));
                return answer.IsCompleted;
            },
            TimeSpan.FromSeconds(10),
            "the answer");
        Assert.That(await answer, Is.EqualTo(200));
    }

    [Test]
    public async Task In_an_outage_nothing_works_and_afterwards_all_does()
    {
        rig.Slack.Faults.BeginOutage(TimeSpan.FromMinutes(2));
        Assert.That(await TryAsync(rig.Ops), Is.EqualTo(503));
        Assert.That((await rig.Slack.TypeAsync(rig.Ana, rig.Ops, "/chatops help")).IsTaken, Is.False);
        Assert.That(rig.App.Requests, Is.Empty);

        rig.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await TryAsync(rig.Ops), Is.EqualTo(200));
    }

    private async Task<int> TryAsync(SlackChannel channel)
    {
        using var response = await rig.SendAsync("chat.postMessage", rig.Slack.App.BotToken, ("channel", channel.Id), ("text", "x"));
        return (int)response.StatusCode;
    }
}
