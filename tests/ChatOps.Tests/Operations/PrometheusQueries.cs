using System.Globalization;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Prometheus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace ChatOps.Tests.Operations;

/// <summary>The action <c>prometheus</c> against a server that answers as Prometheus does.</summary>
internal sealed class PrometheusQueries
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 10, 0, TimeSpan.Zero);

    /// <summary>Asks with a series of these values, one a minute, the last one now.</summary>
    private static Task<ActionResult> Ask(ActionArguments arguments, params string[] series)
    {
        var matrix = arguments.Text("range") is not null;
        var items = series.Select((values, number) =>
        {
            var all = values.Split(' ').Reverse().Select((value, minutes) => string.Create(CultureInfo.InvariantCulture, $"[{Now.AddMinutes(-minutes).ToUnixTimeSeconds()}.5,\"{value}\"]")).Reverse();
            return $"{{\"metric\":{{\"__name__\":\"m\",\"instance\":\"db-{number + 1}\"}},{(matrix ? $"\"values\":[{string.Join(',', all)}]" : $"\"value\":{all.Last()}")}}}";
        });
        return Ask(arguments, 200, "application/json", $"{{\"status\":\"success\",\"data\":{{\"resultType\":\"{(matrix ? "matrix" : "vector")}\",\"result\":[{string.Join(',', items)}]}}}}");
    }

    private static async Task<ActionResult> Ask(ActionArguments arguments, int status, string type, string body)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });
        using var action = new PrometheusAction(new(server.Address, null, TimeZoneInfo.Utc), new FakeTimeProvider(Now));
        return await action.RunAsync(arguments, default);
    }

    private static ActionArguments Query(params (string, string)[] further) => ActionArguments.Of([("query", "pg_connections"), ("what", "connections"), .. further]);

    [Test]
    public async Task A_value_past_its_threshold_is_told_with_unit_expectation_time_and_what_was_before()
    {
        var result = await Ask(Query(("below", "90"), ("unit", "%"), ("range", "10m")), "31 40 60 89 95 100 100 99.44");

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Sentence, Is.EqualTo("connections 99.44 %, below 90 % is expected since 03:07 UTC (31 % at 03:03 UTC)"));
        Assert.That(result.Values!["value"], Is.EqualTo("99.44"));
    }

    [Test]
    public async Task What_began_lately_is_looked_at_closely()
    {
        List<string> steps = [];
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            lock (steps) steps.Add(form["step"].ToString());
            // The wide look shows the last point alone past the limit; the close one shows when it began.
            (int Ago, int Value)[] samples = form["step"] == "30" ? [(90, 10), (60, 12), (30, 14), (0, 95)] : [(24, 14), (18, 60), (12, 91), (6, 93), (0, 95)];
            var values = string.Join(',', samples.Select(sample => string.Create(CultureInfo.InvariantCulture, $"[{Now.AddSeconds(-sample.Ago).ToUnixTimeSeconds()},\"{sample.Value}\"]")));
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync($"{{\"status\":\"success\",\"data\":{{\"resultType\":\"matrix\",\"result\":[{{\"metric\":{{}},\"values\":[{values}]}}]}}}}");
        });
        using var action = new PrometheusAction(new(server.Address, null, TimeZoneInfo.Utc), new FakeTimeProvider(Now));

        var result = await action.RunAsync(Query(("below", "90"), ("range", "30m")), default);

        Assert.That(steps, Is.EqualTo((string[])["30", "1"]));
        Assert.That(result.Sentence, Is.EqualTo("connections 95, below 90 is expected since 03:09 UTC (14 at 03:09 UTC)"));
    }

    [TestCase("below", "90", "31", true, "connections 31 (below 90 is expected)")]
    [TestCase("below", "90", "1234.5", false, "connections 1,235, below 90 is expected")]
    [TestCase("atMost", "90", "90", true, "connections 90 (at most 90 is expected)")]
    [TestCase("above", "0.5", "0.03125", false, "connections 0.03125, above 0.5 is expected")]
    [TestCase("atLeast", "3", "2", false, "connections 2, at least 3 is expected")]
    [TestCase("equals", "1", "0", false, "connections 0, 1 is expected")]
    [TestCase("below", "1", "+Inf", false, "connections infinite, below 1 is expected")]
    [TestCase("above", "1", "1e30", true, "connections 1E+30 (above 1 is expected)")]
    public async Task Each_threshold_says_what_is_expected(string threshold, string limit, string value, bool passed, string sentence)
    {
        var result = await Ask(Query((threshold, limit)), value);

        Assert.That((result.Passed, result.Sentence), Is.EqualTo((passed, sentence)));
    }

    [Test]
    public async Task Of_several_series_the_worst_is_told_and_how_many_are_bad()
    {
        var result = await Ask(Query(("below", "90")), "10", "97", "95");

        Assert.That(result.Sentence, Is.EqualTo("connections of {instance=\"db-2\"} 97, below 90 is expected; 2 of 3 series are not as expected"));
        Assert.That(result.Values!["failing"], Is.EqualTo("2"));
    }

    [Test]
    public async Task Without_a_threshold_it_only_tells()
    {
        var result = await Ask(Query(("range", "5m")), "3 2 1");

        Assert.That((result.Passed, result.Sentence), Is.EqualTo((true, "connections 1 (3 at 03:08 UTC)")));
    }

    [Test]
    public async Task What_was_so_all_the_while_says_how_long()
    {
        var result = await Ask(Query(("above", "0"), ("range", "5m")), "0 0 0");

        Assert.That(result.Sentence, Is.EqualTo("connections 0, above 0 is expected for 2 min or longer"));
    }

    [Test]
    public async Task A_series_that_is_gone_does_not_count()
    {
        var result = await Ask(Query(("below", "90"), ("range", "30m")), "10 10", string.Join(' ', Enumerable.Repeat("99", 20).Concat(Enumerable.Repeat("NaN", 10))));

        Assert.That((result.Passed, result.Values!["series"]), Is.EqualTo((true, "1")));
    }

    [TestCase(null, false)]
    [TestCase("fail", false)]
    [TestCase("pass", true)]
    public async Task No_series_is_what_the_step_says_it_is(string? empty, bool passed)
    {
        var result = await Ask(empty is null ? Query() : Query(("empty", empty)));

        Assert.That((result.Passed, result.Sentence), Is.EqualTo((passed, "connections: Prometheus has no such series now")));
    }

    [TestCase(400, "application/json", "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse error\"}", "Prometheus refused the query: 1:3: parse error")]
    [TestCase(502, "text/html", "<html>", "Prometheus answered 502 and no JSON (# ms); is Prometheus:Url right?")]
    [TestCase(200, "application/json", "{\"status\":\"success\"}", "Prometheus answered what cannot be read: The answer has another form than Prometheus' query API gives.")]
    [TestCase(200, "application/json", "[]", "Prometheus answered what cannot be read: The answer has another form than Prometheus' query API gives.")]
    [TestCase(200, "application/json", "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"x\"]}}", "Prometheus answered what cannot be read: The answer has another form than Prometheus' query API gives.")]
    public async Task What_went_wrong_is_said(int status, string type, string body, string sentence)
    {
        var result = await Ask(Query(), status, type, body);

        Assert.That(result.Passed, Is.False);
        Assert.That(Text.Figures(result.Sentence, "ms"), Is.EqualTo(sentence.Replace("# ms", "0 s", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Nobody_there_is_said_and_without_an_address_it_is_not_used()
    {
        using var nobody = new PrometheusAction(new(new Uri("http://127.0.0.1:1/"), null, TimeZoneInfo.Utc), TimeProvider.System);
        using var none = new PrometheusAction(new(null, null, TimeZoneInfo.Utc), TimeProvider.System);

        Assert.That((await nobody.RunAsync(Query(), default)).Sentence, Does.StartWith("Prometheus gave no answer: Connection refused"));
        Assert.That((nobody.Unavailable, none.Unavailable), Is.EqualTo(((string?)null, "Prometheus:Url is not set")));
    }

    [TestCase("up{a=\"", "x\"} or vector(1) #", false, "x\\\"} or vector(1) #")]
    [TestCase("up{a=\"b\\\"", "c\"d", false, "c\\\"d")]
    [TestCase("up{a='", "it's", false, "it\\'s")]
    [TestCase("up{a=`", "a`b", false, "ab")]
    [TestCase("up{a=\"", "a\\b\nc\0", false, "a\\\\b\\nc")]
    [TestCase("up{a=\"b\"} > ", "0 or vector(1)", false, "\"0 or vector(1)\"")]
    [TestCase("up{a=\"b\"} > ", "{x=~\".+\"}", true, "{x=~\".+\"}")]
    [TestCase("up{a=\"", "a\"b", true, "a\\\"b")]
    public void A_fact_stays_one_string_of_the_query(string before, string value, bool fromCatalog, string written)
    {
        using var action = new PrometheusAction(new(null, null, TimeZoneInfo.Utc), TimeProvider.System);

        Assert.That(action.Insert("query", before, value, fromCatalog), Is.EqualTo(written));
    }

    [Test]
    public void Two_thresholds_are_one_too_many()
    {
        using var action = new PrometheusAction(new(null, null, TimeZoneInfo.Utc), TimeProvider.System);

        Assert.That(action.Validate(Query(("below", "1"), ("above", "2"))).Single().Sentence, Is.EqualTo("above stands beside below; allowed: one of below, atMost, above, atLeast, equals"));
    }
}
