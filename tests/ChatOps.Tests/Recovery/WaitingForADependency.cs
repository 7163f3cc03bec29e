using System.Collections.Concurrent;
using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>Rule 6.7 on a real database: web needs pay, pay needs db; extra and more need each other.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WaitingForADependency
{
    private const string Chain = """
        { "Services": { "web": { "DependsOn": ["pay"], "Targets": { "unit": "web" } },
                        "pay": { "DependsOn": ["db"], "Targets": { "unit": "pay" } },
                        "db": { "Targets": { "unit": "db" } },
                        "extra": { "DependsOn": ["more"], "Targets": { "unit": "extra" } },
                        "more": { "DependsOn": ["extra"], "Targets": { "unit": "more" } } } }
        """;

    private const string Restart = """
        name: restart
        says: Restarts it.
        matches: { challenge: ServiceDown }
        diagnose:
          - { name: health, action: look, with: { target: "{{ targets.unit }}" } }
        act:
          - { name: restart, action: mend, when: not steps.health.passed, with: { target: "{{ targets.unit }}" } }
        verify:
          - { name: check, action: look, with: { target: "{{ targets.unit }}" }, repeat: 1, interval: 5ms, for: 200ms }
        """;

    private readonly ConcurrentQueue<string> _mended = new();
    private readonly TaskCompletionSource _gate = new();
    private volatile bool _well;

    [Test, Property("Rule", "6.7")]
    public async Task Who_needs_what_is_down_waits_under_the_root_and_goes_on_when_it_is_over()
    {
        await using var rig = Rig();
        await rig.StartAsync();
        var db = await rig.FireAsync("db");
        await rig.UntilAsync(() => _mended.Contains("db"), "the root is being mended");

        var web = await rig.FireAsync("web");
        var pay = await rig.FireAsync("pay");
        foreach (var id in new[] { web, pay }) await rig.UntilAsync(id, one => one.Recovery.Under?.Root == new DependencyDown(db, "db"));
        Assert.That((await rig.IncidentAsync(db)).Facts.Dependants.Select(one => one.Service), Is.EqualTo((string[])["web", "pay"]));

        (_well, _) = (true, _gate.TrySetResult());
        foreach (var id in new[] { db, pay, web }) await rig.UntilAsync(id, one => one.State == IncidentState.Resolved);

        Assert.That(_mended, Is.EqualTo((string[])["db"]), "nothing but the root was restarted");
        foreach (var id in new[] { pay, web }) Assert.That((await rig.IncidentAsync(id)).Ladder.HighestMentioned, Is.EqualTo(1), "nobody was called");
    }

    [Test, Property("Rule", "6.7")]
    public async Task An_attempt_that_has_not_acted_is_put_off_when_a_root_goes_down()
    {
        var looking = new TaskCompletionSource();
        await using var rig = new RecoveryRig(
            Chain,
            Restart,
            null,
            [
                new LiveAction("look", Risk.Observe, async (arguments, _) =>
                {
                    if (arguments.Text("target") == "web") await looking.Task;
                    return Seen(_well);
                }),
                new LiveAction("mend", Risk.Reversible, Mend),
            ]);
        await rig.StartAsync();
        var web = await rig.FireAsync("web");
        await rig.UntilAsync(web, one => one.Recovery.Running is not null);
        var db = await rig.FireAsync("db");
        looking.SetResult();

        var incident = await rig.UntilAsync(web, one => one.Recovery.Under is not null);

        Assert.That(incident.Recovery.Attempts.Single(), Has.Property(nameof(AttemptSummary.Outcome)).EqualTo(AttemptOutcome.PutOff).And.Property(nameof(AttemptSummary.IsUsed)).False);
        Assert.That(incident.Recovery.Attempts.Single().Report!.Result, Is.EqualTo($"nothing was done: db ({db}), which web needs, is down"));
        Assert.That((incident.Recovery.AutomaticUsed, incident.Ladder.Level), Is.EqualTo((0, 1)));
        (_well, _) = (true, _gate.TrySetResult());
        await rig.UntilAsync(web, one => one.State == IncidentState.Resolved);
        Assert.That(_mended, Has.None.EqualTo("web"));
    }

    [Test, Property("Rule", "6.7")]
    public async Task Services_that_need_each_other_in_a_circle_do_not_wait_for_each_other()
    {
        await using var rig = Rig();
        await rig.StartAsync();
        (_well, _) = (true, _gate.TrySetResult());
        var ids = await Task.WhenAll(rig.FireAsync("extra"), rig.FireAsync("more"));

        foreach (var id in ids) Assert.That((await rig.UntilAsync(id, one => one.State == IncidentState.Resolved)).Recovery.WaitedFor, Is.EqualTo(TimeSpan.Zero));
    }

    [Test, Property("Rule", "6.7")]
    public async Task What_waited_when_the_root_was_silenced_or_merged_goes_on_too()
    {
        await using var rig = Rig();
        await rig.StartAsync();
        var db = await rig.FireAsync("db");
        var web = await rig.FireAsync("web");
        await rig.UntilAsync(web, one => one.Recovery.Under?.Root.Incident == db);

        await rig.SayAsync("silence db 1h");

        await rig.UntilAsync(web, one => one.Recovery.Under is null && one.Recovery.Attempts.Count > 0);
        _gate.TrySetResult();
    }

    private RecoveryRig Rig() => new(Chain, Restart, null, [new LiveAction("look", Risk.Observe, (_, _) => Task.FromResult(Seen(_well))), new LiveAction("mend", Risk.Reversible, Mend)]);

    private async Task<ActionResult> Mend(ActionArguments arguments, CancellationToken cancellation)
    {
        _mended.Enqueue(arguments.Text("target")!);
        await _gate.Task.WaitAsync(cancellation);
        return Seen(true);
    }

    private static ActionResult Seen(bool well) => new(well, well ? "it is well" : "it is not well");
}
