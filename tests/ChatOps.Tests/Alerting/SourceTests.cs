using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Alerting;
using ChatOps.Core.Alerts;
using ChatOps.Core.Intake;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using static ChatOps.Tests.Alerting.AlertingHost;

namespace ChatOps.Tests.Alerting;

/// <summary>Who may send alerts, and what happens when they cannot be taken.</summary>
internal sealed class SourceTests
{
    private const string Body = """{"name":"A","status":"firing"}""";

    private static readonly AlertSource[] Sources =
    [
        new("prom", SourceKind.Any, "p-token", null),
        new("cron", SourceKind.Alert, "c-token", null),
        new("signed", SourceKind.Any, null, "s3cret"),
        new("timed", SourceKind.Any, null, "t1me", "X-Grafana-Alerting-Signature", "X-Grafana-Alerting-Timestamp"),
        new("both", SourceKind.Any, "b-token", "b0th"),
    ];

    private AlertingHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await AlertingHost.StartAsync(Sources);

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Sources_are_told_apart_by_their_token()
    {
        await _host.PostAsync("/webhooks/alert", Body, headers: Bearer("p-token"));
        await _host.PostAsync("/webhooks/alert", Body, headers: Bearer("c-token"));
        await _host.PostAsync("/webhooks/alert", Body, headers: Basic("anybody", "c-token"));
        await _host.PostAsync("/webhooks/alert", Body, headers: ("Authorization", "bearer p-token"));

        Assert.That(_host.Accepted.Select(alert => alert.Source), Is.EqualTo((string[])["prom", "cron", "cron", "prom"]));
    }

    [TestCase("hex")]
    [TestCase("prefixed")]
    [TestCase("base64")]
    public async Task A_signature_is_hexadecimal_or_base64_with_a_prefix_or_without(string form)
    {
        var reply = await _host.PostAsync("/webhooks/alert", Body, headers: ("X-Hub-Signature-256", Sign("s3cret", Body, form)));

        Assert.That((reply.Status, _host.Accepted.Single().Source), Is.EqualTo((202, "signed")));
    }

