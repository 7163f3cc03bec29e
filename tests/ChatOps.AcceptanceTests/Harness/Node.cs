namespace ChatOps.AcceptanceTests.Harness;

/// <summary>The scripts of <c>tests/npm</c>, which use other people's clients as they are.</summary>
internal static class Node
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Runs a script and expects it to succeed.</summary>
    /// <param name="script">Its file in <c>tests/npm</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="authority">A certificate that it believes beside the usual ones; null: none.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string script, IEnumerable<string> arguments, string? authority = null)
    {
        var environment = authority is null ? null : new Dictionary<string, string> { ["NODE_EXTRA_CA_CERTS"] = authority };
        await using var process = ChildProcess.Start("node", [Path.Combine(Built.Root, "tests", "npm", script), .. arguments], environment);
        var exitCode = await process.ExitedAsync(Bound);
        Assert.That(exitCode, Is.Zero, process.Tail);
        return string.Join('\n', process.StandardOutput);
    }
}
