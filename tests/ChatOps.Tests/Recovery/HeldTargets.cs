using ChatOps.Bot.Recovery;
using ChatOps.Core.Recovery;
using ChatOps.Storage;
using ChatOps.Storage.Attempts;

namespace ChatOps.Tests.Recovery;

/// <summary>Rule 6.11: targets are held by a lease.</summary>
internal sealed class HeldTargets
{
    private const string Restart = """
        name: restart
        says: Restarts it.
        matches: { challenge: ServiceDown }
        diagnose:
          - { name: health, action: look, with: { target: "{{ targets.unit }}" } }
        act:
          - { name: restart, action: mend, with: { target: "{{ targets.unit }}" }, timeout: 1m }
        verify:
          - { name: check, action: look, with: { target: "{{ targets.unit }}" }, repeat: 1, interval: 5ms, for: 200ms }
        """;

    [Test, Property("Rule", "6.11")]
    public async Task All_or_none_are_taken_and_a_lease_that_ended_may_be_taken_by_another()
    {
        await using var rig = new RecoveryRig(Restart, null, new LiveAction("look", Risk.Observe, () => false), new LiveAction("mend", Risk.Reversible, () => true));
        await rig.StartAsync(runner: false);
        var one = (await rig.RowsAsync(await rig.FireAsync("checkout"))).Single();
        var two = (await rig.RowsAsync(await rig.FireAsync("cart"))).Single();
        var now = rig.Time.GetUtcNow();
        string? Lock(WriteTransaction transaction, AttemptRow row, DateTimeOffset at, params string[] targets) => transaction.Attempts.Lock(row.Id, targets, at.AddSeconds(15), at);

        await rig.Database.WriteAsync(
            transaction =>
            {
                Assert.That(Lock(transaction, one, now, "target b"), Is.Null);
                Assert.That(Lock(transaction, two, now, "target a", "target b"), Is.EqualTo("target b"));
                Assert.That(transaction.Attempts.HolderOf("target a", now), Is.Null, "who waits holds nothing");
                Assert.That(transaction.Attempts.KeepLocks(one.Id, now.AddSeconds(20)), Is.True);
                Assert.That(Lock(transaction, two, now.AddSeconds(19), "target b"), Is.EqualTo("target b"), "it was renewed");
                Assert.That(Lock(transaction, two, now.AddSeconds(20), "target b"), Is.Null, "it ended by itself");
                Assert.That(transaction.Attempts.HolderOf("target b", now.AddSeconds(21))!.Incident, Is.EqualTo(two.Incident));
                Assert.That(transaction.Attempts.KeepLocks(one.Id, now.AddSeconds(60)), Is.False, "whose lease ended learns it");
                Assert.That(transaction.Attempts.HolderOf("target b", now.AddSeconds(35)), Is.Null);
                return true;
            },
            default);
    }

    [Test, Property("Rule", "6.11")]
    public async Task After_a_crash_the_next_attempt_looks_first_and_acts_when_what_was_begun_has_had_its_time()
    {
        var began = 0;
        var look = new LiveAction("look", Risk.Observe, () => false);
        var mend = new LiveAction("mend", Risk.Reversible, async (_, cancellation) =>
        {
            if (Interlocked.Increment(ref began) == 1) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return new(true, "done");
        });
        await using var rig = new RecoveryRig(Restart, null, look, mend);
        await rig.StartAsync();
        var id = await rig.FireAsync("checkout", ("instance", "a:1"));
        await rig.UntilAsync(() => mend.Calls == 1, "it acts");
        var looked = look.Calls;

        await rig.CrashAsync();
        var crashed = rig.Time.GetUtcNow();
        await rig.StartAsync();
        await rig.UntilAsync(id, _ => look.Calls > looked);
        await rig.PassAsync(crashed + TimeSpan.FromSeconds(9) - rig.Time.GetUtcNow());
        Assert.That(mend.Calls, Is.EqualTo(1), "and does not act yet");
        await rig.PassAsync(AttemptTurn.TargetLease - TimeSpan.FromSeconds(9));
        await rig.UntilAsync(id, _ => mend.Calls == 2);

        Assert.That((await rig.IncidentAsync(id)).Recovery.Attempts[0].Outcome, Is.EqualTo(AttemptOutcome.CutShort));
    }
}
