using ChatOps.Core.Alerts;
using ChatOps.Core.Masking;

namespace ChatOps.Tests.Alerts;

internal sealed class AlertFilingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly AlertFiling Filing = new(new ServiceCatalog([]), new Classification([]), KeyLabels.Default, new SecretMask(["hunter2hunter2"]));

    [Test]
    public void Secrets_are_masked_before_anything_is_kept()
    {
        var filed = Filing.File(new Alert(
            "alert",
            LabelSet.Of(("alertname", "TargetDown"), ("url", "https://bob:swordfish1@shop.example/"), ("api_token", "abcdef123")),
            LabelSet.Of(("description", "login with hunter2hunter2 failed")),
            AlertStatus.Firing,
            Now,
            GeneratorUrl: "http://p/?token=abcdef",
            Links: [new AlertLink("run", "http://r/?key=hunter2hunter2")]));

        Assert.That(filed.Alert.Labels.Get("url"), Is.EqualTo("https://bob:[masked]@shop.example/"));
        Assert.That(filed.Alert.Labels.Get("api_token"), Is.EqualTo("[masked]"));
        Assert.That(filed.Alert.Labels.Get("alertname"), Is.EqualTo("TargetDown"));
        Assert.That(filed.Alert.Annotations.Get("description"), Does.Not.Contain("hunter2"));
        Assert.That(filed.Alert.Links![0].Href, Does.Not.Contain("hunter2"));
    }

    [TestCase("critical", 0, ExpectedResult = new[] { "shop is not in the catalog: nothing acts on it by itself" })]
    [TestCase("urgent", 0, ExpectedResult = new[] { "shop is not in the catalog: nothing acts on it by itself", "severity \"urgent\" is not known: taken as warning" })]
    [TestCase("", 0, ExpectedResult = new[] { "shop is not in the catalog: nothing acts on it by itself", "the alert names no severity: taken as warning" })]
    [TestCase("critical", 180, ExpectedResult = new[] { "shop is not in the catalog: nothing acts on it by itself", "the alert says that it began 3 h from now: its sender's clock is ahead" })]
    public string[] An_incident_says_what_is_odd_about_its_alert(string severity, int minutesAhead) =>
        [.. AlertFiling.NotesOn(Filing.File(new Alert("alert", LabelSet.Of(("service", "shop"), ("severity", severity)), LabelSet.Empty, AlertStatus.Firing, Now.AddMinutes(minutesAhead))), Now)];

    [Test]
    public void An_incident_says_what_was_mended_while_its_alert_was_read()
    {
        var filed = Filing.File(new Alert("alert", LabelSet.Of(("service", "shop"), ("severity", "warning")), LabelSet.Empty, AlertStatus.Firing, Now, Note: "the alert came without any label"));

        Assert.That(AlertFiling.NotesOn(filed, Now), Has.Some.EqualTo("the alert came without any label"));
    }

    [Test]
    public void An_alert_without_any_label_is_filed_too()
    {
        var filed = Filing.File(new Alert("alert", LabelSet.Empty, LabelSet.Empty, AlertStatus.Firing, Now));

        Assert.That(filed.Service.Name, Is.EqualTo(ServiceCatalog.UnknownService));
        Assert.That(filed.IsUnknown, Is.True);
        Assert.That(filed.MayOpen, Is.True);
    }

    [Test]
    public void What_messages_show_of_an_alert_is_bounded()
    {
        var filed = Filing.File(new Alert("alert", LabelSet.Of(("alertname", new string('x', 5000))), LabelSet.Of(("summary", new string('y', 5000))), AlertStatus.Firing, Now));

        var fact = AlertFiling.FactOf(filed);

        Assert.That(fact.Name, Has.Length.LessThanOrEqualTo(200));
        Assert.That(fact.Summary, Has.Length.LessThanOrEqualTo(300));
        Assert.That(AlertFiling.BoundedLabels(filed.Alert.Labels)["alertname"], Has.Length.LessThanOrEqualTo(300));
    }
}
