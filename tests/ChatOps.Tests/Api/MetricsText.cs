namespace ChatOps.Tests.Api;

/// <summary>What the bot tells of itself at <c>/metrics</c>.</summary>
internal sealed class MetricsText
{
    [Test]
    public async Task An_empty_outbox_is_told_as_zero_and_not_left_out()
    {
        await using var bot = await RunningBot.StartAsync();

        var text = await bot.Http.GetStringAsync("/metrics");

        Assert.That(text, Does.Contain("chatops_outbox_depth{otel_scope_name=\"ChatOps\",platform=\"local\"} 0"));
        Assert.That(text, Does.Contain("chatops_outbox_oldest_age_seconds{otel_scope_name=\"ChatOps\",platform=\"local\"} 0"));
    }

    [Test]
    public async Task Each_bot_of_a_process_tells_of_itself_alone()
    {
        await using var asked = await RunningBot.StartAsync();
        await using var other = await RunningBot.StartAsync();
        await asked.Http.GetStringAsync("/api/incidents");

        // The request is counted when it has ended, which its caller may see first.
        await Assert.ThatAsync(() => asked.Http.GetStringAsync("/metrics"), Does.Contain("http_route=\"/api/incidents\"").After(5000, 50));
        Assert.That(await other.Http.GetStringAsync("/metrics"), Does.Not.Contain("http_route=\"/api/incidents\"").And.Contain("chatops_storage_available{otel_scope_name=\"ChatOps\"} 1"));
    }
}
