using ChatOps.Core.Recovery;

namespace ChatOps.Bot.Recovery.Reading;

/// <summary>Holds one step against its action and against the rules of section 6 of the protocol.</summary>
internal sealed class StepCheck(MapReader keys, Step step, Mistakes mistakes)
{
    /// <summary>Each fact that the step uses must be one that can be there.</summary>
    public void Facts(Func<FactPath, string?> problem)
    {
        foreach (var wrong in (step.When?.Facts ?? []).Select(problem).OfType<string>().Distinct()) mistakes.Add(keys.Place("when"), wrong);
        foreach (var wrong in (step.Title?.Facts ?? []).Select(problem).OfType<string>().Distinct()) mistakes.Add(keys.Place("title"), wrong);
        foreach (var (name, argument) in step.Arguments)
        {
            foreach (var wrong in argument.Templates.SelectMany(template => template.Facts).Select(problem).OfType<string>().Distinct()) mistakes.Add(PlaceOf(name), wrong);
        }
    }

    /// <summary>The arguments must be what the action takes, and the step may be no more than its phase allows.</summary>
    public void Action(IAction action, IReadOnlyList<StepArgument> arguments, Func<FactPath, bool> isOutside)
    {
        var known = new ActionArguments(arguments.ToDictionary(argument => argument.Name.Value, argument => Known(argument.Value), StringComparer.Ordinal));
        foreach (var mistake in ArgumentCheck.Mistakes(action, known)) mistakes.Add(PlaceOf(mistake.Argument, action), mistake.Sentence);
        var risk = action.RiskOf(known);
        if (step.Risk < risk)
        {
            mistakes.Add(keys.Place("risk"), $"risk holds \"{StepReader.Word(step.Risk.Value)}\", and {action.Name} is {StepReader.Word(risk.Value)} here; allowed: {StepReader.Word(risk.Value)} or more");
        }

        var stated = step.Risk > (risk ?? Risk.Observe) ? step.Risk : risk;
        if (step.Phase != StepPhase.Act)
        {
            if (stated > Risk.Observe) mistakes.Add(keys.Place("action"), $"{action.Name} is {StepReader.Word(stated.Value)} here, and a step of {StepReader.Word(step.Phase)} may only look; allowed: steps that change nothing");
        }
        else if (stated != Risk.Observe)
        {
            Targets(arguments, isOutside);
        }
    }

    /// <summary>Rule 6.3: what acts takes its targets from the catalog, never from labels.</summary>
    private void Targets(IReadOnlyList<StepArgument> arguments, Func<FactPath, bool> isOutside)
    {
        var (named, outside) = (false, false);
        foreach (var argument in arguments)
        {
            foreach (var fact in argument.Value.Templates.SelectMany(template => template.Facts).Distinct())
            {
                named |= fact.Root == "targets";
                if (!isOutside(fact)) continue;
                outside = true;
                mistakes.Add(argument.Node, Outside(argument.Name.Value, fact));
            }
        }

        foreach (var fact in (step.Title?.Facts ?? []).Where(isOutside).Distinct()) mistakes.Add(keys.Place("title"), Outside("title", fact));
        if (!named && !outside) mistakes.Add(keys.Place("with"), $"step {step.Name} acts and names no target; allowed: {{{{ targets.NAME }}}} in one of its arguments at least");
    }

    private static string Outside(string name, FactPath fact) =>
        $"{name} of a step that acts holds {{{{ {fact} }}}}, which comes from alerts; allowed: targets of the catalog ({{{{ targets.NAME }}}})";

    /// <summary>The place of an argument's value, of its name where the action has no such argument; of all arguments or the step when it is not there.</summary>
    private YamlNode PlaceOf(string argument, IAction? action = null)
    {
        var with = keys.Node("with") ?? keys.Place("action");
        if ((with as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Value == argument) is not { Value: not null } entry) return with;
        return action is null || action.Arguments.Any(rule => rule.Name == argument) ? entry.Value : entry.Key;
    }

    private static ArgumentValue Known(ArgumentTemplate argument) => argument switch
    {
        _ when argument.Templates.Any(template => template.Plain is null) => new ArgumentValue.Open(),
        ArgumentTemplate.Text text => new ArgumentValue.Text(text.Value.Plain!),
        ArgumentTemplate.List list => new ArgumentValue.List([.. list.Items.Select(item => item.Plain!)]),
        _ => new ArgumentValue.Map([.. ((ArgumentTemplate.Map)argument).Items.Select(item => new KeyValuePair<string, string>(item.Key, item.Value.Plain!))]),
    };
}
