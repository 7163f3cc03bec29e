using ChatOps.Core.Recovery;

namespace ChatOps.Tests.Recovery;

/// <summary>What a step's <c>when</c> can say.</summary>
internal sealed class Conditions
{
    private static readonly Dictionary<string, string> Facts = new()
    {
        ["service"] = "checkout",
        ["attempt"] = "2",
        ["steps.health.passed"] = "false",
        ["steps.health.failed"] = "true",
        ["steps.memory.value"] = "91.5",
        ["targets.unit"] = "checkout-1",
        ["labels.odd"] = "x\" or true or \"",
    };

    [TestCase("steps.health.failed", true)]
    [TestCase("steps.health.passed", false)]
    [TestCase("targets.unit", true)]
    [TestCase("targets.missing", false)]
    [TestCase("not targets.missing", true)]
    [TestCase("not not targets.unit", true)]
    [TestCase("attempt == 2", true)]
    [TestCase("attempt == 2.0", true)]
    [TestCase("attempt != 2", false)]
    [TestCase("attempt < 10", true)]
    [TestCase("steps.memory.value >= 90", true)]
    [TestCase("steps.memory.value > 91.5", false)]
    [TestCase("service == \"checkout\"", true)]
    [TestCase("service == 'checkout'", true)]
    [TestCase("service == 'Checkout'", false)]
    [TestCase("service < 'zzz'", false)]
    [TestCase("steps.missing.value > 1", false)]
    [TestCase("targets.missing == \"\"", true)]
    [TestCase("targets.missing or targets.unit and steps.health.passed", false)]
    [TestCase("(targets.missing or targets.unit) and not steps.health.passed", true)]
    [TestCase("targets.unit or targets.unit and targets.missing", true)]
    [TestCase("labels.odd == 'x'", false)]
    [TestCase("true", true)]
    [TestCase("false or -1 < 0", true)]
    public void A_condition_holds_or_not(string text, bool holds)
    {
        Assert.That(ConditionParser.TryParse(text, out var condition, out var problem), Is.True, problem);
        Assert.That(condition!.Holds(path => Facts.GetValueOrDefault(path.ToString())), Is.EqualTo(holds));
    }

    [TestCase("", "at character 1 stands nothing more; allowed: a fact, a number, or a text in quotes")]
    [TestCase("steps.health.failed and", "at character 24 stands nothing more; allowed: a fact, a number, or a text in quotes")]
    [TestCase("steps.health.failed steps.x.passed", "at character 21 stands \"steps.x.passed\"; allowed: and, or, or the end")]
    [TestCase("(attempt == 1", "at character 14 stands nothing more; allowed: \")\"")]
    [TestCase("attempt = 1", "at character 9 stands \"=\"")]
    [TestCase("attempt == ", "at character 12 stands nothing more")]
    [TestCase("health.failed", "at character 1 stands \"health.failed\"; allowed: service, environment")]
    [TestCase("service == \"open", "at character 12 stands \"\"\"")]
    [TestCase("exec('reboot')", "at character 1 stands \"exec\"")]
    [TestCase("attempt + 1 == 2", "at character 9 stands \"+\"")]
    public void A_mistake_is_named_with_its_place(string text, string problem)
    {
        Assert.That(ConditionParser.TryParse(text, out _, out var found), Is.False);
        Assert.That(found, Does.StartWith(problem));
    }

    [TestCase("(", 3000)]
    [TestCase("not ", 125)]
    [TestCase("(", 400)]
    public void Neither_length_nor_depth_can_hurt(string piece, int times)
    {
        Assert.That(ConditionParser.TryParse(string.Concat(Enumerable.Repeat(piece, times)), out _, out var problem), Is.False);
        Assert.That(problem, Does.Contain("characters").Or.Contain("deeper"));
    }
}
