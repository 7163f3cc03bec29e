using ChatOps.Benchmarks;
using ChatOps.Benchmarks.GitHub;
using ChatOps.Benchmarks.Slack;
using Spectre.Console;

// dotnet run -c Release --project tests/ChatOps.Benchmarks [-- intake latency deadlines history start slack github]
var all = new (string Name, Func<Report, Task> Run)[]
{
    ("intake", IntakeRate.RunAsync),
    ("latency", FirstMessageLatency.RunAsync),
    ("deadlines", DeadlinesAtOnce.RunAsync),
    ("history", HistoryCost.RunAsync),
    ("start", StartAndIdle.RunAsync),
    ("slack", SlashCommands.RunAsync),
    ("github", CommentDeliveries.RunAsync),
};
var unknown = args.Except(all.Select(benchmark => benchmark.Name), StringComparer.Ordinal).ToArray();
if (unknown.Length > 0)
{
    await Console.Error.WriteLineAsync($"There is no benchmark \"{unknown[0]}\"; there are {string.Join(", ", all.Select(benchmark => benchmark.Name))}.");
    return 2;
}

var report = new Report();
var failed = false;
foreach (var (name, run) in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name, StringComparer.Ordinal)))
{
    await Console.Error.WriteLineAsync($"{name} …");
    try
    {
        await run(report);
    }
    catch (Exception exception)
    {
        // What the others measured is still told.
        failed = true;
        await Console.Error.WriteLineAsync($"{name}: {exception}");
        report.Add(name, $"failed: {exception.Message}", "-", "-");
    }
}

AnsiConsole.Write(report.Table());
return failed ? 1 : 0;
