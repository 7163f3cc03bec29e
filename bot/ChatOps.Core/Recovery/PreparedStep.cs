namespace ChatOps.Core.Recovery;

/// <summary>A step with its facts filled in.</summary>
/// <param name="Step">The step.</param>
/// <param name="Arguments">Its arguments as plain data.</param>
/// <param name="Risk">The risk it runs at: the action's, raised by the step's.</param>
/// <param name="Title">What it does, in the imperative, for people.</param>
public sealed record PreparedStep(Step Step, ActionArguments Arguments, Risk Risk, string Title)
{
    /// <summary>The step with its facts filled in, or why it cannot be run here.</summary>
    public static (PreparedStep? Ready, NotReady? Why) From(Step step, IAction? action, AttemptFacts facts, int attempt, IReadOnlyList<StepRecord> done)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(facts);
        string? ValueOf(FactPath path) => facts.ValueOf(path, attempt, done);
        if (action is null) return (null, new(true, $"there is no action {step.Action}"));
        if (action.Unavailable is { } unavailable) return (null, new(false, unavailable));
        var arguments = new Dictionary<string, ArgumentValue>(StringComparer.Ordinal);
        FactPath? missing = null;
        foreach (var (name, argument) in step.Arguments)
        {
            if (Fill(argument, ValueOf, (fact, before, value) => action.Insert(name, before, value, fact.Root == "targets"), out missing) is not { } value) return (null, Missing(missing!, facts));
            arguments[name] = value;
        }

        var plain = new ActionArguments(arguments);
        if (ArgumentCheck.Mistakes(action, plain) is [var mistake, ..]) return (null, new(true, mistake.Sentence));
        var title = action.Preview(plain);
        if (step.Title is not null && (title = step.Title.Fill(ValueOf, (_, _, value) => value, out missing)) is null) return (null, Missing(missing!, facts));
        // An action that cannot tell its risk from complete arguments gets no benefit of the doubt.
        var risk = action.RiskOf(plain) ?? Risk.Destructive;
        return (new(step, plain, step.Risk > risk ? step.Risk.Value : risk, title), null);
    }

    private static NotReady Missing(FactPath missing, AttemptFacts facts) => missing.Root switch
    {
        "targets" => new(false, $"{facts.Service.Name} has no target \"{missing.Key}\""),
        "labels" => new(false, $"the alert has no label \"{missing.Key}\""),
        "steps" => new(false, $"step {missing.Key} gave no {missing.Value}"),
        _ => new(false, $"the incident has no {missing.Root}"),
    };

    private static ArgumentValue? Fill(ArgumentTemplate argument, Func<FactPath, string?> valueOf, Func<FactPath, string, string, string> insert, out FactPath? missing)
    {
        missing = null;
        switch (argument)
        {
            case ArgumentTemplate.Text text:
                return text.Value.Fill(valueOf, insert, out missing) is { } filled ? new ArgumentValue.Text(filled) : null;
            case ArgumentTemplate.List list:
                List<string> items = [];
                foreach (var item in list.Items)
                {
                    if (item.Fill(valueOf, insert, out missing) is not { } value) return null;
                    items.Add(value);
                }

                return new ArgumentValue.List(items);
            default:
                List<KeyValuePair<string, string>> pairs = [];
                foreach (var (name, item) in ((ArgumentTemplate.Map)argument).Items)
                {
                    if (item.Fill(valueOf, insert, out missing) is not { } value) return null;
                    pairs.Add(new(name, value));
                }

                return new ArgumentValue.Map(pairs);
        }
    }
}

/// <summary>Why a step cannot be run here.</summary>
/// <param name="Failed">True: something is wrong with it. False: there is nothing for it to work on.</param>
/// <param name="Reason">A clause for people.</param>
public sealed record NotReady(bool Failed, string Reason);
