using System.Globalization;

namespace ChatOps.AcceptanceTests.Harness;

/// <summary>Configuration of a bot as keys and values, put above the shipped <c>appsettings.json</c>.</summary>
internal sealed record BotSettings
{
    private readonly Dictionary<string, string> values = [];

    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>The whole ladder in seconds, so that a story about it takes as long.</summary>
    public static BotSettings LadderOfSeconds { get; } = new BotSettings()
        .With("Escalation:Recovery:Timeout", TimeSpan.FromSeconds(10))
        .With("Escalation:Levels:2:AcknowledgeWithin", TimeSpan.FromSeconds(4))
        .With("Escalation:Levels:2:ResolveWithin", TimeSpan.FromSeconds(6))
        .With("Escalation:Levels:3:AcknowledgeWithin", TimeSpan.FromSeconds(4))
        .With("Escalation:Levels:3:ResolveWithin", TimeSpan.FromSeconds(6))
        .With("Escalation:Levels:4:RepeatEvery", TimeSpan.FromSeconds(5))
        .With("Escalation:SettleFor", TimeSpan.FromSeconds(3))
        .With("Escalation:ReopenWithin", TimeSpan.FromSeconds(3));

    /// <param name="key">As in <c>appsettings.json</c>, parts divided by colons.</param>
    /// <param name="value">What the key holds now.</param>
    public BotSettings With(string key, string value)
    {
        var copy = new BotSettings();
        foreach (var pair in values)
        {
            copy.values[pair.Key] = pair.Value;
        }

        copy.values[key] = value;
        return copy;
    }

    public BotSettings With(string key, TimeSpan value) => With(key, value.ToString("c", CultureInfo.InvariantCulture));

    /// <summary>These, with what the others say above them.</summary>
    public BotSettings With(BotSettings others) => others.values.Aggregate(this, (settings, pair) => settings.With(pair.Key, pair.Value));

    /// <summary>A service of the catalog.</summary>
    public BotSettings WithService(string name, string domain = "backend", string criticality = "standard", params (string Name, string Value)[] targets) =>
        targets.Aggregate(
            With($"Services:{name}:Domain", domain).With($"Services:{name}:Criticality", criticality),
            (settings, target) => settings.With($"Services:{name}:Targets:{target.Name}", target.Value));

    /// <summary>Somebody known, with roles.</summary>
    public BotSettings WithPerson(string name, params string[] roles) =>
        roles.Index().Aggregate(this, (settings, role) => settings.With($"People:{name}:Roles:{role.Index}", role.Item));

    /// <summary>A program that the runbook action <c>command</c> may start.</summary>
    public BotSettings WithProgram(string name, string path) => With($"Operations:Command:Allowed:{name}:Path", path);
}
