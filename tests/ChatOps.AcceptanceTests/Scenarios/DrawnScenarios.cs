using System.Globalization;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>
/// Scenarios that nobody has written down: faults that are there, on services of other names, with the noise of practice. The same seed draws the same.
/// A quarter of them are faults that self-recovery cannot mend, as among those that are written down.
/// </summary>
internal static class DrawnScenarios
{
    private static readonly string[] Names = ["billing", "catalog", "search", "mailer", "invoices", "ledger", "frontend", "gateway", "reports", "stock", "returns", "pricing", "shipping", "loyalty", "vouchers", "profiles", "wishlist", "payroll", "tickets", "archive"];
    private static readonly Noise[] Noises = [.. Enumerable.Range(1, 31).Select(bits => (Noise)bits)];

    /// <summary>Draws some.</summary>
    /// <param name="count">How many; 20 at most.</param>
    /// <param name="seed">What decides.</param>
    public static IReadOnlyList<Scenario> Draw(int count, int seed)
    {
#pragma warning disable CA5394 // A draw that can be repeated is what is wanted here, and no secret.
        var random = new Random(seed);
        var all = ScenarioSuite.All();
        var mendable = all.Where(scenario => scenario.Mendable).Select(scenario => scenario.GetType()).ToArray();
        var others = all.Where(scenario => !scenario.Mendable).Select(scenario => scenario.GetType()).ToArray();
        Type[] kinds = [.. Some(mendable, count - (count / 4)), .. Some(others, count / 4)];
        random.Shuffle(kinds);
        var names = (string[])Names.Clone();
        random.Shuffle(names);
        return [.. kinds.Select((kind, index) => Scenario.Of(kind, string.Create(CultureInfo.InvariantCulture, $"{names[index]}-{seed % 100:00}"), Noises[random.Next(Noises.Length)]))];

        Type[] Some(Type[] from, int most)
        {
            random.Shuffle(from);
            return [.. from.Take(most)];
        }
#pragma warning restore CA5394
    }
}
