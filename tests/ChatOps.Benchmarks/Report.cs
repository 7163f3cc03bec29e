using Spectre.Console;

namespace ChatOps.Benchmarks;

/// <summary>The rows that the benchmarks have measured, as one table.</summary>
internal sealed class Report
{
    private readonly List<string[]> _rows = [];

    /// <param name="what">What was measured, with its unit.</param>
    /// <param name="ours">The bot's figure.</param>
    /// <param name="peer">The peer's figure from the same run, or a dash where it has none.</param>
    /// <param name="goal">What it is held against.</param>
    public void Add(string what, string ours, string peer, string goal) => _rows.Add([what, ours, peer, goal]);

    public Table Table()
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumns("measured", "ChatOps", "peer (Alertmanager where not named)", "goal");
        foreach (var row in _rows)
        {
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        return table;
    }
}
