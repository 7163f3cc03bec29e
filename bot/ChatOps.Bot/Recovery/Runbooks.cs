using ChatOps.Bot.Configuration;
using ChatOps.Bot.Recovery.Reading;
using ChatOps.Core.Alerts;
using ChatOps.Core.Incidents;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;
using ChatOps.GitHub;
using ChatOps.GitHub.Actions;
using ChatOps.Operations;

namespace ChatOps.Bot.Recovery;

/// <summary>The actions that there are and the runbooks that were read with them, once at start.</summary>
/// <param name="Shelf">The runbooks.</param>
/// <param name="Actions">The actions, by name.</param>
/// <param name="GitHub">The way to GitHub, which they share with the rest of the program; null where it is switched off.</param>
internal sealed record Runbooks(RunbookShelf Shelf, IReadOnlyDictionary<string, IAction> Actions, GitHubApi? GitHub) : IDisposable
{
    /// <summary>Reads them. What is wrong stands in <paramref name="findings"/>, all at once.</summary>
    public static Runbooks Read(Settings settings, TimeProvider time, Findings findings)
    {
        var host = settings.Recovery.Host with { Targets = settings.Services.SelectMany(entry => entry.Service.Targets.Values).ToHashSet(StringComparer.Ordinal) };
        var github = settings.GitHub is { } options ? new GitHubApi(options, time) : null;
        var actions = OperationsActions.All(settings.Recovery.Command, settings.Recovery.Prometheus, host, settings.Recovery.Managed, time).Concat(GitHubActions.All(github, time)).ToDictionary(action => action.Name, StringComparer.Ordinal);
        var runbooks = new Runbooks(RunbookFolder.Read(settings.Recovery.RunbooksPath, actions, findings.Mistake), actions, github);
        foreach (var entry in settings.Services) runbooks.CheckWith(entry, findings);
        return runbooks;
    }

    /// <summary>The runbook of this text as it is read now; null when something is wrong with it.</summary>
    public Runbook? Parse(string name, string text, out IReadOnlyList<Mistake> mistakes) => new RunbookReader(Actions).Read(name, text, out mistakes);

    public void Dispose()
    {
        foreach (var action in Actions.Values.OfType<IDisposable>()) action.Dispose();
        GitHub?.Dispose();
    }

    /// <summary>Holds the targets of one service against the runbooks that would use them, before an incident does.</summary>
    private void CheckWith(CatalogEntry entry, Findings findings)
    {
        foreach (var (challenge, name) in entry.Recovery.Runbooks.Where(pair => Shelf.Find(pair.Value) is null))
        {
            findings.Mistake($"Services:{entry.Service.Name}:Recovery:Runbooks:{challenge} holds {KeyReader.Shown(name)}; allowed: names of runbooks ({string.Join(", ", Shelf.All.Select(runbook => runbook.Name))})");
        }

        HashSet<string> told = [];
        foreach (var runbook in Shelf.All)
        {
            var match = runbook.Match;
            if (!match.Challenges.Any(challenge => match.Fits(challenge, entry.Service, LabelSet.Empty))) continue;
            var facts = new AttemptFacts(new IncidentId(1), "", entry.Service, match.Challenges[0], Severity.Critical, new Dictionary<string, string>());
            foreach (var step in runbook.Steps)
            {
                var (ready, why) = PreparedStep.From(step, Actions.GetValueOrDefault(step.Action), facts, 1, []);
                var wrong = why is { Failed: true } ? why.Reason
                    : ready is { Risk: > Risk.Observe } && step.Phase != StepPhase.Act ? $"\"{ready.Title}\" is {ready.Risk.ToString().ToLowerInvariant()}, and a step of {step.Phase.ToString().ToLowerInvariant()} may only look"
                    : null;
                if (wrong is not null && told.Add(wrong)) findings.Warn($"Services:{entry.Service.Name}:Targets do not fit step {step.Name} of runbook {runbook.Name}: {wrong}");
            }
        }
    }
}
