using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>What keeps an attempt from acting (rules 6.7 to 6.9), decided without a database.</summary>
internal sealed class GuardRails
{
    private const string Runbook = """
        name: restart
        says: Restarts it.
        matches: { challenge: ServiceDown }
        diagnose:
          - { name: peek, action: look }
        act:
          - { name: first, action: mend, title: "restart {{ targets.unit }}", with: { target: "{{ targets.unit }}" } }
          - { name: second, action: mend, with: { target: "{{ targets.unit }}" } }
        verify:
          - { name: check, action: look, repeat: 1 }
        """;

    private const string Window = "the maintenance window kernel is on until 04:00";

    [Test, Property("Rule", "6.9")]
    public void In_a_maintenance_window_nothing_acts_by_itself_and_it_is_said_what_would_be_done()
    {
        var run = Run(out var mend);
        run.Situation = run.Situation with { NotByItself = Window };

        var end = run.PlayToEnd();

        Assert.That((end.Outcome, end.Report.NotDone), Is.EqualTo((AttemptOutcome.DryRun, Window)));
        Assert.That(end.Report.Result, Does.StartWith($"would restart checkout-1; not done: {Window}"));
        Assert.That(mend.Calls, Is.Empty);
    }

    [Test, Property("Rule", "6.9")]
    public void In_a_maintenance_window_a_persons_attempt_acts()
    {
        var run = Run(out var mend).With(plan => plan with { By = "ana" });
        run.Situation = run.Situation with { NotByItself = Window };

        Assert.That((run.PlayToEnd().Outcome, mend.Calls.Count), Is.EqualTo((AttemptOutcome.Passed, 2)));
    }

    [TestCase(null, false, false)]
    [TestCase("ana", false, false)]
    [TestCase("ana", true, true), Property("Rule", "6.8")]
    public void Beyond_the_share_nothing_acts_unless_a_person_sets_it_aside_by_name(string? by, bool overridden, bool acts)
    {
        var run = Run(out var mend).With(plan => plan with { By = by, OverBudget = overridden });
        run.Situation = run.Situation with { TooWide = "4 of the 6 instances of checkout fire" };

        Assert.That((run.PlayToEnd().Outcome == AttemptOutcome.Passed, mend.Calls.Count > 0), Is.EqualTo((acts, acts)));
    }

    [Test, Property("Rule", "6.8")]
    public void While_a_relative_is_acted_on_it_waits_and_says_for_whom()
    {
        var run = Run(out var mend);
        run.Situation = run.Situation with { RelativeActs = "INC-7, attempt 1 acted on payments, and one of the two needs the other" };

        var end = run.PlayToEnd();

        Assert.That(end.Outcome, Is.EqualTo(AttemptOutcome.TimedOut));
        Assert.That(end.Report.Result, Is.EqualTo("the time was over: INC-7, attempt 1 acted on payments, and one of the two needs the other, all the while"));
        Assert.That(mend.Calls, Is.Empty);
    }

    [Test, Property("Rule", "6.7")]
    public void What_has_begun_to_act_finishes_though_a_root_goes_down()
    {
        var run = Run(out var mend);
        run.Make(run.Play(move => move is AttemptMove.Run { Step.Step.Name: "first" }));
        run.Situation = run.Situation with { DependencyDown = new DependencyDown(new IncidentId(7), "payments") };

        Assert.That((run.PlayToEnd().Outcome, mend.Calls.Count), Is.EqualTo((AttemptOutcome.Passed, 2)));
    }

    [Test, Property("Rule", "6.7")]
    public void A_persons_attempt_acts_though_a_root_is_down()
    {
        var run = Run(out _).With(plan => plan with { By = "ana" });
        run.Situation = run.Situation with { DependencyDown = new DependencyDown(new IncidentId(7), "payments") };

        Assert.That(run.PlayToEnd().Outcome, Is.EqualTo(AttemptOutcome.Passed));
    }

    [TestCase(1, 0.5, 1)]
    [TestCase(2, 0.5, 1)]
    [TestCase(3, 0.5, 1)]
    [TestCase(10, 0.5, 5)]
    [TestCase(10, 0.3, 3)]
    [TestCase(10, 0.05, 1)]
    [TestCase(7, 1, 7), Property("Rule", "6.8")]
    public void The_share_is_rounded_down_and_one_at_least(int instances, double share, int allowed) =>
        Assert.That(BlastRadius.Allowed(instances, share), Is.EqualTo(allowed));

