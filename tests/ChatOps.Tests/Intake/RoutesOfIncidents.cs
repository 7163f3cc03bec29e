using ChatOps.Bot.Intake;
using ChatOps.Core.Alerts;
using ChatOps.Core.Delivery;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;

namespace ChatOps.Tests.Intake;

/// <summary>Section 4 of the protocol: a service's own route wins, else the first route that matches, else the default route.</summary>
[Property("Rule", "4")]
internal sealed class RoutesOfIncidents
{
    private static readonly Routing Routes = new(
        [
            new ChatRoute(Matchers.Parse("severity=~\"warning|critical\""), new Dictionary<string, string> { ["slack"] = "C-loud" }),
            new ChatRoute(Matchers.Parse("service=\"shop\""), new Dictionary<string, string> { ["slack"] = "C-shop" }),
            new ChatRoute(Matchers.None, new Dictionary<string, string> { ["slack"] = "C-all" }),
        ],
        new Catalog([]),
        new HashSet<string> { Routing.Local, "slack" });

    [TestCase("critical", "C-loud")]
    [TestCase("page", "C-shop")]
    [TestCase(null, "C-loud", Description = "a missing severity is warning (rule 2.3)")]
    public void An_incident_goes_the_first_route_that_fits_its_labels(string? severity, string place) =>
        Assert.That(Routes.Of(Opened(severity)).Select(one => one.Place), Is.EqualTo((string[])[Routing.LocalPlace, place]));

    private static Incident Opened(string? severity) => Incident.Open(new IncidentOpened(
        new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero),
        Actor.Source("prometheus"),
        new IncidentId(1),
        new IncidentKey("", "shop", Challenge.ServiceDown),
        Service.Unlisted("shop"),
        new EscalationPolicy(),
        "shop is down",
        Severity.Warning,
        null,
        Declared: severity is null,
        [],
        AlertTally.None,
        [],
        severity is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["severity"] = severity },
        new Deadline(new DateTimeOffset(2026, 11, 23, 3, 5, 0, TimeSpan.Zero), DeadlineReason.RecoveryEnds)));
}
