using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>Section 6 of the protocol, as the attempt's decider holds it.</summary>
internal sealed class SafetyOfAnAttempt
{
    private const string Runbook = """
        name: rollback
        says: Rolls back.
        matches: { challenge: DeploymentFailed }
        approve: [tech-lead-orchestrator]
        diagnose:
          - { name: peek, action: look, when: severity == 'warning' }
        act:
          - { name: first, action: mend, title: "roll back {{ targets.unit }}", with: { target: "{{ targets.unit }}" } }
          - { name: second, action: mend, with: { target: "{{ targets.unit }}" } }
        verify:
          - { name: check, action: look, repeat: 1 }
        """;

    /// <summary>An attempt that is about to act.</summary>
    private static AttemptRun Run(Risk risk)
    {
        var run = new AttemptRun(Runbook, new ScriptedAction("look", Risk.Observe), new ScriptedAction("mend", risk));
        run.Make(run.Next());
        return run;
    }

    private static bool IsAsk(AttemptMove move) => move is AttemptMove.Ask;

    [Test, Property("Rule", "6.1")]
    public void Reversible_steps_run_by_themselves()
    {
        var run = Run(Risk.Reversible);

        Assert.That(run.PlayToEnd().Outcome, Is.EqualTo(AttemptOutcome.Passed));
        Assert.That(run.Moves.Any(IsAsk), Is.False);
    }

    [Test, Property("Rule", "6.1")]
    public void Reversible_steps_ask_where_the_service_says_so()
    {
        var run = Run(Risk.Reversible);
        run.Situation = run.Situation with { ApproveReversible = true, Approvers = ["payments-owner"] };

        var ask = (AttemptMove.Ask)run.Play(IsAsk);

        Assert.That(ask.Approval.Roles, Is.EqualTo((string[])["payments-owner"]), "the service's word goes before the runbook's");
    }

    [Test, Property("Rule", "6.1")]
    public void A_destructive_step_asks_and_waits_three_minutes_at_most()
    {
        var run = Run(Risk.Destructive);

        var ask = (AttemptMove.Ask)run.Play(IsAsk);

        Assert.That(ask.Approval.Step, Is.EqualTo("first"));
        Assert.That(ask.Approval.Preview, Is.EqualTo("roll back checkout-1"));
        Assert.That(ask.Approval.Roles, Is.EqualTo((string[])["tech-lead-orchestrator"]));
        Assert.That(ask.Approval.WaitsUntil, Is.EqualTo(AttemptRun.Start.AddMinutes(3)));
        run.Make(ask);
        Assert.That(run.Next(), Is.EqualTo(new AttemptMove.Wait(AttemptRun.Start.AddMinutes(3))));
    }

    [Test, Property("Rule", "6.1")]
    public void It_asks_with_the_runbooks_own_words_and_with_what_was_seen()
    {
        var run = new AttemptRun(Runbook.Replace(", when: severity == 'warning'", "", StringComparison.Ordinal), new ScriptedAction("look", Risk.Observe), new ScriptedAction("mend", Risk.Destructive));

        var ask = (AttemptMove.Ask)run.Play(IsAsk);

        Assert.That(ask.Approval.Says, Is.EqualTo("Rolls back."));
        Assert.That(ask.Approval.Seen, Is.EqualTo((string[])[run.State.Done.Single().Sentence]));
    }

    [Test, Property("Rule", "6.1")]
    public void It_never_waits_for_an_approval_past_the_attempts_deadline()
    {
        var run = Run(Risk.Destructive).With(plan => plan with { Deadline = AttemptRun.Start.AddMinutes(2) });

        Assert.That(((AttemptMove.Ask)run.Play(IsAsk)).Approval.WaitsUntil, Is.EqualTo(AttemptRun.Start.AddMinutes(2)));
    }

