using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Servers.Slack.Blocks;

/// <summary>Looks at a node that stands at a pointer.</summary>
internal delegate void Rule(JsonNode node, string pointer, Findings findings);

/// <param name="Name">Name in JSON.</param>
/// <param name="Rule">What its value has to be.</param>
/// <param name="IsRequired">It may not be absent.</param>
internal sealed record Field(string Name, Rule Rule, bool IsRequired = false);

/// <summary>The parts that schemas are put together from.</summary>
internal static class Rules
{
    public static readonly Rule Anything = (_, _, _) => { };

    public static readonly Rule Flag = (node, pointer, findings) =>
    {
        if (node.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            findings.Add("must be a boolean", pointer);
        }
    };

    public static readonly Rule Number = (node, pointer, findings) =>
    {
        if (node.GetValueKind() != JsonValueKind.Number)
        {
            findings.Add("must be a number", pointer);
        }
    };

    public static Field Must(string name, Rule rule) => new(name, rule, IsRequired: true);

    public static Field May(string name, Rule rule) => new(name, rule);

    public static Rule Text(int most, int least = 1) => (node, pointer, findings) =>
    {
        if (node.GetValueKind() != JsonValueKind.String)
        {
            findings.Add("must be a string", pointer);
        }
        else if (node.GetValue<string>().Length > most)
        {
            findings.Add($"must be less than {most + 1} characters", pointer);
        }
        else if (node.GetValue<string>().Length < least)
        {
            findings.Add($"must be more than {least - 1} characters", pointer);
        }
    };

    public static Rule OneOf(params string[] words) => (node, pointer, findings) =>
    {
        if (node.GetValueKind() != JsonValueKind.String || !words.Contains(node.GetValue<string>()))
        {
            findings.Add($"must be one of: {string.Join(", ", words)}", pointer);
        }
    };

    public static Rule ListOf(Rule item, int least, int most) => (node, pointer, findings) =>
    {
        if (node is not JsonArray array)
        {
            findings.Add("must be an array", pointer);
            return;
        }

        if (array.Count > most)
        {
            findings.Add($"no more than {most} items allowed", pointer);
        }

        if (array.Count < least)
        {
            findings.Add($"no less than {least} items allowed", pointer);
        }

        for (var index = 0; index < array.Count; index++)
        {
            Check(item, array[index], $"{pointer}/{index}", findings);
        }
    };

    /// <summary>An object of these fields and no others.</summary>
    public static Rule Shape(params Field[] fields) => (node, pointer, findings) =>
    {
        if (node is not JsonObject thing)
        {
            findings.Add("must be an object", pointer);
            return;
        }

        foreach (var (name, _) in thing.Where(field => !fields.Any(known => known.Name == field.Key)))
        {
            findings.Add($"invalid additional property: {name}", pointer);
        }

        foreach (var field in fields)
        {
            if (!thing.TryGetPropertyValue(field.Name, out var value))
            {
                if (field.IsRequired)
                {
                    findings.Add($"missing required field: {field.Name}", pointer);
                }
            }
            else if (value is not null || field.IsRequired)
            {
                Check(field.Rule, value, $"{pointer}/{field.Name}", findings);
            }
        }
    };

    /// <summary>The rule that the field <c>type</c> names.</summary>
    public static Rule ByType(IReadOnlyDictionary<string, Rule> rules) => (node, pointer, findings) =>
    {
        if (node is not JsonObject thing)
        {
            findings.Add("must be an object", pointer);
        }
        else if (thing["type"] is not JsonValue type || !rules.TryGetValue(type.ToString(), out var rule))
        {
            findings.Add($"unsupported type: {thing["type"]?.ToString() ?? "none"}", pointer + "/type");
        }
        else
        {
            rule(thing, pointer, findings);
        }
    };

    /// <summary>Both, the second for what a shape cannot say.</summary>
    public static Rule And(this Rule first, Action<JsonObject, string, Findings> second) => (node, pointer, findings) =>
    {
        first(node, pointer, findings);
        if (node is JsonObject thing)
        {
            second(thing, pointer, findings);
        }
    };

    private static void Check(Rule rule, JsonNode? node, string pointer, Findings findings)
    {
        if (node is null)
        {
            findings.Add("must not be null", pointer);
        }
        else
        {
            rule(node, pointer, findings);
        }
    }
}
