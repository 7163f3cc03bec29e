using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Intake;

/// <summary>Sources that say how long they may say nothing (<c>SilentAfter</c>).</summary>
internal sealed class SilentSources
{
    private static readonly Dictionary<string, TimeSpan> AnHour = new() { ["kuma"] = TimeSpan.FromHours(1) };

    [Test]
    [Property("Rule", "2.26")]
    public async Task One_that_used_to_speak_and_fell_silent_has_an_incident_until_it_is_heard_again()
    {
        using var rig = new IntakeRig(silentAfter: AnHour);
        await rig.Fire(source: "kuma");
        await rig.Fire(service: "other", source: "scripts");
        await rig.Pass(TimeSpan.FromMinutes(59));
        Assert.That(await rig.Count(), Is.EqualTo(2));

        await rig.Pass(TimeSpan.FromMinutes(2));
        await rig.Pass(TimeSpan.FromMinutes(2));

        Assert.That(await rig.Count(), Is.EqualTo(3), "once, and for the one whose configuration says so");
        Assert.That(((await rig.Incident(3)).Service.Name, (await rig.Incident(3)).Challenge), Is.EqualTo(("kuma", Challenge.ServiceDown)));
        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(1), "what it last said stays");

        await rig.Resolve(source: "kuma");
        Assert.That((await rig.Incident(3)).State, Is.EqualTo(IncidentState.Resolved));
    }

    [Test]
    [Property("Rule", "2.26")]
    public async Task What_is_no_alert_is_a_word_of_the_source_all_the_same()
    {
        using var rig = new IntakeRig(silentAfter: AnHour);
        await rig.Fire(source: "kuma");
        await rig.Pass(TimeSpan.FromMinutes(50));
        rig.Taken["kuma"] = rig.Time.GetUtcNow();

        await rig.Pass(TimeSpan.FromMinutes(50));
        Assert.That(await rig.Count(), Is.EqualTo(1));

        await rig.Pass(TimeSpan.FromMinutes(20));
        Assert.That(await rig.Count(), Is.EqualTo(2), "it has fallen silent");

        rig.Taken["kuma"] = rig.Time.GetUtcNow().AddSeconds(1);
        await rig.Pass(TimeSpan.FromMinutes(1));
        Assert.That((await rig.Incident(2)).State, Is.EqualTo(IncidentState.Resolved));
    }

    [Test]
    public async Task One_that_was_never_heard_is_not_missed_and_the_time_that_the_bot_was_down_does_not_count()
    {
        using var rig = new IntakeRig(silentAfter: AnHour);
        await rig.Pass(TimeSpan.FromHours(5));
        Assert.That(await rig.Count(), Is.Zero);

        await rig.Fire(source: "kuma");
        rig.Time.Advance(TimeSpan.FromHours(5));
        await rig.Restart();
        await rig.Pass(TimeSpan.FromMinutes(59));
        Assert.That(await rig.Count(), Is.EqualTo(1));

        await rig.Pass(TimeSpan.FromMinutes(2));
        Assert.That(await rig.Count(), Is.EqualTo(2));
    }
}
