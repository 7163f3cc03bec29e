using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery.Reading;

/// <summary>Reads the steps of one runbook, in their order: a step may ask only about steps before it.</summary>
internal sealed class StepReader(IReadOnlyDictionary<string, IAction> actions, Mistakes mistakes)
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <param name="Action">What an earlier step calls, or null when that could not be read.</param>
    /// <param name="Outside">True when a sender of alerts has a say in what it gives.</param>
    private sealed record Known(IAction? Action, bool Outside);

    public Step? Read(YamlNode node, StepPhase phase)
    {
        if (node is not YamlMap map)
        {
            mistakes.Add(node, $"{node.Shown} stands here; allowed: a step (name, action, with, …)");
            return null;
        }

        var keys = new MapReader(map, $"a step of {Word(phase)}", mistakes);
        var name = RunbookReader.Name(keys, mistakes);
        if (_known.ContainsKey(name)) mistakes.Add(keys.Place("name"), $"a step before has the name \"{name}\"; allowed: a name of its own for each");
        var action = Action(keys);
        var title = keys.Text("title", "what the step does, in the imperative") is { } text ? Template(text) : null;
        var arguments = keys.Node("with") switch
        {
            null => [],
            YamlMap with => Arguments(with),
            var other => Wrong(other),
        };
        var when = When(keys);
        var step = new Step(
            name,
            phase,
            action?.Name ?? "",
            title,
            arguments.ToDictionary(argument => argument.Name.Value, argument => argument.Value, StringComparer.Ordinal),
            keys.Duration("timeout", LongestTimeout) ?? Step.UsualTimeout,
            keys.Choices("risk", Enum.GetValues<Risk>(), Word).Select(risk => (Risk?)risk).FirstOrDefault(),
            when,
            phase == StepPhase.Act && keys.Flag("uninterruptible"),
            phase == StepPhase.Verify ? ReadPatience(keys) : null);
        keys.NameUnknownKeys();
        var check = new StepCheck(keys, step, mistakes);
        check.Facts(path => Problem(path, name));
        if (action is not null) check.Action(action, arguments, IsOutside);
        if (name.Length > 0) _known[name] = new(action, step.Facts.Any(IsOutside));
        return step;
    }

    private IAction? Action(MapReader keys)
    {
        var allowed = string.Join(", ", actions.Keys.Order(StringComparer.Ordinal));
        if (keys.Text("action", allowed, required: true) is not { } text) return null;
        if (actions.TryGetValue(text.Value, out var action)) return action;
        mistakes.Add(text, $"action holds {text.Shown}; allowed: {allowed}{MapReader.DidYouMean(text.Value, actions.Keys)}");
        return null;
    }

    private Condition? When(MapReader keys)
    {
        if (keys.Text("when", "a condition, such as steps.health.failed") is not { } text) return null;
        if (ConditionParser.TryParse(text.Value, out var condition, out var problem)) return condition;
        mistakes.Add(text, $"when holds {text.Shown}: {problem}");
        return null;
    }

    private static Patience ReadPatience(MapReader keys) => new(
        keys.Count("repeat", 1, 20) ?? Patience.Usual.Times,
        keys.Duration("interval", TimeSpan.FromMinutes(5)) ?? Patience.Usual.Interval,
        keys.Duration("for", LongestTimeout) ?? Patience.Usual.For);

    private List<StepArgument> Arguments(YamlMap with)
    {
        List<StepArgument> arguments = [];
        foreach (var (name, node) in with.Entries)
        {
            if (Argument(node) is { } value) arguments.Add(new(name, node, value));
        }

        return arguments;
    }

    private ArgumentTemplate? Argument(YamlNode node)
    {
        switch (node)
        {
            case YamlText text:
                return Template(text) is { } template ? new ArgumentTemplate.Text(template) : null;
            case YamlList list:
                var items = list.Items.Select(Plain).ToArray();
                return items.Contains(null) ? null : new ArgumentTemplate.List([.. items.OfType<Template>()]);
            default:
                List<KeyValuePair<string, Template>> pairs = [];
                foreach (var (name, value) in ((YamlMap)node).Entries)
                {
                    if (Plain(value) is not { } filled) return null;
                    pairs.Add(new(name.Value, filled));
                }

                return new ArgumentTemplate.Map(pairs);
        }
    }

    private Template? Plain(YamlNode node)
    {
        if (node is YamlText text) return Template(text);
        mistakes.Add(node, $"{node.Shown} stands here; allowed: a text");
        return null;
    }

    private Template? Template(YamlText text)
    {
        if (Core.Recovery.Template.TryParse(text.Value, out var template, out var problem)) return template;
        mistakes.Add(text, problem);
        return null;
    }

    private List<StepArgument> Wrong(YamlNode node)
    {
        mistakes.Add(node, $"with holds {node.Shown}; allowed: the action's arguments by name");
        return [];
    }

    /// <summary>Whether a sender of alerts decides what a fact holds, itself or by way of an earlier step.</summary>
    private bool IsOutside(FactPath path) => path.IsOutside || (path.Root == "steps" && _known.TryGetValue(path.Key!, out var step) && step.Outside && !FactPath.OfEveryStep.Contains(path.Value));

    private string? Problem(FactPath path, string self)
    {
        if (path.Root != "steps") return null;
        if (!_known.TryGetValue(path.Key!, out var step) || path.Key == self)
        {
            return $"{path} names no step before this one; allowed: {(_known.Count == 0 ? "none, this is the first" : string.Join(", ", _known.Keys))}{MapReader.DidYouMean(path.Key!, _known.Keys)}";
        }

        if (step.Action is null) return null;
        var values = FactPath.OfEveryStep.Concat(step.Action.Values).ToArray();
        return values.Contains(path.Value) ? null : $"{path} names nothing that step {path.Key} gives; allowed: {string.Join(", ", values)}{MapReader.DidYouMean(path.Value!, values)}";
    }

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>An argument with its place.</summary>
internal sealed record StepArgument(YamlText Name, YamlNode Node, ArgumentTemplate Value);
