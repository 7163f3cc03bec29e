using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Configuration;
using ChatOps.Core.Commands;
using ChatOps.Core.Incidents;

namespace ChatOps.Bot.Api;

/// <summary>Reads what stands after the question mark. The first value that cannot be read is the problem to answer with.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private const int Most = 500;
    private const int Usual = 50;

    private static readonly IReadOnlyList<string> StateWords = [.. Enum.GetNames<IncidentState>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>400 with a sentence; null while all could be read.</summary>
    public IResult? Problem { get; private set; }

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    public int Limit()
    {
        if (Text("limit") is not { } text) return Usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Most) return limit;
        Wrong("limit", text, $"a whole number from 1 to {Most}");
        return Usual;
    }

    public int Number(string name)
    {
        if (Text(name) is not { } text) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Wrong(name, text, "the value of \"next\" of the page before");
        return 0;
    }

    public IncidentId? Incident(string name)
    {
        if (Text(name) is not { } text) return null;
        if (IncidentId.TryParse(text, CultureInfo.InvariantCulture, out var id)) return id;
        Wrong(name, text, "the value of \"next\" of the page before");
        return null;
    }

    public (bool? Open, IncidentState? State) State()
    {
        if (Text("state") is not { } text || text.Equals("all", StringComparison.OrdinalIgnoreCase)) return (null, null);
        if (text.Equals("open", StringComparison.OrdinalIgnoreCase)) return (true, null);
        var index = StateWords.Index().FirstOrDefault(word => word.Item.Equals(text, StringComparison.OrdinalIgnoreCase), (Index: -1, Item: ""));
        if (index.Index >= 0) return (null, Enum.GetValues<IncidentState>()[index.Index]);
        Wrong("state", text, $"open, all, {string.Join(", ", StateWords)}");
        return (null, null);
    }

    /// <summary>An instant, or a span back from now (<c>7d</c>).</summary>
    public DateTimeOffset Since(string name, DateTimeOffset now, TimeSpan usual)
    {
        if (Text(name) is not { } text) return now - usual;
        if (DurationWord.TryParse(text, out var span)) return now - span;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since)) return since;
        Wrong(name, text, "a time such as 2026-11-01T00:00:00Z, a day such as 2026-11-01, or a span such as 7d");
        return now - usual;
    }

    private void Wrong(string name, string text, string allowed) =>
        Problem ??= Http.Problem.Of(StatusCodes.Status400BadRequest, $"{name} holds {KeyReader.Shown(text)}; allowed: {allowed}.");
}
