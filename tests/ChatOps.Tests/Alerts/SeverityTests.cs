using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

[Property("Rule", "2.3")]
internal sealed class SeverityTests
{
    [TestCase("critical", Severity.Critical)]
    [TestCase("CRITICAL", Severity.Critical)]
    [TestCase(" page ", Severity.Critical)]
    [TestCase("P1", Severity.Critical)]
    [TestCase("warning", Severity.Warning)]
    [TestCase("error", Severity.Warning)]
    [TestCase("low", Severity.Warning)]
    [TestCase("", Severity.Warning)]
    [TestCase("purple", Severity.Warning)]
    [TestCase("info", Severity.Info)]
    [TestCase("informational", Severity.Info)]
    [TestCase("none", Severity.None)]
    public void A_word_of_severity(string word, Severity severity) => Assert.That(SeverityReading.Read(word), Is.EqualTo(severity));

    [TestCase("alertname=X", true)]
    [TestCase("alertname=X severity=critical", true)]
    [TestCase("alertname=X severity=info", false)]
    [TestCase("alertname=X severity=none", false)]
    [TestCase("alertname=Watchdog severity=critical", false)]
    [TestCase("alertname=deadmansswitch", false)]
    [TestCase("alertname=PrometheusAlertmanagerE2eDeadManSwitch", false)]
    [TestCase("alertname=InfoInhibitor", false)]
    public void Information_and_signs_of_life_open_nothing(string labels, bool opens) =>
        Assert.That(Watchdog.MayOpen(Labels.Read(labels)), Is.EqualTo(opens));

    [TestCase("00:00", "00:03", "00:13", TestName = "Absence counts from the last sign of life")]
    [TestCase("00:05", "00:03", "00:15", TestName = "Absence counts from the start of the bot when that is later")]
    public void A_watchdog_is_missed(string startedAt, string lastSeen, string dueAt)
    {
        var midnight = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset At(string time) => midnight + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

        Assert.That(Watchdog.DueAt(At(lastSeen), At(startedAt), Watchdog.UsuallyWithin), Is.EqualTo(At(dueAt)));
    }
}
