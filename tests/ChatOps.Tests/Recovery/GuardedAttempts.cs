using ChatOps.Core.Incidents;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>Guard rails at work on a real database: blast radius (rule 6.8) and maintenance (rule 6.9).</summary>
internal sealed class GuardedAttempts
{
    private const string Restart = """
        name: restart
        says: Restarts it.
        matches: { challenge: ServiceDown }
        diagnose:
          - { name: health, action: look, with: { target: "{{ targets.unit }}" } }
        act:
          - { name: restart, action: mend, title: "restart {{ targets.unit }}", with: { target: "{{ targets.unit }}" } }
        verify:
          - { name: check, action: look, with: { target: "{{ targets.unit }}" }, repeat: 1, interval: 5ms, for: 200ms }
        """;

    private const string People = """ "People": { "ana": { "Roles": ["backend-coordinator"] } } """;

    [Test, Property("Rule", "6.8")]
    public async Task More_instances_than_the_share_are_told_to_level_2_and_not_restarted()
    {
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        await using var rig = Rig($$""" { "Services": { "web": { "Instances": 4, "Recovery": { "MaxShare": 0.5 }, "Targets": { "unit": "web" } } }, {{People}} } """, mend);
        await rig.StartAsync(runner: false);
        foreach (var pod in new[] { "a", "b", "c" }) await rig.FireAsync("web", ("pod", "web-" + pod));
        await rig.RunAsync();

        var incident = await rig.UntilAsync(new IncidentId(1), one => one.Ladder.Level == 2);

        Assert.That(incident.Recovery.EndedBecause, Is.EqualTo("3 of the 4 instances of web fire, and self-recovery may act on 2 at once (50 %)"));
        Assert.That((incident.Recovery.AutomaticUsed, mend.Calls), Is.EqualTo((0, 0)));
        Assert.That(incident.Recovery.Attempts.Single().Report!.Symptoms, Is.EqualTo((string[])["it is not well"]), "it was looked at");
    }

    [Test, Property("Rule", "6.8")]
    public async Task Never_at_once_on_two_services_of_which_one_needs_the_other()
    {
        var (now, most) = (0, 0);
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
            Interlocked.Decrement(ref now);
            return new(true, "done");
        });
        // In a circle nobody waits under anybody, and both would act.
        await using var rig = Rig($$""" { "Services": { "a": { "DependsOn": ["b"], "Targets": { "unit": "a" } }, "b": { "DependsOn": ["a"], "Targets": { "unit": "b" } } }, {{People}} } """, mend);
        await rig.StartAsync();

        var ids = await Task.WhenAll(rig.FireAsync("a"), rig.FireAsync("b"));
        foreach (var id in ids) await rig.UntilEndedAsync(id);

        Assert.That((most, mend.Calls), Is.EqualTo((1, 2)).Or.EqualTo((1, 3)).Or.EqualTo((1, 4)));
    }

    [Test, Property("Rule", "6.9")]
    public async Task In_a_maintenance_window_it_goes_to_level_2_with_what_would_be_done_and_a_person_may_do_it()
    {
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        await using var rig = Rig($$"""
            { "Services": { "web": { "Targets": { "unit": "web" } } }, {{People}},
              "Recovery": { "Windows": { "kernel": { "Services": "web", "Start": "2026-11-23T02:00Z", "End": "2026-11-23T05:00Z" } } } }
            """, mend);
        await rig.StartAsync();

        var id = await rig.FireAsync("web");
        var incident = await rig.UntilAsync(id, one => one.Ladder.Level == 2);
        Assert.That(incident.Recovery.EndedBecause, Is.EqualTo("the maintenance window kernel is on until 05:00 UTC"));
        Assert.That(mend.Calls, Is.Zero);

        Assert.That((await rig.SayAsync($"retry {id}")).Text, Does.StartWith("restart runs for INC-1 as your attempt"));
        await rig.UntilEndedAsync(id, 2);
        Assert.That(mend.Calls, Is.EqualTo(1));
    }

    [Test, Property("Rule", "6.9")]
    public async Task A_silence_for_maintenance_stops_the_acting_steps_of_an_attempt_that_runs()
    {
        var looking = new TaskCompletionSource();
        var mend = new LiveAction("mend", Risk.Reversible, () => true);
        var look = new LiveAction("look", Risk.Observe, async (_, _) =>
        {
            await looking.Task;
            return new(false, "it is not well");
        });
        await using var rig = new RecoveryRig($$""" { "Services": { "web": { "Targets": { "unit": "web" } } }, {{People}} } """, Restart, null, [look, mend]);
        await rig.StartAsync();
        var id = await rig.FireAsync("web");
        await rig.UntilAsync(() => look.Calls == 1, "it looks");

        await rig.SayAsync("silence web 1h maintenance: new disks");
        looking.SetResult();
        var incident = await rig.UntilEndedAsync(id);

        Assert.That(incident.Recovery.Attempts.Single().Report!.NotDone, Is.EqualTo("ana silenced it for maintenance until 04:00 UTC"));
        Assert.That((incident.State, mend.Calls), Is.EqualTo((IncidentState.Silenced, 0)));
        await rig.SayAsync($"unsilence {await rig.SilenceAsync()}");
        await rig.UntilAsync(id, one => one.Recovery.Attempts.Count > 1);
    }

    private static RecoveryRig Rig(string settings, LiveAction mend) =>
        new(settings, Restart, null, [new LiveAction("look", Risk.Observe, (_, _) => Task.FromResult(new ActionResult(false, "it is not well"))), mend]);
}
