using System.Text.RegularExpressions;

namespace ChatOps.Core.Alerts;

/// <summary>A configured regular expression that finds alerts in what tools and people write; its named groups say what is what.</summary>
public sealed class AlertPattern
{
    private const int Most = 100;

    private readonly Regex _regex;

    private AlertPattern(Regex regex) => _regex = regex;

    /// <summary>The named groups that a pattern may have; the first has to be there.</summary>
    public static readonly IReadOnlyList<string> Groups = ["name", "status", "service", "severity"];

    /// <summary>Reads a pattern. It is matched in time that grows with the text alone, as what it reads are texts of strangers.</summary>
    /// <exception cref="FormatException">It is none, or has no group <c>name</c>, or one that is not known; the message says so.</exception>
    public static AlertPattern Read(string pattern)
    {
        Regex regex;
        try
        {
            regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            throw new FormatException(wrong.Message, wrong);
        }

        var named = regex.GetGroupNames().Where(group => !char.IsAsciiDigit(group[0])).ToList();
        if (!named.Contains("name")) throw new FormatException("the group (?<name>…) is missing");
        return named.FirstOrDefault(group => !Groups.Contains(group)) is { } unknown ? throw new FormatException($"the group {unknown} is none of {string.Join(", ", Groups)}") : new AlertPattern(regex);
    }

    /// <summary>What is found in these lines, 100 at most; a line that stands twice counts once.</summary>
    public IReadOnlyList<FoundAlert> In(IEnumerable<string> lines) =>
        [.. lines.Distinct(StringComparer.Ordinal).SelectMany(line => _regex.Matches(line)).Where(match => match.Length > 0).Take(Most).Select(Of)];

    private static FoundAlert Of(Match match)
    {
        string? Group(string name) => match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value.Trim() : null;
        return new FoundAlert(Group("name") ?? "unnamed", Group("status") is { } status ? StatusReading.Of(status) : AlertStatus.Firing, Group("service"), Group("severity"), match.Value);
    }
}

/// <summary>An alert that a pattern found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether its condition holds; it does where the text does not say.</param>
/// <param name="Service">The service that the text names, or null.</param>
/// <param name="Severity">The severity that it names, or null.</param>
/// <param name="Text">The text that was found.</param>
public sealed record FoundAlert(string Name, AlertStatus Status, string? Service, string? Severity, string Text)
{
    /// <summary>What is the same when it is over.</summary>
    public string Key => $"{Name} {Service}";
}
