using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Intake;

internal sealed class Silencing
{
    private static readonly Actor Ana = Actor.Person("ana", [Role.DevOpsCoordinator], "local");

    [Test]
    [Property("Rule", "2.27")]
    public async Task A_silenced_alert_opens_nothing_and_does_so_when_the_silence_ends()
    {
        using var rig = new IntakeRig();
        await Put(rig, TimeSpan.FromHours(1));

        await rig.Fire();
        Assert.That(await rig.Count(), Is.Zero);
        Assert.That(await rig.Read(read => read.Alerts.Firing()), Has.Count.EqualTo(1), "it is recorded");
        await rig.Pass(TimeSpan.FromHours(1));

        Assert.That(await rig.Count(), Is.EqualTo(1));
        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(1));
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task A_silence_pauses_an_open_incident_while_all_its_firing_alerts_are_covered()
    {
        using var rig = new IntakeRig();
        await rig.Fire(instance: "a");

        var silence = await Put(rig, TimeSpan.FromHours(1), "instance=~\"a|b\"");
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced));
        await rig.Fire(instance: "b");
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced), "the new alert is covered too");
        await rig.Fire(instance: "c");

        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.AwaitingAcknowledgement));
        Assert.That((await rig.Silences.FindAsync(silence.Id, CancellationToken.None))!.StateAt(rig.Now), Is.EqualTo(SilenceState.Active));
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task An_alert_that_the_silence_does_not_cover_lets_recovery_go_on()
    {
        using var rig = new IntakeRig(runbooks: [IntakeRig.Restarts]);
        await rig.Fire(instance: "a");
        await Put(rig, TimeSpan.FromHours(1), "instance=\"a\"");
        await rig.EndAttempt(1, 1, AttemptOutcome.Failed);
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced));

        await rig.Fire(instance: "b");

        var incident = await rig.Incident(1);
        Assert.That((incident.Ladder.Level, incident.State, incident.Recovery.Running?.Number), Is.EqualTo((1, IncidentState.Recovering, (int?)2)));
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task Lifting_a_silence_is_heard_at_once()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        var silence = await Put(rig, TimeSpan.FromHours(1));
        await rig.Fire("TargetDown", "shop", "later");

        await rig.Silences.ExpireAsync(silence.Id, Ana, CancellationToken.None);

        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.AwaitingAcknowledgement));
        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(2));
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task A_maintenance_window_begins_and_ends_by_itself()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Silences.PutAsync(
            new SilenceDraft(null, Matchers.Parse("service=\"shop\""), rig.Now.AddMinutes(5), rig.Now.AddMinutes(35), "ana", "planned"), Ana, CancellationToken.None);

        await rig.Pass(TimeSpan.FromMinutes(4));
        Assert.That((await rig.Incident(1)).State, Is.Not.EqualTo(IncidentState.Silenced));
        await rig.Pass(TimeSpan.FromMinutes(1));
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced));
        await rig.Pass(TimeSpan.FromMinutes(30));
        Assert.That((await rig.Incident(1)).State, Is.Not.EqualTo(IncidentState.Silenced));
    }

    [Test]
    public async Task A_service_is_silenced_by_its_name_although_its_alerts_name_it_otherwise()
    {
        using var rig = new IntakeRig();
        await rig.Send(new Alert("alert", LabelSet.Of(("alertname", "TargetDown"), ("namespace", "web"), ("deployment", "front")), LabelSet.Empty, AlertStatus.Firing, rig.Now));
        Assert.That((await rig.Incident(1)).Service.Name, Is.EqualTo("web/front"));

        var answer = await rig.Say("silence web/front 2h planned work");

        Assert.That(answer.Outcome, Is.EqualTo(AnswerOutcome.Done), answer.Text);
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced));
    }

    [Test]
    public async Task A_silence_is_ended_by_the_beginning_of_its_id()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        var silence = await Put(rig, TimeSpan.FromHours(1));

        var answer = await rig.Say($"unsilence {silence.Id[..8]}");

        Assert.That(answer.Outcome, Is.EqualTo(AnswerOutcome.Done), answer.Text);
        Assert.That((await rig.Incident(1)).State, Is.Not.EqualTo(IncidentState.Silenced));
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task Lifting_the_silence_of_what_the_user_accepted_ends_its_pause()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Pass(TimeSpan.FromMinutes(10));
        await rig.Pass(TimeSpan.FromMinutes(15));
        var accepted = await rig.Say("decide INC-1 accept 4h", who: "kim");
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced), accepted.Text);

        var silence = (await rig.Silences.ListAsync(CancellationToken.None)).Single();
        await rig.Say($"unsilence {silence.Id[..8]}");

        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.AwaitingDecision));
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task A_silence_that_has_paused_for_as_long_as_it_may_pauses_again_only_when_it_is_changed()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        var spent = await Put(rig, TimeSpan.FromDays(3));
        await rig.Pass(TimeSpan.FromHours(24));
        Assert.That((await rig.Incident(1)).State, Is.Not.EqualTo(IncidentState.Silenced));

        await Put(rig, TimeSpan.FromHours(1), "service=\"another\"");
        Assert.That((await rig.Incident(1)).State, Is.Not.EqualTo(IncidentState.Silenced), "a silence of something else");
        await rig.Silences.PutAsync(new SilenceDraft(spent.Id, spent.Matchers, spent.StartsAt, rig.Now.AddDays(3), "ana", "longer"), Ana, CancellationToken.None);

        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced), "it was extended");
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task A_new_silence_pauses_beside_one_that_is_spent_and_leaves_that_spent()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await Put(rig, TimeSpan.FromDays(3));
        await rig.Pass(TimeSpan.FromHours(24));

        await Put(rig, TimeSpan.FromHours(1));
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Silenced), "a new one");
        await rig.Pass(TimeSpan.FromHours(1));
        await rig.Fire(instance: "more");

        Assert.That((await rig.Incident(1)).State, Is.Not.EqualTo(IncidentState.Silenced), "the spent one is spent");
    }

    [Test]
    [Property("Rule", "2.27")]
    public async Task What_the_user_accepted_for_days_is_asked_again_after_24_h_and_stays_so()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Pass(TimeSpan.FromMinutes(10));
        await rig.Pass(TimeSpan.FromMinutes(15));
        await rig.Say("decide INC-1 accept 3d", who: "kim");

        await rig.Pass(TimeSpan.FromHours(24));
        await rig.Fire(instance: "more");

        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.AwaitingDecision));
    }

    private static async Task<Silence> Put(IntakeRig rig, TimeSpan time, string matchers = "service=\"shop\"") =>
        (await rig.Silences.PutAsync(new SilenceDraft(null, Matchers.Parse(matchers), rig.Now, rig.Now + time, "ana", "planned"), Ana, CancellationToken.None))!;
}
