using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>Which runbook the next automatic attempt runs.</summary>
internal sealed class ChoosingARunbook
{
    private static readonly RunbookShelf Shelf = new(
    [
        Book("any", 2),
        Book("backend", 2, domains: [Domain.Backend]),
        Book("labelled", 1, labels: "team=\"shop\""),
        Book("own", 1, services: ["checkout"]),
        Book("other", 2, challenge: Challenge.NetworkIssue),
    ]);

    private static Runbook Book(string name, int maxTries, Challenge challenge = Challenge.ServiceDown, string[]? services = null, Domain[]? domains = null, string? labels = null) =>
        new(name, "", new([challenge], services ?? [], domains ?? [], labels is null ? Matchers.None : Matchers.Parse(labels)), [], [], maxTries, "");

    private static string? Choose(string service, Domain domain, string team, string[] used, out string? why, RecoveryRules? rules = null) => Shelf.Choose(
        Challenge.ServiceDown,
        Service.Unlisted(service) with { Domain = domain },
        rules ?? RecoveryRules.Default,
        LabelSet.Of(("team", team)),
        used,
        out why)?.Name;

    [TestCase("checkout", Domain.Backend, "shop", "", "own")]
    [TestCase("checkout", Domain.Backend, "shop", "own", "labelled")]
    [TestCase("cart", Domain.Backend, "shop", "", "labelled")]
    [TestCase("cart", Domain.Backend, "x", "", "backend")]
    [TestCase("cart", Domain.Infrastructure, "x", "", "any")]
    [TestCase("cart", Domain.Infrastructure, "x", "any", "any")]
    [TestCase("CHECKOUT", Domain.Infrastructure, "x", "", "own")]
    public void The_one_that_asks_more_and_has_a_try_left_is_chosen(string service, Domain domain, string team, string used, string chosen) =>
        Assert.That(Choose(service, domain, team, used.Split(',', StringSplitOptions.RemoveEmptyEntries), out _), Is.EqualTo(chosen));

    [Test]
    public void When_all_tries_are_used_it_says_of_which()
    {
        Assert.That(Choose("cart", Domain.Infrastructure, "x", ["any", "any"], out var why), Is.Null);
        Assert.That(why, Is.EqualTo("runbook any has no try left"));
    }

    [Test]
    public void When_none_fits_it_says_so()
    {
        Assert.That(Shelf.Choose(Challenge.BackupFailure, Service.Unlisted("x"), RecoveryRules.Default, LabelSet.Empty, [], out var why), Is.Null);
        Assert.That(why, Is.EqualTo("no runbook for BackupFailure"));
    }

    [TestCase("any", "any", null)]
    [TestCase("gone", null, "the catalog names runbook gone for checkout, which does not exist")]
    public void The_catalog_may_name_another(string named, string? chosen, string? reason)
    {
        var rules = RecoveryRules.Default with { Runbooks = new Dictionary<Challenge, string> { [Challenge.ServiceDown] = named } };

        Assert.That(Choose("checkout", Domain.Backend, "shop", [], out var why, rules), Is.EqualTo(chosen));
        Assert.That(why, Is.EqualTo(reason));
    }

    [TestCase("500ms", 500)]
    [TestCase("5s", 5_000)]
    [TestCase("1.5s", 1_500)]
    [TestCase("1m30s", 90_000)]
    [TestCase("2h", 7_200_000)]
    [TestCase("1d1ms", 86_400_001)]
    [TestCase("0s", null)]
    [TestCase("5", null)]
    [TestCase("-5s", null)]
    [TestCase("5 s", null)]
    [TestCase("5s1m", null)]
    [TestCase("99999999999d", null)]
    [TestCase("", null)]
    public void Durations_are_written_with_their_units(string text, int? milliseconds)
    {
        Assert.That(StepDuration.TryParse(text, out var duration), Is.EqualTo(milliseconds is not null));
        if (milliseconds is { } expected) Assert.That(duration.TotalMilliseconds, Is.EqualTo(expected));
    }
}