    [Test, Property("Rule", "6.8")]
    public void Too_wide_names_the_figures()
    {
        var rules = RecoveryRules.Default with { Instances = 6, MaxShare = 0.5 };

        Assert.That(BlastRadius.TooWide("checkout", 3, rules), Is.Null);
        Assert.That(BlastRadius.TooWide("checkout", 4, rules), Is.EqualTo("4 of the 6 instances of checkout fire, and self-recovery may act on 3 at once (50 %)"));
        Assert.That(BlastRadius.TooWide("checkout", 4, RecoveryRules.Default), Is.Null, "a service that declares no number has no share");
    }

    [Test, Property("Rule", "6.8")]
    public void An_instance_is_the_most_exact_label_that_there_is()
    {
        Assert.That(BlastRadius.InstanceOf(LabelSet.Of(("instance", "10.0.0.7:9100"), ("pod", "web-1"), ("node", "n1"))), Is.EqualTo("web-1"));
        Assert.That(BlastRadius.InstanceOf(LabelSet.Of(("instance", "10.0.0.7:9100"))), Is.EqualTo("10.0.0.7:9100"));
        Assert.That(BlastRadius.InstanceOf(LabelSet.Of(("service", "web"))), Is.Null);
    }

    [Test, Property("Rule", "6.8")]
    public void Relatives_are_found_in_both_directions_and_over_circles()
    {
        Service Named(string name, params string[] needs) => Service.Unlisted(name) with { DependsOn = needs };
        var map = new DependencyMap([Named("web", "pay"), Named("pay", "db"), Named("db"), Named("mail"), Named("a", "b"), Named("b", "a")]);
        string? Of(string service, string acting) => BlastRadius.Relative(service, [new ActingAttempt(acting, "INC-7, attempt 1")], map);

        Assert.That(Of("web", "db"), Is.EqualTo("INC-7, attempt 1 acted on db, and one of the two needs the other"));
        Assert.That((string?[])[Of("db", "web"), Of("a", "b")], Is.All.Not.Null);
        Assert.That((Of("mail", "db"), Of("web", "web")), Is.EqualTo(((string?)null, (string?)null)));
    }

    [TestCase("2026-12-02T01:30:00+01:00", true)]
    [TestCase("2026-12-01T23:30:00+01:00", true)]
    [TestCase("2026-12-02T04:00:00+01:00", false)]
    [TestCase("2026-12-02T23:30:00+01:00", false)]
    [TestCase("2026-12-01T01:30:00+01:00", false), Property("Rule", "6.9")]
    public void A_window_of_every_week_may_end_on_the_day_after(string now, bool covers)
    {
        var tuesdays = new WeeklySpan(new HashSet<DayOfWeek> { DayOfWeek.Tuesday }, new TimeOnly(22, 0), new TimeOnly(4, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var window = new MaintenanceWindow("kernel", ["checkout"], null, null, tuesdays);
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That((window.Covers("Checkout", at), window.Covers("mail", at)), Is.EqualTo((covers, false)));
    }

    [Test, Property("Rule", "6.9")]
    public void A_window_that_comes_once_covers_from_its_start_to_its_end()
    {
        var window = new MaintenanceWindow("move", [], AttemptRun.Start, AttemptRun.Start.AddHours(1), null);

        Assert.That(
            ((int[])[-1, 0, 3599, 3600]).Select(seconds => window.Covers("anything", AttemptRun.Start.AddSeconds(seconds))),
            Is.EqualTo((bool[])[false, true, true, false]));
        Assert.That((MaintenanceWindow.IsMarked("Maintenance: new disks"), MaintenanceWindow.IsMarked("[maintenance]"), MaintenanceWindow.IsMarked("noise")), Is.EqualTo((true, true, false)));
    }

    private static AttemptRun Run(out ScriptedAction mend)
    {
        mend = new ScriptedAction("mend", Risk.Reversible);
        return new AttemptRun(Runbook, new ScriptedAction("look", Risk.Observe), mend);
    }
}