    [TestCase(180, 300), Property("Rule", "6.2")]
    [TestCase(100, 100)]
    public void An_approval_that_does_not_come_fails_the_attempt(int seconds, int deadline)
    {
        var run = Run(Risk.Destructive).With(plan => plan with { Deadline = AttemptRun.Start.AddSeconds(deadline) });

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.NotApproved));
        Assert.That(end.Report.Result, Is.EqualTo("roll back checkout-1: not done: nobody approved it in time"));
        Assert.That(run.Now, Is.EqualTo(AttemptRun.Start.AddSeconds(seconds)));
        Assert.That(end.Report.Actions, Is.Zero);
    }

    [Test, Property("Rule", "6.2")]
    public void An_approval_is_for_one_step_and_the_next_one_asks_again()
    {
        var run = Run(Risk.Destructive);
        run.Make(run.Play(IsAsk));
        run.State = run.State.Told(AttemptSignal.Approved, "ana", run.Now);

        var second = (AttemptMove.Ask)run.Play(IsAsk);

        Assert.That(run.Moves.OfType<AttemptMove.Run>().Select(move => move.Step.Step.Name), Is.EqualTo((string[])["first"]));
        Assert.That(second.Approval.Step, Is.EqualTo("second"));
    }

    [Test, Property("Rule", "6.2")]
    public void A_rejection_ends_it_and_says_who()
    {
        var run = Run(Risk.Destructive);
        run.Make(run.Play(IsAsk));
        run.State = run.State.Told(AttemptSignal.Rejected, "ana", run.Now);

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.NotApproved));
        Assert.That(end.Report.Result, Is.EqualTo("roll back checkout-1: not done: ana rejected it"));
    }

    [Test, Property("Rule", "6.2")]
    public void An_approval_beforehand_covers_the_first_step_that_needs_one()
    {
        var run = Run(Risk.Destructive).With(plan => plan with { By = "ana", Approved = true });

        var ask = (AttemptMove.Ask)run.Play(IsAsk);

        Assert.That(run.State.Done.Select(record => record.Name), Is.EqualTo((string[])["peek", "first"]));
        Assert.That(ask.Approval.Step, Is.EqualTo("second"));
    }

    [TestCase(AttemptSignal.Approved)]
    [TestCase(AttemptSignal.Rejected)]
    public void An_answer_that_nobody_waits_for_changes_nothing(AttemptSignal signal)
    {
        var run = Run(Risk.Destructive);

        Assert.That(run.State.Told(signal, "ana", run.Now), Is.EqualTo(run.State));
    }

    [Test, Property("Rule", "6.4")]
    public void The_global_stop_turns_acting_steps_into_words_at_once()
    {
        var mend = new ScriptedAction("mend", Risk.Destructive);
        var run = new AttemptRun(Runbook, new ScriptedAction("look", Risk.Observe), mend);
        run.Make(run.Play(IsAsk));
        run.Situation = run.Situation with { RecoveryOff = "ana switched self-recovery off at 02:10" };

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.DryRun));
        Assert.That(end.Report.Result, Is.EqualTo(
            "would roll back checkout-1; not done: ana switched self-recovery off at 02:10; would mend checkout-1; not done: ana switched self-recovery off at 02:10"));
        Assert.That(end.Report.Actions, Is.Zero);
        Assert.That(mend.Calls, Is.Empty);
    }

    [Test, Property("Rule", "6.4")]
    public void A_planned_dry_run_acts_on_nothing()
    {
        var run = Run(Risk.Reversible).With(plan => plan with { DryRun = true });

        Assert.That(run.PlayToEnd().Outcome, Is.EqualTo(AttemptOutcome.DryRun));
    }

    [Test, Property("Rule", "2.2")]
    public void A_service_outside_the_catalog_is_only_looked_at()
    {
        var run = Run(Risk.Reversible);
        run.State = run.State with { Facts = run.State.Facts with { Service = Service.Unlisted("cart") } };

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.DryRun));
        Assert.That(end.Report.Attempted[0], Is.EqualTo("would run step first; not done: cart is not in the catalog"));
    }

    [Test, Property("Rule", "6.5")]
    public void It_takes_the_service_and_its_targets_before_it_acts_and_waits_while_another_has_them()
    {
        var run = Run(Risk.Reversible);
        run.Situation = run.Situation with { TargetsHeldBy = "INC-7, attempt 1" };
        Assert.That(run.Next(), Is.EqualTo(new AttemptMove.Wait(AttemptRun.Start.AddSeconds(1))));

        run.Situation = run.Situation with { TargetsHeldBy = null };

        Assert.That(((AttemptMove.Hold)run.Next()).Targets, Is.EqualTo((string[])["service checkout", "target checkout-1"]));
    }

    [Test, Property("Rule", "6.5")]
    public void Kept_waiting_until_its_time_is_over_it_says_for_whom()
    {
        var run = Run(Risk.Reversible);
        run.Situation = run.Situation with { TargetsHeldBy = "INC-7, attempt 1" };

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.TimedOut));
        Assert.That(end.Report.Result, Is.EqualTo("the time was over: INC-7, attempt 1 acted on the same target all the while"));
    }

    [Test, Property("Rule", "6.3")]
    public void Without_its_target_in_the_catalog_an_acting_step_is_not_run()
    {
        var run = Run(Risk.Reversible);
        run.State = run.State with { Facts = run.State.Facts with { Service = AttemptRun.Checkout with { Targets = new Dictionary<string, string>() } } };

        run.PlayToEnd();

        Assert.That(run.State.Done[1].Outcome, Is.EqualTo(StepOutcome.Skipped));
        Assert.That(run.State.Done[1].Sentence, Is.EqualTo("not run: checkout has no target \"unit\""));
    }

    [Test, Property("Rule", "6.6")]
    public void Every_step_leaves_a_record()
    {
        var run = Run(Risk.Reversible);

        run.PlayToEnd();

        Assert.That(run.State.Done.Select(record => record.Name), Is.EqualTo((string[])["peek", "first", "second", "check"]));
        Assert.That(run.State.Facts.Incident, Is.EqualTo(new IncidentId(42)));
    }
}
