using ChatOps.Core.OnCall;

namespace ChatOps.Bot.Configuration;

/// <summary>Reads <c>People</c>, <c>Responders</c> and <c>WorkingHours</c>.</summary>
internal static class PeopleSettings
{
    private static readonly string[] Platforms = ["Slack", "Teams", "GitHub"];

    public static Roster Read(KeyReader keys)
    {
        var people = keys.Sections("People", (name, person) =>
        {
            if (name.Any(char.IsWhiteSpace)) person.Findings.Mistake($"{person.Path} is a name with a blank in it; allowed: one word, as commands take it");
            return new Person(name, person.List("Roles"), Handles(person), person.Text("Email"));
        });
        var responders = keys.Sections("Responders", (role, responder) => new Responder(role, Handles(responder)));
        foreach (var twins in people.SelectMany(person => person.Handles.Select(handle => (person, handle))).GroupBy(pair => pair.handle).Where(group => group.Count() > 1))
        {
            keys.Findings.Mistake($"People holds the {twins.Key.Key} identity {KeyReader.Shown(twins.Key.Value)} for {string.Join(" and ", twins.Select(pair => pair.person.Name))}; allowed: an identity for one person");
        }

        foreach (var twins in people.Where(person => person.Email is not null).GroupBy(person => person.Email!, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            keys.Findings.Mistake($"People holds the e-mail address {KeyReader.Shown(twins.Key)} for {string.Join(" and ", twins.Select(person => person.Name))}; allowed: an address for one person");
        }

        return new Roster(people, responders);
    }

    /// <summary>Channel, identity or repository on each platform.</summary>
    public static IReadOnlyDictionary<string, string> Handles(KeyReader keys)
    {
        var handles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in Platforms)
        {
            if (keys.Text(platform) is { } handle) handles[platform.ToLowerInvariant()] = handle;
        }

        return handles;
    }

    /// <summary>The days of the week that <c>Days</c> names; none when it is not there.</summary>
    public static HashSet<DayOfWeek> ReadDays(KeyReader keys)
    {
        var days = new HashSet<DayOfWeek>();
        foreach (var text in keys.List("Days"))
        {
            if (Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day) && !char.IsAsciiDigit(text[0])) days.Add(day);
            else keys.Findings.Mistake($"{keys.PathOf("Days")} holds {KeyReader.Shown(text)}; allowed: {string.Join(", ", Enum.GetNames<DayOfWeek>())}");
        }

        return days;
    }

    public static WorkingHours ReadHours(KeyReader keys, TimeZoneInfo display)
    {
        var usual = WorkingHours.Usual;
        var days = ReadDays(keys);
        var mistakes = keys.Findings.Mistakes.Count;
        var hours = new WorkingHours(keys.Zone("TimeZone", display), keys.Time("From", usual.From), keys.Time("To", usual.To), days.Count == 0 ? usual.Days : days);
        if (hours.To > hours.From || keys.Findings.Mistakes.Count > mistakes) return hours;
        keys.Wrong("To", $"a time of day after {keys.PathOf("From")} ({hours.From:HH:mm})");
        return usual;
    }
}