    [TestCase(0, 202)]
    [TestCase(-299, 202)]
    [TestCase(-301, 401)]
    [TestCase(301, 401)]
    public async Task A_signed_time_may_lie_five_minutes_from_now(int secondsFromNow, int status)
    {
        var time = Now.AddSeconds(secondsFromNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        var reply = await _host.PostAsync("/webhooks/alert", Body, "application/json", ("X-Grafana-Alerting-Signature", Sign("t1me", $"{time}:{Body}")), ("X-Grafana-Alerting-Timestamp", time));

        Assert.That(reply.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_source_with_a_token_and_a_secret_needs_both()
    {
        var signature = ("X-ChatOps-Signature", Sign("b0th", Body));

        Assert.That((await _host.PostAsync("/webhooks/alert", Body, headers: Bearer("b-token"))).Status, Is.EqualTo(401));
        Assert.That((await _host.PostAsync("/webhooks/alert", Body, headers: signature)).Status, Is.EqualTo(401));
        Assert.That((await _host.PostAsync("/webhooks/alert", Body, "application/json", signature, Bearer("b-token"))).Status, Is.EqualTo(202));
    }

    [TestCase(null, null)]
    [TestCase("Authorization", "Bearer wrong")]
    [TestCase("Authorization", "Bearer ")]
    [TestCase("Authorization", "p-token")]
    [TestCase("Authorization", "Basic !!!")]
    [TestCase("Authorization", "Basic cC10b2tlbg==")]
    [TestCase("Authorization", "Digest p-token")]
    [TestCase("X-ChatOps-Signature", "sha256=00")]
    [TestCase("X-ChatOps-Signature", "0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("X-ChatOps-Signature", "zz")]
    public async Task Anybody_else_gets_401_in_the_words_of_the_path(string? header, string? value)
    {
        (string, string)[] headers = header is null ? [] : [(header, value!)];

        var own = await _host.PostAsync("/webhooks/alert", Body, "application/json", headers);
        var api = await _host.PostAsync("/api/v2/alerts", "[]", "application/json", headers);
        var read = await _host.GetAsync("/api/v2/alerts", headers);

        Assert.That((own.Status, own.ContentType), Is.EqualTo((401, "application/problem+json")));
        Assert.That((api.Status, api.ContentType, read.Status), Is.EqualTo((401, "application/json", 401)));
        Assert.That(api.Body, Does.StartWith("{\"code\":401,\"message\":\"The request has the token or the signature of no configured source"));
        Assert.That(_host.Accepted, Is.Empty);
    }

    [TestCase(SourceKind.Any, 202, 200, 200)]
    [TestCase(SourceKind.Prometheus, 403, 403, 200)]
    [TestCase(SourceKind.Alertmanager, 403, 200, 200)]
    [TestCase(SourceKind.Alert, 202, 403, 403)]
    public async Task A_kind_of_source_has_its_paths(SourceKind kind, int plain, int webhook, int api)
    {
        await using var host = await AlertingHost.StartAsync(new AlertSource("one", kind, "token", null));

        Assert.That((await host.PostAsync("/webhooks/alert", Body, headers: Bearer("token"))).Status, Is.EqualTo(plain));
        Assert.That((await host.PostAsync("/webhooks/alertmanager", """{"alerts":[]}""", headers: Bearer("token"))).Status, Is.EqualTo(webhook));
        Assert.That((await host.GetAsync("/api/v2/silences", Bearer("token"))).Status, Is.EqualTo(api));
    }

    [Test]
    public async Task Probes_need_no_token() => Assert.That((await _host.GetAsync("/-/healthy")).Status, Is.EqualTo(200));

    [Test]
    public async Task While_storage_is_away_senders_are_told_to_come_again()
    {
        _host.Intake.AcceptAsync(Arg.Any<IReadOnlyList<Alert>>(), Arg.Any<CancellationToken>()).Returns<AlertReceipt>(_ => throw new StorageUnavailableException("The disk is full."));

        var own = await _host.PostAsync("/webhooks/alert", Body, headers: Bearer("p-token"));
        var api = await _host.PostAsync("/api/v2/alerts", """[{"labels":{"alertname":"A"}}]""", headers: Bearer("p-token"));

        Assert.That((own.Status, own.ContentType, own.RetryAfter), Is.EqualTo((503, "application/problem+json", (TimeSpan?)TimeSpan.FromSeconds(5))));
        Assert.That((api.Status, api.ContentType, api.RetryAfter), Is.EqualTo((503, "application/json", (TimeSpan?)TimeSpan.FromSeconds(5))));
    }

    [Test]
    public async Task A_flood_gets_503_and_the_alert_after_it_is_taken()
    {
        var open = new TaskCompletionSource<AlertReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Intake.AcceptAsync(Arg.Any<IReadOnlyList<Alert>>(), Arg.Any<CancellationToken>()).Returns(open.Task);
        var big = $$"""{"name":"A","status":"firing","description":"{{new string('x', 9_000_000)}}"}""";

        var flood = Enumerable.Range(0, 12).Select(_ => _host.PostAsync("/webhooks/alert", big, headers: Bearer("p-token"))).ToArray();
        var first = await await Task.WhenAny(flood);
        open.SetResult(new AlertReceipt(1, []));
        var statuses = (await Task.WhenAll(flood)).Select(reply => reply.Status).ToArray();

        Assert.That((first.Status, first.RetryAfter), Is.EqualTo((503, (TimeSpan?)TimeSpan.FromSeconds(1))));
        Assert.That(statuses, Has.Some.EqualTo(202).And.All.AnyOf(202, 503));
        Assert.That((await _host.PostAsync("/webhooks/alert", Body, headers: Bearer("p-token"))).Status, Is.EqualTo(202));
    }

    [TestCase("sentry", 503)]
    [TestCase("uptimekuma", 200)]
    public async Task A_tool_that_sends_nothing_twice_waits_for_its_turn_as_long_as_its_own_patience_is(string tool, int status)
    {
        await using var host = await AlertingHost.StartAsync();
        var taken = 0;
        var open = new TaskCompletionSource<AlertReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Intake.AcceptAsync(Arg.Any<IReadOnlyList<Alert>>(), Arg.Any<CancellationToken>()).Returns(_ =>
        {
            Interlocked.Increment(ref taken);
            return open.Task;
        });
        var big = (tool == "sentry" ? ToolBodies.SentryIssue("resolved") : ToolBodies.UptimeKuma(0)) + new string(' ', 9_000_000);
        var flood = Enumerable.Range(0, 12).Select(_ => host.PostAsync($"/webhooks/{tool}", big, headers: ("Sentry-Hook-Resource", "issue"))).ToArray();
        int Answered() => flood.Count(one => one.IsCompleted);

        // As many as the door has room for; the others wait before it, and Sentry's give up.
        await UntilAsync(() => taken == 7);
        for (var i = 0; i < 10; i++) host.Time.Advance(TimeSpan.FromMilliseconds(100));
        if (status == 503) await UntilAsync(() => Answered() == 5, host.Time);
        Assert.That(Answered(), Is.EqualTo(status == 503 ? 5 : 0));
        open.SetResult(new AlertReceipt(1, []));
        await UntilAsync(() => Answered() >= 7);
        await UntilAsync(() => Answered() == 12, host.Time);

        Assert.That(flood.Select(one => one.Result.Status).Order(), Is.EqualTo(Enumerable.Repeat(200, 7).Concat(Enumerable.Repeat(status, 5))));
    }

    /// <summary>Waits on a condition, and lets the clock go on meanwhile where one is given.</summary>
    private static async Task UntilAsync(Func<bool> condition, FakeTimeProvider? clock = null)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !condition();)
        {
            Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(30)));
            clock?.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    [Test]
    public async Task A_sender_that_goes_away_is_no_error()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Intake.AcceptAsync(Arg.Any<IReadOnlyList<Alert>>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            waiting.SetResult();
            using var registration = call.Arg<CancellationToken>().Register(left.SetResult);
            await left.Task;
            call.Arg<CancellationToken>().ThrowIfCancellationRequested();
            return new AlertReceipt(1, []);
        });
        using var patience = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/alert") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer p-token");
        var sent = _host.Client.SendAsync(request, patience.Token);
        await waiting.Task;

        await patience.CancelAsync();
        await left.Task.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(async () => await sent, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await _host.GetAsync("/-/healthy")).Status, Is.EqualTo(200));
    }

    private static string Sign(string secret, string text, string form = "hex")
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
        return form switch
        {
            "base64" => Convert.ToBase64String(hash),
            "prefixed" => "sha256=" + Convert.ToHexString(hash),
            _ => Convert.ToHexStringLower(hash),
        };
    }
}
