using System.Globalization;
using System.Security.Cryptography;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>
/// The mission's figure, on real things that break: at least 70 % end at Level 1, and what does not is handed on with what a stranger needs.
/// The tables lie in <c>TestResults/scenarios.txt</c>, which <c>./test --scenarios</c> prints, the Level 2 messages in
/// <c>scenarios.messages.txt</c> beside it.
/// </summary>
[NonParallelizable]
internal sealed class SelfRecoveryIsMeasured
{
    private static readonly string Report = Path.Combine(Directory.CreateDirectory(Path.Combine(Built.Root, "TestResults")).FullName, "scenarios.txt");

    [OneTimeSetUp]
    public void BeginTheReport() => File.WriteAllText(Report, "");

    [Test]
    public async Task With_the_shipped_runbooks_at_least_seven_of_ten_end_at_Level_1()
    {
        var verdicts = await new ScenarioSuite(ScenarioSuite.Shipped).RunAsync(Chosen(ScenarioSuite.All()));

        Print(ScenarioTable.Of("Self-recovery by the shipped runbooks", verdicts));
        await File.WriteAllLinesAsync(Path.ChangeExtension(Report, ".messages.txt"), verdicts.Where(verdict => verdict.Message is not null).Select(verdict => $"== {verdict.Scenario}\n{verdict.Message}\n"));
        Judge(verdicts);
    }

    // Of so many, with a quarter that cannot be mended, one that fails by chance does not decide.
    [Test]
    public async Task Twenty_that_are_drawn_fare_no_worse()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CHATOPS_SCENARIOS_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : RandomNumberGenerator.GetInt32(1, 1_000_000);

        var verdicts = await new ScenarioSuite(ScenarioSuite.Shipped).RunAsync(DrawnScenarios.Draw(20, seed));

        Print(ScenarioTable.Of(string.Create(CultureInfo.InvariantCulture, $"Twenty drawn with seed {seed} (CHATOPS_SCENARIOS_SEED={seed} draws them again)"), verdicts));
        Judge(verdicts);
    }

    [Test]
    public async Task Without_runbooks_nothing_ends_at_Level_1()
    {
        using var empty = new TemporaryFolder();

        var verdicts = await new ScenarioSuite(empty.Path).RunAsync(Chosen(ScenarioSuite.All()));

        // What the messages lack then is not judged; whatever could not be set up or broken would be no proof.
        Print(ScenarioTable.Of("The same without runbooks", [.. verdicts.Select(verdict => verdict.Level == 4 ? verdict : verdict with { Wrong = null })]));
        Assert.That(ScenarioTable.AtLevel1(verdicts), Is.Zero);
        Assert.That(verdicts.Where(verdict => verdict.Level == 4).Select(verdict => verdict.Wrong), Is.Empty);
    }

    /// <summary>For work on one of them: <c>CHATOPS_SCENARIOS=dns,certificate</c> runs those whose name holds one of the words.</summary>
    private static IReadOnlyList<Scenario> Chosen(IReadOnlyList<Scenario> all) =>
        Environment.GetEnvironmentVariable("CHATOPS_SCENARIOS") is { Length: > 0 } words
            ? [.. all.Where(scenario => words.Split(',').Any(word => scenario.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))]
            : all;

    private static void Judge(IReadOnlyList<Verdict> verdicts)
    {
        var wrong = verdicts.Where(verdict => verdict.Wrong is not null).Select(verdict => $"{verdict.Scenario}: {verdict.Wrong}\n{verdict.Message}");
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(ScenarioTable.AtLevel1(verdicts), Is.AtLeast(0.70));
        });
    }

    private static void Print(string table)
    {
        File.AppendAllText(Report, table + "\n");
        TestContext.Out.WriteLine(table);
    }
}
