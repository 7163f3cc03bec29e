using System.Text.RegularExpressions;
using ChatOps.AcceptanceTests.Harness;

namespace ChatOps.AcceptanceTests.Scenarios;

/// <summary>
/// Something real that runs here and breaks as it breaks in practice. A class is a scenario; the suite finds it by itself and makes it by its
/// constructor without parameters. The bot knows of it what the catalog holds and what the alert says; the suite judges by <see cref="WorksAsync"/>.
/// </summary>
internal abstract partial class Scenario : IAsyncDisposable
{
    protected Scenario() => Service = Words().Replace(GetType().Name, "-").ToLowerInvariant();

    /// <summary>What happens, in words: the class's name.</summary>
    public string Name => Words().Replace(GetType().Name, " ").ToLowerInvariant();

    /// <summary>The service in the catalog and in the alert; no other scenario of the run has it.</summary>
    public string Service { get; private set; }

    /// <summary>What else is in the alert or beside it.</summary>
    public Noise Noise { get; private set; }

    /// <summary>One of the nine.</summary>
    public abstract string Challenge { get; }

    /// <summary>Whether self-recovery can rightly mend it. What it cannot has to reach Level 2 with <see cref="Facts"/>.</summary>
    public abstract bool Mendable { get; }

    /// <summary>Whether somebody on call approves what self-recovery asks for.</summary>
    public virtual bool SomebodyApproves => false;

    /// <summary>What a stranger who is called needs to read in the five fields of the Level 2 message. Asked once it is broken.</summary>
    public virtual IReadOnlyList<string> Facts => [];

    /// <summary>The alert that a monitor would send. Asked once it is broken.</summary>
    public abstract ScenarioAlert Alert { get; }

    /// <summary>Makes one for a service of another name, with noise.</summary>
    public static Scenario Of(Type kind, string service, Noise noise)
    {
        var made = (Scenario)Activator.CreateInstance(kind)!;
        (made.Service, made.Noise) = (service, noise);
        return made;
    }

    /// <summary>Starts what it breaks, in good order.</summary>
    /// <param name="stage">What it shares with the others.</param>
    /// <returns>Its part of the bot's configuration: the catalog's entry, programs, connections.</returns>
    public abstract Task<BotSettings> PrepareAsync(Stage stage);

    /// <summary>Breaks it.</summary>
    public abstract Task BreakAsync();

    /// <summary>The suite's own probe: whether the thing does what it is for. Never what the runbook's verify asks, and no part of the bot.</summary>
    public abstract Task<bool> WorksAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Words();
}
