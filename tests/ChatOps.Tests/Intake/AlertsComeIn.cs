using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;

namespace ChatOps.Tests.Intake;

internal sealed class AlertsComeIn
{
    [Test]
    [Property("Rule", "2.1")]
    public async Task A_first_alert_opens_an_incident_whose_row_timeline_clocks_and_messages_are_one_commit()
    {
        using var rig = new IntakeRig();

        var receipt = await rig.Fire();

        Assert.That(receipt.Incidents, Is.EqualTo((IncidentId[])[new(1)]));
        var incident = await rig.Incident(1);
        Assert.That(incident.Key, Is.EqualTo(new IncidentKey("", "shop", Challenge.ServiceDown)));
        Assert.That(incident, Is.EqualTo(Incident.Fold(await rig.Timeline(1))).Using<Incident>(SameIncident));
        var clocks = await rig.Read(read => read.Deadlines.Due(DateTimeOffset.MaxValue, 100));
        Assert.That(clocks.Select(clock => (clock.Clock, clock.DueAt)), Is.EquivalentTo(incident.Clocks.Select(clock => (clock.Clock, clock.DueAt))));
        Assert.That(await rig.Read(read => read.Outbox.Shows("local", rig.Now, 10)), Has.Count.EqualTo(1));
        Assert.That(rig.News.SelectMany(news => news.Incidents), Does.Contain(new IncidentId(1)));
    }

    [Test]
    [Property("Rule", "2.1")]
    public async Task A_repeat_renews_its_row_and_nobody_hears_of_it()
    {
        using var rig = new IntakeRig();
        await rig.Fire(lasts: TimeSpan.FromMinutes(4));
        var before = await rig.Incident(1);
        var entries = (await rig.Timeline(1)).Count;
        rig.News.Clear();
        rig.Time.Advance(TimeSpan.FromMinutes(1));

        await rig.Fire(lasts: TimeSpan.FromMinutes(4));

        Assert.That((await rig.Incident(1)).Version, Is.EqualTo(before.Version));
        Assert.That(await rig.Timeline(1), Has.Count.EqualTo(entries));
        Assert.That(rig.News, Is.Empty);
        var alert = (await rig.Read(read => read.Alerts.Firing())).Single();
        Assert.That(alert.Row.ExpiresAt, Is.EqualTo(rig.Now + TimeSpan.FromMinutes(4)));
        Assert.That(alert.Row.Known.StartsAt, Is.EqualTo(rig.Now - TimeSpan.FromMinutes(1)), "the earliest start is kept");
    }

    [Test]
    [Property("Rule", "2.1")]
    public async Task The_same_labels_from_another_source_are_the_same_alert()
    {
        using var rig = new IntakeRig();
        await rig.Fire(source: "prometheus-a");

        await rig.Fire(source: "prometheus-b");

        Assert.That((await rig.Incident(1)).Alerts.Total, Is.EqualTo(1));
    }

