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

    [Test]
    [Property("Rule", "2.16")]
    public async Task A_button_of_an_earlier_state_does_nothing_and_says_how_things_stand()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        var drawn = (await rig.Incident(1)).Stamp;
        await rig.Fire(instance: "b");
        await rig.Say("note INC-1 looked at it");
        Assert.That((await rig.Say("ack INC-1", stamp: drawn)).Outcome, Is.EqualTo(AnswerOutcome.Done), "alerts and notes leave it good");
        var entries = (await rig.Timeline(1)).Count;

        var answer = await rig.Say("resolve INC-1", stamp: drawn);

        Assert.That((answer.Outcome, answer.Text), Is.EqualTo((AnswerOutcome.Nothing, "Things have changed since this button was drawn. INC-1 stands at Level 2; ana has it for another 30 min.")));
        Assert.That(await rig.Timeline(1), Has.Count.EqualTo(entries));
    }

    [Test]
    [Property("Rule", "2.16")]
    public async Task A_typed_escalate_just_after_a_change_of_level_asks_first_and_takes_a_yes()
    {
        using var rig = new IntakeRig();
        await rig.Fire();

        var asked = await rig.Say("escalate INC-1 it is the pool");
        Assert.That(asked.Outcome, Is.EqualTo(AnswerOutcome.Confirm), asked.Text);
        Assert.That((await rig.Incident(1)).Ladder.Level, Is.EqualTo(2));
        await rig.Say("escalate INC-1 --yes");

        Assert.That((await rig.Incident(1)).Ladder.Level, Is.EqualTo(3));
    }

    [Test]
    [Property("Rule", "6.4")]
    public async Task While_recovery_is_off_an_attempt_starts_as_a_dry_run_and_counts_as_none()
    {
        using var rig = new IntakeRig(runbooks: [IntakeRig.Restarts]);
        await rig.Say("recovery off shop");

        await rig.Fire();
        await rig.Fire(service: "pay");

        Assert.That((await rig.Incident(1)).Recovery.Attempts.Single().DryRun, Is.True);
        Assert.That((await rig.Incident(1)).Recovery.AutomaticUsed, Is.Zero);
        Assert.That((await rig.Incident(2)).Recovery.Attempts.Single().DryRun, Is.False, "only shop was switched off");
    }

    [Test]
    [Property("Rule", "6.5")]
    public async Task While_an_attempt_of_another_incident_holds_the_service_none_starts_and_nobody_may_run_one()
    {
        using var rig = new IntakeRig(runbooks: [IntakeRig.Restarts]);
        await rig.Fire();
        var row = (await rig.Read(read => read.Attempts.Waiting(1))).Single();
        await rig.Database.WriteAsync(transaction => transaction.Attempts.Lock(row.Id, ["service shop"], rig.Now.AddSeconds(15), rig.Now), CancellationToken.None);

        // Another incident of the service: no runbook fits its challenge, so only a person's attempt may act.
        await rig.Fire("CPUThrottlingHigh");
        var answer = await rig.Say("run restart INC-2");

        Assert.That((answer.Outcome, answer.Text), Is.EqualTo((AnswerOutcome.Nothing, "INC-1, attempt 1 acts on the same target of shop now. Try again when it has ended.")));
        Assert.That((await rig.Incident(2)).Recovery.Attempts, Is.Empty);
    }

    [Test]
    [Property("Rule", "4")]
    public async Task A_secret_that_a_person_writes_is_masked_before_anything_is_stored()
    {
        using var rig = new IntakeRig();

        await rig.Say("declare shop it says password=hunter2-long");
        await rig.Say("note INC-1 the token: hunter2-long does not work");
        await rig.Say("silence job=\"db\" 2h until password=hunter2-long is changed");

        Assert.That(string.Join('\n', await rig.Timeline(1)), Does.Not.Contain("hunter2").And.Contain("[masked]"));
        Assert.That((await rig.Silences.ListAsync(CancellationToken.None)).Single().Comment, Is.EqualTo("until password=[masked] is changed"));
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
