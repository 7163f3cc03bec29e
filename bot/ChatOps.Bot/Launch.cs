namespace ChatOps.Bot;

/// <summary>What one run of the program is given from outside. Tests and the demo give more than a terminal does.</summary>
public sealed record Launch
{
    /// <summary>Configuration as a command line says it: <c>--Slack:BotToken=…</c> or <c>--Urls http://127.0.0.1:0</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The configuration file. Null: <c>appsettings.json</c> beside the program, then <c>appsettings.{Environment}.json</c> there.</summary>
    public string? SettingsFile { get; init; }

    /// <summary>Whether environment variables are read. Three bots in one test process would otherwise share theirs.</summary>
    public bool ReadEnvironment { get; init; } = true;

    /// <summary>Keys and values that have the last word.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The clock of the whole program.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Adds or replaces services after the program's own; tests put their own actions and adapters here.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