    [Test]
    public async Task Alerts_of_one_request_are_one_entry_of_their_incident()
    {
        using var rig = new IntakeRig();
        await rig.Fire(instance: "a");
        var entries = (await rig.Timeline(1)).Count;

        await rig.Send([.. Enumerable.Range(1, 20).Select(number => rig.Alert("TargetDown", "shop", $"host-{number}", "alert", AlertStatus.Firing))]);

        var timeline = await rig.Timeline(1);
        Assert.That(timeline, Has.Count.EqualTo(entries + 1));
        Assert.That(((AlertsJoined)timeline[^1]).New, Is.EqualTo(20));
        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(21));
    }

    [Test]
    public async Task One_request_can_open_several_incidents_and_end_one_that_it_opened()
    {
        using var rig = new IntakeRig();

        var receipt = await rig.Send(
            rig.Alert("TargetDown", "shop", "a", "alert", AlertStatus.Firing),
            rig.Alert("TargetDown", "other", "a", "alert", AlertStatus.Firing),
            rig.Alert("TargetDown", "shop", "a", "alert", AlertStatus.Resolved),
            rig.Alert("TargetDown", "shop", "b", "alert", AlertStatus.Firing));

        Assert.That(receipt.Accepted, Is.EqualTo(4));
        Assert.That(receipt.Incidents, Is.EquivalentTo((IncidentId[])[new(1), new(2)]));
        Assert.That((await rig.Incident(1)).Alerts, Is.EqualTo(new AlertTally(1, 1, 0)));
        Assert.That(await rig.Count(), Is.EqualTo(2));
    }

    [Test]
    [Property("Rule", "2.1")]
    public async Task An_unknown_alert_rides_along_and_opens_its_own_when_it_is_left_over()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Fire("SomethingOdd");
        Assert.That((await rig.Incident(1)).Alerts, Is.EqualTo(new AlertTally(1, 0, 1)));

        await rig.Resolve();
        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Resolved), "a passenger does not hold it open");
        await rig.Pass(TimeSpan.FromMinutes(11));

        Assert.That(await rig.Count(), Is.EqualTo(2));
        Assert.That((await rig.Incident(2)).Challenge, Is.EqualTo(Challenge.Unknown));
        Assert.That((await rig.Incident(2)).Alerts.Firing, Is.EqualTo(1));
    }

    [Test]
    [Property("Rule", "2.1")]
    public async Task A_classified_alert_joins_an_unknown_incident_and_its_key_is_named()
    {
        using var rig = new IntakeRig();
        await rig.Fire("SomethingOdd");

        await rig.Fire();

        Assert.That(await rig.Count(), Is.EqualTo(1));
        Assert.That((await rig.Incident(1)).Challenge, Is.EqualTo(Challenge.ServiceDown));
        await rig.Fire(instance: "b");
        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(3), "the named key is held");
    }

    [TestCase("TargetDown", "CPUThrottlingHigh", "SomethingElse")]
    [TestCase("TargetDown", "SomethingElse", "CPUThrottlingHigh")]
    [Property("Rule", "2.1")]
    public async Task Of_one_request_the_first_kind_of_problem_names_the_unknown_incident_and_the_second_opens_its_own(params string[] names)
    {
        using var rig = new IntakeRig();
        await rig.Fire("SomethingOdd");

        await rig.Send([.. names.Select(name => rig.Alert(name, "shop", null, "alert", AlertStatus.Firing))]);

        Assert.That((await rig.Incident(1)).Challenge, Is.EqualTo(Challenge.ServiceDown));
        Assert.That((await rig.Incident(1)).Alerts, Is.EqualTo(new AlertTally(2, 0, 1)), "what has no challenge rides along");
        Assert.That((await rig.Incident(2)).Challenge, Is.EqualTo(Challenge.PerformanceIssue));
        Assert.That((await rig.Incident(2)).Alerts, Is.EqualTo(new AlertTally(1, 0, 0)));
    }

    [Test]
    [Property("Rule", "2.3")]
    public async Task What_is_only_information_is_recorded_and_opens_nothing()
    {
        using var rig = new IntakeRig();

        await rig.Fire(severity: "info");

        Assert.That(await rig.Count(), Is.Zero);
        Assert.That(await rig.Read(read => read.Alerts.Firing()), Has.Count.EqualTo(1));
    }

    [Test]
    [Property("Rule", "2.5")]
    public async Task The_fourth_incident_of_a_key_in_six_hours_is_the_third_again()
    {
        using var rig = new IntakeRig();
        for (var i = 0; i < 3; i++)
        {
            await rig.Fire(instance: $"host-{i}");
            await rig.Resolve(instance: $"host-{i}");
            await rig.Pass(TimeSpan.FromMinutes(30));
        }

        Assert.That(await rig.Count(), Is.EqualTo(3));
        var receipt = await rig.Fire(instance: "host-9");

        Assert.That(await rig.Count(), Is.EqualTo(3));
        Assert.That(receipt.Incidents, Is.EqualTo((IncidentId[])[new(3)]));
        Assert.That((await rig.Incident(3)).State, Is.Not.EqualTo(IncidentState.Resolved));
        await rig.Resolve(instance: "host-9");
        Assert.That((await rig.Incident(3)).State, Is.EqualTo(IncidentState.Resolved), "the alert belongs to the incident that took it");
    }

    [Test]
    [Property("Rule", "2.5")]
    public async Task The_third_is_not_reopened_while_another_incident_holds_a_key_that_it_took_over()
    {
        using var rig = new IntakeRig();
        for (var i = 0; i < 3; i++)
        {
            await rig.Fire();
            if (i == 2)
            {
                await rig.Fire(service: "other");
                await rig.Say("merge INC-4 into INC-3");
                await rig.Resolve(service: "other");
            }

            await rig.Resolve();
            await rig.Pass(TimeSpan.FromMinutes(30));
        }

        await rig.Fire(service: "other");
        var receipt = await rig.Fire();

        Assert.That((await rig.Incident(5)).Key.Service, Is.EqualTo("other"));
        Assert.That(receipt.Incidents, Is.EqualTo((IncidentId[])[new(6)]));
    }

    [Test]
    [Property("Rule", "2.25")]
    public async Task An_alert_that_fires_again_in_the_window_reopens_its_incident_and_later_opens_a_new_one()
    {
        using var rig = new IntakeRig();
        await rig.Fire();
        await rig.Resolve();
        await rig.Pass(TimeSpan.FromMinutes(5));
        await rig.Fire();
        Assert.That(await rig.Count(), Is.EqualTo(1));
        Assert.That((await rig.Incident(1)).Reopenings, Is.EqualTo(1));

        await rig.Resolve();
        await rig.Pass(TimeSpan.FromMinutes(30));
        await rig.Fire();

        Assert.That(await rig.Count(), Is.EqualTo(2));
    }

    [Test]
    [Property("Rule", "2.18")]
    public async Task Three_critical_services_down_in_one_request_make_a_major_incident_of_which_they_are_children()
    {
        using var rig = new IntakeRig();

        await rig.Send([.. ((string[])["pay", "cart", "mail"]).Select(service => rig.Alert("TargetDown", service, null, "alert", AlertStatus.Firing))]);

        Assert.That(await rig.Count(), Is.EqualTo(4));
        var major = (await rig.Read(read => read.Incidents.List(new()))).Single(incident => incident.Major);
        Assert.That(major.Ladder.Level, Is.EqualTo(4));
        Assert.That(await rig.Read(read => read.Incidents.List(new() { Parent = major.Id })), Has.Count.EqualTo(3));
    }

    [Test]
    [Property("Rule", "2.18")]
    public async Task A_major_incident_that_a_person_resolved_opens_again_when_the_number_rises_anew()
    {
        using var rig = new IntakeRig();
        await rig.Send([.. ((string[])["pay", "cart", "mail"]).Select(service => rig.Alert("TargetDown", service, null, "alert", AlertStatus.Firing))]);
        var major = (await rig.Read(read => read.Incidents.List(new()))).Single(incident => incident.Major).Id;
        await rig.Say($"resolve {major}", who: "kim");

        await rig.Fire(service: "shop");
        Assert.That((await rig.Incident(major.Number)).State, Is.EqualTo(IncidentState.Resolved), "the number has not risen");
        await rig.Resolve(service: "pay");
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.Fire(service: "pay");

        var again = await rig.Incident(major.Number);
        Assert.That((again.State, again.Facts.ChildCount), Is.EqualTo((IncidentState.AwaitingDecision, 3)));
        Assert.That((await rig.Read(read => read.Incidents.List(new()))).Count(incident => incident.Major), Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    [Property("Rule", "2.18")]
    public async Task A_childs_mention_of_the_user_goes_into_the_major_incident_unless_that_is_over(bool over)
    {
        using var rig = new IntakeRig();
        await rig.Send([.. ((string[])["pay", "cart", "mail"]).Select(service => rig.Alert("TargetDown", service, null, "alert", AlertStatus.Firing))]);
        var major = (await rig.Read(read => read.Incidents.List(new()))).Single(incident => incident.Major).Id;
        if (over) await rig.Say($"resolve {major}", who: "kim");
        await rig.Pass(TimeSpan.FromMinutes(5));
        await rig.Pass(TimeSpan.FromMinutes(7.5));

        var child = (await rig.Read(read => read.Incidents.List(new() { Parent = major })))[0];
        Assert.That(child.Ladder.Level, Is.EqualTo(4));
        var own = await rig.Read(read => read.Outbox.OfIncident(child.Id));
        Assert.That(own.Any(post => post.Mention == child.Ladder.Mention!.Number), Is.EqualTo(over));
    }

    [Test]
    [Property("Rule", "2.18")]
    public async Task A_major_incident_that_a_person_declares_takes_the_critical_services_that_are_down()
    {
        using var rig = new IntakeRig();
        await rig.Fire(service: "pay");
        await rig.Fire(service: "cart");
        await rig.Fire(service: "shop");

        var answer = await rig.Say("declare shop nobody can buy anything --major");

        var major = await rig.Incident(answer.Incident!.Value.Number);
        Assert.That((major.Major, major.Facts.ChildCount), Is.EqualTo((true, 2)));
        Assert.That(await rig.Read(read => read.Incidents.List(new() { Parent = major.Id })), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_key_of_the_sender_identifies_an_alert_whose_end_leaves_out_its_labels()
    {
        using var rig = new IntakeRig();
        await rig.Send(rig.Alert("TargetDown", "shop", null, "alert", AlertStatus.Firing) with { Key = "k-1" });

        await rig.Send(new Alert("alert", LabelSet.Of(("alertname", "TargetDown")), LabelSet.Empty, AlertStatus.Resolved, rig.Now, rig.Now, Key: "k-1"));

        Assert.That((await rig.Incident(1)).State, Is.EqualTo(IncidentState.Resolved));
    }

    [Test]
    public async Task What_was_accepted_outlives_a_restart_and_goes_on()
    {
        using var rig = new IntakeRig();
        await rig.Fire(instance: "a");
        var before = await rig.Incident(1);

        await rig.Restart();
        Assert.That(await rig.Incident(1), Is.EqualTo(before).Using<Incident>(SameIncident));
        await rig.Fire(instance: "b");

        Assert.That((await rig.Incident(1)).Alerts.Firing, Is.EqualTo(2));
        Assert.That(await rig.Incident(1), Is.EqualTo(Incident.Fold(await rig.Timeline(1))).Using<Incident>(SameIncident));
    }

    /// <summary>Lists compare by reference, so incidents are compared as they are written.</summary>
    internal static bool SameIncident(Incident a, Incident b) => StoredForm.Of(a) == StoredForm.Of(b);
}
