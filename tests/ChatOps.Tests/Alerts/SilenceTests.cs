using ChatOps.Core.Alerts;

namespace ChatOps.Tests.Alerts;

[Property("Rule", "2.27")]
internal sealed class SilenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 4, 5, TimeSpan.Zero);
    private static readonly Matchers Shop = Matchers.Parse("namespace=\"shop\"");

    private static Silence From(double startMinutes, double endMinutes) =>
        new("old", Shop, Now.AddMinutes(startMinutes), Now.AddMinutes(endMinutes), "ana", "deploy", Now.AddHours(-2));

    private static SilenceDraft Draft(double startMinutes, double endMinutes, Matchers? matchers = null) =>
        new("old", matchers ?? Shop, Now.AddMinutes(startMinutes), Now.AddMinutes(endMinutes), "kim", "longer");

    [TestCase(1, 2, SilenceState.Pending, false)]
    [TestCase(0, 2, SilenceState.Active, true)]
    [TestCase(-2, 1, SilenceState.Active, true)]
    [TestCase(-2, 0, SilenceState.Expired, false)]
    public void It_covers_from_its_start_until_its_end(double start, double end, SilenceState state, bool covers)
    {
        var silence = From(start, end);

        Assert.That(silence.StateAt(Now), Is.EqualTo(state));
        Assert.That(silence.Covers(Labels.Read("namespace=shop"), Now), Is.EqualTo(covers));
        Assert.That(silence.Covers(Labels.Read("namespace=mail"), Now), Is.False);
    }

    [TestCase(-60, 60, -60, 90, true, TestName = "An active silence is made longer under its id")]
    [TestCase(-60, 60, -50, 90, false, TestName = "An active silence with another start is replaced")]
    [TestCase(10, 60, 20, 90, true, TestName = "A pending silence is moved under its id")]
    [TestCase(10, 60, -1, 90, false, TestName = "A pending silence that should have started is replaced")]
    [TestCase(-60, -1, -60, 90, false, TestName = "An expired silence is replaced")]
    public void An_edit(double start, double end, double newStart, double newEnd, bool keepsId)
    {
        var existing = From(start, end);

        var edit = Draft(newStart, newEnd).ApplyTo(existing, "new", Now);

        Assert.That(edit.Put.Id, Is.EqualTo(keepsId ? "old" : "new"));
        Assert.That(edit.Put, Has.Property(nameof(Silence.Comment)).EqualTo("longer").And.Property(nameof(Silence.EndsAt)).EqualTo(Now.AddMinutes(newEnd)));
        Assert.That(edit.Ended?.StateAt(Now), keepsId || end < 0 ? Is.Null : Is.EqualTo(SilenceState.Expired));
    }

    [Test]
    public void An_edit_of_the_matchers_ends_the_old_one_and_starts_a_new_one_now()
    {
        var edit = Draft(-60, 90, Matchers.Parse("namespace=\"mail\"")).ApplyTo(From(-60, 60), "new", Now);

        Assert.That(edit.Put, Has.Property(nameof(Silence.Id)).EqualTo("new").And.Property(nameof(Silence.StartsAt)).EqualTo(Now));
        Assert.That(edit.Ended, Is.EqualTo(From(-60, 60) with { EndsAt = Now, UpdatedAt = Now }));
    }

    [Test]
    public void A_pending_silence_that_is_lifted_never_covered()
    {
        var lifted = From(10, 60).Expired(Now);

        Assert.That(lifted.StartsAt, Is.EqualTo(Now));
        Assert.That(lifted.StateAt(Now), Is.EqualTo(SilenceState.Expired));
    }

    [Test]
    public void One_that_has_ended_stays_as_it_is() => Assert.That(From(-60, -1).Expired(Now), Is.EqualTo(From(-60, -1)));

    [TestCase("{}", 0, 60, "at least one matcher")]
    [TestCase("{a=~\".*\",b!=\"x\"}", 0, 60, "would cover everything")]
    [TestCase("{a=\"b\"}", 60, 60, "must lie after its start")]
    [TestCase("{a=\"b\"}", -60, -1, "must lie in the future")]
    [TestCase("{a=\"b\"}", -60, 1, null)]
    public void What_cannot_be_put_on_says_why(string matchers, double start, double end, string? why) =>
        Assert.That(Draft(start, end, Matchers.Parse(matchers)).Problem(Now), why is null ? Is.Null : Does.Contain(why));
}
