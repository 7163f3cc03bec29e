using System.Globalization;

namespace ChatOps.Core.Recovery;

/// <summary>Holds arguments against what an action says of them. Used when runbooks are loaded, and again once templates are filled in.</summary>
public static class ArgumentCheck
{
    /// <summary>What is wrong, in the order of the rules; empty when nothing is. What is still open is only asked to be allowed.</summary>
    public static IReadOnlyList<ArgumentMistake> Mistakes(IAction action, ActionArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(arguments);
        List<ArgumentMistake> mistakes = [];
        foreach (var rule in action.Arguments)
        {
            var problem = arguments.Values.TryGetValue(rule.Name, out var value) ? Problem(rule, value)
                : rule.Required ? $"{rule.Name} is missing: {rule.Says}"
                : null;
            if (problem is not null) mistakes.Add(new(rule.Name, problem));
        }

        var known = action.Arguments.Select(rule => rule.Name).ToArray();
        foreach (var name in arguments.Values.Keys.Except(known))
        {
            mistakes.Add(new(name, $"\"{name}\" is no argument of {action.Name}; allowed: {(known.Length == 0 ? "none" : string.Join(", ", known))}"));
        }

        // What an action says of several arguments together makes sense only once each alone does.
        if (mistakes.Count == 0) mistakes.AddRange(action.Validate(arguments));
        return mistakes;
    }

    private static string? Problem(ArgumentRule rule, ArgumentValue value) => value switch
    {
        ArgumentValue.Open => rule.Fixed ? $"{rule.Name} holds a template; it has to be written out" : null,
        ArgumentValue.List when rule.Kind != ArgumentKind.List => $"{rule.Name} holds a list; allowed: {Allowed(rule)}",
        ArgumentValue.Map when rule.Kind != ArgumentKind.Map => $"{rule.Name} holds names with values; allowed: {Allowed(rule)}",
        ArgumentValue.Text text when !Fits(rule, text.Value) => $"{rule.Name} holds {Shown(text.Value)}; allowed: {Allowed(rule)}",
        _ => null,
    };

    private static bool Fits(ArgumentRule rule, string text)
    {
        var alone = ActionArguments.Of((rule.Name, text));
        return rule.Kind switch
        {
            ArgumentKind.Text => text.Length > 0,
            ArgumentKind.Count => alone.Count(rule.Name) is not null,
            ArgumentKind.Number => alone.Number(rule.Name) is not null,
            ArgumentKind.Duration => alone.Duration(rule.Name) is not null,
            ArgumentKind.Boolean => text is "true" or "false",
            ArgumentKind.Choice => rule.Choices!.Contains(text),
            ArgumentKind.Map => false,
            _ => true,
        };
    }

    private static string Shown(string text) =>
        text.Length > 60 ? string.Create(CultureInfo.InvariantCulture, $"\"{text[..60]}…\" ({text.Length} characters)") : $"\"{text}\"";

    private static string Allowed(ArgumentRule rule) => rule.Kind switch
    {
        ArgumentKind.Text => "a text that is not empty",
        ArgumentKind.Count => "a whole number from 0 on",
        ArgumentKind.Number => "a number",
        ArgumentKind.Duration => StepDuration.Allowed,
        ArgumentKind.Boolean => "true or false",
        ArgumentKind.Choice => string.Join(", ", rule.Choices!),
        ArgumentKind.List => "a list of texts",
        _ => "names with a text each",
    };
}
