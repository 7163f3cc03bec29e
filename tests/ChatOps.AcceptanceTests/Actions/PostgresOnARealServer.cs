using ChatOps.AcceptanceTests.Harness;
using ChatOps.Core.Recovery;
using ChatOps.Operations.Postgres;

namespace ChatOps.AcceptanceTests.Actions;

/// <summary>The action <c>postgres</c> against PostgreSQL itself.</summary>
internal sealed class PostgresOnARealServer
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private PostgresServer server = null!;
    private PostgresAction action = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await PostgresServer.StartAsync("max_connections=30");
        await server.SqlAsync("CREATE TABLE orders (id int PRIMARY KEY, card text); INSERT INTO orders VALUES (1, 'x'), (2, 'y'); CREATE ROLE plain LOGIN; GRANT ALL ON orders TO plain");
        action = new(new(new Dictionary<string, string> { ["shop"] = server.Connection(), ["plain"] = server.Connection(user: "plain") }), TimeProvider.System);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task<ActionResult> DoAsync(string what, params (string, string)[] further) => action.RunAsync(ActionArguments.Of([("database", "shop"), ("do", what), .. further]), default);

    private static (string, string)[] Found(ActionResult blocking) => [("pid", blocking.Values!["pid"]), ("started", blocking.Values["started"])];

    /// <summary>One session that holds a row in a transaction, one that waits for it, one that waits for that.</summary>
    private async Task<(PostgresClient Root, PostgresClient Middle, PostgresClient Last, Task<object?> Waiting)> BlockAsync()
    {
        var root = await PostgresClient.OpenAsync(server.Connection(application: "report"));
        var middle = await PostgresClient.OpenAsync(server.Connection(application: "web"));
        var last = await PostgresClient.OpenAsync(server.Connection(application: "web"));
        await root.RunAsync("BEGIN; UPDATE orders SET card = '4111 1111 1111 1111' WHERE id = 1");
        await middle.RunAsync("BEGIN; UPDATE orders SET card = 'm' WHERE id = 2");
        var first = middle.RunAsync("UPDATE orders SET card = 'secret' WHERE id = 1; COMMIT");
        var second = last.RunAsync("UPDATE orders SET card = 'z' WHERE id = 2");
        await Wait.Until(async () => await server.SqlAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") == "2", Soon, "two sessions to wait");
        return (root, middle, last, Task.WhenAll(first, second).ContinueWith(_ => (object?)null, TaskScheduler.Default));
    }

    [Test]
    public async Task The_root_of_a_chain_is_named_with_its_query_masked_and_ended_alone()
    {
        var (root, middle, last, waiting) = await BlockAsync();

        var blocking = await DoAsync("blocking", ("atMost", "0"));

        Assert.That(blocking.Passed, Is.False);
        Assert.That(blocking.Sentence, Does.StartWith("2 sessions wait, the longest for ").And.Contain($"for process {root.Pid} (postgres, report), idle in transaction").And.Contain("UPDATE orders SET card = ? WHERE id = ?"));
        Assert.That(blocking.Sentence + blocking.Output, Does.Not.Contain("4111").And.Not.Contain("secret"));
        Assert.That(blocking.Values!["state"], Is.EqualTo("idle in transaction"));

        var cancelled = await DoAsync("cancel", Found(blocking));
        Assert.That((cancelled.Passed, cancelled.Sentence), Is.EqualTo((false, $"process {root.Pid} of shop is idle in transaction, and a query that does not run cannot be cancelled; its session would have to be ended")));

        var ended = await DoAsync("end", Found(blocking));
        Assert.That((ended.Passed, ended.Sentence), Is.EqualTo((true, $"the session of process {root.Pid} of shop was ended; nobody waits for it any more")));
        await waiting.WaitAsync(Soon);
        Assert.That(await middle.RunAsync("SELECT 1"), Is.EqualTo(1), "who waited is left alone");
        Assert.That((await DoAsync("blocking")).Sentence, Is.EqualTo("nobody waits for a lock in shop"));
        foreach (var client in (PostgresClient[])[root, middle, last]) await client.DisposeAsync();
    }

    [Test]
    public async Task A_query_that_runs_is_cancelled_and_its_session_goes_on()
    {
        await using var root = await PostgresClient.OpenAsync(server.Connection(application: "report"));
        await using var other = await PostgresClient.OpenAsync(server.Connection());
        await root.RunAsync("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        var sleeping = root.RunAsync("SELECT pg_sleep(600)");
        var waiting = other.RunAsync("SELECT count(*) FROM orders");
        var blocking = await Wait.For(async () => await DoAsync("blocking", ("atMost", "0")) is { Passed: false } found ? found : null, Soon, "a session that blocks");

        var cancelled = await DoAsync("cancel", Found(blocking));

        Assert.That((blocking.Values!["state"], cancelled.Sentence), Is.EqualTo(("active", $"the query of process {root.Pid} of shop was cancelled; nobody waits for it any more")));
        Assert.That(() => sleeping, Throws.Exception.With.Message.Contains("canceling statement"));
        Assert.That(await waiting.WaitAsync(Soon), Is.EqualTo(2L));
        Assert.That(await root.RunAsync("ROLLBACK; SELECT 1"), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_process_that_got_the_number_is_never_hit()
    {
        var (root, middle, last, waiting) = await BlockAsync();
        var blocking = await DoAsync("blocking");
        var started = (long.Parse(blocking.Values!["started"], System.Globalization.CultureInfo.InvariantCulture) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

        var ended = await DoAsync("end", ("pid", blocking.Values["pid"]), ("started", started));

        Assert.That((ended.Passed, ended.Sentence), Is.EqualTo((true, $"process {root.Pid} of shop is gone or blocks nobody any more; nothing was ended")));
        Assert.That(await root.RunAsync("SELECT 1"), Is.EqualTo(1), "it lives");
        await root.RunAsync("ROLLBACK");
        await waiting.WaitAsync(Soon);
        Assert.That((await DoAsync("end", ("pid", middle.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("started", started))).Sentence, Does.EndWith("nothing was ended"), "who blocks nobody");
        Assert.That(await middle.RunAsync("SELECT 1"), Is.EqualTo(1));
        foreach (var client in (PostgresClient[])[root, middle, last]) await client.DisposeAsync();
    }

    [Test]
    public async Task What_other_databases_of_the_server_do_is_neither_told_nor_ended()
    {
        await server.SqlAsync("CREATE DATABASE other");
        var others = new PostgresAction(new(new Dictionary<string, string> { ["other"] = server.Connection("other") }), TimeProvider.System);
        var (root, middle, last, waiting) = await BlockAsync();
        var blocking = await DoAsync("blocking");

        Assert.That((await others.RunAsync(ActionArguments.Of(("database", "other"), ("do", "blocking")), default)).Sentence, Is.EqualTo("nobody waits for a lock in other"));
        Assert.That((await others.RunAsync(ActionArguments.Of([("database", "other"), ("do", "end"), .. Found(blocking)]), default)).Sentence, Does.EndWith("nothing was ended"));
        Assert.That((await others.RunAsync(ActionArguments.Of(("database", "other"), ("do", "end-idle"), ("longer", "1ms")), default)).Sentence, Does.EndWith("nothing was ended"));
        Assert.That((await others.RunAsync(ActionArguments.Of(("database", "other")), default)).Sentence, Is.EqualTo("other has no other session"));
        Assert.That((await others.RunAsync(ActionArguments.Of(("database", "other"), ("do", "connections")), default)).Sentence, Does.Contain("most by postgres, web in postgres: 2, 0 idle"));

        await root.RunAsync("ROLLBACK");
        await waiting.WaitAsync(Soon);
        foreach (var client in (PostgresClient[])[root, middle, last]) await client.DisposeAsync();
    }

    [Test]
    public async Task A_locked_table_does_not_hold_up_who_measures()
    {
        await using var root = await PostgresClient.OpenAsync(server.Connection());
        await root.RunAsync("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");

        Assert.That((await DoAsync("size")).Sentence, Does.Match(@"^shop holds \d+ (kB|MB)$"));
    }

    [Test]
    public async Task Idle_sessions_of_the_application_that_has_most_are_ended_and_no_other()
    {
        var leaked = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostgresClient.OpenAsync(server.Connection(application: "leaky"))));
        await using var other = await PostgresClient.OpenAsync(server.Connection(application: "careful"));
        await using var open = await PostgresClient.OpenAsync(server.Connection(application: "leaky"));
        await open.RunAsync("BEGIN");
        foreach (var client in leaked.Append(other)) await client.RunAsync("SELECT 1");

        var connections = await DoAsync("connections", ("atMost", "10"));
        Assert.That(connections.Sentence, Does.Contain(" of 27 connections of shop are used (").And.Contain("at most 10 % is expected; most by postgres, leaky: 7, 6 idle").And.Contain("1 idle in transaction"));
        Assert.That((await DoAsync("end-idle", ("longer", "1h"))).Sentence, Is.EqualTo("no session of shop has been idle for 1 h; nothing was ended"));

        var ended = await DoAsync("end-idle", ("longer", "1ms"));

        Assert.That(ended.Sentence, Is.EqualTo("6 sessions of postgres, leaky in shop, idle for 1 ms or more, were ended"));
        Assert.That(await other.RunAsync("SELECT 1"), Is.EqualTo(1));
        Assert.That(await open.RunAsync("SELECT 1"), Is.EqualTo(1), "a transaction is not idle");
        foreach (var client in leaked) await client.DisposeAsync();
    }

    [Test]
    public async Task A_standby_that_is_paused_is_told_by_both_sides_and_goes_on()
    {
        await using var primary = await PostgresServer.StartAsync();
        var both = new PostgresAction(new(new Dictionary<string, string> { ["primary"] = primary.Connection() }), TimeProvider.System);
        Assert.That((await both.RunAsync(ActionArguments.Of(("database", "primary"), ("do", "lag")), default)).Sentence, Is.EqualTo("no standby receives from primary; one at least is expected"));
        await using var standby = await PostgresServer.StartStandbyAsync(primary);
        both = new(new(new Dictionary<string, string> { ["primary"] = primary.Connection(), ["standby"] = standby.Connection() }), TimeProvider.System);
        Task<ActionResult> Ask(string database, string what) => both.RunAsync(ActionArguments.Of(("database", database), ("do", what)), default);
        await Wait.Until(async () => (await Ask("standby", "lag")).Passed && (await Ask("primary", "lag")).Passed, Soon, "a standby that is not behind");

        await standby.SqlAsync("SELECT pg_wal_replay_pause()");
        await primary.SqlAsync("CREATE TABLE t AS SELECT generate_series(1, 1000) AS id");
        var paused = await Wait.For(async () => await Ask("standby", "lag") is { Passed: false } lag ? lag : null, Soon, "the standby to be behind");
        Assert.That(paused.Values!["paused"], Is.EqualTo("true"));
        Assert.That(paused.Sentence, Does.StartWith("standby is ").And.Contain(" behind; its replay is paused; 1 min at most is expected"));

        Assert.That((await Ask("standby", "resume")).Sentence, Is.EqualTo("the replay of standby was paused, and goes on"));
        await Wait.Until(async () => (await Ask("standby", "lag")).Passed, Soon, "the standby to catch up");
        Assert.That((await Ask("primary", "resume")).Sentence, Is.EqualTo("primary is no standby: it replays nothing"));
    }

    [Test]
    public async Task Activity_and_size_tell_figures()
    {
        await using var old = await PostgresClient.OpenAsync(server.Connection(application: "batch"));
        await old.RunAsync("BEGIN; SELECT 'a secret'");

        Assert.That((await DoAsync("activity")).Sentence, Does.StartWith("shop has ").And.Contain("1 idle in transaction; the oldest transaction is open for ").And.Contain("(postgres, batch): SELECT ?"));
        Assert.That((await DoAsync("activity", ("atMost", "0"))).Passed, Is.False);
        Assert.That((await DoAsync("size")).Sentence, Does.Match(@"^shop holds \d+ (kB|MB); its largest table is public\.orders \(\d+ (kB|MB)\)$"));
        Assert.That((await DoAsync("size", ("atMost", "0.001"))).Sentence, Does.EndWith("; at most 0 MB is expected"));
    }

    [Test]
    public async Task A_server_that_refuses_is_told_in_words()
    {
        var away = new PostgresAction(new(new Dictionary<string, string> { ["away"] = $"Host=127.0.0.1;Port={FreePort.Next()};Username=x;Password=hidden" }), TimeProvider.System);
        var refused = await away.RunAsync(ActionArguments.Of(("database", "away")), default);
        Assert.That(refused.Sentence, Does.StartWith("away: it cannot be reached: Connection refused").And.Not.Contain("hidden"));

        var blind = await action.RunAsync(ActionArguments.Of(("database", "plain"), ("do", "blocking")), default);
        Assert.That((blind.Passed, blind.Sentence), Is.EqualTo((false, "plain: the bot's role may not see what others do there; it needs pg_monitor, and pg_signal_backend to end anything")));

        await server.SqlAsync("GRANT pg_monitor TO plain");
        var (root, middle, last, waiting) = await BlockAsync();
        var denied = await action.RunAsync(ActionArguments.Of([("database", "plain"), ("do", "end"), .. Found(await DoAsync("blocking"))]), default);
        Assert.That(denied.Passed, Is.False);
        Assert.That(denied.Sentence, Does.StartWith("plain: the bot's role may not do that (").And.EndWith("pg_monitor and pg_signal_backend are what it needs"));
        Assert.That(await root.RunAsync("SELECT 1"), Is.EqualTo(1), "nothing was ended");
        await root.RunAsync("ROLLBACK");
        await waiting.WaitAsync(Soon);
        foreach (var client in (PostgresClient[])[root, middle, last]) await client.DisposeAsync();
    }
}
