using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.Incidents.Climbing;
using ChatOps.Storage.Outbox;

namespace ChatOps.Tests.Intake;

internal sealed class TimePasses
{
    private static readonly TimeSpan Four = TimeSpan.FromMinutes(4);

    [Test]
    [Property("Rule", "2.20")]
    public async Task Nobody_reacting_the_user_is_asked_after_the_waits_of_levels_2_and_3()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        for (var minute = 0; minute < 65 && (await rig.Incident(1)).Ladder.Level < 4; minute++) await rig.Pass(TimeSpan.FromMinutes(1));

        Assert.That((await rig.Incident(1)).Ladder.Level, Is.EqualTo(4));
    }

    [Test]
    [Property("Rule", "2.12")]
    public async Task A_mention_that_no_platform_takes_goes_the_fallback_route_and_after_a_full_wait_up()
    {
        using var rig = new IntakeRig();
        await rig.Fire();

        await rig.Pass(TimeSpan.FromMinutes(2));
        Assert.That((await rig.Timeline(1)).OfType<MentionFellBack>().Count(), Is.EqualTo(1));
        Assert.That((await rig.Read(read => read.Outbox.OfIncident(new IncidentId(1)))).Count(post => post is { Mention: 1, State: PostState.Waiting }), Is.EqualTo(2));
        await rig.Pass(TimeSpan.FromMinutes(8));

        Assert.That((await rig.Timeline(1)).OfType<LevelEntered>().Select(entered => (entered.Level, entered.Cause)), Does.Contain((3, ClimbCause.Undelivered)));
        Assert.That((await rig.Read(read => read.Outbox.OfIncident(new IncidentId(1)))).Where(post => post.Mention == 1).Select(post => post.State), Has.All.EqualTo(PostState.Dropped));
    }

    [Test]
    [Property("Rule", "2.12")]
    public async Task A_mention_that_one_platform_took_is_not_posted_on_another_once_it_is_overtaken()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        var post = (await rig.Read(read => read.Outbox.Ready("local", rig.Now, 10))).Single();
        await rig.Database.WriteAsync(transaction => transaction.Posts.Add(new NewPost(post.Incident, "away", post.Place, post.Kind, post.Mention, null, post.Message), rig.Now), CancellationToken.None);
        await rig.Intake.AcceptAsync(new IncidentId(1), new MentionDelivered(1, "local"), CancellationToken.None);
        Assert.That(await rig.Read(read => read.Outbox.Ready("away", rig.Now, 10)), Has.Count.EqualTo(1));

        await rig.Pass(TimeSpan.FromMinutes(10));

        Assert.That((await rig.Incident(1)).Ladder.Level, Is.EqualTo(3));
        Assert.That(await rig.Read(read => read.Outbox.Ready("away", rig.Now, 10)), Is.Empty);
    }

    [Test]
    [Property("Rule", "2.22")]
    public async Task Deadlines_that_were_due_while_the_bot_was_down_move_an_incident_by_one_level()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        Assert.That((await rig.Incident(1)).Ladder.Level, Is.EqualTo(2));
        rig.Time.Advance(TimeSpan.FromHours(9));

        await rig.Restart();
        await rig.Pass(TimeSpan.Zero);

        Assert.That((await rig.Incident(1)).Ladder.Level, Is.EqualTo(3));
        Assert.That(await rig.Pass(TimeSpan.FromSeconds(1)), Is.Zero, "the new wait starts now");
    }

    [Test]
    [Property("Rule", "2.26")]
    public async Task An_alert_that_is_not_repeated_ends_with_the_reason_expired()
    {
        using var rig = new IntakeRig();
        await rig.Fire(instance: "a", source: "prometheus", lasts: Four);
        rig.Time.Advance(Four - TimeSpan.FromSeconds(30));
        await rig.Fire(service: "other", source: "prometheus", lasts: Four);

        await rig.Pass(TimeSpan.FromSeconds(31));

        var incident = await rig.Incident(1);
        Assert.That(incident.State, Is.EqualTo(IncidentState.Resolved));
        Assert.That(incident.Ending!.By, Is.EqualTo(ResolvedBy.Expired));
        Assert.That((await rig.Incident(2)).State, Is.Not.EqualTo(IncidentState.Resolved));
    }

    [Test]
    [Property("Rule", "2.26")]
    public async Task Alerts_of_other_sources_never_end_by_themselves()
    {
        using var rig = new IntakeRig();
        await rig.Fire(source: "alertmanager");

        await rig.Pass(TimeSpan.FromDays(2));

        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(1));
    }

    [TestCase("alertmanager", "prometheus")]
    [TestCase("prometheus", "alertmanager")]
    [Property("Rule", "2.1")]
    [Property("Rule", "2.26")]
    public async Task An_alert_that_two_sources_say_ends_by_itself_only_when_both_would_let_it(string first, string second)
    {
        using var rig = new IntakeRig();
        TimeSpan? Lasts(string source) => source == "prometheus" ? Four : null;
        await rig.Fire(source: first, lasts: Lasts(first));
        await rig.Fire(source: second, lasts: Lasts(second));
        await rig.Fire(source: "prometheus", lasts: Four);
        await rig.Fire(service: "other", source: "prometheus", lasts: Four);

        for (var i = 0; i < 6; i++)
        {
            await rig.Pass(TimeSpan.FromMinutes(1));
            await rig.Fire(service: "third", source: "prometheus", lasts: Four);
        }

        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(1), "alertmanager has not called it resolved");
        Assert.That((await rig.Incident(2)).Ending?.By, Is.EqualTo(ResolvedBy.Expired));
        await rig.Resolve(source: "prometheus");
        Assert.That((await rig.Incident(1)).Ending?.By, Is.EqualTo(ResolvedBy.Source), "any of them may say that it is over");
    }

    [Test]
    [Property("Rule", "2.26")]
    public async Task A_source_that_falls_silent_as_a_whole_resolves_nothing_and_has_an_incident_of_its_own()
    {
        using var rig = new IntakeRig();
        await rig.Fire(source: "prometheus", lasts: Four);
        await rig.Fire(service: "other", source: "prometheus", lasts: Four);

        for (var i = 0; i < 8; i++) await rig.Pass(TimeSpan.FromMinutes(1));

        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(1));
        Assert.That((await rig.Incident(2)).Alerts.Firing, Is.EqualTo(1));
        Assert.That(await rig.Count(), Is.EqualTo(3));
        var silent = await rig.Incident(3);
        Assert.That((silent.Service.Name, silent.Challenge), Is.EqualTo(("prometheus", Challenge.ServiceDown)));

        await rig.Fire(source: "prometheus", lasts: Four);

        Assert.That((await rig.Incident(3)).State, Is.EqualTo(IncidentState.Resolved), "it is heard again");
        for (var i = 0; i < 4; i++)
        {
            await rig.Pass(TimeSpan.FromMinutes(1));
            await rig.Fire(source: "prometheus", lasts: Four);
        }

        await rig.Pass(TimeSpan.FromMinutes(1));
        Assert.That((await rig.Incident(2)).Ending?.By, Is.EqualTo(ResolvedBy.Expired), "what it does not repeat now, ends");
        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(1));
    }

    [Test]
    [Property("Rule", "2.26")]
    public async Task The_time_that_the_bot_was_down_does_not_count()
    {
        using var rig = new IntakeRig();
        await rig.Fire(source: "prometheus", lasts: Four);
        rig.Time.Advance(TimeSpan.FromHours(1));

        await rig.Restart();
        await rig.Pass(TimeSpan.FromMinutes(3));

        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(1));
    }

    [Test]
    [Property("Rule", "2.3")]
    public async Task A_watchdog_that_was_seen_and_is_absent_opens_an_incident_of_its_source_and_its_return_ends_it()
    {
        using var rig = new IntakeRig();
        await rig.Fire("Watchdog", source: "prometheus", severity: "none");
        await rig.Pass(TimeSpan.FromMinutes(9));
        Assert.That(await rig.Count(), Is.Zero);

        await rig.Pass(TimeSpan.FromMinutes(1));

        Assert.That(await rig.Count(), Is.EqualTo(1));
        Assert.That((await rig.Incident(1)).Service.Name, Is.EqualTo("prometheus"));
        await rig.Fire("Watchdog", source: "prometheus", severity: "none");
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Resolved));
    }

    [Test]
    [Property("Rule", "2.3")]
    public async Task How_long_a_watchdog_may_be_absent_is_a_figure_of_its_source_and_the_time_that_the_bot_was_down_does_not_count()
    {
        using var rig = new IntakeRig(watchdogWithin: new Dictionary<string, TimeSpan> { ["slow"] = TimeSpan.FromMinutes(30) });
        await rig.Fire("Watchdog", source: "slow", severity: "none");
        await rig.Pass(TimeSpan.FromMinutes(29));
        Assert.That(await rig.Count(), Is.Zero);

        await rig.Restart();
        await rig.Pass(TimeSpan.FromMinutes(29));
        Assert.That(await rig.Count(), Is.Zero);
        await rig.Pass(TimeSpan.FromMinutes(1));

        Assert.That((await rig.Incident(1)).Service.Name, Is.EqualTo("slow"));
    }

    [Test]
    public async Task Thousands_of_deadlines_of_one_second_are_served_in_batches()
    {
        using var rig = new IntakeRig();
        await rig.Send([.. Enumerable.Range(1, 2_000).Select(number => rig.Alert("TargetDown", $"svc-{number}", null, "alert", AlertStatus.Firing))]);
        Assert.That(await rig.Count(), Is.EqualTo(2_000));
        var commits = rig.Database.Commits;

        var struck = await rig.Pass(TimeSpan.FromMinutes(30));

        Assert.That(struck, Is.GreaterThanOrEqualTo(2_000));
        Assert.That(rig.Database.Commits - commits, Is.LessThan(struck / 100));
        Assert.That((await rig.Incident(2_000)).Ladder.Level, Is.EqualTo(3));
    }

    [Test]
    public async Task A_clock_that_its_incident_no_longer_has_is_taken_out()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Resolve();
        await rig.Pass(TimeSpan.FromMinutes(11));
        await rig.Database.WriteAsync(transaction => transaction.Deadlines.Put(new IncidentId(1), Clock.Deadline, rig.Now), CancellationToken.None);

        await rig.Pass(TimeSpan.Zero);

        Assert.That(await rig.Read(read => read.Deadlines.Next()), Is.Null);
    }
}
