using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

internal sealed class LabelSetTests
{
    [TestCase("b=2 a=1 c=3")]
    [TestCase("a=1 b=2 c=3")]
    [TestCase("a=0 c=3 b=2 a=1")]
    [TestCase("a=1 b=2 c=3 d=")]
    [TestCase("d=4 a=1 b=2 c=3 d=")]
    public void Order_repeats_and_empty_values_make_no_other_set(string labels)
    {
        var set = Labels.Read(labels);

        Assert.That(set, Is.EqualTo(LabelSet.Of(("a", "1"), ("b", "2"), ("c", "3"))));
        Assert.That(set.GetHashCode(), Is.EqualTo(LabelSet.Of(("a", "1"), ("b", "2"), ("c", "3")).GetHashCode()));
        Assert.That(set.ToString(), Is.EqualTo("{a=\"1\", b=\"2\", c=\"3\"}"));
    }

    [Test]
    public void A_key_identifies_an_alert_within_its_source_whatever_its_labels_are()
    {
        var now = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        Alert Of(string source, string? key, string labels) => new(source, Labels.Read(labels), LabelSet.Empty, AlertStatus.Firing, now, Key: key);

        Assert.That(Of("cron", "7", "a=1").Fingerprint, Is.EqualTo(Of("cron", "7", "a=2").Fingerprint));
        Assert.That(Of("cron", "7", "a=1").Fingerprint, Is.Not.EqualTo(Of("mail", "7", "a=1").Fingerprint));
        Assert.That(Of("cron", null, "a=1").Fingerprint, Is.EqualTo(Of("mail", null, "a=1").Fingerprint));
    }
}
