using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Core.Alerts;
using ChatOps.Core.OnCall;
using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery.Reading;

/// <summary>Reads a runbook, and says all that is wrong with it at once.</summary>
/// <param name="actions">The actions that steps may call, by name.</param>
internal sealed partial class RunbookReader(IReadOnlyDictionary<string, IAction> actions)
{
    public const string NameAllowed = "lower-case letters, digits and dashes, a letter first, 60 characters at most";

    /// <summary>So many different people can be asked to approve one step.</summary>
    public const int MostApprovals = 5;

    private const int MostSteps = 50;

    private static readonly Challenge[] Nine = [.. Enum.GetValues<Challenge>().Where(challenge => challenge != Challenge.Unknown)];

    /// <summary>The runbook; null when something is wrong with it.</summary>
    /// <param name="file">The file, as people call it.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="found">What is wrong, in the order of the file.</param>
    public Runbook? Read(string file, string text, out IReadOnlyList<Mistake> found)
    {
        var mistakes = new Mistakes(file);
        var runbook = YamlTree.Read(text, mistakes) switch
        {
            null => null,
            YamlMap map => Read(new MapReader(map, "a runbook", mistakes), text, mistakes),
            var other => Refuse(other, mistakes),
        };
        found = mistakes.All;
        return mistakes.Any ? null : runbook;
    }

    private Runbook Read(MapReader keys, string text, Mistakes mistakes)
    {
        var name = Name(keys, mistakes);
        var says = keys.Text("says", "a sentence: what it does and what that may break", required: true)?.Value ?? "";
        var match = Match(keys, mistakes);
        var approvers = keys.Texts("approve", "names of roles");
        var approvals = keys.Count("approvals", 1, MostApprovals) ?? 1;
        var maxTries = keys.Count("maxTries", 1, 2) ?? 2;
        var steps = new StepReader(actions, mistakes);
        List<Step> all = [];
        foreach (var phase in Enum.GetValues<StepPhase>())
        {
            var key = phase.ToString().ToLowerInvariant();
            if (keys.Node(key) is not { } node) continue;
            if (node is not YamlList list) mistakes.Add(node, $"{key} holds {node.Shown}; allowed: a list of steps");
            else all.AddRange(list.Items.Select(item => steps.Read(item, phase)).OfType<Step>());
        }

        keys.NameUnknownKeys();
        if (keys.Node("verify") is not YamlList { Items.Count: > 0 }) mistakes.Add(keys.Map, "a runbook has no verify step; allowed: one at least, since only a passed verify mends an incident");
        if (keys.Node("act") is YamlList { Items.Count: > 0 } && keys.Node("diagnose") is not YamlList { Items.Count: > 0 })
        {
            mistakes.Add(keys.Map, "a runbook acts and has no diagnose step; allowed: one at least, since after a crash it looks first, then acts");
        }

        if (all.Count > MostSteps) mistakes.Add(keys.Map, string.Create(CultureInfo.InvariantCulture, $"the runbook has {all.Count} steps; allowed: {MostSteps}"));
        return new Runbook(name, says, match, all, [.. approvers.Select(role => role.Value)], maxTries, text, approvals);
    }

    /// <summary>The name of a runbook or step.</summary>
    internal static string Name(MapReader keys, Mistakes mistakes)
    {
        if (keys.Text("name", NameAllowed, required: true) is not { } text) return "";
        if (!NameShape().IsMatch(text.Value)) mistakes.Add(text, $"name holds {text.Shown}; allowed: {NameAllowed}");
        return text.Value;
    }

    private static RunbookMatch Match(MapReader runbook, Mistakes mistakes)
    {
        if (runbook.Node("matches") is not YamlMap map)
        {
            mistakes.Add(runbook.Place("matches"), runbook.Node("matches") is { } other
                ? $"matches holds {other.Shown}; allowed: challenge, and service, domain, labels"
                : "a runbook has no matches; allowed: challenge, and service, domain, labels");
            return new([], [], [], Matchers.None);
        }

        var keys = new MapReader(map, "matches", mistakes);
        var challenges = keys.Choices("challenge", Nine, challenge => challenge.ToString());
        if (keys.Node("challenge") is null) mistakes.Add(map, $"matches has no challenge; allowed: {string.Join(", ", Nine)}");
        var services = keys.Texts("service", "names of services");
        var domains = keys.Choices("domain", Enum.GetValues<Domain>(), domain => domain.ToString().ToLowerInvariant());
        List<Matcher> labels = [];
        foreach (var text in keys.Texts("labels", "matchers, such as severity=\"critical\""))
        {
            try
            {
                labels.AddRange(Matchers.Parse(text.Value));
            }
            catch (FormatException e)
            {
                mistakes.Add(text, $"labels: {e.Message}");
            }
        }

        keys.NameUnknownKeys();
        return new(challenges, [.. services.Select(service => service.Value)], domains, new Matchers(labels));
    }

    private static Runbook? Refuse(YamlNode node, Mistakes mistakes)
    {
        mistakes.Add(node, $"{node.Shown} stands here; allowed: a runbook (name, says, matches, diagnose, act, verify)");
        return null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,59}\z")]
    private static partial Regex NameShape();
}
