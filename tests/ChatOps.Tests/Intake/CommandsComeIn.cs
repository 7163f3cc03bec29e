using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Intake;

internal sealed class CommandsComeIn
{
    [Test]
    public async Task A_repeat_of_a_delivery_gets_the_stored_answer_and_has_no_second_effect()
    {
        using var rig = new IntakeRig();
        await rig.Fire();

        var first = await rig.Say("note INC-1 looked at it", delivery: "slack:1");
        var entries = (await rig.Timeline(1)).Count;
        var again = await rig.Say("note INC-1 looked at it", delivery: "slack:1");

        Assert.That(again, Is.EqualTo(first));
        Assert.That(await rig.Timeline(1), Has.Count.EqualTo(entries));
        await rig.Restart();
        Assert.That(await rig.Say("note INC-1 looked at it", delivery: "slack:1"), Is.EqualTo(first), "over a restart too");
    }

    [Test]
    public async Task Two_deliveries_of_one_id_in_one_batch_have_one_effect()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        var entries = (await rig.Timeline(1)).Count;

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(_ => rig.Say("note INC-1 once", delivery: "same")));

        Assert.That(answers.Distinct().Count(), Is.EqualTo(1));
        Assert.That(await rig.Timeline(1), Has.Count.EqualTo(entries + 1));
    }

    [Test]
    public async Task Somebody_acknowledges()
    {
        using var rig = new IntakeRig();
        await rig.Fire();

        var answer = await rig.Say("ack INC-1");

        Assert.That(answer.Outcome, Is.EqualTo(AnswerOutcome.Done), answer.Text);
        Assert.That((await rig.Incident(1)).Ladder.Owner, Is.EqualTo("ana"));
    }

    [TestCase("ack INC-99", AnswerOutcome.NotFound)]
    [TestCase("ack", AnswerOutcome.Invalid)]
    [TestCase("akc INC-1", AnswerOutcome.Invalid)]
    [TestCase("retry nothere", AnswerOutcome.Invalid)]
    [TestCase("run restart nothere", AnswerOutcome.NotFound)]
    [TestCase("unsilence 123", AnswerOutcome.NotFound)]
    [TestCase("link 00000000", AnswerOutcome.NotFound)]
    public async Task What_cannot_be_done_has_an_answer(string text, AnswerOutcome outcome)
    {
        using var rig = new IntakeRig();
        await rig.Fire();

        Assert.That((await rig.Say(text)).Outcome, Is.EqualTo(outcome));
    }

    [Test]
    [Property("Rule", "2.23")]
    public async Task Somebody_declares_and_adds_to_what_is_declared()
    {
        using var rig = new IntakeRig();

        var first = await rig.Say("declare shop nobody can pay");
        var second = await rig.Say("declare shop still nobody");

        Assert.That(first.Outcome, Is.EqualTo(AnswerOutcome.Done), first.Text);
        Assert.That(await rig.Count(), Is.EqualTo(1));
        Assert.That(second.Incident, Is.EqualTo(first.Incident));
        Assert.That((await rig.Incident(1)).Declared, Is.True);
    }

    [Test]
    [Property("Rule", "2.28")]
    public async Task A_merge_moves_alerts_and_key_in_one_commit()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Fire(service: "other");

        var answer = await rig.Say("merge INC-2 into INC-1");
        Assert.That(answer.Outcome, Is.EqualTo(AnswerOutcome.Done), answer.Text);
        await rig.Fire(service: "other", instance: "more");

        Assert.That(await rig.Count(), Is.EqualTo(2));
        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(3));
        Assert.That((await rig.Incident(2)).MergedInto, Is.EqualTo(new IncidentId(1)));
        Assert.That((await rig.Incident(2)).Clocks, Is.Empty);
        await rig.Resolve();
        await rig.Resolve(service: "other");
        await rig.Resolve(service: "other", instance: "more");
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Resolved));
    }

    [Test]
    [Property("Rule", "6.4")]
    public async Task The_global_stop_outlasts_a_restart()
    {
        using var rig = new IntakeRig();

        var answer = await rig.Say("recovery off");
        await rig.Restart();

        Assert.That(answer.Text, Does.Contain("Self-recovery is off"));
        Assert.That((await rig.Read(read => read.Switches.Recovery())).OffFor("shop")!.By, Is.EqualTo("ana"));
        await rig.Say("recovery on");
        Assert.That((await rig.Read(read => read.Switches.Recovery())).OffFor("shop"), Is.Null);
    }

    [Test]
    public async Task An_identity_is_linked_by_a_code_that_is_confirmed_from_a_known_one()
    {
        using var rig = new IntakeRig();
        var wanted = await rig.Say("link", who: "U-stranger");
        var code = wanted.Text.Split('`')[1];

        var confirmed = await rig.Say(code, who: "ana");
        var twice = await rig.Say(code, who: "ana");

        Assert.That(confirmed.Outcome, Is.EqualTo(AnswerOutcome.Done), confirmed.Text);
        Assert.That(await rig.Read(read => read.Links.PersonOf("local", "U-stranger")), Is.EqualTo("ana"));
        Assert.That(twice.Outcome, Is.EqualTo(AnswerOutcome.NotFound));
    }

    [Test]
    [Property("Rule", "2.29")]
    public async Task What_ended_is_counted_once_although_it_reopened()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Resolve();
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.Fire();
        Assert.That(await rig.Read(read => read.Outcomes.Incidents(rig.Now)), Is.Empty, "it is open again");
        await rig.Resolve();

        var sum = (await rig.Read(read => read.Outcomes.Incidents(rig.Now))).Single();

        Assert.That((sum.Count, sum.EndedBy), Is.EqualTo((1, ResolvedBy.Source)));
    }

    [Test]
    [Property("Rule", "2.29")]
    public async Task The_post_mortem_is_written_when_the_window_has_passed_and_again_when_it_ended_again()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Resolve();
        Assert.That(await rig.Read(read => read.PostMortems.OfIncident(new IncidentId(1))), Is.Empty);
        await rig.Pass(TimeSpan.FromMinutes(11));
        Assert.That((await rig.Read(read => read.PostMortems.OfIncident(new IncidentId(1)))).Select(one => one.Version), Is.EqualTo((int[])[1]));

        await rig.Say("reopen INC-1");
        await rig.Say("resolve INC-1 now really");
        await rig.Pass(TimeSpan.FromMinutes(31));
        await rig.Pass(TimeSpan.FromMinutes(31));

        Assert.That((await rig.Read(read => read.PostMortems.OfIncident(new IncidentId(1)))).Select(one => one.Version), Is.EqualTo((int[])[2, 1]));
    }
}
